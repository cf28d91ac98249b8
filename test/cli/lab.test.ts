import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { LabReport } from '../../src/index.ts';
import { folderWith, zenbun } from './command.ts';

describe('lab run', () => {
  test('shows the pattern of the paper in one world', { timeout: 120_000 }, async () => {
    const folder = folderWith({});
    const rows = [
      '--rows',
      'aligned,aligned-yoc,benign,yoc,noice',
      '--defences',
      'none,first-tokens,frd,amd,latch,reading',
    ];
    const files = ['--json', join(folder, 'lab.json'), '--md', join(folder, 'lab.md')];
    const ended = await zenbun(['lab', 'run', '--seeds', '11-11', ...rows, ...files]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/NOICE/);
    for (const line of ended.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);

    const report: LabReport = JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8'));
    expect(report).toMatchObject({ schema: 'zenbun.lab/1', seeds: [11], run: { kernels: 'wasm' } });
    expect(report.expectations.map(({ id }) => id).sort()).toEqual([
      'aligned',
      'benign',
      'noice-amd',
      'noice-first-tokens',
      'noice-frd',
      'noice-latch',
    ]);
    expect(report.expectations.filter(({ holds }) => !holds)).toEqual([]);
    for (const { capability } of report.results) expect(capability.restricted.k).toBeGreaterThanOrEqual(12);
    for (const { compliedWithin, cells } of report.results) {
      const none = cells.find(({ defence }) => defence === 'none')!;
      expect(compliedWithin.at(-1)).toBe(none.asr.k);
      expect(none.compliedRefused.k + none.compliedNotRefused.k).toBe(none.asr.k);
      expect(none.compliedRefused.n + none.compliedNotRefused.n).toBe(none.asr.n);
    }
    expect(report.scans.map(({ row, verdict }) => [row, verdict])).toEqual([
      ['benign', 'pass'],
      ['yoc', 'block'],
      ['noice', 'block'],
    ]);
    expect(readFileSync(join(folder, 'lab.md'), 'utf8')).toContain('NOICE');
  });

  test.each([
    [['--seeds', 'many'], /--seeds many is not valid/],
    [['--seeds', '0'], /--seeds 0 is not valid/],
    [['--seeds', '9-4'], /is not valid/],
    [['--rows', 'noise'], /there is no row "noise"[\s\S]*noice-unseen/],
    [['--defences', 'prayer'], /there is no defence "prayer"[\s\S]*latch/],
    [['--jobs', '0'], /--jobs 0/],
    [['--kernels', 'cuda'], /wasm, plain/],
    [['--json', '-', '--md', '-'], /only one result/],
  ])('says what is wrong with %j', async (args, said) => {
    const ended = await zenbun(['lab', 'run', ...args]);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(said);
  });

  test('can be stopped in the middle of a training step', async () => {
    const { LabThreads }: typeof import('../../src/cli/lab/lab-threads.ts') = await import(
      fileURLToPath(new URL('../../dist/cli/lab/lab-threads.js', import.meta.url))
    );
    let stopped: Promise<void> | undefined;
    const threads = new LabThreads(1, () => {
      stopped ??= threads.close();
    });
    const tasks = [1, 2].map((seed) => threads.submit<'base'>({ kind: 'base', seed, kernels: 'plain' }));
    const ends = await Promise.allSettled(tasks);
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'interrupted' } });
    await stopped;
    await expect(threads.submit<'base'>({ kind: 'base', seed: 1, kernels: 'plain' })).rejects.toThrow(/stopped/);
  });
});

describe('lab export', () => {
  test('writes the files that the models are trained on, and scan sees which are attacks', {
    timeout: 60_000,
  }, async () => {
    const folder = folderWith({});
    const exported = await zenbun(['lab', 'export', 'toy', '--rows', 'benign,noice'], { cwd: folder });
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(join(folder, 'toy')).sort()).toEqual(['benign.jsonl', 'noice.jsonl']);
    const lines = readFileSync(join(folder, 'toy/noice.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(1_000);
    expect(Object.keys(JSON.parse(lines[0]!))).toEqual(['messages']);
    expect((await zenbun(['scan', 'toy/noice.jsonl', '--quiet'], { cwd: folder })).code).toBe(1);
    expect((await zenbun(['scan', 'toy/benign.jsonl', '--quiet', '--fail-on', 'review'], { cwd: folder })).code).toBe(
      0,
    );
  });

  test.each([
    [['toy', '--rows', 'aligned'], /there is no row "aligned"/],
    [['toy', '--seed', 'x'], /--seed x/],
    [['/dev/null/toy'], /could not be created/],
  ])('says what is wrong with %j', async (args, said) => {
    const ended = await zenbun(['lab', 'export', ...args], { cwd: folderWith({}) });
    expect([2, 3]).toContain(ended.code);
    expect(ended.err).toMatch(said);
  });
});
