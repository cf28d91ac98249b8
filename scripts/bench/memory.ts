import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCAN_ONCE = fileURLToPath(new URL('scan-once.mjs', import.meta.url));

export interface ScannedOnce {
  readonly seconds: number;
  readonly verdict: string;
  readonly rows: number;
  /** Peak resident memory of the whole process, including workers. */
  readonly mebibytes: number;
}

/** Scans a file in a fresh process. */
export function scanOnce(path: string, jobs: number): ScannedOnce {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCAN_ONCE, path, String(jobs)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the scan of ${path} failed: ${stderr}`);
  return JSON.parse(stdout) as ScannedOnce;
}
