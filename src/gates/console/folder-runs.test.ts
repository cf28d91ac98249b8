import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { worse } from '../../../test/fixture-comparison.ts';
import { fixtureResult } from '../../../test/fixture-result.ts';
import { folderRuns, MAX_BYTES_BESIDE_GATEWAY } from './folder-runs.ts';

const write = (path: string, content: unknown, seconds: number): void => {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  utimesSync(path, seconds, seconds);
};

/** Creates a folder with these files, each a second newer than the one before. */
function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-runs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [i, [path, content]] of Object.entries(files).entries()) write(join(folder, path), content, 1000 + i);
  return folder;
}

const LAB = {
  ...{ schema: 'zenbun.lab/1', rows: [], defences: [], results: [] },
  expectations: [{ holds: true }, { holds: false }],
};

test('lists the results below a folder, the newest first, and what looks like one and is none', async () => {
  const { verdict, ...damaged } = fixtureResult;
  const folder = folderOf({
    'scan.json': fixtureResult,
    'runs/0a/comparison.json': worse,
    'deep/er/ラボ 1.json': JSON.stringify(LAB, null, 2),
    'cut.json': JSON.stringify(worse).slice(0, 500),
    'damaged.json': damaged,
    'other.json': { schema: 'zenbun.run/1' },
    'package.json': { name: 'x' },
    'scan.txt': fixtureResult,
    '.hidden/scan.json': fixtureResult,
    'node_modules/a/scan.json': fixtureResult,
    'log/ledger.json': {},
    'log/scan.json': fixtureResult,
  });
  expect((await folderRuns(folder).list()).runs).toEqual([
    { id: 'damaged.json', kind: 'unreadable', changed: 1_004_000, verdict: null, detail: 'verdict' },
    { id: 'cut.json', kind: 'unreadable', changed: 1_003_000, verdict: null, detail: 'JSON' },
    { id: 'deep/er/ラボ 1.json', kind: 'lab', changed: 1_002_000, verdict: null, detail: '1/2' },
    { id: 'runs/0a/comparison.json', kind: 'comparison', changed: 1_001_000, verdict: 'block', detail: 'worse' },
    { id: 'scan.json', kind: 'scan', changed: 1_000_000, verdict: fixtureResult.verdict, detail: null },
  ]);
});

test('gives a result as it is stored, and nothing that it would not list', async () => {
  const outside = folderOf({ 'scan.json': fixtureResult });
  const folder = folderOf({
    'a/scan.json': fixtureResult,
    'cut.json': '{"schema":"zenbun.scan/1",',
    'b.json': { a: 1 },
  });
  symlinkSync(join(outside, 'scan.json'), join(folder, 'link.json'));
  symlinkSync(outside, join(folder, 'linked'));
  const runs = folderRuns(folder);
  expect(await runs.result('a/scan.json')).toEqual(JSON.parse(JSON.stringify(fixtureResult)));
  const up = `../${outside.split('/').at(-1)}/scan.json`;
  const others = [up, join(outside, 'scan.json'), './a/scan.json', 'a/../a/scan.json', 'a//scan.json', 'a'];
  for (const id of [...others, 'link.json', 'linked/scan.json', 'cut.json', 'b.json', '', '\0', 'none.json'])
    expect(await runs.result(id)).toBeNull();
  expect((await runs.list()).runs.map(({ id }) => id).sort()).toEqual(['a/scan.json', 'cut.json']);
});

test('sees what has changed, come and gone', async () => {
  const folder = folderOf({ 'scan.json': fixtureResult });
  const runs = folderRuns(folder);
  const verdicts = async () => (await runs.list()).runs.map(({ id, verdict }) => [id, verdict]);
  expect(await verdicts()).toEqual([['scan.json', 'block']]);
  write(join(folder, 'scan.json'), { ...fixtureResult, verdict: 'other' }, 2000);
  expect(await verdicts()).toEqual([['scan.json', null]]);
  write(join(folder, 'scan.json'), { ...fixtureResult, findings: [], verdict: 'pass' }, 2001);
  write(join(folder, 'new.json'), worse, 2002);
  expect(await verdicts()).toEqual([
    ['new.json', 'block'],
    ['scan.json', 'pass'],
  ]);
  rmSync(join(folder, 'new.json'));
  expect(await verdicts()).toEqual([['scan.json', 'pass']]);
  expect(await folderRuns(join(folder, 'nowhere')).list()).toEqual({ runs: [], isCut: false });
});

test('in a gateway, a result of more than 8 MiB is listed and not read', async () => {
  const folder = folderOf({ 'scan.json': { ...fixtureResult, more: 'x'.repeat(MAX_BYTES_BESIDE_GATEWAY) } });
  const runs = folderRuns(folder, { maxBytes: MAX_BYTES_BESIDE_GATEWAY });
  expect((await runs.list()).runs).toMatchObject([
    { kind: 'unreadable', detail: expect.stringMatching(/^\d+ bytes$/) },
  ]);
  expect(await runs.result('scan.json')).toBeNull();
  expect((await folderRuns(folder).list()).runs).toMatchObject([{ kind: 'scan' }]);
});

test('where there are too many, the newest are listed, and it is said that there are more', async () => {
  const folder = folderOf({ 'a.json': fixtureResult, 'b.json': fixtureResult, 'z/c.json': fixtureResult });
  const listed = async (maxRuns: number) => {
    const { runs, isCut } = await folderRuns(folder, { maxRuns }).list();
    return [runs.map(({ id }) => id), isCut];
  };
  expect(await listed(2)).toEqual([['z/c.json', 'b.json'], true]);
  expect(await listed(3)).toEqual([['z/c.json', 'b.json', 'a.json'], false]);
  write(join(folder, '1/2/3/4/5/6/7/8/9/deep.json'), fixtureResult, 3000);
  expect(await listed(3)).toEqual([['z/c.json', 'b.json', 'a.json'], true]);
});
