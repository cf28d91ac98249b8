/**
 * Runs the built command on faulty inputs, and writes docs/bad-input.md.
 *
 *     npm run build && npx tsx scripts/bad-input/run.ts [path of main.js]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callCases } from './call-cases.ts';
import { fileCases } from './file-cases.ts';
import { jsonCases } from './json-cases.ts';
import { outputCases } from './output-cases.ts';
import { packedCases } from './packed-cases.ts';
import { badInputPage } from './page.ts';
import { type Happened, runCase } from './run-case.ts';
import { textCases } from './text-cases.ts';

const GROUPS = {
  'Bytes and characters': textCases,
  JSON: jsonCases,
  'Compressed files, Parquet, CSV': packedCases,
  'Files and folders': fileCases,
  Calls: callCases,
  'Results and interruptions': outputCases,
};

const main = process.argv[2] ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'zenbun-bad-'));
const groups: [string, Happened[]][] = [];
try {
  for (const [group, cases] of Object.entries(GROUPS)) {
    const happened: Happened[] = [];
    for (const [i, bad] of cases.entries()) {
      const place = join(folder, `${groups.length}-${i}`);
      happened.push(await runCase(bad, main, place));
      rmSync(place, { recursive: true, force: true });
      const { name, verdict, exit } = happened.at(-1)!;
      process.stderr.write(`${verdict.kind.padEnd(8)}exit ${exit}  ${name}  ${verdict.why}\n`);
    }
    groups.push([group, happened]);
  }
  writeFileSync(new URL('../../docs/bad-input.md', import.meta.url), badInputPage(groups));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
