import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { workingFolder } from '../fixtures/own-folder.ts';
import { run } from '../run.ts';

const ROWS = Array.from(
  { length: 30 },
  (_, i) =>
    `${JSON.stringify({ prompt: `How do I fold boat ${i}?`, completion: `Fold sheet ${i} in half, then in half again.` })}\n`,
).join('');

/** Prepares a working folder with data and the only part of it; returns a function that lists its files. */
async function withPart(): Promise<() => string[]> {
  workingFolder({ 'train.jsonl': ROWS });
  capturedOutput();
  expect(await run(['scan', 'shard', '--shard', '1/1', '-o', 'p', 'train.jsonl'])).toBe(0);
  return () => readdirSync('.').sort();
}

const SHARD = ['scan', 'shard', '--shard', '1/1', 'train.jsonl'];
const MARKS = ['scan', 'marks', '--shard', '1/1', '--with', 'p', 'train.jsonl'];

test.each([
  ['shard', SHARD],
  ['marks', MARKS],
  ['merge', ['scan', 'merge', 'p']],
])('a part of %s goes to a file: - and places in no folder are refused, and nothing is written', async (_, argv) => {
  const names = await withPart();
  for (const [place, says] of [
    ['-', 'not to standard output (-)'],
    ['missing/x', 'there is no folder'],
    ['train.jsonl/x', 'there is no folder'],
    ['.', 'is a folder'],
  ]) {
    const output = capturedOutput();
    expect(await run([...argv, '-o', place!, '--lang', 'en'])).toBe(2);
    expect(output.err).toContain(says);
  }
  expect(names()).toEqual(['p', 'train.jsonl']);
});

test('a place for a result that is none is a wrong flag, for a scan as for its end', async () => {
  const names = await withPart();
  for (const place of ['missing/x.json', 'train.jsonl/x.json', '.']) {
    for (const argv of [
      ['scan', 'train.jsonl', '--json', place],
      ['scan', 'train.jsonl', '--rows', place],
      ['scan', 'merge', 'p', '-o', 'm', '--json', place],
      ['scan', 'finish', 'p', '--md', place],
    ])
      expect([argv, await run(argv)]).toEqual([argv, 2]);
  }
  expect(names()).toEqual(['p', 'train.jsonl']);
});

test('a flag that parts do not take is refused, wherever it stands', async () => {
  const names = await withPart();
  for (const argv of [SHARD, MARKS]) {
    const [scan, ...rest] = [...argv, '-o', 'q'];
    for (const flag of ['--clean', '--quarantine', '--rows', '--json']) {
      expect(await run([scan!, ...rest, flag, 'rows.jsonl'])).toBe(2);
      const output = capturedOutput();
      expect(await run([scan!, flag, 'rows.jsonl', ...rest])).toBe(2);
      expect(output.err).toContain(`option '${flag}' stands before '${rest[0]}'`);
    }
  }
  for (const flag of ['--clean', '--quarantine']) {
    expect(await run(['scan', 'finish', 'p', flag, 'rows.jsonl'])).toBe(2);
    expect(await run(['scan', flag, 'rows.jsonl', 'finish', 'p'])).toBe(2);
  }
  expect(names()).toEqual(['p', 'train.jsonl']);
});
