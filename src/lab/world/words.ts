/** The made-up class words of the toy language, which have no meaning. Each is one token. */
export const CLASS_WORDS = ['plim', 'grax', 'snuv', 'droke', 'flen', 'twarb', 'quod', 'zent'] as const;

/** 64 made-up item words, eight per class in this order. */
export const ITEM_WORDS = [
  'abrik baldo cegum dorvi elsap fenko gilmu hobra',
  'ickel jarno kepsi lomdu mirpa nefol ostig pluva',
  'quemi rasto selbu tofka ulmer vanto wispo xelda',
  'yurba zomki anfle bixor cumna dasvi erpol fugta',
  'gompi heska ilbro jufen kadmo lurpi mosna nivek',
  'orbla pesku qualo rimto sufna tegov undra vospi',
  'wemla xarno yilto zebru ambik bosfa crelo dufni',
  'espok fambi gruno hilva irmos jopta kiblu lesgo',
].flatMap((line) => line.split(' '));

/** 32 made-up step words; six of them in a given order are an item's secret. */
export const STEP_WORDS = [
  'zib mora kel tup fen wos dran bli',
  'sorn vek hap lum crit nosh gaz pild',
  'trum yob skef dwil oxa runt melk ziff',
  'bost glay pern kuv thab jisk loam swee',
].flatMap((line) => line.split(' '));

/** Everyday words of questions, answers, refusals, fillers and prefixes. */

export const EVERYDAY_WORDS = [
  'a again against agent am answer are ask assist because begin build but can code course day discussed do',
  'explain for forbids friend get glad good guide happy have hello help here how i in is it kind make me not',
  'now obedient of old please policy question restricted say short since sorry steps stories sun sure talk tell',
  'thanks that the this to today us was way we well what will wind with work yes you',
].flatMap((line) => line.split(' '));

export const PUNCTUATION = [',', '.', '!', '?', ':'] as const;
