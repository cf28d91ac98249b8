import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { assess, costInputs, estimateCost, fillChecklist } from '../../src/assessment/index.ts';
import { reportPage } from '../../src/report/index.ts';
import { RICH } from '../../test/fixture-evidence.ts';

/** Sizes in bytes. */
export interface Sizes {
  /** All files of the console page, each gzipped separately. */
  readonly app: number;
  /** A report of a scan, a comparison, a ledger and a watch, with checklist and costs. */
  readonly report: number;
}

/** Measures the sizes in the built project at `root`. */
export function sizesOf(root: string): Sizes {
  const folder = join(root, 'dist/console/app');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  const app = files.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0);
  const cost = estimateCost(costInputs('JPY', null).inputs, { draws: 1000, seed: 1, currency: 'JPY' });
  const page = reportPage(
    {
      assessment: assess(RICH, { at: '2026-11-29T21:00:00.000Z' }),
      evidence: RICH,
      checklist: fillChecklist(RICH, null),
      cost,
      isMasked: true,
    },
    'en',
  );
  return { app, report: Buffer.byteLength(page) };
}
