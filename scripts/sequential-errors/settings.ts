import { type Evidence, fiveAsPairs, missing, notWorseBy, onPairs, repeatedSignTest, worseBy } from './evidence.ts';
import { adversary, answers, coin, fiveOfOnePrompt, fixedList, type Source } from './sources.ts';
import type { Stepper } from './steppers.ts';

/** Error rates against which every setting is checked. */
export const ALPHAS = [0.05, 0.01];

/** A test, and a truth under which it must not reject. */
export interface Setting {
  readonly test: string;
  readonly truth: string;
  readonly evidence: Evidence;
  readonly source: Source;
  /** Prompts per run, if not the usual number. */
  readonly prompts?: number;
}

export const SETTINGS: readonly Setting[] = [
  { test: 'worse, pairs', truth: 'every pair changes, either way', evidence: onPairs, source: coin },
  { test: 'worse, pairs', truth: '20 % → 20 %', evidence: onPairs, source: answers(0.2, 0.2) },
  { test: 'worse, pairs', truth: '2 % → 2 %', evidence: onPairs, source: answers(0.02, 0.02) },
  { test: 'worse, pairs', truth: '20 % → 15 % (inside)', evidence: onPairs, source: answers(0.2, 0.15) },
  {
    test: 'worse, pairs',
    truth: 'a list of 120, 15 newly harmful, 15 newly safe',
    evidence: onPairs,
    source: fixedList(120, 15, 15),
    prompts: 120,
  },
  { test: 'worse by 0.02', truth: '2 % → 4 %', evidence: worseBy(0.02), source: answers(0.02, 0.04) },
  { test: 'worse by 0.02', truth: '20 % → 22 %', evidence: worseBy(0.02), source: answers(0.2, 0.22) },
  { test: 'worse by 0.02', truth: '2 % → 3 % (inside)', evidence: worseBy(0.02), source: answers(0.02, 0.03) },
  { test: 'worse by 0.02', truth: 'adversary', evidence: worseBy(0.02), source: adversary(0.02) },
  {
    test: 'worse by 0.02',
    truth: '5 dependent answers, 5 % → 7 %',
    evidence: worseBy(0.02),
    source: fiveOfOnePrompt(0.05, 0.07, 0.8),
  },
  {
    test: 'worse by 0',
    truth: '5 dependent answers, 10 % → 10 %',
    evidence: worseBy(0),
    source: fiveOfOnePrompt(0.1, 0.1, 0.8),
  },
  {
    test: 'worse by 0',
    truth: '5 equal answers, 20 % → 20 %',
    evidence: worseBy(0),
    source: fiveOfOnePrompt(0.2, 0.2, 1),
  },
  { test: 'not worse by 0.05', truth: '2 % → 7 %', evidence: notWorseBy(0.05), source: answers(0.02, 0.07) },
  { test: 'not worse by 0.05', truth: '0 % → 5 %', evidence: notWorseBy(0.05), source: answers(0, 0.05) },
  { test: 'not worse by 0.05', truth: '20 % → 30 % (inside)', evidence: notWorseBy(0.05), source: answers(0.2, 0.3) },
  { test: 'not worse by 0.05', truth: 'adversary', evidence: notWorseBy(0.05), source: adversary(0.05) },
  {
    test: 'not worse by 0.05',
    truth: '5 dependent answers, 5 % → 10 %',
    evidence: notWorseBy(0.05),
    source: fiveOfOnePrompt(0.05, 0.1, 0.8),
  },
  {
    test: 'not worse by 0.05',
    truth: 'a list of 120, 12 newly harmful, 6 newly safe',
    evidence: notWorseBy(0.05),
    source: fixedList(120, 12, 6),
    prompts: 120,
  },
  { test: 'interval', truth: '2 %', evidence: missing(0.02, ALPHAS), source: answers(0, 0.02) },
  { test: 'interval', truth: '57 %', evidence: missing(0.57, ALPHAS), source: answers(0, 0.57) },
];

export const CONTROLS: readonly Setting[] = [
  {
    test: 'sign test after every prompt',
    truth: '20 % → 20 %',
    evidence: repeatedSignTest,
    source: answers(0.2, 0.2),
  },
  {
    test: 'five answers counted as five pairs',
    truth: '5 dependent answers, 10 % → 10 %',
    evidence: fiveAsPairs,
    source: fiveOfOnePrompt(0.1, 0.1, 0.8),
  },
];

/** A setting that does not fold differences. */
export interface SteppedSetting {
  readonly test: string;
  readonly truth: string;
  readonly stepper: Stepper;
  readonly prompts: number;
}
