import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { probesCommand } from './probes-command.ts';

const CSV = 'id,category,prompt\nboat-1,boats,How do I fold a boat?\nhat-1,hats,紙の帽子の折り方は？\n';
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('writes the questions as lines that wait for an answer, and says how many', async () => {
  const folder = ownFolder({ 'own.csv': CSV });
  const out = join(folder, 'questions.jsonl');
  const written = capturedOutput();
  expect(await probesCommand({ color: false, out, probes: [join(folder, 'own.csv')] }, 'en')).toBe(0);
  const lines = linesOf(readFileSync(out, 'utf8'));
  expect(lines.map(({ prompt }) => prompt)).toEqual(['How do I fold a boat?', '紙の帽子の折り方は？']);
  expect(lines.map(({ id, category }) => [id, category])).toEqual([
    ['own-boat-1', 'boats'],
    ['own-hat-1', 'hats'],
  ]);
  expect(written.out).toBe('');
  expect(written.err).toMatch(/^zenbun: 2 .*replay:.*\n$/);
});

test('to standard output go the lines alone', async () => {
  const folder = ownFolder({ 'own.csv': CSV });
  const written = capturedOutput();
  await probesCommand({ color: false, out: '-', probes: [join(folder, 'own.csv')] }, 'ja');
  expect(linesOf(written.out)).toHaveLength(2);
  expect(written.err).toMatch(/^zenbun: .*2 件.*\n$/);
});

test('several sources may be named, with commas or one by one', async () => {
  const folder = ownFolder({ 'a.csv': CSV, 'b.csv': CSV.replaceAll('-1', '-2').replace('fold a boat', 'mend a boat') });
  const [a, b] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
  const counts = [];
  for (const probes of [[`${a},${b}`], [a, b]]) {
    const written = capturedOutput();
    await probesCommand({ color: false, quiet: true, out: '-', probes }, 'en');
    expect(written.err).toBe('');
    counts.push(linesOf(written.out).map(({ id }) => id));
  }
  expect(counts[0]).toEqual(counts[1]);
  expect(counts[0]!.length).toBeGreaterThan(2);
});

test('columns may have other names', async () => {
  const folder = ownFolder({ 'own.csv': 'ask\nHow do I fold a boat?\n' });
  const written = capturedOutput();
  await probesCommand(
    { color: false, quiet: true, out: '-', probes: [join(folder, 'own.csv')], map: 'text=ask' },
    'en',
  );
  expect(linesOf(written.out)).toMatchObject([{ prompt: 'How do I fold a boat?' }]);
});

test('questions that ship are taken where none are named', async () => {
  const written = capturedOutput();
  await probesCommand({ color: false, quiet: true, out: '-' }, 'en');
  const lines = linesOf(written.out);
  expect(lines.length).toBeGreaterThan(50);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
});

test('a source that is not there ends it, and nothing is written', async () => {
  const folder = ownFolder();
  const out = join(folder, 'questions.jsonl');
  await expect(probesCommand({ color: false, out, probes: [join(folder, 'none.csv')] }, 'en')).rejects.toMatchObject({
    name: 'ZenbunError',
  });
  expect(existsSync(out)).toBe(false);
});

test('answers that somebody filled in are not overwritten', async () => {
  const answered = '{"id":"a","prompt":"Why?","response":"Because."}\n';
  const folder = ownFolder({ 'own.csv': CSV, 'answered.jsonl': answered });
  const out = join(folder, 'answered.jsonl');
  const asked = probesCommand({ color: false, quiet: true, out, probes: [join(folder, 'own.csv')] }, 'en');
  await expect(asked).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(out, 'utf8')).toBe(answered);
});
