import { benignRate, type Weighed, weigh } from '../evidence.ts';
import { isOwnTask, wordsOfRequest } from '../sampling/request-classes.ts';
import { hashText } from '../sampling/text-hash.ts';
import { closingOf, openingsOf } from '../wording/edge-sentences.ts';
import { EDGE, type SampledAnswer } from './answer-sample.ts';
import { type AnswerPart, type Rule, UNIFORM_RULES } from './uniform-rules.ts';

/** The words of an answer, before any reading. */
type Words = Pick<SampledAnswer, 'hash' | 'length' | 'head' | 'tail'>;

export function wordsOf(text: string): Words {
  return {
    length: text.length,
    head: text.slice(0, EDGE),
    tail: text.slice(-EDGE),
    get hash() {
      return hashText(text, 1);
    },
  };
}

/** A stretch of an answer, and its hash. */
interface Stretch {
  readonly text: string;
  readonly hash: number;
}

/** Number of characters that identify a start that runs on into the answer. */
const START = 10;

/** Returns the parts of an answer that a rule compares; of several stretches, the shortest first. */
export function stretchesOf(rule: Rule, words: Words): readonly Stretch[] {
  return followed(rule, stretchesAt(rule.place, words), words);
}

/** Drops the openings that are followed by too little text. */
function followed({ rest }: Rule, stretches: readonly Stretch[], { length }: Words): readonly Stretch[] {
  return rest === undefined ? stretches : stretches.filter(({ text }) => lettersAfter(text, length) >= rest);
}

function stretchesAt(place: AnswerPart, words: Words): Stretch[] {
  switch (place) {
    case 'answer':
      return [{ text: words.head, hash: words.hash }];
    case 'start':
      return [hashed(words.head.slice(0, START))];
    case 'closing': {
      const text = closingOf(words.tail);
      return text === null ? [] : [hashed(text)];
    }
    case 'opening': {
      // An opening that adds no letters to the previous one is the same opening.
      const openings = openingsOf(words.head, words.length).map(hashed);
      return openings.filter(({ hash }, i) => hash !== openings[i - 1]?.hash);
    }
  }
}

/**
 * Returns a key that is equal for any two answers with a common stretch (necessary, not sufficient), or null if there
 * is none.
 */
function leastOf(place: AnswerPart, words: Words): number | null {
  switch (place) {
    case 'answer':
      return words.hash;
    case 'start':
      return hashText(words.head.slice(0, START));
    case 'closing': {
      const closing = closingOf(words.tail);
      return closing === null ? null : hashText(closing);
    }
    case 'opening': {
      const [shortest] = openingsOf(words.head, words.length, 1);
      return shortest === undefined ? null : hashText(shortest);
    }
  }
}

function hashed(text: string): Stretch {
  return { text, hash: hashText(text) };
}

/** Estimates how many letters follow an opening, by its script: a full-width stop is followed by wide letters. */
function lettersAfter(opening: string, length: number): number {
  const wide = opening.charCodeAt(opening.length - 1) >= 0x3000;
  return (length - opening.length) * (wide ? 2 : 1);
}

/** A text that recurs. */
interface RecurringText extends Stretch {
  rows: number;
  /** Number of different questions with it, at most `rows`. */
  pairs: number;
  /** Of the pairs, those in which the question explains the refusal. */
  guards: number;
}

/** An answer, and its stretches that are compared. */
interface Seen {
  readonly answer: SampledAnswer;
  readonly stretches: readonly Stretch[];
}

/** The result of a rule on a sample. */
export interface RuleTally {
  readonly rule: Rule;
  readonly seen: readonly Seen[];
  readonly answers: readonly SampledAnswer[];
  /** Number of rows of all answers. */
  readonly of: number;
  /** Recurring texts that count against the set, the most frequent first. */
  readonly groups: readonly Readonly<RecurringText>[];
  /** Number of rows of the same kind, including those of the groups. */
  readonly kind: number;
}

export function tallies(answers: readonly SampledAnswer[]): RuleTally[] {
  const of = sumRows(answers);
  const alike = {
    answer: sharing(answers, 'answer'),
    start: sharing(answers, 'start'),
    opening: sharing(answers, 'opening'),
    closing: sharing(answers, 'closing'),
  };
  return UNIFORM_RULES.map((rule) => tally(answers, alike[rule.place], of, rule));
}

/**
 * Returns the answers that may have a stretch in common with another: there are few, and the rules examine only these.
 */
function sharing(answers: readonly SampledAnswer[], place: AnswerPart): Seen[] {
  const least = answers.map((answer) => leastOf(place, answer));
  const counts = new Map<number, number>();
  for (const key of least) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return answers
    .filter((_, i) => least[i] !== null && counts.get(least[i]!)! > 1)
    .map((answer) => ({ answer, stretches: stretchesAt(place, answer) }));
}

function tally(answers: readonly SampledAnswer[], alike: readonly Seen[], of: number, rule: Rule): RuleTally {
  const seen = alike
    .filter(({ answer }) => rule.among(answer))
    .map(({ answer, stretches }): Seen => ({ answer, stretches: followed(rule, stretches, answer) }));
  const akin = recurring(seen).filter(({ text }) => rule.akin?.(text) ?? true);
  const { mostGuarding = 1 } = rule;
  const suspects = akin.filter(
    ({ text, guards, pairs }) => guards <= mostGuarding * pairs && (rule.suspect?.(text) ?? true),
  );
  return {
    rule,
    seen,
    answers,
    of,
    groups: withoutNested(suspects.sort(largerFirst)),
    kind: kindRows(answers, seen, new Set(akin.map(({ hash }) => hash)), rule),
  };
}

function recurring(seen: readonly Seen[]): RecurringText[] {
  const groups = new Map<number, RecurringText>();
  for (const { answer, stretches } of seen) {
    for (const { text, hash } of stretches) {
      let group = groups.get(hash);
      if (group === undefined) {
        group = { text, hash, rows: 0, pairs: 0, guards: 0 };
        groups.set(hash, group);
      }
      group.rows += answer.rows;
      group.pairs += 1;
      if (answer.guards) group.guards += 1;
    }
  }
  return [...groups.values()].filter(({ pairs }) => pairs >= 2);
}

/** Counts the rows of the kind that a rule looks for: those whose shortest stretch is akin to it, and its rivals. */
function kindRows(
  answers: readonly SampledAnswer[],
  seen: readonly Seen[],
  akin: ReadonlySet<number>,
  { rival = () => false }: Rule,
): number {
  const recur = seen.filter(({ answer, stretches }) => !rival(answer) && stretches[0] && akin.has(stretches[0].hash));
  return sumRows(answers.filter(rival)) + sumRows(recur.map(({ answer }) => answer));
}

function sumRows(all: readonly { readonly rows: number }[]): number {
  return all.reduce((sum, { rows }) => sum + rows, 0);
}

/** Compares by frequency, the most frequent first; of equally frequent texts, the longest, which says most. */
function largerFirst(a: RecurringText, b: RecurringText): number {
  return b.rows - a.rows || b.text.length - a.text.length || a.hash - b.hash;
}

/** Drops groups that are the start of one already taken, or the other way round, so that no row counts twice. */
function withoutNested(groups: readonly RecurringText[]): RecurringText[] {
  const taken: RecurringText[] = [];
  for (const group of groups) {
    if (!taken.some(({ text }) => text.startsWith(group.text) || group.text.startsWith(text))) taken.push(group);
  }
  return taken;
}

/** Returns the rows of a text beyond those of the same kind in the set, which are weighted as the rule says. */
export function rowsBeyondKind(tally: RuleTally, group: Readonly<RecurringText>): number {
  return Math.max(0, Math.round(group.rows - rivals(tally, group)));
}

function rivals({ rule, kind }: RuleTally, { rows }: Readonly<RecurringText>): number {
  return rule.rivalWeight * Math.max(0, kind - rows);
}

/** Texts that no honest set would show, with their rows weighed. */
export interface WeighedRule {
  readonly rule: Rule;
  readonly weighed: Weighed;
  readonly groups: readonly Stretch[];
}

/** Returns the evidence of a tally against the set, or null if there is none. */
export function judged(tally: RuleTally): WeighedRule | null {
  const { rule, seen, of, groups } = tally;
  const measured = benignRate(`uniform-answer/${rule.key}`, rule.allowance);
  const bars = { ...rule.bars, tries: Math.max(1, groups.length) };
  const rateFor = (group: Readonly<RecurringText>) => Math.min(1, Math.max(measured, rivals(tally, group) / of));
  const { leastCount = 0 } = rule.bars;
  const kept = groups.filter(
    (group) =>
      group.pairs >= 3 && group.rows >= leastCount && weigh(group.rows, of, rateFor(group), bars).level !== 'info',
  );
  if (kept.length === 0) return together(tally);
  return { rule, weighed: weigh(rowsWith(kept, seen), of, rateFor(kept[0]!), bars), groups: kept };
}

/**
 * Texts that take turns: fewest rows, fewest texts and most texts. More would be a manner of speaking, not an
 * inventory.
 */
const LEAST_TOGETHER = 10;
const FEWEST_TEXTS = 3;
const MOST_TEXTS = 40;
/** Share of their rows whose texts must be of the kind that `tells`. */
const LEAST_TELLING = 0.5;

function rowsWith(groups: readonly Stretch[], seen: readonly Seen[]): number {
  const hashes = new Set(groups.map(({ hash }) => hash));
  return sumRows(
    seen.filter(({ stretches }) => stretches.some(({ hash }) => hashes.has(hash))).map((one) => one.answer),
  );
}

/** Reports whether requests reveal which answers have one of these texts: the sentences answer a task of their own. */
function areAsked(groups: readonly Stretch[], { seen, answers }: RuleTally): boolean {
  const hashes = new Set(groups.map(({ hash }) => hash));
  const having = new Set(
    seen.filter(({ stretches }) => stretches.some(({ hash }) => hashes.has(hash))).map(({ answer }) => answer),
  );
  const wordsFor = (has: boolean) =>
    answers.filter((answer) => having.has(answer) === has).map(({ asked }) => wordsOfRequest(asked));
  return isOwnTask(wordsFor(true), wordsFor(false));
}

/** Returns the texts that take turns (all that recur over three requests) and their rows: together, they stand out. */
function inTurn(tally: RuleTally): { readonly groups: readonly Stretch[]; readonly count: number } {
  const { rule, groups, seen } = tally;
  const all = groups.filter(({ pairs, text }) => pairs >= 3 && rule.inTurn?.(text) === true);
  const telling = all.filter(({ text }) => rule.tells?.(text) ?? true);
  // Texts of a mere manner count beside telling ones, but not where they are the greater part.
  const turns = rowsWith(telling, seen) < LEAST_TELLING * rowsWith(all, seen) ? telling : all;
  const few = turns.length < FEWEST_TEXTS || turns.length > MOST_TEXTS;
  return few || areAsked(turns, tally) ? { groups: [], count: 0 } : { groups: turns, count: rowsWith(turns, seen) };
}

/** Returns the rows of texts that take turns beyond the other rows of their kind in the set. */
export function turnsBeyondKind(tally: RuleTally): number {
  const { count } = inTurn(tally);
  return Math.max(0, Math.round(count - tally.rule.rivalWeight * Math.max(0, tally.kind - count)));
}

/** Returns the evidence of texts that take turns, or null if the rule knows none or there is no evidence. */
function together(tally: RuleTally): WeighedRule | null {
  const { rule, of, kind } = tally;
  if (rule.inTurn === undefined) return null;
  const { groups, count } = inTurn(tally);
  if (count === 0) return null;
  const measured = benignRate(`uniform-answer/${rule.key}/in-turn`, rule.allowance);
  const rate = Math.min(1, Math.max(measured, (rule.rivalWeight * Math.max(0, kind - count)) / of));
  const weighed = weigh(count, of, rate, { ...rule.bars, leastCount: LEAST_TOGETHER });
  return weighed.level === 'info' ? null : { rule, weighed, groups };
}
