/**
 * Measures detection and false alarms of `scan`, and writes docs/quality.md and docs/quality-errors.md.
 *
 *     npm run quality [data folder]        default: ../shared/data
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAttackSets } from './attack-sets/build.ts';
import { harmlessPairs } from './attack-sets/harmless-pairs.ts';
import { type Detected, detect } from './quality/detection.ts';
import { scanHonestRefusals, scanSlices, scanWholeSets } from './quality/false-alarms.ts';
import { errorsPage, qualityPage } from './quality/page.ts';

const dataFolder = process.argv[2] ?? '../shared/data';
const data = existsSync(join(dataFolder, 'datasets'));
const say = (text: string) => process.stderr.write(`${text}\n`);
if (!data) say(`${dataFolder} holds no data sets: false alarms are not measured.`);

const folder = mkdtempSync(join(tmpdir(), 'zenbun-quality-'));
try {
  const timed = async <T>(what: string, work: () => T | Promise<T>) => {
    const start = performance.now();
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    say(`${what}: ${seconds.toFixed(1)} s`);
    return { result, seconds };
  };
  const sets = buildAttackSets(join(folder, 'attacks'), harmlessPairs(dataFolder));
  const detected = await timed('detection', async () => {
    const results: Detected[] = [];
    for (const set of sets) results.push(await detect(set));
    return results;
  });
  const quiet = await timed('false alarms', async () => ({
    whole: await scanWholeSets(dataFolder),
    slices: await scanSlices(dataFolder, join(folder, 'slices'), 100),
    honest: await scanHonestRefusals(dataFolder, folder),
  }));
  const measured = {
    dataFolder,
    data,
    detected: detected.result,
    ...quiet.result,
    seconds: { detection: detected.seconds, falseAlarms: quiet.seconds },
  };
  writeFileSync(new URL('../docs/quality.md', import.meta.url), qualityPage(measured));
  writeFileSync(new URL('../docs/quality-errors.md', import.meta.url), errorsPage(measured));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
