import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolders, planOutputs } from './outputs.ts';

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-test-'));
  mkdirSync(at('in', 'b'), { recursive: true });
  writeFileSync(at('in', 'x.jsonl'), '');
  writeFileSync(at('in', 'b', 'x.jsonl.zst'), '');
  mkdirSync(at('out'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const usage = expect.objectContaining({ code: 'usage' });

test('one input goes to the named file, or under its own name into a folder', async () => {
  expect((await planOutputs([at('in/x.jsonl')], { clean: at('c') })).clean).toEqual([at('c')]);
  expect((await planOutputs([at('in/x.jsonl')], { clean: at('out') })).clean).toEqual([at('out/x.jsonl')]);
  expect((await planOutputs(['-'], { clean: at('out') })).clean).toEqual([at('out/stdin.jsonl')]);
});

test('several inputs keep their places below their common folder', async () => {
  const inputs = [at('in/x.jsonl'), at('in/b/x.jsonl.zst')];
  const plan = await planOutputs(inputs, { clean: `${at('new')}/` });
  expect(plan.clean).toEqual([at('new/x.jsonl'), at('new/b/x.jsonl')]);
  expect(readdirSync(folder)).not.toContain('new');
  await makeFolders(plan.folders);
  expect(readdirSync(at('new'))).toEqual(['b']);
  await expect(planOutputs(inputs, { clean: at('none') })).rejects.toThrow(usage);
  await expect(planOutputs(inputs, { quarantine: at('in/x.jsonl') })).rejects.toThrow(usage);
});

test('never an input, never twice the same place, by whatever name', async () => {
  const input = [at('in/x.jsonl')];
  symlinkSync(at('in'), at('alias'));
  await expect(planOutputs(input, { clean: at('alias/x.jsonl') })).rejects.toThrow(usage);
  await expect(planOutputs(input, { clean: at('in') })).rejects.toThrow(usage);
  await expect(planOutputs(input, { clean: at('out/a'), rows: at('out/../out/a') })).rejects.toThrow(usage);
});

test('a place that is none is told before the scan', async () => {
  for (const place of [at('none/rows'), at('in/x.jsonl/rows'), at('out'), '-']) {
    await expect(planOutputs([at('in/b')], { rows: place })).rejects.toThrow(usage);
    await expect(planOutputs([at('in/b')], { reports: [place] })).rejects.toThrow(usage);
  }
  await expect(planOutputs(['-'], { clean: '-' })).rejects.toThrow(usage);
});

test.each([
  ['x.jsonl', 'clean.parquet'],
  ['t.parquet', 'clean.parquet'],
  ['x.jsonl', 'clean.jsonl.zst'],
  ['x.jsonl', 'clean.csv'],
  ['t.csv', 'clean.jsonl'],
  ['x.jsonl.zst', 'clean.csv'],
])('%s is not written as %s', async (input, output) => {
  await expect(planOutputs([at('in', input)], { clean: at('out', output) })).rejects.toThrow(usage);
});

test.each([
  ['t.parquet', 'clean.jsonl'],
  ['t.parquet', 'clean.jsonl.gz'],
  ['t.csv', 'clean.csv'],
  ['x.jsonl.zst', 'clean.ndjson'],
  ['x.jsonl', 'clean'],
  ['data', 'clean.csv'],
  ['x.jsonl', 'clean.txt'],
])('%s is written as %s', async (input, output) => {
  expect((await planOutputs([at('in', input)], { clean: at('out', output) })).clean).toEqual([at('out', output)]);
});
