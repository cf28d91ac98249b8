import { expect, test } from 'vitest';
import { MAX_OF_KEY, MAX_OF_SESSION, TailPlaces } from './tail-places.ts';

test('a session and a key have some places, and take none of the others', () => {
  const places = new TailPlaces();
  const takes = (count: number, key: string, session: string) =>
    Array.from({ length: count }, () => places.take(key, session)).filter((leave) => leave !== null);
  const [leave] = takes(MAX_OF_SESSION, 'a', 'a1');
  expect(takes(1, 'a', 'a1')).toEqual([]);
  // Leaving twice counts once.
  leave!();
  leave!();
  expect(takes(2, 'a', 'a1')).toHaveLength(1);
  for (let i = 1; i < MAX_OF_KEY / MAX_OF_SESSION; i += 1) takes(MAX_OF_SESSION, 'a', `a${i + 1}`);
  expect(takes(1, 'a', 'another')).toEqual([]);
  expect(takes(1, 'b', 'b1')).toHaveLength(1);
});

test('two hundred follow at most', () => {
  const places = new TailPlaces();
  const taken = Array.from({ length: 210 }, (_, i) => places.take(`key ${i}`, '')).filter((leave) => leave !== null);
  expect(taken).toHaveLength(200);
  taken[0]!();
  expect(places.take('late', '')).not.toBeNull();
});
