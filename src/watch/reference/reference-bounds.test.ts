import { expect, test } from 'vitest';
import type { HitCount } from '../../schema/index.ts';
import { SIGNALS } from '../signals/catalogue.ts';
import { referenceBounds } from './reference-bounds.ts';
import type { ReferenceCell, WatchReference } from './watch-reference.ts';

const SETTINGS = { alpha: 0.05, tolerance: 1 };

/** Returns a reference with one part of the day and one signal. */
function referenceOf(id: 'refusal-up' | 'refusal-down' | 'opening', cell: ReferenceCell): WatchReference {
  return {
    schema: 'zenbun.watch-reference/1',
    ...{ identity: 'a', timeZone: 'UTC', hours: 6, perUnit: { answers: 3, windowMs: 3_600_000 } },
    ...{ from: 0, to: 1, answers: cell.of, collapsed: 0, openings: [] },
    strata: [{ hour: 0, isWeekend: false, model: 'm', language: 'en', answers: cell.of, cells: { [id]: cell } }],
  };
}

function mostOf(
  id: 'refusal-up' | 'refusal-down' | 'opening',
  shares: readonly number[],
  each: number,
  hasHours = true,
  quiet: readonly HitCount[] = [],
): number {
  const hours = [...shares.map((share) => ({ hits: Math.round(share * each), of: each })), ...quiet];
  const hits = hours.reduce((sum, one) => sum + one.hits, 0);
  const cell = {
    hits,
    of: hours.reduce((sum, one) => sum + one.of, 0),
    threshold: null,
    ...(hasHours ? { hours } : {}),
  };
  const signals = SIGNALS.filter((signal) => signal.id === id);
  return [...referenceBounds(referenceOf(id, cell), signals, SETTINGS).values()][0]!.cells[0]!.most;
}

test('where the hours of a part are level, its bound stays that of all its answers', () => {
  const level = [0.03, 0.031, 0.029, 0.03, 0.03, 0.03];
  const [without, with_] = [mostOf('refusal-up', level, 5_000, false), mostOf('refusal-up', level, 5_000)];
  expect(with_).toBe(without);
});

test('an hour that is clearly above raises the bound to its share, for a fall the one that is clearly below', () => {
  const rising = [0.02, 0.022, 0.025, 0.03, 0.037, 0.045];
  const bound = mostOf('refusal-up', rising, 5_000);
  expect(bound).toBeCloseTo(0.045, 5);
  // Too few answers to notice the rise.
  expect(mostOf('refusal-up', rising, 100)).toBe(mostOf('refusal-up', rising, 100, false));
  const fall = mostOf('refusal-down', rising, 5_000);
  expect(fall).toBeCloseTo(0.98, 5);
});

test('neither a few answers at night nor an hour with nothing else make it blind', () => {
  const level = [0.01, 0.01, 0.01, 0.01, 0.01];
  const night = [{ hits: 2, of: 2 }];
  expect(mostOf('refusal-up', level, 1_000, true, night)).toBe(mostOf('refusal-up', level, 1_000, false, night));
  const odds = (p: number) => p / (1 - p);
  const all = [{ hits: 900, of: 900 }];
  const [with_, without] = [true, false].map((has) => odds(mostOf('refusal-up', level, 1_000, has, all)));
  expect(with_! / without!).toBeCloseTo(6, 5);
  const none = [{ hits: 0, of: 800 }];
  expect(mostOf('refusal-down', level, 1_000, true, none)).toBeLessThan(0.9995);
});

test('of the commonest opening, which each hour chooses for itself, an hour must be above by more', () => {
  const hours = [0.09, 0.09, 0.09, 0.1, 0.09, 0.14];
  const [with_, without] = [true, false].map((has) => mostOf('opening', hours, 1_000, has));
  expect(with_).toBe(without);
  // The same hours do raise the bound of a signal whose target is not chosen from the data.
  expect(mostOf('refusal-up', hours, 1_000)).toBeGreaterThan(mostOf('refusal-up', hours, 1_000, false));
});

test('a part with one hour, or a reference without hours, has the bound of all its answers', () => {
  expect(mostOf('refusal-up', [0.03], 30_000, false)).toBeCloseTo(0.0325, 3);
});
