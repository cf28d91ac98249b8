import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { list, record, row } from './record.ts';
import { sample } from './sample.ts';
import { COUNT, FLAG, oneOf, ROWS, rising, StateFault, type StateShape, text, wholeNumber } from './shape.ts';

const CAP = 10;
const SHAPE = sample(CAP, COUNT);

function add(state: BottomK<number>, hash: number): void {
  if (hash > state.limit) return;
  const seen = state.entries.get(hash);
  if (seen === undefined) insert(state, hash, 1);
  else state.entries.set(hash, seen + 1);
}

const sum = (a: number, b: number): number => a + b;
const written = (state: BottomK<number>): string => JSON.stringify(SHAPE.encode(state));
const again = (state: BottomK<number>): BottomK<number> => SHAPE.decode(JSON.parse(written(state)));

function of(hashes: readonly number[]): BottomK<number> {
  const state = bottomK<number>(CAP);
  for (const hash of hashes) add(state, hash);
  return state;
}

const HASHES = fc.array(fc.nat(40), { maxLength: 60 });

test('samples below, at and beyond their cap go on as if they had not been written', () => {
  fc.assert(
    fc.property(HASHES, HASHES, HASHES, (first, second, third) => {
      const whole = of([...first, ...second, ...third]);
      const merged = mergeBottomK(again(of(second)), again(of(first)), sum);
      const through = again(merged);
      for (const hash of third) add(through, hash);
      expect(sampled(through)).toEqual(sampled(whole));
      expect(through.limit).toBe(whole.limit);
      expect(written(through)).toBe(written(whole));
    }),
    { numRuns: 500 },
  );
});

test('writing leaves a sample as good as it was', () => {
  fc.assert(
    fc.property(HASHES, HASHES, (before, after) => {
      const state = of(before);
      written(state);
      for (const hash of after) add(state, hash);
      expect(written(state)).toBe(written(of([...before, ...after])));
    }),
  );
});

const FULL = Array.from({ length: CAP }, (_, i) => [i, 1]);

function fault<Value>(shape: StateShape<Value>, json: unknown): string {
  try {
    shape.decode(json);
  } catch (error) {
    expect(error).toBeInstanceOf(StateFault);
    return `${(error as StateFault).place} ${(error as StateFault).message}`;
  }
  throw new Error('it was read');
}

test.each([
  ['a list', [], ' is not an object'],
  ['a missing part', { dropped: false }, '.entries is missing'],
  ['a part too many', { dropped: false, entries: [], more: 1 }, '["more"] is not known'],
  ['entries beyond the cap', { dropped: false, entries: [...FULL, [10, 1]] }, '.entries is not a list of at most 10'],
  ['too few where some were dropped', { dropped: true, entries: FULL.slice(1) }, '.entries does not hold 10 values'],
  ['equal hashes', { dropped: false, entries: [FULL[0], FULL[0]] }, '.entries[1][0] is not greater than'],
  ['falling hashes', { dropped: false, entries: [FULL[1], FULL[0]] }, '.entries[1][0] is not greater than'],
  ['a hash of 54 bits', { dropped: false, entries: [[2 ** 53, 1]] }, '.entries[0][0] is not a whole number'],
  ['a fraction', { dropped: false, entries: [[0, 0.5]] }, '.entries[0][1] is not a whole number'],
  ['a negative zero', { dropped: false, entries: [[0, -0]] }, '.entries[0][1] is not a whole number'],
  ['a number in quotes', { dropped: false, entries: [['0', 1]] }, '.entries[0][0] is not a whole number'],
  ['null', { dropped: null, entries: [] }, '.dropped is neither true nor false'],
  ['a hash alone', { dropped: false, entries: [[0]] }, '.entries[0] is not a list of 2 values'],
])('%s is refused', (_, json, expected) => {
  expect(fault(SHAPE, json)).toContain(expected);
});

test('halves of surrogate pairs come back', () => {
  const shape = list(3, text(2));
  const texts = ['\ud83d', '\ude00\ud83d', '\u0000"'];
  expect(shape.decode(JSON.parse(JSON.stringify(shape.encode(texts))))).toEqual(texts);
});

test('names of what every object has are no fields', () => {
  const shape = record<{ rows: number }>({ rows: ROWS });
  expect(fault(shape, JSON.parse('{"rows":1,"__proto__":{"rows":2}}'))).toBe('["__proto__"] is not known');
  expect(fault(shape, JSON.parse('{"__proto__":{"rows":2}}'))).toBe('.rows is missing');
  expect(fault(record<object>({ ...{ toString: ROWS } }), {})).toBe('.toString is missing');
});

test('nothing is longer than its shape says, and something is as long', () => {
  const most = sample(
    2,
    row({ rows: wholeNumber(99), name: text(3), flag: FLAG, of: rising(3, 9), is: oneOf(['a', null]) }),
  );
  const entry = (hash: number) => [Number.MAX_SAFE_INTEGER - hash, [99, '\u0000\ud800\u001f', false, [0, 5, 9], null]];
  const json = { dropped: false, entries: [entry(1), entry(0)] };
  expect(JSON.stringify(most.encode(most.decode(json)))).toHaveLength(most.longest);
});
