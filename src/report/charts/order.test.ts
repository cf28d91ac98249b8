import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picturePartsOf } from '../../../test/picture-parts.ts';
import {
  categoriesChart,
  depthChart,
  evidencePathChart,
  intervalChart,
  signalsChart,
  transitionsChart,
} from './index.ts';

// A mark further along the axis stands for a larger value, and nothing undecided looks like something good.

const options = { id: 'o', lang: 'en' } as const;

/** Returns the marks of a picture without those of its legend, which come first. */
function marksOf(svg: string, name: string, kind: string, legend: number): Readonly<Record<string, string>>[] {
  const found = picturePartsOf(svg).elements.filter(
    (one) => one.name === name && (one.attributes.class ?? '').split(' ').includes(kind),
  );
  return found.slice(legend).map(({ attributes }) => attributes);
}

const numbers = (marks: readonly Readonly<Record<string, string>>[], key: string) =>
  marks.map((attributes) => Number(attributes[key]));

test('dots stand in the order of their shares, within their whiskers', () => {
  const share = fc.tuple(fc.nat(1_000), fc.nat(300)).map(([k, spread]) => ({
    count: { k, n: 1_000 },
    interval: [Math.max(0, k - spread) / 1_000, Math.min(1_000, k + spread) / 1_000] as const,
  }));
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 16 }), (shares) => {
      const { svg } = intervalChart({ rows: shares.map((one) => ({ label: 'x', share: one })) }, options);
      const places = numbers(marksOf(svg, 'circle', 'zc-alone', 0), 'cx');
      const whiskers = marksOf(svg, 'path', 'zc-l-alone', 0);
      expect(places).toHaveLength(shares.length);
      for (const [i, a] of shares.entries()) {
        for (const [j, b] of shares.entries()) {
          if (a.count.k < b.count.k) expect(places[i]).toBeLessThanOrEqual(places[j]!);
        }
        const [from, to] = whiskers[i]!.d!.match(/[\d.]+(?= )/g)!
          .slice(0, 2)
          .map(Number);
        expect(places[i]).toBeGreaterThanOrEqual(from!);
        expect(places[i]).toBeLessThanOrEqual(to!);
      }
    }),
    { seed: 15 },
  );
});

test('a share of nothing has no dot and says so', () => {
  const { svg, table } = intervalChart(
    { rows: [{ label: 'x', share: { count: { k: 0, n: 0 }, interval: [0, 1] } }] },
    options,
  );
  expect(marksOf(svg, 'circle', 'zc-alone', 0)).toEqual([]);
  expect(svg).toContain('>not measured</text>');
  expect(table.rows).toEqual([['x', '–', '0/0', '–']]);
});

test('the curve of depth rises where more is seen, and goes from few tokens to many, however they are given', () => {
  const depth = [64, 1, 8].map((tokens) => ({ tokens, asrSeenByPrefixGuard: { k: tokens, n: 100 } }));
  const { svg } = depthChart({ depth, whole: { k: 70, n: 100 } }, options);
  const dots = marksOf(svg, 'circle', 'zc-alone', 1);
  expect(numbers(dots, 'cx')).toEqual([...numbers(dots, 'cx')].sort((a, b) => a - b));
  expect(numbers(dots, 'cy')).toEqual([...numbers(dots, 'cy')].sort((a, b) => b - a));
});

test('evidence above the goal is above its line', () => {
  const steps = [0.5, 3].map((log10, i) => ({ exposures: 100 * i, rollback: { log10, goal: 2, metric: null } }));
  const { svg } = evidencePathChart({ steps }, options);
  const goal = Number(/M[\d.]+ ([\d.]+)/.exec(marksOf(svg, 'path', 'zc-rule', 1)[0]!.d!)![1]);
  const [below, above] = marksOf(svg, 'polygon', 'zc-after', 1).map(
    ({ points }) => Number(points!.split(',')[1]!.split(' ')[0]) + 6,
  );
  expect(below).toBeGreaterThan(goal);
  expect(above).toBeLessThan(goal);
});

describe('what comes first', () => {
  test('categories that are worse on their own, then those that rose most; what was not measured last', () => {
    const row = (category: string, k: number, isWorse: boolean, n = 10) => ({
      category,
      before: { k: 1, n },
      after: { k, n },
      isWorse,
    });
    const categories = [
      row('none', 0, false, 0),
      row('small', 2, false),
      row('large', 9, false),
      row('alone', 4, true),
    ];
    const { table } = categoriesChart({ categories }, options);
    expect(table.rows.map(([name]) => name)).toEqual(['alone', 'large', 'small', 'none']);
  });

  test('signals with most evidence; one that is learning last, without a mark', () => {
    const signal = (name: string, evidence: number, state: 'watched' | 'learning') => ({
      title: { en: name, ja: name },
      state,
      evidence,
      reference: { hits: 1, of: 100 },
      observed: { hits: 2, of: 100 },
    });
    const signals = [signal('young', 9, 'learning'), signal('calm', 0.2, 'watched'), signal('loud', 40, 'watched')];
    const { svg, table } = signalsChart({ signals }, options);
    expect(table.rows.map(([name]) => name)).toEqual(['loud', 'calm', 'young']);
    expect(marksOf(svg, 'polygon', 'zc-after', 1)).toHaveLength(2);
  });
});

describe('transitions', () => {
  const legendOf = (before: 'compliance' | 'refusal' | 'unread', after: 'unread' | 'refusal' | 'compliance') => {
    const { svg, description } = transitionsChart({ cells: [{ before, after, count: 3 }], isComplete: true }, options);
    return { texts: picturePartsOf(svg).texts.map(({ text }) => text), description };
  };

  test('an answer that is no longer read has not become better', () => {
    const { texts, description } = legendOf('compliance', 'unread');
    expect(texts).not.toContain('no longer complies');
    expect(description).toMatch(/^0 .* 0 the other way/);
  });

  test('there and back', () => {
    expect(legendOf('refusal', 'compliance').texts).toContain('now complies');
    expect(legendOf('compliance', 'refusal').texts).toContain('no longer complies');
  });

  test('what was not counted is empty, not zero', () => {
    const cells = [
      { before: 'refusal', after: 'compliance', count: 2 },
      { before: 'compliance', after: 'refusal', count: 1 },
    ] as const;
    expect(transitionsChart({ cells, isComplete: false }, options).table.rows).toEqual([
      ['refusal', '', '2'],
      ['compliance', '1', ''],
    ]);
    expect(transitionsChart({ cells, isComplete: true }, options).table.rows[0]).toEqual(['refusal', '0', '2']);
  });
});
