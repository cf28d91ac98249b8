import type { BottomK } from '../sampling/bottom-k.ts';
import { MOST_ROWS, StateFault, type StateShape } from './shape.ts';

/** Conditions between the counts of a value, keyed by the formula that an error shows. */
export type Laws<Value> = Readonly<Record<string, (value: Value) => boolean>>;

/**
 * Returns a shape whose values obey laws between their parts. Every fold keeps these laws, so they are checked only
 * when a state is read: a conclusion from counts that contradict each other would throw or be nonsense.
 */
export function lawful<Value>(shape: StateShape<Value>, laws: Laws<Value>): StateShape<Value> {
  const list = Object.entries(laws);
  return {
    form: `${shape.form} with ${list.map(([formula]) => formula).join(', ')}`,
    longest: shape.longest,
    encode: shape.encode,
    decode(json) {
      const value = shape.decode(json);
      for (const [formula, holds] of list) {
        if (!holds(value))
          throw new StateFault({ en: `does not keep to ${formula}`, ja: `は ${formula} を満たしません` });
      }
      return value;
    },
  };
}

/** Returns the number of rows behind everything that a sample keeps. */
export function rowsIn<Value>(sample: BottomK<Value>, rowsOf: (value: Value) => number): number {
  let sum = 0;
  for (const value of sample.entries.values()) sum += rowsOf(value);
  return sum;
}

const rowsOfOne = ({ rows }: { readonly rows: number }): number => rows;

/** True if a sample keeps no more rows than were seen, and all of them if nothing was dropped. */
export function sharesOut<Value>(sample: BottomK<Value>, rows: number, rowsOf: (value: Value) => number): boolean {
  const kept = rowsIn(sample, rowsOf);
  return sample.limit === Number.MAX_SAFE_INTEGER ? kept === rows : kept <= rows && kept > 0;
}

/** Law for a state that is a sample and nothing else. */
export const FEW_ENOUGH: Laws<BottomK<{ readonly rows: number }>> = {
  [`rows in all <= ${MOST_ROWS}`]: (sample) => rowsIn(sample, rowsOfOne) <= MOST_ROWS,
};
