import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MONDAY, plainAnswer } from '../fixtures/simulated-answers.ts';
import { ReferenceBuilder } from './reference-builder.ts';

const SETTINGS = { identity: 'a', timeZone: 'UTC', hours: 6, perUnit: { answers: 2, windowMs: 60_000 } };

function built(answers: Iterable<Partial<typeof plainAnswer>>) {
  const builder = new ReferenceBuilder(SETTINGS);
  for (const one of answers) builder.see({ ...plainAnswer, ...one });
  return builder.reference();
}

test('of a number, a hundredth lies beyond the threshold by rank, also where values are equal', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 700 });
  fc.assert(
    fc.property(lengths, (values) => {
      const [stratum] = built(values.map((chars) => ({ chars }))).strata;
      const { long, short } = stratum!.cells;
      const beyond = Math.floor(values.length / 100);
      expect(long).toMatchObject({ of: values.length, hits: beyond });
      expect(values.filter((one) => one > long!.threshold!).length).toBeLessThanOrEqual(beyond);
      expect(values.filter((one) => one >= long!.threshold!).length).toBeGreaterThan(beyond);
      expect(values.filter((one) => one < short!.threshold!).length).toBeLessThanOrEqual(beyond);
    }),
  );
});

test('rates are counted, what is not known is left out, and the commonest opening of a stratum is a hit', () => {
  const [stratum] = built([
    { outcome: 'refusal', opening: 1 },
    { outcome: null, opening: 2 },
    { outcome: 'compliance', opening: 2 },
    { outcome: 'unread', opening: null },
  ]).strata;
  expect(stratum).toMatchObject({ answers: 4, hour: 0, isWeekend: false, model: 'm', language: 'en' });
  expect(stratum!.cells['refusal-up']).toEqual({ hits: 1, of: 2, threshold: null });
  expect(stratum!.cells.opening).toEqual({ hits: 2, of: 3, threshold: null });
});

test('more than the first few answers of one asker in a window are left out here, too', () => {
  const reference = built(Array.from({ length: 10 }, (_, i) => ({ bucket: 5, at: MONDAY + i * 10_000 })));
  expect(reference).toMatchObject({ answers: 4, collapsed: 6 });
});

test('without answers it is empty, not an error', () => {
  expect(built([])).toMatchObject({ answers: 0, from: 0, to: 0, strata: [], openings: [] });
});

test('strata of a model whose name has line breaks keep it', () => {
  expect(built([{ model: 'a\nb' }]).strata[0]).toMatchObject({ model: 'a\nb', language: 'en' });
});
