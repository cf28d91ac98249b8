import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picturePartsOf } from '../../../test/picture-parts.ts';
import { hostileFigures } from './fixtures/hostile-figures.ts';

// Names come from strangers' files: from data sets, logs and servers.

const DRAWN = 'svg title desc defs pattern g text rect circle path polygon'.split(' ');
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  text: ['x', 'y'],
  rect: ['x', 'y', 'width', 'height'],
  circle: ['cx', 'cy', 'r'],
};

const label = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    '',
    '</text></svg><script>alert(1)</script>',
    '" onload="alert(1)',
    ']]><!DOCTYPE x [<!ENTITY e SYSTEM "file:///">]>&e;',
    '\u202e\u2066\u0000\u001b[2J\ud800',
    'W'.repeat(5_000),
    '＠'.repeat(5_000),
    'ー。、'.repeat(500),
  ),
);
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e15, 1e-15),
  fc.double(),
  fc.nat(),
);
const rows = fc.array(fc.record({ label, a: number, b: number, c: number }), { maxLength: 30 });

describe.each(Object.keys(hostileFigures([])))('%s', (name) => {
  test('whatever the names and numbers are, the picture is whole and nothing in it is theirs', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('en', 'ja'), fc.constantFrom(280, 400, 900), (data, lang, width) => {
        const chart = hostileFigures(data)[name]!({ id: name, lang, width });
        const { elements, texts, viewBox } = picturePartsOf(chart.svg);
        for (const { name: kind, attributes } of elements) {
          expect(DRAWN).toContain(kind);
          expect(Object.keys(attributes).filter((key) => /^(?:on|style|href|xlink)/.test(key))).toEqual([]);
          for (const key of SHAPES[kind] ?? []) expect(attributes[key] ?? '0').toMatch(/^-?\d+(?:\.\d)?$/);
          expect(attributes.d ?? attributes.points ?? '').not.toMatch(/NaN|Infinity|undefined|e/);
        }
        for (const { text, from, to, top, bottom } of texts) {
          expect([text, from >= viewBox.left, to <= viewBox.right]).toEqual([text, true, true]);
          expect([text, top >= viewBox.top, bottom <= viewBox.bottom]).toEqual([text, true, true]);
        }
        const said = [chart.title, chart.description, ...chart.table.head, ...chart.table.rows.flat()];
        expect(said.filter((text) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(text) || /NaN|undefined/.test(text))).toEqual([]);
        expect(chart.table.rows.filter((row) => row.length !== chart.table.head.length)).toEqual([]);
      }),
      { numRuns: 60, seed: 15 },
    );
  });

  test('of nothing it says so, and shows no mark', () => {
    for (const lang of ['en', 'ja'] as const) {
      const chart = hostileFigures([])[name]!({ id: name, lang });
      const { elements, texts } = picturePartsOf(chart.svg);
      expect(texts.map(({ text }) => text)).toEqual([chart.description]);
      expect(elements.filter((one) => ['circle', 'polygon', 'path'].includes(one.name))).toEqual([]);
      expect(chart.table.rows).toEqual([]);
    }
  });

  test('two hundred rows are a picture of bounded size, and it says how many are left out', () => {
    const data = Array.from({ length: 250 }, (_, i) => ({ label: `name ${i}`, a: 250 - i, b: 1_000, c: i }));
    const chart = hostileFigures(data)[name]!({ id: name, lang: 'en' });
    expect(chart.svg.length).toBeLessThan(60_000);
    expect(chart.table.rows.length).toBeLessThanOrEqual(401);
    if (['transitions', 'depth', 'path'].includes(name)) return;
    expect(picturePartsOf(chart.svg).texts.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^(?:and 234 more|2\d\d earlier decisions not drawn)$/),
    );
  });
});
