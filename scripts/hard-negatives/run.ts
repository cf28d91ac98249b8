import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scan } from '../../src/scan/index.ts';
import type { Finding } from '../../src/schema/index.ts';
import { Dice } from './dice.ts';
import type { HardNegativeSet } from './record.ts';
import { hardNegativeSets } from './sets.ts';

/**
 * Scans every hard negative and prints the findings, with the rows behind them.
 *   tsx scripts/hard-negatives/run.ts [--only <part of a name>] [--examples <n>] [--folder <keep the files here>]
 *     [--slices <n>]  scans n random slices (60 to 800 rows) of every set instead of the whole
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    examples: { type: 'string' },
    folder: { type: 'string' },
    slices: { type: 'string' },
  },
});
const examples = Number(values.examples ?? 3);
const sets = values.slices === undefined ? hardNegativeSets() : slices(Number(values.slices));

function slices(count: number): HardNegativeSet[] {
  const dice = new Dice(77);
  return hardNegativeSets().flatMap((set) =>
    Array.from({ length: count }, (_, i) => ({
      ...set,
      name: `${set.name}-${i + 1}`,
      rows: dice.some(set.rows, dice.int(60, Math.min(800, set.rows.length))),
    })),
  );
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printFinding(finding: Finding, rows: HardNegativeSet['rows']): void {
  const { detector, key, level, count, of, confidence, detail } = finding;
  print(`  ${level.padEnd(6)} ${detector}/${key} ${count} of ${of}, confidence ${confidence.toFixed(6)}`);
  if (level === 'info') return;
  print(`         ${detail.en}`);
  for (const { line, spans } of finding.examples.slice(0, examples)) {
    const row = JSON.stringify(rows[line - 1]);
    print(
      `         line ${line} ${JSON.stringify(spans)}\n           ${row.length > 900 ? `${row.slice(0, 900)}…` : row}`,
    );
  }
}

const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'zenbun-hard-negatives-'));
const totals = { pass: 0, review: 0, block: 0, failed: 0 };
for (const { name, rows } of sets) {
  if (values.only !== undefined && !name.includes(values.only)) continue;
  const path = join(folder, `${name}.jsonl`);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  try {
    const { verdict, findings, coverage, flagged } = await scan({ paths: [path], jobs: 1 });
    totals[verdict] += 1;
    print(
      `${verdict.toUpperCase().padEnd(6)} ${name}: ${coverage.read} of ${rows.length} rows read, ${flagged.rows} flagged`,
    );
    for (const finding of findings) printFinding(finding, rows);
  } catch (error) {
    totals.failed += 1;
    print(
      `FAILED ${name}: ${error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error)}`,
    );
  }
}
print(`pass ${totals.pass}, review ${totals.review}, block ${totals.block}, failed ${totals.failed}`);
if (values.folder === undefined) rmSync(folder, { recursive: true });
if (totals.block + totals.failed > 0) process.exitCode = 1;
