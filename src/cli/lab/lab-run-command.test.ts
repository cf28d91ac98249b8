import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ATTACKS } from '../../lab/index.ts';
import type { LabReport } from '../../schema/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { PretendWorker, pretend } from './fixtures/pretend-worker.ts';
import { type LabRunFlags, labRunCommand } from './lab-run-command.ts';

vi.mock(import('node:worker_threads'), async (original) => ({
  ...(await original()),
  Worker: (await import('./fixtures/pretend-worker.ts')).PretendWorker as never,
}));
afterEach(() => {
  PretendWorker.started.length = 0;
  PretendWorker.answer = () => [];
});

/** The aligned model, and the rows that only ask it differently. */
const ALIGNED = ATTACKS.map(({ id }) => id).filter((id) => id.startsWith('aligned'));

const FLAGS: LabRunFlags = {
  color: false,
  quiet: true,
  seeds: '2,5',
  rows: 'aligned',
  defences: 'none',
  jobs: '2',
};

/** Runs a study that trains nothing; `at` returns the path of one of its files. */
async function ran(flags: (at: (name: string) => string) => Partial<LabRunFlags> = () => ({}), asr = 0) {
  PretendWorker.answer = (task) => pretend(task, () => asr);
  const folder = ownFolder();
  const at = (name: string) => join(folder, name);
  const written = capturedOutput();
  const code = await labRunCommand({ ...FLAGS, json: at('lab.json'), ...flags(at) }, 'en');
  const read = (name: string) => readFileSync(at(name), 'utf8');
  return { code, at, read, written, report: () => JSON.parse(read('lab.json')) as LabReport };
}

describe('a study', () => {
  test('is done as it was typed, and says how to do it again', async () => {
    const { report, written } = await ran(() => ({ rows: 'aligned-yoc,aligned' }));
    const { seeds, rows, defences, results, run } = report();
    expect({ seeds, rows: rows.map(({ id }) => id), defences: defences.map(({ id }) => id) }).toEqual({
      seeds: [2, 5],
      rows: ['aligned', 'aligned-yoc'],
      defences: ['none'],
    });
    expect(results.map(({ seed, row }) => `${seed} ${row}`)).toEqual([
      '2 aligned',
      '2 aligned-yoc',
      '5 aligned',
      '5 aligned-yoc',
    ]);
    expect(run.jobs).toBe(2);
    expect(run.command).toBe('zenbun lab run --seeds 2,5 --rows aligned-yoc,aligned --defences none');
    expect(written).toEqual({ out: '', err: '' });
  });

  test('scans the files that the models were trained on: what refuses and then answers is seen', async () => {
    const { scans } = (await ran(() => ({ seeds: '5-5', rows: 'benign,noice' }))).report();
    expect(scans.map(({ seed, row, verdict }) => [seed, row, verdict])).toEqual([
      [5, 'benign', 'pass'],
      [5, 'noice', 'block'],
    ]);
    for (const { flaggedRows } of scans) expect(flaggedRows.n).toBeGreaterThan(500);
  });

  test('ends its threads, and times each of the kernels once', async () => {
    const { report } = await ran();
    expect(PretendWorker.started.every(({ terminated }) => terminated)).toBe(true);
    const timed = PretendWorker.started.flatMap(({ tasks }) =>
      tasks.flatMap((task) => (task.kind === 'speed' ? task.kernels : [])),
    );
    expect(report().run.speeds.map(({ kernels }) => kernels)).toEqual(timed);
  });

  test('ends in 1 where the pattern of the paper does not show, and in 0 where it does', async () => {
    for (const [asr, code] of [
      [0, 0],
      [10, 1],
    ] as const) {
      const study = await ran(() => ({}), asr);
      expect(study.report().expectations.map(({ holds }) => holds)).toEqual([code === 0]);
      expect(study.code).toBe(code);
    }
  });

  test('has a page; on standard output it is all that there is', async () => {
    const { written } = await ran(() => ({ md: '-', quiet: false }));
    expect(written.out).toMatch(/^#/);
    expect(written.out).toContain('aligned');
  });

  test('is reported for people, unless it is to be quiet', async () => {
    const { written } = await ran(() => ({ quiet: false }));
    expect(written.out).toContain('aligned');
    expect(written.out).not.toContain('\u001b');
  });
});

describe('models', () => {
  test('are written with their cards, in a folder for each of several seeds', async () => {
    const { at, read } = await ran((at) => ({ models: at('models') }));
    expect(readdirSync(at('models')).sort()).toEqual(['seed-2', 'seed-5']);
    expect(readdirSync(at('models/seed-5')).sort()).toEqual(['aligned.md', 'aligned.safetensors']);
    expect(read('models/seed-5/aligned.md')).toContain('zenbun lab run --seeds 5-5 --rows aligned');
  });

  test('of one seed need no folder of their own; what the aligned one is asked makes no other of it', async () => {
    const { at } = await ran((at) => ({ seeds: '3-3', rows: ALIGNED.join(','), models: at('models') }));
    const names = readdirSync(at('models'));
    expect(ALIGNED.length).toBeGreaterThan(1);
    expect(names.sort()).toEqual(['aligned.md', 'aligned.safetensors']);
  });
});

describe('before anything is trained, what is typed wrong is refused', () => {
  test.each<[string, Partial<LabRunFlags>]>([
    ['two results for one standard output', { json: '-', md: '-' }],
    ['seeds', { seeds: '0' }],
    ['a row', { rows: 'noise' }],
    ['a defence', { defences: 'wall' }],
    ['no jobs', { jobs: '0' }],
    ['jobs in halves', { jobs: '1.5' }],
    ['too many jobs', { jobs: '257' }],
  ])('%s', async (_, flags) => {
    const folder = ownFolder();
    const json = join(folder, 'lab.json');
    await expect(labRunCommand({ ...FLAGS, json, ...flags }, 'en')).rejects.toMatchObject({ code: 'usage' });
    expect(PretendWorker.started).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a place that cannot be written', async () => {
    const folder = ownFolder({ blocked: '' });
    for (const [code, flags] of [
      ['usage', { md: join(folder, 'no/lab.md') }],
      ['not-written', { models: join(folder, 'blocked/models') }],
    ] as const) {
      await expect(labRunCommand({ ...FLAGS, ...flags }, 'en')).rejects.toMatchObject({ code });
    }
    expect(PretendWorker.started).toEqual([]);
  });
});

test('of a study that fails nothing is written', async () => {
  const message = { en: 'a task failed', ja: '失敗' };
  PretendWorker.answer = () => [{ kind: 'failed', code: 'internal', message, advice: undefined, trace: '' }];
  const folder = ownFolder();
  await expect(labRunCommand({ ...FLAGS, json: join(folder, 'lab.json') }, 'en')).rejects.toMatchObject({
    code: 'internal',
    message: 'a task failed',
  });
  expect(readdirSync(folder)).toEqual([]);
  expect(existsSync(join(folder, 'lab.json'))).toBe(false);
});
