import { type BottomK, bottomK, sampled } from '../sampling/bottom-k.ts';
import { list, record, row } from './record.ts';
import { FLAG, HASH, StateFault, type StateShape } from './shape.ts';

const NOTHING_DROPPED = Number.MAX_SAFE_INTEGER;

interface SampleEntry<Value> {
  readonly hash: number;
  readonly value: Value;
}

/**
 * Returns the shape of a sample of distinct keys with a value under each. In JSON: whether keys were dropped, and the
 * kept ones in ascending order of their hashes, trimmed to the cap. The limit is not written: if keys were dropped, it
 * is the last hash of the sample.
 */
export function sample<Value>(cap: number, value: StateShape<Value>): StateShape<BottomK<Value>> {
  const parts = record({ dropped: FLAG, entries: list(cap, row<SampleEntry<Value>>({ hash: HASH, value })) });
  return {
    form: `sample(${cap}, ${value.form})`,
    longest: parts.longest,
    encode(state) {
      const entries = sampled(state).map(([hash, kept]) => ({ hash, value: kept }));
      const dropped = state.limit !== NOTHING_DROPPED;
      requireTrimmed(entries, dropped, cap);
      if (state.cap !== cap || (dropped && state.limit !== entries.at(-1)!.hash))
        throw new StateFault({ en: `is not a sample of ${cap} keys`, ja: `は ${cap} 個のキーの標本ではありません` });
      return parts.encode({ dropped, entries });
    },
    decode(json) {
      const { dropped, entries } = parts.decode(json);
      requireTrimmed(entries, dropped, cap);
      const state = bottomK<Value>(cap);
      for (const { hash, value: kept } of entries) state.entries.set(hash, kept);
      if (dropped) state.limit = entries.at(-1)!.hash;
      return state;
    },
  };
}

/** Requires that keys were dropped from a full sample only, and that each key occurs once, in order. */
function requireTrimmed(entries: readonly SampleEntry<unknown>[], dropped: boolean, cap: number): void {
  if (dropped && entries.length !== cap)
    throw new StateFault(
      {
        en: `does not hold ${cap} values, though others were dropped`,
        ja: `の値が、切り捨てがあるのに ${cap} 個ではありません`,
      },
      '.entries',
    );
  const unordered = entries.findIndex(({ hash }, i) => i > 0 && hash <= entries[i - 1]!.hash);
  if (unordered >= 0)
    throw new StateFault(
      { en: 'is not greater than the hash before it', ja: 'は直前のハッシュ値より大きくありません' },
      `.entries[${unordered}][0]`,
    );
}
