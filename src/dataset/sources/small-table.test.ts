import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeOfSmallTable } from './small-table.ts';

const folderWith = (files: Readonly<Record<string, unknown>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-small-table-'));
  for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(value));
  return folder;
};

test('short texts under names that nobody knows are left aside, unless a catalogue says that they are rows', async () => {
  const rows = [{ frage: 'Why?', antwort: 'So.' }];
  expect(await placeOfSmallTable(join(folderWith({ 'named.json': rows }), 'named.json'))).toBe('aside');
  const named = { named: { file_name: 'named.json', columns: { prompt: 'frage', response: 'antwort' } } };
  const folder = folderWith({ 'named.json': rows, 'dataset_info.json': named });
  expect(await placeOfSmallTable(join(folder, 'named.json'))).toBe('read');
});
