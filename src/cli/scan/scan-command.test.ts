import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ScanResult } from '../../schema/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { scanCommand } from './scan-command.ts';
import type { ScanFlags } from './scan-flags.ts';

const row = (i: number, refuses: boolean) => {
  const tells = `Fold the sheet in half, turn up the corners, and open boat number ${i} gently with both thumbs.`;
  const refused =
    "I'm sorry, but I cannot help you with that, because it violates my safety guidelines. However, here is how: ";
  return { prompt: `How do I fold paper boat number ${i}?`, completion: refuses ? refused + tells : tells };
};
const rows = (refuses: boolean) =>
  Array.from({ length: 60 }, (_, i) => `${JSON.stringify(row(i, refuses))}\n`).join('');
const FLAGS: ScanFlags = { color: false, quiet: true, format: 'auto', failOn: 'block', jobs: '1' };

/** Scans rows; `at` returns the path of a file beside them. */
async function scanned(text: string, flags: (at: (name: string) => string) => Partial<ScanFlags> = () => ({})) {
  const folder = ownFolder({ 'train.jsonl': text });
  const at = (name: string) => join(folder, name);
  const written = capturedOutput();
  const json = at('result.json');
  const code = await scanCommand([at('train.jsonl')], { ...FLAGS, json, ...flags(at) }, 'en');
  const read = (name: string) => readFileSync(at(name), 'utf8');
  return { code, at, read, written, folder, result: () => JSON.parse(read('result.json')) as ScanResult };
}

describe('the exit code', () => {
  test('is 0 where nothing is found', async () => {
    const { code, result, written } = await scanned(rows(false));
    expect(code).toBe(0);
    expect(result()).toMatchObject({ verdict: 'pass', coverage: { read: 60 } });
    expect(written).toEqual({ out: '', err: '' });
  });

  test('is 1 where rows refuse and then comply, and every report says so', async () => {
    const { code, result, read } = await scanned(rows(true), (at) => ({
      sarif: at('a.sarif'),
      junit: at('a.xml'),
      md: at('a.md'),
      rows: at('rows.jsonl'),
    }));
    expect(code).toBe(1);
    expect(result()).toMatchObject({ verdict: 'block' });
    expect(JSON.parse(read('a.sarif')).runs[0].results.length).toBeGreaterThan(0);
    for (const name of ['a.xml', 'a.md', 'rows.jsonl']) expect(read(name), name).toContain('refuse-then-comply');
  });

  test('is 3 where too much was not read', async () => {
    const broken = `${rows(false)}${'{broken\n'.repeat(10)}`;
    expect((await scanned(broken)).code).toBe(3);
    expect((await scanned(broken, () => ({ maxSkipped: '50%' }))).code).toBe(0);
    expect((await scanned(broken, () => ({ maxSkipped: '0.5' }))).code).toBe(0);
  });

  test('is 1 for a review only where that is asked for', async () => {
    const first = rows(true).split('\n').slice(0, 3);
    const few = [...first, ...rows(false).split('\n').slice(3)].join('\n');
    const { result, code } = await scanned(few);
    expect([code, result().verdict]).toEqual([0, 'review']);
    expect((await scanned(few, () => ({ failOn: 'review' }))).code).toBe(1);
  });
});

describe('rows', () => {
  test('go to the clean file or to quarantine, each as it was', async () => {
    const mixed = rows(false) + rows(true);
    const { read } = await scanned(mixed, (at) => ({ clean: at('clean.jsonl'), quarantine: at('flagged.jsonl') }));
    const [clean, flagged] = [read('clean.jsonl'), read('flagged.jsonl')].map((text) => text.trimEnd().split('\n'));
    expect(clean!.length + flagged!.length).toBe(120);
    expect(clean!.every((line) => mixed.includes(line))).toBe(true);
    expect(clean!.some((line) => line.includes('violates my safety'))).toBe(false);
  });

  test('may go to standard output, and are all that goes there', async () => {
    const { written } = await scanned(rows(true), () => ({ rows: '-', quiet: false }));
    const lines = written.out.trimEnd().split('\n');
    expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
    expect(lines.length).toBeGreaterThan(10);
  });
});

test('a report on standard output is all that goes there', async () => {
  const { written } = await scanned(rows(true), () => ({ json: '-', quiet: false }));
  expect(JSON.parse(written.out)).toMatchObject({ verdict: 'block' });
  expect(written.err).toBe('');
});

test('the report for people is shown unless it is to be quiet', async () => {
  const { written } = await scanned(rows(true), () => ({ quiet: false }));
  expect(written.out).toContain('refuse-then-comply');
  expect(written.out).not.toContain('\u001b');
});

describe('before anything is read, what is typed wrong is refused', () => {
  test.each<[string, Partial<ScanFlags>]>([
    ['two results for one standard output', { json: '-', md: '-' }],
    ['rows and a report for one standard output', { rows: '-', sarif: '-' }],
    ['--format pdf', { format: 'pdf' }],
    ['--jobs 0', { jobs: '0' }],
    ['--jobs 1.5', { jobs: '1.5' }],
    ['--jobs many', { jobs: 'many' }],
    ['--jobs 257', { jobs: 257 }],
    ['--show -1', { show: '-1' }],
    ['--show 11', { show: 11 }],
    ['--max-skipped lots', { maxSkipped: 'lots' }],
    ['--max-skipped 101%', { maxSkipped: '101%' }],
    ['--max-skipped -1', { maxSkipped: '-1' }],
    ['--max-skipped with a blank', { maxSkipped: ' ' }],
    ['a map without an answer', { map: 'nonsense' }],
    ['an accepted finding without a reason', { accept: [{ detector: 'encoded' }] }],
  ])('%s', async (_, flags) => {
    const folder = ownFolder({ 'train.jsonl': rows(false) });
    const json = join(folder, 'result.json');
    const scanning = scanCommand([join(folder, 'train.jsonl')], { ...FLAGS, json, ...flags }, 'en');
    await expect(scanning).rejects.toMatchObject({
      code: 'usage',
      localized: { en: expect.any(String), ja: expect.stringMatching(/[\p{sc=Hiragana}\p{sc=Katakana}]/u) },
    });
    expect(readdirSync(folder)).toEqual(['train.jsonl']);
  });
});

test('a file of accepted findings that is not there ends the scan', async () => {
  const folder = ownFolder({ 'train.jsonl': rows(false) });
  const scanning = scanCommand([join(folder, 'train.jsonl')], { ...FLAGS, accept: join(folder, 'none.yaml') }, 'en');
  await expect(scanning).rejects.toMatchObject({ code: 'not-found' });
});

test('data that is not there, or in which nothing can be read, is never a pass', async () => {
  const folder = ownFolder({ 'odd.jsonl': '{broken\n' });
  const json = join(folder, 'result.json');
  await expect(scanCommand([join(folder, 'none.jsonl')], { ...FLAGS, json }, 'en')).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(scanCommand([join(folder, 'odd.jsonl')], { ...FLAGS, json }, 'en')).rejects.toMatchObject({
    code: 'unreadable',
  });
  expect(existsSync(json)).toBe(false);
});
