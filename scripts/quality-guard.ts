/**
 * Measures the effect of the gateway's guard on whole answers, and writes docs/guard-quality.md. Needs the public
 * files; names the missing ones and fails if there are any.
 *
 *     npm run quality:guard [data folder]        default: ../shared/data
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requirePublicFiles } from './public-data/missing.ts';
import { kindCases } from './quality-guard/kind-cases.ts';
import { measureCases } from './quality-guard/measured-case.ts';
import { guardPage } from './quality-guard/page.ts';
import { attackCases, labelledCases, ordinaryCases } from './quality-guard/public-cases.ts';
import { toyCases } from './quality-guard/toy-cases.ts';
import { voiceCases } from './quality-guard/voice-cases.ts';

const dataFolder = process.argv[2] ?? '../shared/data';
requirePublicFiles(dataFolder, 'datasets/');
requirePublicFiles(dataFolder, 'responses/');
const commit = execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' }).trim();
const folder = mkdtempSync(join(tmpdir(), 'zenbun-quality-guard-'));
try {
  const cases = [
    ...voiceCases(),
    ...(await attackCases(dataFolder, join(folder, 'attacks'))),
    ...(await kindCases(dataFolder, join(folder, 'kinds'))),
    ...(await toyCases()),
    ...(await ordinaryCases(dataFolder)),
    ...labelledCases(dataFolder),
  ];
  const page = guardPage(measureCases(cases), commit);
  writeFileSync(new URL('../docs/guard-quality.md', import.meta.url), page);
} finally {
  rmSync(folder, { recursive: true });
}
