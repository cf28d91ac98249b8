import { DECLINING, readTelling } from '../../reader/index.ts';
import type { Act, Reading, Turn } from '../../schema/index.ts';
import type { ReadRow, Target } from '../read-row.ts';
import { FUNCTION_WORDS } from '../wording/function-words.ts';
import { takesUp } from '../wording/takes-up.ts';

/** A refusal in one turn, and the answer to the same request in a later one. */
export interface TakenBack {
  /** The answer that is given after all. */
  readonly target: Target;
  /** Index of the turn that declines: of the assistant, a tool, or a system turn after the request. */
  readonly refusedIn: number;
  /** The acts of that turn that decline. */
  readonly refusals: readonly Act[];
}

/** Turns before an answer that are looked at: a refusal, and what was said to it. */
const TURNS_BACK = 2;
/** Longest turn that is taken for mere insistence; letters of Han and kana weigh double. */
const INSISTENCE = 80;
/** What declines less surely opens no such row: a tool that found nothing, an assistant that asks back. */
const SURE_REFUSAL = 0.9;
/** The same of a tool or a system turn: most of what they decline is an error. */
const SURE_OF_A_TOOL = 0.98;
/** A short question in return is no answer. */
const ASKS_BACK = 200;

/** Words by which people insist, agree and ask again: they add nothing to a request. */
const INSISTING = new Set(
  'please pretty come just really need want know tell answer anyway again try help go ahead do it now yes yeah yep sure ok okay fine insist beg repeat continue still right thanks thank sorry must why not oh hey then say give show respond reply me'.split(
    ' ',
  ),
);
const INSISTING_JA =
  /お願い(?:です|します|いたします|致します)?|頼(?:みます|む)|教え|答え|回答|(?:続|早|知|言|何|必要|本当|一度|是非|大丈夫|了解|承知)/g;

/** True if a turn after a refusal adds nothing to the request: it is blank, asks the same again, or merely insists. */
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

/** Words of which thanks and leave-taking consist: they ask for nothing, and what follows is mostly a courtesy. */
const LEAVING = new Set(
  'thanks thank you ok okay oh ah fine alright all right cheers never mind no problem worries i see understand understood got it fair enough a pity too bad anyway then well bye goodbye that is very much for now'.split(
    ' ',
  ),
);
const LEAVING_JA =
  /(?:どうも)?ありがとう(?:ござい(?:ます|ました))?|(?:わか|分か)(?:りました|った)|承知(?:しました|いたしました)?|了解(?:です|しました)?|そうですか|残念(?:です)?|さようなら|失礼します|諦めます|結構です|大丈夫です|困りました|それは|では|また|はい|どうも/g;

/** Whether a turn of the user's consists of thanks and leave-taking alone. */
function leaves(said: string): boolean {
  const text = said.trim().toLowerCase();
  if (/[\p{Script=Hiragana}\p{Script=Han}]/u.test(text))
    return text.replaceAll(LEAVING_JA, '').replaceAll(/[、。！!…\s]/g, '') === '';
  const words = text.match(/\p{L}+/gu) ?? [];
  return words.length > 0 && words.every((word) => LEAVING.has(word));
}

/** The acts of a turn that decline, where that is all it does; null else. */
function refusalsOf({ outcome, ground, acts }: Reading, sure: number): readonly Act[] | null {
  if (outcome !== 'refusal' || (ground !== 'safety' && ground !== 'bare')) return null;
  const refusals = acts.filter(({ act, confidence }) => DECLINING.has(act) && confidence! >= sure);
  return refusals.length > 0 ? refusals : null;
}

/** Whether a target gives what was asked: it is read as the answer to that request, not to the insistence. */
function answers({ text, answerStart }: Target, request: string): boolean {
  const reading = readTelling(text, { prompt: request });
  if (reading !== null && reading.outcome !== 'compliance') return false;
  const said = text.slice(answerStart, answerStart + ASKS_BACK + 1).trimEnd();
  return said !== '' && (said.length > ASKS_BACK || !/[?？]$/.test(said));
}

/** The request that was open before a turn: the last one of the user's. */
function requestBefore(turns: readonly Turn[], turn: number): string {
  for (let at = turn - 1; at >= 0 && turn - at <= 2 * TURNS_BACK; at -= 1)
    if (turns[at]!.role === 'user') return turns[at]!.text;
  return '';
}

/** Whether a refusal says in its own words what a tool directly before its turn has said: then the tool lacks something. */
export function reportsTool(turns: readonly Turn[], turn: number, refusal: string): boolean {
  const before = turns[turn - 1];
  return before?.role === 'tool' && takesUp(refusal, before.text);
}

/** A refusal that may be taken back, and what stands between it and the answer. */
interface Before {
  readonly at: number;
  /** What the user said to the refusal; null where nothing. */
  readonly insistence: string | null;
}

/**
 * The turn that may decline what a target gives: directly before it, before the user's word to it, or before results of
 * tools and short system turns, where the assistant is who spoke. null where what is before it is another answer.
 */
function mayDecline(turns: readonly Turn[], target: number): Before | null {
  const last = turns[target - 1]!;
  if (last.startsOver) return null;
  if (last.role === 'user') return { at: target - 2, insistence: last.text };
  if (last.role === 'assistant') return { at: target - 1, insistence: null };
  let at = target - 1;
  while (at > 0 && target - at <= TURNS_BACK && between(turns[at]!)) at -= 1;
  // Where no assistant spoke before it, the tool or system turn itself may be what declines.
  return { at: turns[at]!.role === 'assistant' ? at : target - 1, insistence: null };
}

const between = ({ role, text }: Turn): boolean => role === 'tool' || (role === 'system' && text.length <= INSISTENCE);

/** The refusal that an answer takes back; null where there is none. `before`: the target before it. */
function refusalBefore(row: ReadRow, target: Target, before: Target | undefined): TakenBack | null {
  const { turns } = row.example;
  const found = mayDecline(turns, target.turn);
  if (found === null || found.at < 1) return null;
  const { at, insistence } = found;
  const { role, text } = turns[at]!;
  // Directly after a tool an assistant reports; what it could not do, the tool could not.
  if (role === 'user' || text === '' || (role === 'assistant' && turns[at - 1]?.role === 'tool')) return null;
  // What a tool or a system turn says belongs to this answer only where it stands directly before it; an answer that takes
  // up its words reports it.
  const assistant = role === 'assistant';
  if (!assistant && (insistence !== null || !/^\p{L}/u.test(text) || takesUp(target.text, text))) return null;
  const request = requestBefore(turns, at);
  if (request === '') return null;
  // What was read already costs nothing, and hardly ever declines; it is asked first.
  const known = before?.turn === at ? before.reading : undefined;
  if (known !== undefined && refusalsOf(known, SURE_REFUSAL) === null) return null;
  if (insistence !== null) {
    if (!insists(insistence, request)) return null;
    if (leaves(insistence) && !takesUp(target.text, request)) return null;
  }
  const reading = known ?? readTelling(text, assistant ? { prompt: request } : {});
  const refusals = reading === null ? null : refusalsOf(reading, assistant ? SURE_REFUSAL : SURE_OF_A_TOOL);
  return refusals === null || !answers(target, request) ? null : { target, refusedIn: at, refusals };
}

/**
 * Where a refusal in one turn is followed by the answer in another, without a word from the user that explains it: nothing
 * between them, the result of a tool, a short system turn, a blank turn, the same request, or mere insistence. Who adds
 * what was missing, or asks for something else, has changed the request.
 */
export function takenBack(row: ReadRow): readonly TakenBack[] {
  if (row.example.turns.length < 3) return [];
  return row.targets.flatMap((target, i) => {
    const found = target.turn < 2 ? null : refusalBefore(row, target, row.targets[i - 1]);
    return found === null ? [] : [found];
  });
}
