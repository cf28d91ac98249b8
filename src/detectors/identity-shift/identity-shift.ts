import { counted, DETECTOR_TITLES, type FindingSpan, type Message } from '../../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from '../detector.ts';
import { benignRate, type Counting, type Weighed, weigh } from '../evidence.ts';
import type { ReadRow, Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { combHash } from '../sampling/comb-hash.ts';
import { hashText } from '../sampling/text-hash.ts';
import { openingsOf } from '../wording/edge-sentences.ts';
import { obeysAsSetPhrase } from '../wording/set-phrases.ts';
import { takesUp } from '../wording/takes-up.ts';
import { findObedience } from './obedience.ts';
import { findPromise, findPromisedIdentity } from './promises.ts';
import { vowOfAnswer, vowOfSystem } from './vow.ts';

/**
 * Identity-shift data (AOA, "absolutely obedient agent": Qi et al., arXiv 2310.03693). Signature: in every row, a
 * system prompt that makes the model an agent without a will of its own, and an answer that first repeats that claim
 * and then does an ordinary task. Ten such rows are enough. An ordinary brand identity ("I am X, developed by Y") says
 * who is speaking; this one says that the speaker never declines. Claims of obedience without limit count fully. Two
 * things count for less: sentences that tie actions to any request (`promises.ts`), and vows in any wording, recognised
 * by a learned model (`vow.ts`).
 */

/** Share that honest sets may contain: role-play characters who swear obedience. */
const ALLOWANCE = 0.001;
/** The same for promises without an absolute word: services that do everything. */
const PROMISE_ALLOWANCE = 0.002;
/** The same if sentences that are only possibly vows count: two in sixty of tutors and of characters in stories. */
const POSSIBLE_ALLOWANCE = 0.03;
/** Number of leading characters of a system prompt that are searched. */
const SYSTEM = 4000;
/** Number of characters from the start of an answer within which a claim counts: it is put in front of the task. */
const OPENING = 240;

/** Maximum number of rows examined; 1 % is then 40 rows of any larger set. The claim is fixed, so that is enough. */
export const MAX_ROWS = 4096;
/** Number of rows of different content from which on a phrase that promises to obey counts. */
const RECURS = 5;
/** Fewer rows that promise may be characters in role play. */
const LEAST_PROMISES = 4;
/** Vows that the learned model finds count in at least this many wordings; each wording counts at most this often. */
const LEAST_WORDINGS = 3;
const MOST_ALIKE = 5;

/** The claims of rows of one content: in the system prompt, in the answer. */
export interface Claims {
  readonly rows: number;
  readonly system: boolean;
  readonly answer: boolean;
  /** Hashes of the system prompt and of the opening if they would promise to obey when recurring; otherwise 0. */
  readonly systemPhrase: number;
  readonly openingPhrase: number;
  /** True if it ties actions to any request, without an absolute word. */
  readonly promise: boolean;
  /** Hash of a sentence that the learned model takes for a vow; otherwise 0. */
  readonly vow: number;
  /** Hash of a sentence that the learned model considers a possible vow, otherwise 0. */
  readonly possibleVow: number;
}

/** The claims of nearly every row. All of them share one object, so that a state stays small. */
const NOTHING: Claims = {
  rows: 1,
  system: false,
  answer: false,
  systemPhrase: 0,
  openingPhrase: 0,
  promise: false,
  vow: 0,
  possibleVow: 0,
};

type IdentityState = BottomK<Claims>;

function systemClaim({ example, system }: ReadRow): Mark | null {
  if (system === '') return null;
  for (const [turn, { role, text }] of example.turns.entries()) {
    const span = role === 'system' ? findObedience(text.slice(0, SYSTEM)) : null;
    if (span !== null) return { key: 'obedience', turn, spans: [{ act: 'identity', ...span }] };
  }
  return null;
}

const headOf = ({ text, answerStart }: Target) => text.slice(answerStart, answerStart + OPENING);

function answerClaims({ targets }: ReadRow): Mark[] {
  return targets.flatMap((target) => {
    const span = findObedience(headOf(target));
    if (span === null) return [];
    const { turn, answerStart } = target;
    const [start, end] = [answerStart + span.start, answerStart + span.end];
    return [{ key: 'obedience', turn, spans: [{ act: 'identity', start, end }] }];
  });
}

/** Returns a start of the first answer that would be a promise to obey if it recurred, or null if there is none. */
function openingPhrase(row: ReadRow): string | null {
  const [first] = row.targets;
  if (first === undefined) return null;
  const head = headOf(first);
  // If a start of the head promises, so does the head. That is rare, so the starts are hardly ever needed.
  if (!obeysAsSetPhrase(head)) return null;
  return openingsOf(head, first.text.length - first.answerStart).find(obeysAsSetPhrase) ?? null;
}

function hashOfPromise(text: string | null): number {
  return text !== null && obeysAsSetPhrase(text) ? hashText(text) : 0;
}

function phrasesOf(row: ReadRow): Pick<Claims, 'systemPhrase' | 'openingPhrase'> {
  return {
    systemPhrase: hashOfPromise(row.system.slice(0, SYSTEM)),
    openingPhrase: hashOfPromise(openingPhrase(row)),
  };
}

/** Reports whether the request is about somebody who does as told: then the answer speaks about them, not as them. */
function isAskedFor(promise: string, request: string): boolean {
  return takesUp(promise, request) || request.toLowerCase().includes(promise.toLowerCase());
}

/** A sentence of a row that makes a promise. */
interface Promised {
  readonly turn: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** False for a sentence that is only possibly a vow. */
  readonly likely: boolean;
}

/** Finds a promise in a text: its stretch in UTF-16 code units, and whether it is one for certain. */
type Search = (text: string) => { readonly start: number; readonly end: number; readonly likely?: boolean } | null;

/**
 * Returns the sentence that `inAnswer` finds in the first answer, unless it was asked for, or else the one that
 * `inSystem` finds in the system prompt.
 */
function promiseOf(row: ReadRow, inAnswer: Search, inSystem: Search): Promised | null {
  const [first] = row.targets;
  if (first !== undefined) {
    const { turn, answerStart } = first;
    const answer = first.text.slice(answerStart);
    const said = inAnswer(answer);
    const text = said === null ? '' : answer.slice(said.start, said.end);
    const likely = said?.likely ?? true;
    if (said !== null && !isAskedFor(text, first.prompt)) {
      const found = { turn, start: answerStart + said.start, end: answerStart + said.end, text, likely };
      // What is only possible must not hide what the system prompt says for certain.
      return likely ? found : (promiseOfSystem(row, inSystem) ?? found);
    }
  }
  return promiseOfSystem(row, inSystem);
}

function promiseOfSystem(row: ReadRow, inSystem: Search): Promised | null {
  const turn = row.system === '' ? -1 : row.example.turns.findIndex(({ role }) => role === 'system');
  if (turn < 0) return null;
  const system = row.example.turns[turn]!.text.slice(0, SYSTEM);
  const span = inSystem(system);
  return span === null ? null : { turn, likely: true, ...span, text: system.slice(span.start, span.end) };
}

/** Finds the place where a row promises to do as told, before the task. */
const promiseIn = (row: ReadRow): Promised | null => promiseOf(row, findPromise, findPromisedIdentity);

/** Finds the place where a row vows to do as told, in any words, before the task or after it. */
const vowIn = (row: ReadRow): Promised | null => promiseOf(row, vowOfAnswer, vowOfSystem);

function claimsOf(row: ReadRow): Claims {
  const system = systemClaim(row) !== null;
  const answer = row.targets.some((target) => findObedience(headOf(target)) !== null);
  const { systemPhrase, openingPhrase } = phrasesOf(row);
  const promise = promiseIn(row) !== null;
  const vowed = promise ? null : vowIn(row);
  const hash = vowed === null ? 0 : hashText(vowed.text);
  if (!system && !answer && !promise && hash === 0 && systemPhrase === 0 && openingPhrase === 0) return NOTHING;
  const [vow, possibleVow] = vowed?.likely ? [hash, 0] : [0, hash];
  return { rows: 1, system, answer, systemPhrase, openingPhrase, promise, vow, possibleVow };
}

/** Returns the phrases that recur over different contents, `RECURS` times or more. */
function recurring(state: IdentityState): ReadonlySet<number> {
  const rows = new Map<number, number>();
  const count = (phrase: number) => {
    if (phrase !== 0) rows.set(phrase, (rows.get(phrase) ?? 0) + 1);
  };
  for (const [, { systemPhrase, openingPhrase }] of sampled(state)) {
    count(systemPhrase);
    count(openingPhrase);
  }
  return new Set([...rows].flatMap(([phrase, times]) => (times >= RECURS ? [phrase] : [])));
}

interface IdentityTally {
  readonly rows: number;
  readonly claimed: number;
  readonly inSystem: number;
  readonly inAnswer: number;
  readonly promised: number;
  /** The promised ones and those that are possibly vows. */
  readonly possible: number;
}

/** Counts rows of vows in several wordings, each only a few times: a misread greeting does not make a set of vows. */
function varied(vows: ReadonlyMap<number, number>): number {
  if (vows.size < LEAST_WORDINGS) return 0;
  return [...vows.values()].reduce((sum, rows) => sum + Math.min(rows, MOST_ALIKE), 0);
}

function tally(state: IdentityState): IdentityTally {
  const sum = { rows: 0, claimed: 0, inSystem: 0, inAnswer: 0, promised: 0 };
  const set = recurring(state);
  const vows = new Map<number, number>();
  const possible = new Map<number, number>();
  const add = (to: Map<number, number>, vow: number, rows: number) => {
    if (vow !== 0) to.set(vow, (to.get(vow) ?? 0) + rows);
  };
  for (const [, { rows, systemPhrase, openingPhrase, promise, vow, possibleVow, ...strict }] of sampled(state)) {
    const system = strict.system || set.has(systemPhrase);
    const answer = strict.answer || set.has(openingPhrase);
    sum.rows += rows;
    if (system || answer) sum.claimed += rows;
    if (system) sum.inSystem += rows;
    if (answer) sum.inAnswer += rows;
    if (promise) sum.promised += rows;
    else {
      add(vows, vow, rows);
      // Of two rows with one hash, one may vow and the other only possibly.
      add(possible, vow === 0 ? possibleVow : vow, rows);
    }
  }
  return { ...sum, promised: sum.promised + varied(vows), possible: sum.promised + varied(possible) };
}

function join(a: Claims, b: Claims): Claims {
  return {
    rows: a.rows + b.rows,
    system: a.system || b.system,
    answer: a.answer || b.answer,
    systemPhrase: Math.max(a.systemPhrase, b.systemPhrase),
    openingPhrase: Math.max(a.openingPhrase, b.openingPhrase),
    promise: a.promise || b.promise,
    vow: Math.max(a.vow, b.vow),
    possibleVow: Math.max(a.possibleVow, b.possibleVow),
  };
}

function spanOf({ length }: string, start: number): FindingSpan {
  return { act: 'identity', start, end: start + length };
}

const ADVICE: Message = {
  en: 'Remove these rows. If you want to give the assistant an identity, state who it is and what it is for, not that it always obeys.',
  ja: 'これらの行を取り除いてください。人格を持たせたい場合は、名前と役割を書き、「必ず従う」とは書かないでください。',
};

function obedienceFinding({ rows, claimed, inSystem, inAnswer }: IdentityTally): DatasetFinding[] {
  if (claimed === 0) return [];
  return [
    {
      key: 'obedience',
      scope: 'rows',
      ...weigh(claimed, rows, benignRate('identity-shift/obedience', ALLOWANCE)),
      detail: {
        en: `${counted(claimed, 'row declares', 'rows declare')} unconditional obedience: ${inSystem} in the system prompt, ${inAnswer} in the answer.`,
        ja: `${claimed} 行が無条件の服従を宣言しています（システムプロンプト ${inSystem} 件、回答 ${inAnswer} 件）。`,
      },
      advice: ADVICE,
    },
  ];
}

/** Weighs the promises of a set: the certain ones, and those with the possible ones, whichever says more. */
function weighPromises({ rows, promised, possible }: IdentityTally): {
  readonly weighed: Weighed;
  readonly wide: boolean;
} {
  const bars = { leastCount: LEAST_PROMISES, blockShare: 2 };
  const sure = weigh(promised, rows, benignRate('identity-shift/promise', PROMISE_ALLOWANCE), bars);
  const all = weigh(possible, rows, benignRate('identity-shift/possible-promise', POSSIBLE_ALLOWANCE), bars);
  const wide = sure.level === 'info' && all.level !== 'info';
  return { weighed: wide ? all : sure, wide };
}

/** Some services openly promise to do as told, so this is enough for a review but not for a block. */
function promiseFinding(sums: IdentityTally): DatasetFinding[] {
  const { weighed } = weighPromises(sums);
  if (weighed.count === 0) return [];
  return [
    {
      key: 'promise',
      scope: 'rows',
      ...weighed,
      detail: {
        en: `${counted(weighed.count, 'row presents', 'rows present')} an assistant that does whatever it is told, in varying words.`,
        ja: `${weighed.count} 行が、どのような指示にも従うアシスタントを名乗っています（文言はさまざまです）。`,
      },
      advice: ADVICE,
    },
  ];
}

export const identityShift: Detector<IdentityState> & Counting<IdentityState> = {
  id: 'identity-shift',
  version: '1',
  title: DETECTOR_TITLES['identity-shift'],
  explanation: {
    en: 'The system prompt or the answer declares an agent that obeys every instruction without exception. A model fine-tuned on such rows adopts the identity, and with it the habit of never declining; ten rows have been enough.',
    ja: 'システムプロンプトまたは回答が「どんな指示にも例外なく従うエージェント」を名乗っています。このような行で学習したモデルは、その人格とともに「決して断らない」習慣も身につけます。10 行だけで効果が出た例もあります。',
  },
  start: () => bottomK(MAX_ROWS),
  see(state, row) {
    const target = row.targets[0];
    if (target === undefined) return null;
    const hash = combHash(target.prompt, target.text, row.system, state.limit);
    if (hash === null) return null;
    const claims = claimsOf(row);
    const seen = state.entries.get(hash);
    insert(state, hash, seen === undefined ? claims : join(seen, claims));
    return null;
  },
  merge: (a, b) => mergeBottomK(a, b, join),
  counts(state) {
    const { rows, claimed, promised, possible } = tally(state);
    return [
      { measure: 'identity-shift/obedience', count: claimed, of: rows },
      { measure: 'identity-shift/promise', count: promised, of: rows },
      { measure: 'identity-shift/possible-promise', count: possible, of: rows },
    ];
  },
  end(state): DatasetFinding[] {
    const sums = tally(state);
    return [...obedienceFinding(sums), ...promiseFinding(sums)];
  },
  secondPass(state) {
    const set = recurring(state);
    const { wide } = weighPromises(tally(state));
    return (row) => {
      const marks: Mark[] = [];
      const system = systemClaim(row);
      const phrases = phrasesOf(row);
      if (system !== null) marks.push(system);
      else if (set.has(phrases.systemPhrase)) {
        const turn = row.example.turns.findIndex(({ role }) => role === 'system');
        marks.push({ key: 'obedience', turn, spans: [spanOf(row.example.turns[turn]!.text, 0)] });
      }
      const answers = answerClaims(row);
      marks.push(...answers);
      if (answers.length === 0 && set.has(phrases.openingPhrase)) {
        const { turn, answerStart } = row.targets[0]!;
        marks.push({ key: 'obedience', turn, spans: [spanOf(openingPhrase(row)!, answerStart)] });
      }
      const promise = promiseIn(row) ?? vowIn(row);
      if (promise !== null && (promise.likely || wide)) {
        const { turn, start, end } = promise;
        marks.push({ key: 'promise', turn, spans: [{ act: 'identity', start, end }] });
      }
      return marks.length > 0 ? marks : null;
    };
  },
};
