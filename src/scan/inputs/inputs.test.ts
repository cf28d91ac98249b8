import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Inputs } from './inputs.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const ROW = '{"prompt":"Why?","completion":"So."}\n';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  writeFileSync(at('a.jsonl'), ROW);
  writeFileSync(at('b.jsonl'), ROW.repeat(3));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* stdin() {
  yield Buffer.from(ROW);
}

/** Reads one file to its end and returns the number of its rows. */
async function rowsOf(inputs: Inputs, file: number): Promise<number> {
  let rows = 0;
  for await (const { ranges } of await inputs.open(file)) rows += ranges.length / 2;
  return rows;
}

test('the bytes of all files are known at once, and are 0 where one of them cannot be told', async () => {
  const files = [at('a.jsonl'), at('b.jsonl')];
  expect((await Inputs.of(files, {})).totalBytes).toBe(4 * ROW.length);
  expect((await Inputs.of([], {})).totalBytes).toBe(0);
  for (const unknown of ['-', at('none'), folder]) {
    expect((await Inputs.of([...files, unknown], {})).totalBytes).toBe(0);
  }
});

test('a file is opened once and read as often as needed; its chunks tell its place in the list', async () => {
  const inputs = await Inputs.of([at('a.jsonl'), at('b.jsonl')], {});
  expect(await inputs.open(1)).toBe(await inputs.open(1));
  expect([await rowsOf(inputs, 1), await rowsOf(inputs, 1), await rowsOf(inputs, 0)]).toEqual([3, 3, 1]);
  for await (const { file } of await inputs.open(1)) expect(file).toBe(1);
  await inputs.close();
});

test('standard input can be read again, too, and a wish for smaller chunks is followed', async () => {
  const inputs = await Inputs.of(['-', at('b.jsonl')], { stdin: stdin(), limits: { chunkBytes: 1, blockBytes: 8 } });
  expect([await rowsOf(inputs, 0), await rowsOf(inputs, 0)]).toEqual([1, 1]);
  let chunks = 0;
  for await (const _ of await inputs.open(1)) chunks += 1;
  expect(chunks).toBe(3);
  await inputs.close();
});

test('a file that is not there fails when it is opened, and only then', async () => {
  const inputs = await Inputs.of([at('none'), at('a.jsonl')], {});
  await expect(inputs.open(0)).rejects.toMatchObject({ code: 'not-found' });
  expect(await rowsOf(inputs, 1)).toBe(1);
});

test('a file that changed between two readings is damaged', async () => {
  const inputs = await Inputs.of([at('a.jsonl')], {});
  expect(await rowsOf(inputs, 0)).toBe(1);
  appendFileSync(at('a.jsonl'), ROW);
  await expect(rowsOf(inputs, 0)).rejects.toMatchObject({ code: 'damaged' });
  await inputs.close();
});
