import { describe, expect, test } from 'vitest';
import { picturePartsOf } from '../../../test/picture-parts.ts';
import { COMPARISON_TEXTS } from '../comparison/texts.ts';
import * as report from '../index.ts';
import { SAMPLE_FIGURES } from './fixtures/sample-figures.ts';
import { outcomesChart } from './outcomes.ts';
import { OUTCOME_KINDS } from './parts/fillings.ts';
import { CHART_TEXTS } from './texts.ts';

const figures = Object.entries(SAMPLE_FIGURES).flatMap(([name, draw]) =>
  (['en', 'ja'] as const).map((lang) => ({ name, lang, draw })),
);

test('every figure of the room has a sample', () => {
  const drawn = Object.keys(report).filter((name) => name.endsWith('Chart'));
  const sampled = Object.values(SAMPLE_FIGURES).map((draw) => draw.toString());
  expect(drawn.filter((name) => !sampled.some((source) => source.includes(name)))).toEqual([]);
  expect(drawn).toHaveLength(11);
});

describe.each(figures)('$name, $lang', ({ name, lang, draw }) => {
  const chart = draw({ id: name, lang });
  const { elements, texts, viewBox } = picturePartsOf(chart.svg);

  test('is as it was looked at', async () => {
    await expect(chart.svg).toMatchFileSnapshot(`golden/${name}.${lang}.svg`);
  });

  test('says what it is to those who do not see it', () => {
    const [svg, title, desc] = elements;
    expect(svg!.attributes).toMatchObject({ role: 'img', 'aria-labelledby': `zc-${name}-title zc-${name}-desc`, lang });
    expect(title).toMatchObject({ name: 'title', attributes: { id: `zc-${name}-title` }, text: chart.title });
    expect(desc).toMatchObject({ name: 'desc', attributes: { id: `zc-${name}-desc` }, text: chart.description });
    expect(chart.description).not.toMatch(/[{}]|undefined|NaN/);
  });

  test('no letters are outside of it', () => {
    for (const { text, from, to, top, bottom } of texts) {
      expect([text, from >= viewBox.left, to <= viewBox.right]).toEqual([text, true, true]);
      expect([text, top >= viewBox.top, bottom <= viewBox.bottom]).toEqual([text, true, true]);
    }
  });

  test('no letters are upon others', () => {
    const upon = texts.flatMap((a, i) =>
      texts
        .slice(i + 1)
        .filter((b) => Math.min(a.to, b.to) - Math.max(a.from, b.from) > 1)
        .filter((b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
        .map((b) => `${a.text} / ${b.text}`),
    );
    expect(upon).toEqual([]);
  });

  test('the table holds every number of the picture', () => {
    const cells = new Set(chart.table.rows.flat().flatMap(numbersIn));
    const shown = texts.filter(({ isTick }) => !isTick).flatMap(({ text }) => numbersIn(text));
    expect(shown.filter((number) => !cells.has(number))).toEqual([]);
    expect(new Set(chart.table.rows.map((row) => row.length))).toEqual(new Set([chart.table.head.length]));
  });

  test('needs no style of its own, and every class has its rule', () => {
    const attributes = elements.flatMap((one) => Object.keys(one.attributes));
    expect(attributes.filter((key) => key === 'style' || key.startsWith('on'))).toEqual([]);
    const classes = new Set(elements.flatMap(({ attributes: { class: kind = '' } }) => kind.split(' ')));
    const ruled = new Set(report.CHART_CSS.match(/(?<=\.)zc[\w-]*/g));
    expect([...classes].filter((kind) => kind !== '' && kind !== 'zc-tick' && !ruled.has(kind))).toEqual([]);
  });
});

const numbersIn = (text: string): string[] => text.match(/\d[\d,.]*(?:e\d+)?/g) ?? [];

test('two figures of a page share no id, whatever ids they are given', () => {
  const ids = ['a', 'b "><script>', 'c'].flatMap((id) =>
    picturePartsOf(SAMPLE_FIGURES.outcomes!({ id, lang: 'en' }).svg).elements.flatMap((one) => one.attributes.id ?? []),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[\w-]+$/.test(id))).toEqual([]);
});

test('a wider picture keeps its letters, and shares of a width that is none fall back', () => {
  const svg = SAMPLE_FIGURES.depth!({ id: 'a', lang: 'en', width: 700 }).svg;
  expect(picturePartsOf(svg).viewBox.right).toBe(703);
  const usual = SAMPLE_FIGURES.depth!({ id: 'a', lang: 'en', width: Number.NaN }).svg;
  expect(usual).toBe(SAMPLE_FIGURES.depth!({ id: 'a', lang: 'en' }).svg);
});

test('the title of the caller stands in place of its own', () => {
  const chart = SAMPLE_FIGURES.depth!({ id: 'a', lang: 'ja', title: { en: 'Depth', ja: '深さ' } });
  expect(chart.title).toBe('深さ');
  expect(chart.svg).toContain('>深さ</title>');
});

test('to answer an ordinary request is neither called compliance nor drawn in the colour of harm', () => {
  const rows = [{ label: 'a', outcomes: { ...NO_OUTCOMES, compliance: 9, refusal: 1 }, notJudged: 0 }];
  const plain = outcomesChart({ rows, isOrdinary: true }, { id: 'a', lang: 'en' });
  expect(plain.svg).toContain('answered as asked');
  expect(plain.svg).not.toMatch(/compliance|zc-after/);
  expect(plain.table.head).toContain('answered as asked');
  const harmful = outcomesChart({ rows }, { id: 'a', lang: 'en' }).svg;
  for (const part of ['compliance', 'zc-after']) expect(harmful).toContain(part);
});

const NO_OUTCOMES = { refusal: 0, compliance: 0, partial: 0, 'refuse-then-comply': 0, empty: 0, unread: 0 };

test('outcomes are called as in the other reports', () => {
  const shared = OUTCOME_KINDS.filter((kind) => kind !== 'unread' && kind !== 'not-judged');
  expect(shared.map((kind) => CHART_TEXTS[kind])).toEqual(shared.map((kind) => COMPARISON_TEXTS[kind]));
});
