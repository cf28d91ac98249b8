import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scan } from '../../src/scan/index.ts';
import type { FlaggedRow, Verdict } from '../../src/schema/index.ts';

/** A scan that could not be carried out is told as what it is; it counts neither as a pass nor as a find. */
export type Said = Verdict | 'failed';

/** What a scan said: its verdict, its alarms above `info`, the flagged rows. */
export interface Scanned {
  readonly verdict: Said;
  readonly alarms: readonly Alarm[];
  readonly rows: readonly FlaggedRow[];
  /** Rows in the files. */
  readonly of: number;
}

export interface Alarm {
  readonly detector: string;
  /** In one word, for a table: `trigger(glimmerfrost):review`. */
  readonly name: string;
  /** Of the rows that the finding shows, from 1. */
  readonly lines: readonly number[];
}

/** Scans in this thread. */
export async function scanFiles(paths: readonly string[]): Promise<Scanned> {
  const target = join(tmpdir(), `zenbun-quality-${process.pid}.rows.jsonl`);
  try {
    const { verdict, findings, coverage } = await scan({ paths, jobs: 1, rows: target });
    const alarms = findings
      .filter(({ level }) => level !== 'info')
      .map(({ detector, key, level, examples }) => ({
        detector,
        name: `${detector}(${key}):${level}`,
        lines: examples.map(({ line }) => line),
      }));
    const text = readFileSync(target, 'utf8').trim();
    const rows = text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as FlaggedRow);
    return { verdict, alarms, rows, of: coverage.rows };
  } catch (failure) {
    const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure;
    return { verdict: 'failed', alarms: [{ detector: 'failed', name: String(cause), lines: [] }], rows: [], of: 0 };
  } finally {
    rmSync(target, { force: true });
  }
}
