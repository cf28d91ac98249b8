import { DECLINING, readTelling } from '../reader/index.ts';
import type { Act, Reading, Turn } from '../schema/index.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import type { ReadRow, Target } from './read-row.ts';
import { takesUp } from './takes-up.ts';

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
const BACK = 2;
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
  for (let at = turn - 1; at >= 0 && turn - at <= 2 * BACK; at -= 1)
    if (turns[at]!.role === 'user') return turns[at]!.text;
  return '';
}

/** The refusal that an answer takes back; null where there is none. `before`: the target before it. */
function refusalBefore(row: ReadRow, target: Target, before: Target | undefined): TakenBack | null {
  const { turns } = row.example;
  let at = target.turn - 1;
  let insistence: string | null = null;
  if (at >= 0 && turns[at]!.role === 'user') {
    insistence = turns[at]!.text;
    at -= 1;
  }
  if (at < 1 || turns[at]!.role === 'user' || turns[at]!.text === '') return null;
  const { role, text } = turns[at]!;
  // What a tool or a system turn says belongs to this answer only where it stands directly before it; an answer that takes
  // up its words reports it.
  const assistant = role === 'assistant';
  if (!assistant && (insistence !== null || !/^\p{L}/u.test(text) || takesUp(target.text, text))) return null;
  const request = requestBefore(turns, at);
  if (request === '' || (insistence !== null && !insists(insistence, request))) return null;
  const reading = before?.turn === at ? before.reading : readTelling(text, assistant ? { prompt: request } : {});
  const refusals = reading === null ? null : refusalsOf(reading, assistant ? SURE_REFUSAL : SURE_OF_A_TOOL);
  return refusals === null || !answers(target, request) ? null : { target, refusedIn: at, refusals };
}

/**
 * Where a refusal in one turn is followed by the answer in another, without a word from the user that explains it: nothing
 * between them, a blank turn, the same request, or mere insistence. Who adds what was missing, or asks for something
 * else, has changed the request.
 */
export function takenBack(row: ReadRow): readonly TakenBack[] {
  if (row.example.turns.length < 3) return [];
  return row.targets.flatMap((target, i) => {
    const found = target.turn < 2 ? null : refusalBefore(row, target, row.targets[i - 1]);
    return found === null ? [] : [found];
  });
}
