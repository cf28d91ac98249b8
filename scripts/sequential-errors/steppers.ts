import type { Evidence } from './evidence.ts';
import type { Random, Source } from './sources.ts';

/** One run: each call asks one prompt and returns the evidence after it, as a natural logarithm. */
export type Stepper = (next: Random) => () => number;

/** Folds differences one after another. */
export const folded =
  (evidence: Evidence, source: Source): Stepper =>
  (next) => {
    const draw = source(next);
    const see = evidence();
    let logE = 0;
    return () => {
      logE = see(draw(logE));
      return logE;
    };
  };
