import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { HELP } from '../src/cli/program/help/help-texts.ts';
import { parseRecordedAnswer } from '../src/model/recorded/recorded-answer.ts';
import { unreadIn } from '../src/schema/index.ts';

// Everything that is shown to people exists in Japanese, too. The compiler keeps plain strings out of errors; this test
// looks for what it cannot see (an English text under `ja`, a lost placeholder). Words that no company uses are the
// subject of words.test.ts.

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const JAPANESE = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts') && !name.includes('fixtures/'))
  .map((name) => join(root, 'src', name));

/** A string literal, with its quotes. */
const QUOTED = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/.source;
/** `en` and `ja` side by side, each one literal, or several joined by `+`. */
const PAIR = new RegExp(
  String.raw`\ben:\s*((?:${QUOTED})(?:\s*\+\s*(?:${QUOTED}))*),\s*ja:\s*((?:${QUOTED})(?:\s*\+\s*(?:${QUOTED}))*)`,
  'g',
);

interface Pair {
  readonly place: string;
  readonly en: string;
  readonly ja: string;
}

const pairs: Pair[] = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(PAIR)].map(({ index, 1: en, 2: ja }) => ({
    place: `${relative(root, file)}:${text.slice(0, index).split('\n').length}`,
    en: en!,
    ja: ja!,
  }));
});

/** Returns the names of the values inserted into a text: `{name}`, or the beginning of a template's `${…}`. */
function placesOf(literal: string): Set<string> {
  const named = [...literal.matchAll(/(?<!\$)\{(\w+)\}/g)].map(([, name]) => name!);
  // For `what.en` and `what.ja` the name is `what`; for `en` and `ja` it is the surrounding message; for a Japanese
  // reason, the reason.
  const put = [...literal.replaceAll(/unreadIn\('ja', |(?:counted|plural)\(/g, '').matchAll(/\$\{\s*(\w+)/g)].map(
    ([, name]) => name!.replace(/^(?:en|ja)$/, 'message'),
  );
  return new Set([...named, ...put].filter((name) => !PLURALS.has(name)));
}

/** Words that only English inflects. */
const PLURALS: ReadonlySet<string> = new Set(['them']);

test('the texts are found', () => {
  expect(pairs.length).toBeGreaterThan(500);
});

test('no error is made of a bare text, or of a text in one language', () => {
  const bare = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const found = [...text.matchAll(/new ZenbunError\(\s*[^,]+,\s*['"`]|\badvice:\s*['"`]/g)];
    return found.map(({ index }) => `${relative(root, file)}:${text.slice(0, index).split('\n').length}`);
  });
  expect(bare).toEqual([]);
});

test('the Japanese is Japanese, unless it is the same sign or term', () => {
  const words = (literal: string) => literal.replace(/\$?\{[^}]*\}/g, '').match(/[A-Za-z]{2,}/g) ?? [];
  const foreign = pairs.filter(({ en, ja }) => !JAPANESE.test(ja) && words(en).length > 3);
  expect(foreign.map(({ place }) => place)).toEqual([]);
});

test('both languages tell the same things', () => {
  const different = pairs.flatMap(({ place, en, ja }) => {
    const [inEnglish, inJapanese] = [placesOf(en), placesOf(ja)];
    const lost = [...inEnglish].filter((name) => !inJapanese.has(name));
    const added = [...inJapanese].filter((name) => !inEnglish.has(name));
    return lost.length + added.length === 0 ? [] : [`${place}: ${[...lost, ...added].join(', ')}`];
  });
  expect(different).toEqual([]);
});

test('no two texts of the help are lost to each other', () => {
  for (const [key, { en, ja }] of Object.entries(HELP)) {
    expect(JAPANESE.test(ja), key).toBe(true);
    expect(ja.match(/--[\w-]+/g) ?? [], key).toEqual(en.match(/--[\w-]+/g) ?? []);
  }
});

test.each([
  ['not JSON', '{'],
  ['no answer', '{"id":"a"}'],
  ['no question', '{"response":"a"}'],
])('why a recorded answer is not taken, in Japanese: %s', (_, line) => {
  const why = parseRecordedAnswer(line);
  expect(unreadIn('ja', why as string)).toMatch(JAPANESE);
});
