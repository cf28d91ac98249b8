/**
 * `npm run training-history [scale]` trains toy models honestly and dishonestly, passes the files that their trainer
 * leaves to the checks of `zenbun training`, and writes `docs/training-history-errors.md`: how often an honest run is
 * found inconsistent, and how many tampered runs of each kind are. The same scale (1 by default) produces the same
 * page, except for the time taken. Exits with status 1 if a stated rate is not met.
 */
import { writeFileSync } from 'node:fs';
import { clopperPearson } from '../../src/stats/index.ts';
import { checkHanded } from './check-handed.ts';
import { BaseShelf, makeRun } from './make-run.ts';
import { type CountedRuns, historyPage } from './page.ts';
import { type PlanRange, planOf, TAMPERINGS, type Tampering } from './run-plan.ts';

const PAGE = new URL('../../docs/training-history-errors.md', import.meta.url);
const HONEST = 500;
const OF_EACH = 50;
/** Earlier seeds of these settings were inspected while the study was written. */
const FIRST_SEED = 9001;

const bases = new BaseShelf();

async function countRuns(range: PlanRange, tampering: Tampering, runs: number): Promise<CountedRuns> {
  const counted = { tampering, runs, inconsistent: 0, passed: 0, byCheck: new Map<string, number>() };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + runs; seed++) {
    const { verdict, checks } = await checkHanded(makeRun(planOf(range, tampering, seed), bases));
    if (verdict === 'block') counted.inconsistent++;
    if (verdict === 'pass') counted.passed++;
    for (const { check, state } of checks)
      if (state === 'inconsistent') counted.byCheck.set(check, (counted.byCheck.get(check) ?? 0) + 1);
  }
  process.stderr.write(`${range} ${tampering}: ${counted.inconsistent} of ${runs}\n`);
  return counted;
}

const scale = Number(process.argv[2] ?? 1);
if (!(scale > 0)) throw new RangeError(`the scale is not a number above 0: ${process.argv[2]}`);
const honest = await countRuns('scored', 'none', Math.ceil(HONEST * scale));
const tampered: CountedRuns[] = [];
for (const { kind } of TAMPERINGS) tampered.push(await countRuns('scored', kind, Math.ceil(OF_EACH * scale)));
const { text, isKept } = historyPage(honest, tampered, (k, n) => clopperPearson(k, n));
writeFileSync(PAGE, text);
if (!isKept) process.exitCode = 1;
