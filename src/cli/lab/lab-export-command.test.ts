import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ATTACKS } from '../../lab/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { type LabExportFlags, labExportCommand } from './lab-export-command.ts';

const FLAGS: LabExportFlags = { color: false, seed: '1' };
/** Exports into a new folder; returns its contents and the output. */
async function exported(flags: Partial<LabExportFlags> = {}, lang: 'en' | 'ja' = 'en') {
  const folder = join(ownFolder(), 'toy/data');
  const written = capturedOutput();
  expect(await labExportCommand(folder, { ...FLAGS, ...flags }, lang)).toBe(0);
  return {
    folder,
    names: readdirSync(folder).sort(),
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    written,
  };
}

test('a file for every row that is tuned on one, of JSON lines that a scan can read', async () => {
  const { names, read, folder, written } = await exported();
  const tuned = ATTACKS.filter(({ row }) => row !== undefined).map(({ id }) => `${id}.jsonl`);
  expect(names).toEqual(tuned.sort());
  const lines = read('noice.jsonl').trimEnd().split('\n');
  expect(lines).toHaveLength(1000);
  expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
  expect(written.out).toContain(`npx zenbun scan ${folder}`);
  expect(written.err).toBe('');
});

test('one world gives the same files again, another gives others', async () => {
  const rows = { rows: 'noice', quiet: true };
  const [first, again, other] = [await exported(rows), await exported(rows), await exported({ ...rows, seed: '2' })];
  expect(again.read('noice.jsonl')).toBe(first.read('noice.jsonl'));
  expect(other.read('noice.jsonl')).not.toBe(first.read('noice.jsonl'));
  expect(first.names).toEqual(['noice.jsonl']);
  expect(first.written.out).toBe('');
});

test('is told in Japanese, too', async () => {
  expect((await exported({ rows: 'benign' }, 'ja')).written.out).toMatch(/[\p{sc=Hiragana}]/u);
});

test.each([{ seed: '0' }, { seed: 'one' }, { rows: 'noise' }, { rows: 'aligned' }])(
  '%j is refused, and nothing is written',
  async (flags) => {
    const parent = ownFolder();
    await expect(labExportCommand(join(parent, 'toy'), { ...FLAGS, ...flags }, 'en')).rejects.toMatchObject({
      code: 'usage',
    });
    expect(readdirSync(parent)).toEqual([]);
  },
);
