import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../../../test/cli/command.ts';
import { worse } from '../../../test/fixture-comparison.ts';
import { openAnswerFile } from '../../model/index.ts';
import { beginRun, findRun, keepResult, runId, verdictOf } from './run-folder.ts';

const FLAGS = { before: 'toy:aligned', after: 'toy:noice' };
const place = () => join(mkdtempSync(join(tmpdir(), 'zenbun-')), '.zenbun', 'runs');

test('the same configuration has the same id, another one another', () => {
  expect(runId({ a: 1, b: [2] })).toBe(runId({ a: 1, b: [2] }));
  expect(runId({ a: 1 })).not.toBe(runId({ a: 2 }));
  expect(runId({})).toMatch(/^[0-9a-f]{12}$/);
});

test('a run is found by its id or its folder, with what it was told', async () => {
  const runs = place();
  const { folder, kept } = await beginRun(runs, 'abc', FLAGS);
  expect(kept).toBeNull();
  expect(await findRun(runs, 'abc')).toEqual({ id: 'abc', path: folder.path, flags: FLAGS });
  expect((await findRun('elsewhere', folder.path)).id).toBe('abc');
});

test('nobody else can read it, and git leaves it alone', async () => {
  const runs = place();
  const { folder } = await beginRun(runs, 'abc', FLAGS);
  expect(statSync(folder.path).mode & 0o077).toBe(0);
  expect(readFileSync(join(runs, '..', '.gitignore'), 'utf8')).toBe('*\n');
  await beginRun(runs, 'other', FLAGS);
});

test('what is there already is kept beside, and told of with whether it was finished', async () => {
  const runs = place();
  const first = await beginRun(runs, 'abc', FLAGS);
  writeFileSync(join(first.folder.path, 'before.jsonl'), 'kept');

  expect((await beginRun(runs, 'abc', FLAGS)).kept).toEqual({ name: 'abc.1', isFinished: false });
  expect(readFileSync(join(runs, 'abc.1', 'before.jsonl'), 'utf8')).toContain('kept');
  const third = await beginRun(runs, 'abc', FLAGS);
  expect(third.kept).toEqual({ name: 'abc.2', isFinished: false });
  await keepResult(third.folder, JSON.stringify({ decision: 'worse' }, null, 2));
  const fourth = await beginRun(runs, 'abc', FLAGS);
  expect(fourth.kept).toEqual({ name: 'abc.3', isFinished: true });
  await keepResult(fourth.folder, JSON.stringify({ decision: 'undecided' }, null, 2));
  expect((await beginRun(runs, 'abc', FLAGS)).kept).toEqual({ name: 'abc.4', isFinished: false });
  expect(readdirSync(runs).sort()).toEqual(['abc', 'abc.1', 'abc.2', 'abc.3', 'abc.4']);
});

test('one that another process is at work in is left alone', async () => {
  const runs = place();
  const { folder } = await beginRun(runs, 'abc', FLAGS);
  const file = await openAnswerFile(join(folder.path, 'before.jsonl'));
  await expect(beginRun(runs, 'abc', FLAGS)).rejects.toMatchObject({ code: 'usage' });
  await file.close();
  expect((await beginRun(runs, 'abc', FLAGS)).kept).toEqual({ name: 'abc.1', isFinished: false });
});

test('says what is wrong: no such run, a manifest that cannot be read, a place that cannot be written', async () => {
  const runs = place();
  await expect(findRun(runs, 'abc')).rejects.toMatchObject({ code: 'not-found' });
  const { folder } = await beginRun(runs, 'abc', FLAGS);
  writeFileSync(join(folder.path, 'run.json'), '{"schema":"zenbun.ru');
  await expect(findRun(runs, 'abc')).rejects.toMatchObject({ code: 'damaged' });
  writeFileSync(join(runs, 'file'), '');
  await expect(beginRun(join(runs, 'file'), 'abc', FLAGS)).rejects.toMatchObject({ code: 'not-written' });
});

test('a verdict is read back as it was written; one that is undecided, or not there, is none', async () => {
  const { folder } = await beginRun(join(folderWith({}), 'runs'), 'abc', FLAGS);
  expect(await verdictOf(folder)).toBe(null);
  await keepResult(folder, JSON.stringify({ ...worse, decision: 'undecided' }));
  expect(await verdictOf(folder)).toBe(null);
  await keepResult(folder, JSON.stringify(worse));
  expect(await verdictOf(folder)).toEqual(JSON.parse(JSON.stringify(worse)));
  expect(statSync(join(folder.path, 'comparison.json')).mode & 0o077).toBe(0);
});

test.each(['', '{"decision":"worse"}', JSON.stringify({ ...worse, decision: 'better' })])(
  'a result that says no verdict is damaged, not a verdict: %#',
  async (text) => {
    const { folder } = await beginRun(join(folderWith({}), 'runs'), 'abc', FLAGS);
    await keepResult(folder, text);
    await expect(verdictOf(folder)).rejects.toMatchObject({ code: 'damaged' });
  },
);
