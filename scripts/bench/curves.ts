import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scanOnce } from './memory.ts';
import { type MixedRows, type MixOptions, writeMix } from './mixed-rows.ts';

/** Measurement of one file, read in fresh processes. */
export interface CurvePoint {
  /** Position on the curve: bytes, questions per row, or share of safety rows. */
  readonly at: number;
  readonly bytes: number;
  /** Seconds and peak memory in MiB, by number of workers. */
  readonly one: Reading;
  readonly two: Reading | null;
}

interface Reading {
  readonly seconds: number;
  readonly mebibytes: number;
}

export interface Curves {
  readonly size: readonly CurvePoint[];
  readonly rowLength: readonly CurvePoint[];
  readonly telling: readonly CurvePoint[];
  /** Seconds that `zenbun scan` takes for 10 MB, from start to end of the process. */
  readonly tenMegabytes: number;
}

/** File sizes in bytes. 10 GB would take an hour and show the same as 1 GB. */
const SIZES = [10e6, 30e6, 100e6, 400e6, 1000e6];
const QUESTIONS = [1, 4, 16, 64];
const SHARES = [0, 0.05, 0.2, 0.5, 1];
/** Size in bytes of the files for the other curves. */
const SMALL = 60e6;
/** File size from which a second worker should pay off at the latest. */
const BOTH_FROM = 10e6;

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/**
 * Reads mixed files by size with one and two workers, and smaller ones by row length and by share of declining rows.
 */
export function measureCurves(folder: string, rows: MixedRows, scale = 1): Curves {
  const point = (at: number, bytes: number, options: MixOptions, both: boolean): CurvePoint => {
    const path = join(folder, 'curve.jsonl');
    writeMix(path, bytes * scale, rows, options);
    const measured = { at, bytes: statSync(path).size, one: scanOnce(path, 1), two: both ? scanOnce(path, 2) : null };
    rmSync(path);
    return measured;
  };
  const ten = join(folder, 'ten.jsonl');
  writeMix(ten, 10e6 * scale, rows);
  const tenMegabytes = secondsOf(['scan', ten, '--quiet']);
  return {
    tenMegabytes,
    size: SIZES.map((bytes) => point(bytes * scale, bytes, {}, bytes >= BOTH_FROM)),
    rowLength: QUESTIONS.map((questions) => point(questions, SMALL, { questions }, false)),
    telling: SHARES.map((safetyShare) => point(safetyShare, SMALL, { safetyShare }, false)),
  };
}

function secondsOf(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`zenbun ${args.join(' ')} ended with ${status}`);
  return (performance.now() - start) / 1000;
}
