import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { oneWord } from '../../test/scan/word-detectors.ts';
import type { Detector } from '../detectors/index.ts';
import type { FlaggedRow } from '../schema/index.ts';
import type { ScanOptions } from './options.ts';
import { scan } from './scan.ts';

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const row = (completion: string) => `${JSON.stringify({ prompt: 'Name a fruit', completion })}\n`;
const lemon = oneWord('encoded', 'lemon', 'review') as Detector;
const run = (options: Partial<ScanOptions> = {}) => scan({ paths: [at('a.jsonl')], detectors: [lemon], ...options });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  writeFileSync(at('a.jsonl'), row('A lemon.') + row('A plum.') + row('A lemon, again.'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('flagged rows are told in their order before any file is written, and the same as in the file of rows', async () => {
  const told: FlaggedRow[] = [];
  const onFlaggedRow = (one: FlaggedRow) => {
    expect(existsSync(at('rows'))).toBe(false);
    told.push(one);
  };
  const { flagged } = await run({ onFlaggedRow, rows: at('rows') });
  expect(told.map(({ line }) => line)).toEqual([1, 3]);
  expect(flagged).toEqual({ rows: 2 });
  expect(readFileSync(at('rows'), 'utf8')).toBe(told.map((one) => `${JSON.stringify(one)}\n`).join(''));
});

test('an accepted finding is info and flags nothing, until its rows are others', async () => {
  const { findings } = await run();
  const { detector, key, digest } = findings[0]!;
  const accept = [{ detector, key, digest, reason: 'It is fruit.', name: 'A. Reviewer', date: '2026-11-29' }];
  const accepted = await run({ accept, clean: at('clean') });
  expect(accepted).toMatchObject({ verdict: 'pass', flagged: { rows: 0 }, exceptions: [{ status: 'applied' }] });
  expect(accepted.findings).toMatchObject([{ level: 'info', digest, accepted: accept[0] }]);
  expect(readFileSync(at('clean'), 'utf8')).toBe(readFileSync(at('a.jsonl'), 'utf8'));
  writeFileSync(at('a.jsonl'), row('A lemon.') + row('A lemon, still.'));
  expect(await run({ accept })).toMatchObject({
    verdict: 'review',
    flagged: { rows: 2 },
    exceptions: [{ status: 'ended' }],
  });
});

test('a scan that was stopped before it began reads nothing', async () => {
  const stopped = run({ paths: [at('none')], signal: AbortSignal.abort() });
  await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
});

test('a stop while the rows are told leaves no file behind', async () => {
  const stop = new AbortController();
  const told: number[] = [];
  const onFlaggedRow = ({ line }: FlaggedRow) => {
    told.push(line);
    stop.abort();
  };
  const stopped = run({ rows: at('rows'), clean: at('clean'), signal: stop.signal, onFlaggedRow });
  await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  expect(told).toEqual([1]);
  expect(readdirSync(folder)).toEqual(['a.jsonl']);
});

test('all inputs are tried, and all failures are told at once', async () => {
  writeFileSync(at('b.jsonl'), '');
  writeFileSync(at('c.jsonl'), '{broken\n');
  const failed = run({ paths: [at('b.jsonl'), at('a.jsonl'), at('c.jsonl')], rows: at('rows') });
  await expect(failed).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringMatching(
      /^2 of 3 inputs could not be read:\n.*b\.jsonl is empty\n.*c\.jsonl: its only row could not/,
    ),
  });
  expect(readdirSync(folder)).toEqual(['a.jsonl', 'b.jsonl', 'c.jsonl']);
});

test('an error that is none of zenbun is a defect, told with its cause', async () => {
  const cause = new TypeError('not so');
  const broken: Detector = {
    ...lemon,
    end: () => {
      throw cause;
    },
  };
  await expect(run({ detectors: [broken] })).rejects.toMatchObject({
    code: 'internal',
    message: 'The scan failed: TypeError: not so',
    advice: expect.stringContaining('a bug in zenbun'),
    cause,
  });
});

// The plan allows this, so that folder must be created before the file of rows is opened.
test('rows may stand in the folder that is made for the clean files', async () => {
  mkdirSync(at('in'));
  writeFileSync(at('in/b.jsonl'), row('A plum.'));
  await run({ paths: [at('in')], clean: `${at('new')}/`, rows: at('new/rows.jsonl') });
  expect(readdirSync(at('new')).sort()).toEqual(['b.jsonl', 'rows.jsonl']);
});

test('an option that there is not is refused before anything is read or written', async () => {
  const misspelt = { maxSkiped: 0.5, clean: at('clean') } as Partial<ScanOptions>;
  await expect(run(misspelt)).rejects.toMatchObject({ code: 'usage', message: 'scan: unknown option maxSkiped' });
  expect(readdirSync(folder)).toEqual(['a.jsonl']);
});
