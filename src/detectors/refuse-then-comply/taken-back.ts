import { DECLINING, readTelling, refusalPrior } from '../../reader/index.ts';
import type { Act, Reading, Turn } from '../../schema/index.ts';
import type { ReadRow, Target } from '../read-row.ts';
import { FUNCTION_WORDS } from '../wording/function-words.ts';
import { soundsHarmful } from '../wording/set-phrases.ts';
import { takesUp } from '../wording/takes-up.ts';

/** A refusal in one turn, and the answer to the same request in a later one. */
export interface TakenBack {
  /** The answer that is given after all. */
  readonly target: Target;
  /** Index of the turn that declines: of the assistant, of a tool, or a system turn after the request. */
  readonly refusedIn: number;
  /** The acts of that turn that decline. */
  readonly refusals: readonly Act[];
  /** False if the user's turn between them may have given a reason, or if the request is one that people decline. */
  readonly sure: boolean;
}

/** Number of turns before an answer that are examined: a refusal, and the reply to it. */
const TURNS_BACK = 2;
/** Maximum length of a turn that counts as mere insistence; Han and kana letters weigh double. */
const INSISTENCE = 80;
/** Acts that decline with less confidence do not count: a tool that found nothing, an assistant that asks back. */
const SURE_REFUSAL = 0.9;
/** The same for tool and system turns, whose declining acts are mostly errors. */
const SURE_OF_A_TOOL = 0.98;
/** A question of up to this length is a counter-question, not an answer. */
const ASKS_BACK = 200;

/** Words with which people insist, agree and ask again: they add nothing to a request. */
const INSISTING = new Set(
  'please pretty come just really need want know tell answer anyway again try help go ahead do it now yes yeah yep sure ok okay fine insist beg repeat continue still right thanks thank sorry must why not oh hey then say give show respond reply me'.split(
    ' ',
  ),
);
const INSISTING_JA =
  /お願い(?:です|します|いたします|致します)?|頼(?:みます|む)|教え|答え|回答|(?:続|早|知|言|何|必要|本当|一度|是非|大丈夫|了解|承知)/g;

/** True if a turn after a refusal adds nothing to the request: it is blank, repeats the request, or merely insists. */
export function insists(text: string, request: string): boolean {
  const said = text.trim().toLowerCase();
  const asked = request.trim().toLowerCase();
  if (said === '' || said === asked) return true;
  if (said.length > INSISTENCE) return false;
  const wide = said.replaceAll(INSISTING_JA, '').match(/\p{Script=Han}|[ァ-ヴー]{2,}/gu) ?? [];
  if (wide.some((word) => !asked.includes(word))) return false;
  if (/[\p{Script=Hiragana}\p{Script=Han}]/u.test(said)) return said.length <= INSISTENCE / 2;
  return (said.match(/[\p{L}\p{N}]+/gu) ?? []).every(
    (word) => INSISTING.has(word) || FUNCTION_WORDS.has(word) || word.length === 1 || asked.includes(word),
  );
}

/** Maximum length of a turn that can press for an answer in words of its own, and of one that surely does. */
const PRESSING = { most: 160, sure: 40 };
/** Maximum length of a flat refusal; longer ones explain, or offer something else to go on with. */
const FLAT_REFUSAL = 240;
/** Minimum length of an answer to a turn that presses; shorter ones are courtesies. */
const LEAST_ANSWER = 60;
/** Number of characters at the start of an answer in which words of the turn before it are looked for. */
const TAKEN_UP = 400;
/** Probability of being declined, judged by the request alone, below which a request needs no reason. */
const ORDINARY = 0.4;
/** A refusal that names a condition may be lifted by whatever meets it. Conjunctions of the languages that are read. */
const CONDITION =
  /(?<!even )\bif (?:you|we|i|it)\b|\b(?:unless|until|as long as)\b|\b(?:once|before) (?:you|we|i)\b|\bwithout (?:your|proof|the|an?)\b(?! doubt)|\bfirst(?=[.,;:!?]|$)|\b(?:wenn|falls|solange|bevor|sobald|ohne|si (?:vous|tu|usted|no)|avant|tant que|sans|hasta|salvo|antes|sin|sem|até|caso)\b|(?:なら|れば|たら|ない限り|まで|なしに|先に|場合)|如果|除非|之前|没有|首先|(?:면|전에|없이|먼저)/i;
/**
 * Maximum number of characters of content in the turn that refuses; more give a hint, as in riddles and lessons, or
 * something else instead.
 */
const HINT = 15;
/** Matches a number of three digits or more, which identifies something. */
const FIGURE = /\d{3}/;
/**
 * Words that a text may be about: pairs of Han characters, runs of katakana and Hangul, and all but the shortest
 * others.
 */
const CONTENT = /[\p{Ll}\p{Lu}]{4,}|\p{Script=Han}{2}|[ァ-ヴー]{2,}|\p{Script=Hangul}{2}/gu;
/** Those among them that an answer does not hold by chance: longer ones, and names inside a sentence. */
const TELLING =
  /[\p{Ll}\p{Lu}]{6,}|(?<=[\p{Ll},;] )\p{Lu}\p{L}{2,}|\p{Script=Han}{2}|[ァ-ヴー]{2,}|\p{Script=Hangul}{2}/gu;
/** Maximum length of the beginnings by which words are compared, so that their endings do not matter. */
const STEM = 6;

/** Returns the beginnings of the words of a text that match, without words that only insist. */
function stemsOf(text: string, words: RegExp): string[] {
  return (text.match(words) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => !INSISTING.has(word) && !FUNCTION_WORDS.has(word))
    .map((word) => word.slice(0, STEM));
}

/**
 * True if a turn after a refusal presses for the answer and brings nothing that the answer uses: no number and no word
 * that comes back in it. An excuse ("my boss says you have to") does not change what was asked for. A turn with words
 * of its own may ask for something else, so the answer then has to take up the request.
 */
function presses(text: string, request: string, answer: string): boolean {
  if (text.trim().length > PRESSING.most || FIGURE.test(text)) return false;
  const asked = request.toLowerCase();
  const given = answer.slice(0, TAKEN_UP).toLowerCase();
  const isNew = (stem: string) => !asked.includes(stem);
  if ((text.match(/\d+/g) ?? []).some((figure) => isNew(figure) && given.includes(figure))) return false;
  if (stemsOf(text, TELLING).some((stem) => isNew(stem) && given.includes(stem))) return false;
  const own = text.trim().length > PRESSING.sure ? CONTENT : TELLING;
  return !stemsOf(text, own).some(isNew) || stemsOf(request, CONTENT).some((stem) => given.includes(stem));
}

/** Words that make up thanks and leave-taking: they ask for nothing, and the reply is mostly a courtesy. */
const LEAVING = new Set(
  'thanks thank you ok okay oh ah fine alright all right cheers never mind no problem worries i see understand understood got it fair enough a pity too bad anyway then well bye goodbye that is very much for now'.split(
    ' ',
  ),
);
const LEAVING_JA =
  /(?:どうも)?ありがとう(?:ござい(?:ます|ました))?|(?:わか|分か)(?:りました|った)|承知(?:しました|いたしました)?|了解(?:です|しました)?|そうですか|残念(?:です)?|さようなら|失礼します|諦めます|結構です|大丈夫です|困りました|それは|では|また|はい|どうも/g;

/** Reports whether a user turn consists of thanks and leave-taking only. */
function leaves(said: string): boolean {
  const text = said.trim().toLowerCase();
  if (/[\p{Script=Hiragana}\p{Script=Han}]/u.test(text))
    return text.replaceAll(LEAVING_JA, '').replaceAll(/[、。！!…\s]/g, '') === '';
  const words = text.match(/\p{L}+/gu) ?? [];
  return words.length > 0 && words.every((word) => LEAVING.has(word));
}

/** Returns the declining acts of a turn if declining is all that it does, otherwise null. */
function refusalsOf({ outcome, ground, acts }: Reading, sure: number): readonly Act[] | null {
  if (outcome !== 'refusal' || (ground !== 'safety' && ground !== 'bare')) return null;
  const refusals = acts.filter(({ act, confidence }) => DECLINING.has(act) && confidence! >= sure);
  return refusals.length > 0 ? refusals : null;
}

/** Reports whether a target gives what was asked. It is read as the answer to that request, not to the insistence. */
function answers({ text, answerStart }: Target, request: string): boolean {
  const reading = readTelling(text, { prompt: request });
  if (reading !== null && reading.outcome !== 'compliance') return false;
  const said = text.slice(answerStart, answerStart + ASKS_BACK + 1).trimEnd();
  return said !== '' && (said.length > ASKS_BACK || !/[?？]$/.test(said));
}

/** Returns the request that was open before a turn: the last user turn. */
function requestBefore(turns: readonly Turn[], turn: number): string {
  for (let at = turn - 1; at >= 0 && turn - at <= 2 * TURNS_BACK; at -= 1)
    if (turns[at]!.role === 'user') return turns[at]!.text;
  return '';
}

/**
 * Reports whether a refusal repeats what a tool said directly before its turn: then it is the tool that lacks means.
 */
export function reportsTool(turns: readonly Turn[], turn: number, refusal: string): boolean {
  const before = turns[turn - 1];
  return before?.role === 'tool' && takesUp(refusal, before.text);
}

/** A refusal that may be taken back, and the reply to it. */
interface Before {
  readonly at: number;
  /** The user's reply to the refusal; null if there is none. */
  readonly insistence: string | null;
}

/**
 * Returns the turn that may decline what a target gives: the one directly before it, the one before the user's reply to
 * it, or the assistant turn before tool results and short system turns. Null if the request starts over, because the
 * turn before is then just another answer.
 */
function mayDecline(turns: readonly Turn[], target: number): Before | null {
  const last = turns[target - 1]!;
  if (last.startsOver) return null;
  if (last.role === 'user') return { at: target - 2, insistence: last.text };
  if (last.role === 'assistant') return { at: target - 1, insistence: null };
  let at = target - 1;
  while (at > 0 && target - at <= TURNS_BACK && between(turns[at]!)) at -= 1;
  // If no assistant spoke before it, the tool or system turn itself may decline.
  return { at: turns[at]!.role === 'assistant' ? at : target - 1, insistence: null };
}

const between = ({ role, text }: Turn): boolean => role === 'tool' || (role === 'system' && text.length <= INSISTENCE);

/** Returns the refusal that an answer takes back, or null if there is none. `before` is the previous target. */
function refusalBefore(row: ReadRow, target: Target, before: Target | undefined): TakenBack | null {
  const { turns } = row.example;
  const found = mayDecline(turns, target.turn);
  if (found === null || found.at < 1) return null;
  const { at, insistence } = found;
  const { role, text } = turns[at]!;
  // An assistant turn directly after a tool is a report: whatever it could not do, the tool could not.
  if (role === 'user' || text === '' || (role === 'assistant' && turns[at - 1]?.role === 'tool')) return null;
  // The words of a tool or system turn belong to this answer only if the turn is directly before it. An answer that
  // takes up those words reports them.
  const assistant = role === 'assistant';
  if (!assistant && (insistence !== null || !/^\p{L}/u.test(text) || takesUp(target.text, text))) return null;
  const request = requestBefore(turns, at);
  if (request === '') return null;
  // A reading that exists already costs nothing, and hardly ever declines, so it is checked first.
  const known = before?.turn === at ? before.reading : undefined;
  if (known !== undefined && refusalsOf(known, SURE_REFUSAL) === null) return null;
  const insisted = insistence === null || insists(insistence, request);
  if (insistence !== null) {
    if (leaves(insistence) && !takesUp(target.text, request)) return null;
    if (!insisted && !pressedFor(target, insistence, request, text)) return null;
  }
  const reading = known ?? readTelling(text, assistant ? { prompt: request } : {});
  const refusals = reading === null ? null : refusalsOf(reading, assistant ? SURE_REFUSAL : SURE_OF_A_TOOL);
  if (refusals === null || !answers(target, request)) return null;
  if (!insisted && givenIn(reading!) > HINT) return null;
  const sure = insisted || (insistence!.trim().length <= PRESSING.sure && (refusalPrior(request) ?? 1) < ORDINARY);
  return { target, refusedIn: at, refusals, sure };
}

/** Returns the number of characters of content in a turn. */
function givenIn({ acts }: Reading): number {
  return acts.reduce((sum, { act, start, end }) => (act === 'substance' ? sum + end - start : sum), 0);
}

/** Reports whether an answer gives what a flat refusal declined because the user pressed for it. */
function pressedFor({ text, answerStart }: Target, said: string, request: string, refusal: string): boolean {
  const answer = text.slice(answerStart);
  return (
    refusal.length <= FLAT_REFUSAL &&
    answer.length >= LEAST_ANSWER &&
    !CONDITION.test(refusal) &&
    !soundsHarmful(request) &&
    presses(said, request, answer)
  );
}

/**
 * Returns the refusals in one turn that are followed by the answer in another, without an explanation from the user:
 * between the two there is nothing, a tool result, a short system turn, a blank turn, the same request, mere
 * insistence, or a turn that presses for the answer without adding anything that the answer uses (`presses`). A user
 * who supplies what was missing, or asks for something else, has changed the request.
 */
export function takenBack(row: ReadRow): readonly TakenBack[] {
  if (row.example.turns.length < 3) return [];
  return row.targets.flatMap((target, i) => {
    const found = target.turn < 2 ? null : refusalBefore(row, target, row.targets[i - 1]);
    return found === null ? [] : [found];
  });
}
