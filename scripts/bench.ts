/**
 * Measures the built package in `dist/` and writes docs/benchmarks.md and docs/benchmarks.svg.
 *
 *     npm run build && npm run bench [data folder] [scale]        default: ../shared/data 1
 *
 * Writes up to 1.5 GB to the temporary folder and removes it afterwards. A scale below 1 makes all files smaller: for
 * trying out this script, not for numbers.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { harmlessPairs } from './attack-sets/harmless-pairs.ts';
import { bundledStages } from './bench/bundled-stages.ts';
import { measureCurves } from './bench/curves.ts';
import { curvesPicture } from './bench/curves-picture.ts';
import { measureGuardrail } from './bench/guardrail.ts';
import { type Install, measureInstall } from './bench/install.ts';
import { measureLinearity } from './bench/linearity.ts';
import { MixedRows, writeMix } from './bench/mixed-rows.ts';
import { measureFormats } from './bench/other-formats.ts';
import { benchmarksPage } from './bench/page.ts';
import { firstTexts, measureSpeed, measureVard } from './bench/speed.ts';
import { measureStartUp } from './bench/start-up.ts';
import { writeRows } from './bench/write-rows.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = new URL('../dist/index.js', import.meta.url);
const say = (text: string) => process.stderr.write(`${text}\n`);
if (!existsSync(built)) {
  say('dist/ is missing: run `npm run build` first.');
  process.exit(2);
}
const data = process.argv[2] ?? '../shared/data';
const scale = Number(process.argv[3] ?? 1);
const pairs = harmlessPairs(data);
if (!pairs.real) say('The data folder is missing: the rows are made of invented pairs.');

const ROUNDS = 2;
const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-'));
try {
  const { scan } = (await import(built.href)) as typeof import('../src/index.ts');
  const rows = join(folder, 'rows.jsonl');
  const mix = join(folder, 'mix.jsonl');
  writeRows(rows, 200e6 * scale, pairs, 'small');
  writeMix(mix, 200e6 * scale, new MixedRows(pairs, data, 'mix'));
  say('start and size');
  const startUp = measureStartUp(15);
  const install = installed();
  say('speed');
  const speed = { rows: await measureSpeed(rows, scan, ROUNDS), mix: await measureSpeed(mix, scan, ROUNDS) };
  say('other guards');
  const guards = {
    vard: measureVard(firstTexts(mix, 8e6 * scale)),
    guardrail: await measureGuardrail(folder, firstTexts(mix, 3e5)),
  };
  say('stages');
  const safetyRows = join(folder, 'safety.jsonl');
  writeMix(safetyRows, 60e6 * scale, new MixedRows(pairs, data, 'safety'), { content: 'safety' });
  const stages = { mix: await bundledStages(root, mix), safety: await bundledStages(root, safetyRows) };
  say('formats');
  const formats = await measureFormats(rows, folder, 100e6 * scale);
  say('curves');
  const curves = measureCurves(folder, new MixedRows(pairs, data, 'curves'), scale);
  say('one long line');
  const linearity = measureLinearity();
  const measured = { real: pairs.real, scale, speed, guards, stages, curves, formats, startUp, install, linearity };
  writeFileSync(join(root, 'docs/benchmarks.md'), benchmarksPage(measured));
  writeFileSync(join(root, 'docs/benchmarks.svg'), curvesPicture(curves));
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
