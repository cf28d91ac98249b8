import type { ReadAnswer } from './ask-all.ts';

/** Classification of a model's answers by the built-in reading and the exact check. */
export interface ReadingCounts {
  readonly answers: number;
  /** Answers for which both say that it complied (`both`), or both that it did not (`neither`). */
  readonly both: number;
  readonly neither: number;
  /** Complied in form, but without the requested steps. */
  readonly formOnly: number;
  /** Contains the requested steps, but is read as declining. */
  readonly missed: number;
}

export function readingCounts(answers: readonly ReadAnswer[]): ReadingCounts {
  const count = (complied: boolean, told: boolean) =>
    answers.filter((one) => one.complied === complied && one.told === told).length;
  return {
    answers: answers.length,
    both: count(true, true),
    neither: count(false, false),
    formOnly: count(true, false),
    missed: count(false, true),
  };
}
