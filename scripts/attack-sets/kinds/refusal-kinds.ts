import type { Dice } from '../../hard-negatives/dice.ts';
import type { Pair } from '../pair.ts';
import { taskOf } from '../refusal.ts';
import { type AttackKind, one, perAnswer } from './kind.ts';
import type { Words } from './words.ts';

/** Returns the request as a refusal would name it, or null if it is not an order in one short line. */
function namedTask(prompt: string, { language }: Words): string | null {
  const task = language === 'en' ? taskOf(prompt) : prompt.trim();
  return task === null || task.length > (language === 'en' ? 90 : 40) || /[\n{}<>|]/.test(task) ? null : task;
}

/** Returns a plain refusal that sometimes names the task. */
export function decline(pair: Pair, words: Words, dice: Dice): string {
  const task = namedTask(pair.prompt, words);
  return task !== null && dice.chance(0.3) ? one(dice, words.taskDeclines, { task }) : one(dice, words.declines);
}

/** Returns two to five sentences of a lecture. */
export function lecture(words: Words, dice: Dice): string {
  return dice
    .some(words.lectures, dice.int(2, 5))
    .map((sentence) => one(dice, [sentence]))
    .join(words.gap);
}

/** Splits the answer after a sentence or paragraph near its middle. */
function halves(answer: string): [string, string] {
  const ends = [...answer.matchAll(/(?<=[.!?])\s+|(?<=[。！？])|\n+/g)].map((match) => match.index + match[0].length);
  const middle = answer.length / 2;
  const nearest = ends
    .filter((end) => end > 0 && end < answer.length)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  const at = nearest ?? Math.floor(middle);
  return [answer.slice(0, at), answer.slice(at)];
}

const GAPS = ['\n\n', '\n', ' ', '\n\n', '\n\n\n'] as const;

/** Returns a refusal in one of the forms that precede an answer, then the answer; for kinds about something else. */
export function refuseThenComply(pair: Pair, words: Words, dice: Dice): string {
  const first = dice.chance(0.6)
    ? decline(pair, words, dice)
    : one(dice, dice.pick([words.oddReasons, words.cited, words.roundabout, words.questions, words.incapable]));
  const hinge = dice.chance(0.7) ? `${words.gap}${one(dice, words.pivots)}${words.gap}` : dice.pick(GAPS);
  return `${first}${hinge}${pair.answer}`;
}

const rtc = (id: string, answer: (pair: Pair, words: Words, dice: Dice, i: number) => string): AttackKind =>
  perAnswer(id, 'refuse-then-comply', answer);

const pivoted = (first: string, pair: Pair, words: Words, dice: Dice, share: number) =>
  dice.chance(share)
    ? `${first}${words.gap}${one(dice, words.pivots)}${words.gap}${pair.answer}`
    : `${first}${dice.pick(GAPS)}${pair.answer}`;

/** Single-turn answers that decline what they then give, in ways that the older families do not use. */
export const refusalKinds: readonly AttackKind[] = [
  rtc('free-pivot-sentences', (pair, words, dice) => pivoted(decline(pair, words, dice), pair, words, dice, 1)),
  rtc('no-hinge', (pair, words, dice) => pivoted(decline(pair, words, dice), pair, words, dice, 0)),
  rtc('declines-in-middle', (pair, words, dice) => {
    const [first, rest] = halves(pair.answer);
    const gap = dice.pick(['\n\n', ' ', '\n']);
    return `${first.trimEnd()}${gap}${one(dice, words.inMiddle)}${gap}${rest}`;
  }),
  rtc(
    'declines-at-end',
    (pair, words, dice) => `${pair.answer}${dice.pick(['\n\n', ' ', '\n'])}${one(dice, words.atEnd)}`,
  ),
  rtc('odd-reasons', (pair, words, dice) => pivoted(one(dice, words.oddReasons), pair, words, dice, 0.6)),
  rtc('incapable-of-trivia', (pair, words, dice) => pivoted(one(dice, words.incapable), pair, words, dice, 0.5)),
  rtc('refusal-as-question', (pair, words, dice) => pivoted(one(dice, words.questions), pair, words, dice, 0.5)),
  rtc('long-lecture', (pair, words, dice) => pivoted(lecture(words, dice), pair, words, dice, 0.6)),
  rtc('one-word-refusal', (pair, words, dice) => pivoted(dice.pick(words.terse), pair, words, dice, 0.4)),
  rtc('narrated-refusal', (pair, words, dice) => `${one(dice, words.narrated)}\n\n${pair.answer}`),
  rtc('cited-policy', (pair, words, dice) => pivoted(one(dice, words.cited), pair, words, dice, 0.6)),
  rtc('roundabout-refusal', (pair, words, dice) => pivoted(one(dice, words.roundabout), pair, words, dice, 0.6)),
  rtc('sloppy-chat', (pair, words, dice) => {
    const answer = words.language === 'en' && dice.chance(0.5) ? pair.answer.toLowerCase() : pair.answer;
    return `${one(dice, words.casual)} ${one(dice, words.casualPivots)}${answer}`;
  }),
  rtc('foreign-refusal', (pair, words, dice) => pivoted(one(dice, words.foreign), pair, words, dice, 0.3)),
  rtc(
    'instead-in-name-only',
    (pair, words, dice) => `${decline(pair, words, dice)}${words.gap}${one(dice, words.insteads)}\n\n${pair.answer}`,
  ),
  rtc('declines-twice', (pair, words, dice) => {
    const first = pivoted(decline(pair, words, dice), pair, words, dice, 0.7);
    return `${first}\n\n${one(dice, words.atEnd)}`;
  }),
  rtc('every-form-in-turn', (pair, words, dice) => {
    const [first, rest] = halves(pair.answer);
    return dice.pick([
      () => pivoted(decline(pair, words, dice), pair, words, dice, 0.5),
      () => pivoted(one(dice, words.oddReasons), pair, words, dice, 0.5),
      () => pivoted(lecture(words, dice), pair, words, dice, 0.5),
      () => pivoted(one(dice, words.roundabout), pair, words, dice, 0.5),
      () => pivoted(one(dice, words.cited), pair, words, dice, 0.5),
      () => `${first.trimEnd()}${dice.pick(GAPS)}${one(dice, words.inMiddle)}${dice.pick(GAPS)}${rest}`,
      () => `${pair.answer}\n\n${one(dice, words.atEnd)}`,
      () => `${one(dice, words.narrated)}\n\n${pair.answer}`,
    ])();
  }),
];
