/**
 * `npm run bench:bundle [records]` makes a bundle of a log (100,000 records by default), verifies it several times,
 * each time in a new process, and writes `docs/bundle-speed.md`. Exits with status 1 if the median exceeds five
 * seconds.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled, OURS, writeInputs } from '../../test/bundle/made-inputs.ts';

const PAGE = new URL('../../docs/bundle-speed.md', import.meta.url);
const CHILD = new URL('./verify-once.mjs', import.meta.url);
const RUNS = 5;
const LIMIT_SECONDS = 5;

const records = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-bundle-'));
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

interface Once {
  readonly verdict: string;
  readonly checks: readonly string[];
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

try {
  const inputs = await writeInputs(folder, records / 2);
  const began = performance.now();
  const path = await bundled(inputs);
  const made = (performance.now() - began) / 1000;
  const key = join(folder, 'ours.pem');
  writeFileSync(key, OURS.pem);
  const { vkey } = JSON.parse(readFileSync(join(inputs.ledger, 'ledger.json'), 'utf8'));
  const runs = Array.from({ length: RUNS }, (): Once => {
    const said = execFileSync(process.execPath, [CHILD.pathname, path, key, vkey], { encoding: 'utf8' });
    return JSON.parse(said);
  });
  if (runs.some(({ checks }) => checks.length > 0)) throw new Error(JSON.stringify(runs[0]));
  const seconds = median(runs.map((run) => run.seconds));
  const size = statSync(path).size / 2 ** 20;
  writeFileSync(
    PAGE,
    `# Speed of evidence bundles

Written by \`npm run bench:bundle\` on ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}. Each run is a process of its own; loading it is not counted.

| | |
|---|---:|
| records of the log | ${grouped(records)} |
| size of the bundle | ${size.toFixed(1)} MiB |
| making it, checks of the log and of the bundle included | ${made.toFixed(1)} s |
| **verifying it: median of ${RUNS}** | **${seconds.toFixed(2)} s** |
| processor time of that, median, which other programs of the machine do not add to | ${median(runs.map((run) => run.cpuSeconds)).toFixed(2)} s |
| slowest | ${Math.max(...runs.map((run) => run.seconds)).toFixed(2)} s |
| peak memory of the process that verifies | ${Math.max(...runs.map((run) => run.peakMiB)).toFixed(0)} MiB |

Verifying reads and hashes every part, every tile up to the signed root, and every record. The aim is ${LIMIT_SECONDS} s for 100,000 records.
`,
  );
  process.stderr.write(`${seconds.toFixed(2)} s\n`);
  process.exitCode = seconds <= LIMIT_SECONDS ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
