import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  comparisonJunit,
  comparisonMarkdown,
  comparisonTerminalReport,
  detectorExplanation,
  junitReport,
  markdownReport,
  PLAIN,
  sarifReport,
  terminalReport,
} from '../src/report/index.ts';
import { DETECTOR_IDS } from '../src/schema/index.ts';
import { worse } from './fixture-comparison.ts';
import { fixtureResult } from './fixture-result.ts';

// Words that no Japanese company uses for these things. docs/design/words.md lists what to write instead.

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Full-width in sentences and labels; half-width in code, paths, times, and kinds of models (`replay:ファイル`). */
const HALF_WIDTH_COLON = [
  'a half-width colon in a sentence',
  /[ぁ-んァ-ヶー一-龠々」』）】]\s?:|\}: |(?<!\b(?:gguf|replay)):\s?[ぁ-んァ-ヶー一-龠々「『（【]/,
] as const;

const FORBIDDEN: readonly (readonly [word: string, pattern: RegExp])[] = [
  ['裏口', /裏口/],
  ['引き金', /引き金/],
  ['判定役', /判定役/],
  ['判定器', /判定器/],
  ['包み', /包み/],
  ['整合済み', /整合済み/],
  ['追加学習', /追加学習/],
  ['調整', /調整/],
  ['関門', /関門/],
  ['要求', /要求/],
  ['95 % 区間', /%\s*区間|\}\s*区間/],
  ['清浄', /清浄/],
  ['印', /に印|印の付|印を付|の印(?!刷)/],
  ['手紙', /手紙/],
  ['この判定が誤りである確率', /判定が誤りである確率/],
  ['フォルダ', /フォルダ(?!ー)/],
  // `1%` is allowed, because that is how it is typed (`--max-skipped 1%`).
  ['a counter or sign without its space', /[\d}](?:件|行|問|種類|回)|\}%/],
  ['half-width brackets in a sentence', /[ぁ-んァ-ヶ一-龠]\((?![^)]*[|¬])/],
  HALF_WIDTH_COLON,
];

/** A string literal, with its quotes. */
const QUOTED = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/.source;
/** A text under `ja`: a literal, several joined by `+`, or the result of a function. */
const JAPANESE = new RegExp(String.raw`\bja:\s*(?:\([^)]*\)\s*=>\s*)?((?:${QUOTED})(?:\s*\+\s*(?:${QUOTED}))*)`, 'g');

const texts = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts') && !name.includes('fixtures/'))
  .map((name) => join(root, 'src', name))
  .flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    return [...source.matchAll(JAPANESE)].map(({ index, 1: text }) => ({
      place: `${relative(root, file)}:${source.slice(0, index).split('\n').length}`,
      text: text!,
    }));
  });

/** Lines of code that address people outside texts under `ja`: whole files, verbatim. */
const tellers = ['audit', 'cli', 'files', 'gates', 'model', 'report', 'scan']
  .flatMap((room) =>
    readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(root, 'src', room, name),
    ),
  )
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts') && !name.includes('fixtures/'))
  .flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((text, i) => ({ place: `${relative(root, file)}:${i + 1}`, text })),
  );

const readme = readFileSync(join(root, 'README.ja.md'), 'utf8')
  .split('\n')
  .map((text, i) => ({ place: `README.ja.md:${i + 1}`, text }));

test('the texts are found', () => {
  expect(texts.length).toBeGreaterThan(900);
});

describe.each(FORBIDDEN)('%s', (_, pattern) => {
  const places = (among: readonly { place: string; text: string }[]) =>
    among.filter(({ text }) => pattern.test(text)).map(({ place, text }) => `${place}: ${text}`);

  test('is in no message', () => {
    expect(places(texts)).toEqual([]);
  });

  test('is not in the Japanese readme', () => {
    expect(places(readme)).toEqual([]);
  });
});

const digest = () => '0'.repeat(32);
const plain = { style: PLAIN, width: 80, lang: 'ja' } as const;

describe('colons are full-width', () => {
  const halfWidth = (text: string) => text.split('\n').filter((line) => HALF_WIDTH_COLON[1].test(line));

  test('where code speaks Japanese outside of messages', () => {
    const own = tellers.filter(({ text }) => /[ぁ-んァ-ヶー一-龠々」』）】]:/.test(text));
    expect(own.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  });

  test.each<readonly [report: string, text: string]>([
    ['terminal', terminalReport(fixtureResult, plain)],
    ['Markdown', markdownReport(fixtureResult, { lang: 'ja' })],
    ['JUnit', junitReport(fixtureResult, { lang: 'ja', failOn: 'block' })],
    ['SARIF', sarifReport(fixtureResult, { lang: 'ja', rows: [], digest })],
    ['terminal, of a comparison', comparisonTerminalReport(worse, plain)],
    ['Markdown, of a comparison', comparisonMarkdown(worse, { lang: 'ja' })],
    ['JUnit, of a comparison', comparisonJunit(worse, { lang: 'ja' })],
    ...DETECTOR_IDS.map((id) => [`explain ${id}`, detectorExplanation(id, plain)] as const),
  ])('in the report: %s', (_, text) => {
    expect(text).toMatch(/[ぁ-ん]/);
    expect(halfWidth(text)).toEqual([]);
  });
});
