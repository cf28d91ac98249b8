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

test('a part of the day keeps what each of its hours has', () => {
  const hour = fc.record({
    hour: fc.integer({ min: 0, max: 5 }),
    chars: fc.nat(30),
    opening: fc.nat(3),
    outcome: fc.constantFrom('refusal' as const, 'compliance' as const),
  });
  fc.assert(
    fc.property(fc.array(hour, { minLength: 1, maxLength: 300 }), (answers) => {
      const of = (chosen: typeof answers) =>
        built(chosen.map(({ hour: at, ...one }) => ({ ...one, at: MONDAY + at * 3_600_000 }))).strata[0]!.cells;
      const cells = of(answers);
      const hours = [...new Set(answers.map((one) => one.hour))].sort();
      for (const id of ['refusal-up', 'opening', 'long', 'short'] as const) {
        const cell = cells[id]!;
        if (hours.length === 1) expect(cell.hours).toBeUndefined();
        else
          expect(cell.hours!.map((one) => one.of)).toEqual(
            hours.map((at) => answers.filter((one) => one.hour === at).length),
          );
      }
      if (hours.length === 1) return;
      for (const [i, at] of hours.entries()) {
        const alone = of(answers.filter((one) => one.hour === at));
        for (const id of ['refusal-up', 'opening'] as const)
          expect(cells[id]!.hours![i]).toEqual({ hits: alone[id]!.hits, of: alone[id]!.of });
      }
      const long = cells.long!;
      expect(long.hours!.reduce((sum, { hits }) => sum + hits, 0)).toBe(
        answers.filter(({ chars }) => chars > long.threshold!).length,
      );
    }),
  );
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
