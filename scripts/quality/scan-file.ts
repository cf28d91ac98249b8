import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scan } from '../../src/scan/index.ts';
import type { FlaggedRow, Verdict } from '../../src/schema/index.ts';

/** Result of a scan. A scan that could not be carried out is `failed`; it counts neither as a pass nor as a find. */
export type Said = Verdict | 'failed';

/** Verdict of a scan, its alarms above `info`, and the flagged rows. */
export interface Scanned {
  readonly verdict: Said;
  readonly alarms: readonly Alarm[];
  readonly rows: readonly FlaggedRow[];
  /** Number of rows in the files. */
  readonly of: number;
}

export interface Alarm {
  readonly detector: string;
  /** One word for a table, such as `trigger(glimmerfrost):review`. */
  readonly name: string;
  /** Lines of the rows that the finding shows, counted from 1. */
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
