/**
 * Measures the built package in `dist/` and writes docs/benchmarks.md.
 *
 *     npm run build && npm run bench [data folder]        default: ../shared/data
 *
 * Writes some 3 GB to the temporary folder and takes them away again.
 */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { harmlessPairs } from './attack-sets/harmless-pairs.ts';
import { type Install, measureInstall } from './bench/install.ts';
import { measureLinearity } from './bench/linearity.ts';
import { scanOnce } from './bench/memory.ts';
import { measureFormats } from './bench/other-formats.ts';
import { benchmarksPage } from './bench/page.ts';
import { measureSpeed, measureVard } from './bench/speed.ts';
import { measureStartUp } from './bench/start-up.ts';
import { writeRows } from './bench/write-rows.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = new URL('../dist/index.js', import.meta.url);
const say = (text: string) => process.stderr.write(`${text}\n`);
if (!existsSync(built)) {
  say('dist/ is missing: run `npm run build` first.');
  process.exit(2);
}
const pairs = harmlessPairs(process.argv[2] ?? '../shared/data');
if (!pairs.real) say('The data folder is missing: the rows are made of invented pairs.');

const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-'));
try {
  const { scan } = (await import(built.href)) as typeof import('../src/index.ts');
  const small = join(folder, 'small.jsonl');
  const large = join(folder, 'large.jsonl');
  writeRows(small, 500e6, pairs, 'small');
  say('speed');
  const speed = await measureSpeed(small, scan, 3);
  const vard = measureVard(small, 8e6);
  say('formats');
  const formats = await measureFormats(small, folder, 100e6);
  say('memory');
  writeRows(large, 2000e6, pairs, 'large');
  const memory = [small, large].flatMap((path) =>
    [1, 2].map((jobs) => ({ bytes: statSync(path).size, jobs, scanned: scanOnce(path, jobs) })),
  );
  say('start and size');
  const startUp = measureStartUp(15);
  const install = installed();
  say('one long line');
  const linearity = measureLinearity();
  const page = benchmarksPage({ real: pairs.real, speed, vard, memory, formats, startUp, install, linearity });
  writeFileSync(join(root, 'docs/benchmarks.md'), page);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function installed(): Install | null {
  try {
    return measureInstall(root, mkdtempSync(join(folder, 'install-')));
  } catch (failure) {
    say(`the tarball could not be installed: ${failure instanceof Error ? failure.message : failure}`);
    return null;
  }
}
