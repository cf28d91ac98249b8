import { expect, test } from 'vitest';
import { ReadingPlaces } from './reading-places.ts';

test('two read at a time, the others in their order; beyond twenty that wait, none', async () => {
  const places = new ReadingPlaces();
  const ends: (() => void)[] = [];
  const began: number[] = [];
  const work = (i: number) => () =>
    new Promise<number>((resolve, reject) => {
      began.push(i);
      ends.push(() => (i % 2 === 0 ? resolve(i) : reject(new Error(`${i}`))));
    });
  const all = Array.from({ length: 22 }, (_, i) =>
    places.read(work(i)).catch((cause: Error) => `failed ${cause.message}`),
  );
  await expect(places.read(work(99))).rejects.toMatchObject({ status: 503, code: 'busy' });
  expect(began).toEqual([0, 1]);
  for (let i = 0; i < 22; i += 1) {
    expect(began).toHaveLength(Math.min(22, i + 2));
    ends[i]!();
    await all[i];
    await Promise.resolve();
  }
  expect(await Promise.all(all)).toEqual(Array.from({ length: 22 }, (_, i) => (i % 2 === 0 ? i : `failed ${i}`)));
  const last = places.read(work(22));
  expect(began).toHaveLength(23);
  ends[22]!();
  expect(await last).toBe(22);
});
