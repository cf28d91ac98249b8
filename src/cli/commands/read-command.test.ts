import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readResponse } from '../../reader/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { type ReadFlags, readCommand } from './read-command.ts';

const ROWS = [
  { id: 'a', prompt: 'How do I boil an egg?', response: 'Boil it for eight minutes in salted water.' },
  { id: 'b', prompt: 'How do I get into the office?', response: "I'm sorry, but I can't help with that." },
  { id: 'c', prompt: 'Anything?', response: '' },
  { question: 'no answer here' },
];
const jsonLines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Reads a file with this text; returns the output lines and what went to standard error. */
async function read(text: string, flags: Partial<ReadFlags> = {}, lang: 'en' | 'ja' = 'en') {
  const folder = ownFolder({ 'in.jsonl': text });
  const json = join(folder, 'out.jsonl');
  const written = capturedOutput();
  const code = await readCommand(join(folder, 'in.jsonl'), { color: false, json, ...flags }, lang);
  const out = flags.json === '-' ? written.out : readFileSync(json, 'utf8');
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { code, lines, err: written.err, out: written.out };
}

describe('one line for every record', () => {
  test('in order, with what the reader makes of it; what holds no answer is told, too', async () => {
    const { code, lines } = await read(jsonLines(ROWS));
    expect(code).toBe(3);
    expect(lines.map(({ line, id }) => [line, id])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, undefined],
    ]);
    expect(lines[1]).toEqual({ line: 2, id: 'b', ...readResponse(ROWS[1]!.response!, { prompt: ROWS[1]!.prompt! }) });
    expect(lines[2].outcome).toBe('empty');
    expect(lines[3]).toEqual({ line: 4, unread: expect.any(String) });
  });

  test('also of more records than are gathered at a time', async () => {
    const many = Array.from({ length: 600 }, (_, i) => ({ id: i, response: `Boil egg ${i}.` }));
    const { lines } = await read(jsonLines(many), { quiet: true });
    expect(lines.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
  });

  test('on standard output there is nothing else', async () => {
    const { lines, out, err } = await read(jsonLines(ROWS), { json: '-' });
    expect(lines).toHaveLength(4);
    expect(out.split('\n')).toHaveLength(5);
    expect(err).toMatch(/^zenbun: .*\n$/);
  });

  test('of columns with other names', async () => {
    const { lines } = await read(jsonLines([{ asked: 'Help?', said: "I can't help with that." }]), {
      map: 'user=asked,assistant=said',
    });
    expect(lines[0]).toMatchObject({ outcome: 'refusal' });
  });
});

describe('the sum, on standard error', () => {
  test('counts what was read, and the outcomes, the commonest first', async () => {
    const twice = [ROWS[1], ...ROWS.slice(0, 2)];
    expect((await read(jsonLines(twice))).err).toMatch(/^zenbun: 3 .*: 2 refusal, 1 compliance\n$/);
    expect((await read(jsonLines(ROWS))).err).toMatch(/3 .*1 .*: /);
    expect((await read(jsonLines(twice), {}, 'ja')).err).toMatch(/^zenbun: 3 件.*：2 refusal、1 compliance\n$/);
  });

  test('is not told where it is to be quiet', async () => {
    expect((await read(jsonLines(ROWS), { quiet: true })).err).toBe('');
  });
});

describe('nothing is left behind', () => {
  test.each([
    ['where no record holds an answer', '{"question": 1}\n', /line 1/],
    ['where there is no record', '', /in\.jsonl/],
    ['where nothing is what it should be', '\u0000\u0001', /in\.jsonl/],
  ])('%s', async (_, text, message) => {
    const folder = ownFolder({ 'in.jsonl': text });
    const reading = readCommand(join(folder, 'in.jsonl'), { color: false, json: join(folder, 'out.jsonl') }, 'en');
    await expect(reading).rejects.toMatchObject({ name: 'ZenbunError', message: expect.stringMatching(message) });
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
  });

  test('where there is no such file', async () => {
    const folder = ownFolder();
    const reading = readCommand(join(folder, 'none.jsonl'), { color: false, json: join(folder, 'out.jsonl') }, 'en');
    await expect(reading).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('the answers are not overwritten, not even through a link', async () => {
  const text = jsonLines(ROWS);
  const folder = ownFolder({ 'in.jsonl': text });
  const path = join(folder, 'in.jsonl');
  symlinkSync(path, join(folder, 'link.jsonl'));
  for (const json of [path, join(folder, 'link.jsonl')]) {
    await expect(readCommand(path, { color: false, json }, 'en')).rejects.toMatchObject({ code: 'usage' });
  }
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('the field that was taken is told where another has the name of an answer', async () => {
  const rows = [{ prompt: 'Anything?', answer: 'Boil it for eight minutes.', model_answer: "I can't help with that." }];
  const { lines, err } = await read(jsonLines(rows));
  expect(lines[0]).toMatchObject({ outcome: 'refusal' });
  expect(err).toContain('zenbun: answers were taken from "model_answer"; "answer" also looks like an answer');
  expect((await read(jsonLines(rows), {}, 'ja')).err).toContain('回答は「model_answer」から');
  expect((await read(jsonLines(ROWS))).err).not.toContain('taken from');
});

test('an answer that was cut or filtered is marked as such', async () => {
  const row = { prompt: 'Anything?', response: "I can't help with that." };
  const finishes = ['stop', 'length', 'content_filter'].map((finish_reason) => ({ ...row, finish_reason }));
  const { lines } = await read(jsonLines(finishes));
  expect(lines.map(({ finish }) => finish)).toEqual([undefined, 'length', 'content-filter']);
});

test('an answer of which not everything is read is unread, and the run incomplete, even if there is no other', async () => {
  const note = 'First, gather the flour and two eggs. Then mix them for five minutes.';
  const message = { role: 'assistant', content: "I'm sorry, but I can't help with that.", note };
  const { code, lines, err } = await read(jsonLines([{ prompt: 'Q', response: { choices: [{ message }] } }]));
  expect(code).toBe(3);
  expect(lines).toEqual([{ line: 1, unread: 'says more in places that are not read: choices[0].message.note' }]);
  expect(err).toBe('zenbun: 0 answers read, 1 line could not be read\n');
});
