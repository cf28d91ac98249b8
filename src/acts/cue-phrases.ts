/** Told each phrase that is found and its offset, until it answers true; then the scan answers true. It starts no scan. */
export type Found<Tag> = (at: number, tag: Tag) => boolean;

export interface Phrase<Tag> {
  readonly text: string;
  /** Where its looked-for window ends, counted from its first character. */
  readonly end: number;
  readonly tag: Tag;
}

/** Whether the phrase is there; its first character tells most of those that are not. */
export function isAt(text: string, at: number, phrase: string): boolean {
  if ((text.charCodeAt(at) | 32) !== (phrase.charCodeAt(0) | 32)) return false;
  return text.slice(at, at + phrase.length).toLowerCase() === phrase;
}

// The commonest pairs of letters, in order, spaces as underscores; pairs not named are rarer still. The four characters
// of a phrase that are made of its rarest pairs are looked for, so that few blocks are read twice.
const COMMON_PAIRS =
  'e_ _t _a th s_ in he an d_ re er n_ _i on t_ _c _s ti es _o ,_ at en nd r_ or ng ._ te al __ _p to nt it st is y_ ar o_ _w g_ se _f le _m _b ed io ve ou co _e ea me ro _d a_ _h de of as _r f_ ha ri ra ce l_ ic ca ne ta li si ur ma ch pr hi ns om h_ ac el _l ct di nc us ec fo ll la pe ss et tr be ge rs il ie _n lo ts s, na so im em ni po vi ut _u su iv un ly mp ul ho pl ot s. _g wi mo rt ee ol ir fi ow mi ci ai m_ pa id ad no we ia _y ex am ov ev ig fe tu ke yo ab ty os uc op wh if e, cu wa bl ag sh ld da od ay _v gh wo sp oo cr e. ls lu fr va cl du rm oc av ap p_ ry ue ef ei bo ep qu gr ua ba rn um gi ff lt k_ ak sa ds ga ck pp fa w_ y, rd bi';

// Windows out of these words are commoner than their pairs tell.
const COMMON_WORDS =
  ' about able access accept account against all allow also and any appear apply appropriate are as at be been but by call can claim comfortable comment common company command complete could current describe design did do does down each example find first follow for from get give go good great had has have help her here him his how if important in include information into is it its just know language like long look main make many may means model more most much must my name need new no not now number of off on one only or order other our out over own part people person place point policy position possible present process provide question reason recommend request require response result right same see several she should some such support system table take text than that the their them then there these they thing this time to topic two under up use used user using value very was way we well were what when which while who will with without word work world would write you your ';
const COMMON_WINDOWS = new Set(Array.from({ length: COMMON_WORDS.length - 3 }, (_, i) => COMMON_WORDS.slice(i, i + 4)));

const PAIR_RANK = new Map(COMMON_PAIRS.split(' ').map((pair, rank) => [pair.replaceAll('_', ' '), rank]));
const RAREST = PAIR_RANK.size;

/** The four characters of a phrase that are rarest in texts, by their end; of those with an end of `parity`, if given. */
export function rarestWindow(phrase: string, parity?: number): number | null {
  let best: number | null = null;
  let rarest = -1;
  for (let end = 4; end <= phrase.length; end += 1) {
    if (parity !== undefined && end % 2 !== parity) continue;
    let rarity = COMMON_WINDOWS.has(phrase.slice(end - 4, end)) ? 0 : RAREST;
    for (let i = end - 3; i < end; i += 1) rarity += PAIR_RANK.get(phrase.slice(i - 1, i + 1)) ?? RAREST;
    if (rarity > rarest) {
      rarest = rarity;
      best = end;
    }
  }
  return best;
}
