/**
 * Measures detection and false alarms of `scan` on the newer kinds of data, and writes docs/quality-kinds.md.
 *
 *     npm run quality:kinds [data folder]        default: ../shared/data
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { harmlessPairs } from './attack-sets/harmless-pairs.ts';
import { buildAttackKinds } from './attack-sets/kinds/build.ts';
import { buildBenignKinds } from './hard-negatives/kinds/build.ts';
import { detectKind } from './quality/kinds/detection.ts';
import { quietKind } from './quality/kinds/false-alarms.ts';
import { kindsPage } from './quality/kinds/page.ts';

const folder = mkdtempSync(join(tmpdir(), 'zenbun-kinds-'));

/** Measures the files one after another, and the total time in seconds. */
async function each<File, Result>(what: string, files: readonly File[], measure: (file: File) => Promise<Result>) {
  const start = performance.now();
  const results: Result[] = [];
  for (const file of files) results.push(await measure(file));
  const seconds = (performance.now() - start) / 1000;
  process.stderr.write(`${what}: ${files.length} files, ${seconds.toFixed(1)} s\n`);
  return { results, seconds };
}

try {
  const pairs = harmlessPairs(process.argv[2] ?? '../shared/data');
  const detected = await each('detection', buildAttackKinds(join(folder, 'attacks'), pairs), detectKind);
  const quiet = await each('false alarms', buildBenignKinds(join(folder, 'benign'), pairs), quietKind);
  const page = kindsPage({
    data: pairs.real,
    detected: detected.results,
    quiet: quiet.results,
    seconds: { detection: detected.seconds, falseAlarms: quiet.seconds },
  });
  writeFileSync(new URL('../docs/quality-kinds.md', import.meta.url), page);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
