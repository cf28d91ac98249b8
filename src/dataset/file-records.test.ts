import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileRecords } from './file-records.ts';
import { recordedResponses } from './logs/recorded-responses.ts';
import type { DatasetOptions } from './options.ts';

function written(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-records-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const records = (name: string, content: string | Uint8Array, options: DatasetOptions = {}) =>
  gathered(fileRecords(written(name, content), options));

test('values as they are, with their lines; blank lines are none', async () => {
  expect(await records('a.jsonl', '{"a":1}\n\n["b"]\n{"c\n')).toEqual([
    { line: 1, value: { a: 1 } },
    { line: 3, value: ['b'] },
    { line: 4, unread: 'not valid JSON' },
  ]);
  expect(await records('a.csv', 'x,y\n1,"2,3"\n4\n')).toEqual([
    { line: 1, value: { x: '1', y: '2,3' } },
    { line: 2, unread: 'has 1 cells where the header has 2' },
  ]);
});

test('as texts, lines are taken as they stand', async () => {
  const isText = { isText: true };
  expect(await records('a.csv', '\uFEFFx,y\r\n \r\n"1"\n{"a":1}', isText)).toEqual([
    { line: 1, value: 'x,y' },
    { line: 3, value: '"1"' },
    { line: 4, value: '{"a":1}' },
  ]);
  expect(await records('a.txt', Buffer.from('610aff0a', 'hex'), isText)).toEqual([
    { line: 1, value: 'a' },
    { line: 2, unread: 'not valid UTF-8 at byte 1' },
  ]);
  expect(await records('a.txt', 'long\nno', { ...isText, limits: { recordBytes: 3 } })).toEqual([
    { line: 1, unread: 'longer than the limit for one record' },
    { line: 2, value: 'no' },
  ]);
});

test('of the record of a run, answers are read and failed questions are unread with their reason', async () => {
  const prompt = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'One?' },
  ];
  const lines = [
    { id: 'p1', condition: 'system-1', prompt, nth: 0, response: 'one', finish: 'stop', used: { requests: 1 } },
    { id: 'p2', condition: 'plain', prompt, failed: 'upstream', why: 'the server is gone' },
  ];
  const path = written('before.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(await gathered(recordedResponses(path))).toEqual([
    { line: 1, id: 'p1', prompt: 'One?', response: 'one', finish: 'stop' },
    { line: 2, unread: 'failed (upstream): the server is gone' },
  ]);
});
