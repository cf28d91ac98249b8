/**
 * Measures what a running rollout and the watch cost the gateway in processor time per request, and writes
 * docs/rollout-cost.md. Takes about ten minutes.
 *
 *     npm run bench:rollout -- [--quick]
 *
 * `--quick`: few and short blocks, with the page sent to standard output, to check that everything works.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Load, startUpstream } from '../bench-serve/children.ts';
import { type CostPlan, measureRound, PLAN, QUICK_PLAN, type RoundCost } from './measure.ts';
import { costPage } from './page.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const plan: CostPlan = options.quick ? QUICK_PLAN : PLAN;
const page = new URL('../../docs/rollout-cost.md', import.meta.url);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-rollout-'));
const before = loadavg()[0]!;
const upstream = await startUpstream();
const load = new Load();
try {
  const rounds: RoundCost[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    process.stderr.write(`round ${round + 1} of ${plan.rounds}\n`);
    rounds.push(await measureRound(load, upstream, join(folder, String(round)), plan));
  }
  const text = costPage({ rounds, commit, load: [before, loadavg()[0]!] }, plan);
  if (options.quick) process.stdout.write(text);
  else writeFileSync(page, text);
} finally {
  load.stop();
  await upstream.stop();
  rmSync(folder, { recursive: true, force: true });
}
