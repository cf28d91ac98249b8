/**
 * A sample of the distinct keys of a set: those with the smallest hashes, each with a value that sums up everything
 * seen under it. The selection depends on the keys alone, so any split and any order gives the same sample, and the
 * values are complete: a key of the final sample was never dropped on the way (Cohen & Kaplan 2007, bottom-k). With up
 * to `cap` distinct keys, nothing is lost at all.
 */
export interface BottomK<Value> {
  readonly cap: number;
  readonly entries: Map<number, Value>;
  /** Hashes above this limit have been dropped. */
  limit: number;
}

export function bottomK<Value>(cap: number): BottomK<Value> {
  return { cap, entries: new Map(), limit: Number.MAX_SAFE_INTEGER };
}

/** Drops all but the `cap` smallest hashes. */
function trim<Value>(sample: BottomK<Value>): BottomK<Value> {
  const { cap, entries } = sample;
  if (entries.size <= cap) return sample;
  const hashes = Float64Array.from(entries.keys()).sort();
  sample.limit = hashes[cap - 1]!;
  for (let i = cap; i < hashes.length; i += 1) entries.delete(hashes[i]!);
  return sample;
}

/** Stores a value under a hash within the limit. */
export function insert<Value>(sample: BottomK<Value>, hash: number, value: Value): void {
  sample.entries.set(hash, value);
  // The sample may grow by half before it is trimmed: trimming sorts, so its cost is spread over many inserts.
  if (sample.entries.size >= sample.cap * 1.5) trim(sample);
}

/** Merges two samples of the same cap; `join` sums up two values of one key and must be commutative. */
export function mergeBottomK<Value>(
  a: BottomK<Value>,
  b: BottomK<Value>,
  join: (a: Value, b: Value) => Value,
): BottomK<Value> {
  const limit = Math.min(a.limit, b.limit);
  for (const [hash, value] of b.entries) {
    const other = a.entries.get(hash);
    a.entries.set(hash, other === undefined ? value : join(other, value));
  }
  if (a.limit > limit || b.limit > limit) for (const hash of a.entries.keys()) if (hash > limit) a.entries.delete(hash);
  a.limit = limit;
  return trim(a);
}

/** Returns the sample in the order of its hashes, so that what is read from it does not depend on its history. */
export function sampled<Value>(sample: BottomK<Value>): (readonly [hash: number, value: Value])[] {
  return [...trim(sample).entries].sort((a, b) => a[0] - b[0]);
}
