/**
 * Measures what `zenbun serve` adds to a request, side by side with asking directly and with other gateways, and writes
 * docs/serve-speed.md. Takes about fifteen minutes.
 *
 *     npm run bench:serve -- [--litellm VENV] [--portkey FOLDER] [--quick]
 *
 * VENV: a Python virtual environment in which `pip install 'litellm[proxy]'` was run. FOLDER: a folder in which
 * `npm install @portkey-ai/gateway @hono/node-server@1.11.0` was run. `--quick`: small counts, with the page sent to
 * standard output, to check that everything works.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Load, type RunningServer, startPipe, startUpstream, startZenbun } from './bench-serve/children.ts';
import {
  type HeldOpen,
  measureHeld,
  measurePaced,
  measureRate,
  type Rate,
  type Rounds,
} from './bench-serve/measure.ts';
import { type Other, startLitellm, startPortkey } from './bench-serve/others.ts';
import { servePage } from './bench-serve/page.ts';
import { type BenchPlan, PLAN, QUICK_PLAN } from './bench-serve/plan.ts';
import { type Recorded, recordedSince, recordsIn } from './bench-serve/recorded.ts';
import { type Subject, subjectsOf } from './bench-serve/subjects.ts';

const { values: options } = parseArgs({
  options: { litellm: { type: 'string' }, portkey: { type: 'string' }, quick: { type: 'boolean' } },
});
const plan = options.quick ? QUICK_PLAN : PLAN;
const page = new URL('../docs/serve-speed.md', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-serve-'));
const ledger = join(folder, 'ledger');
const running: (RunningServer | undefined)[] = [];
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const before = loadavg()[0]!;
const load = new Load();

/** Holds streams open through zenbun alone, and counts what its ledger recorded of them. */
async function heldOpen(subject: Subject, slow: number): Promise<HeldOpen & { readonly recorded: Recorded }> {
  const from = await recordsIn(ledger);
  const held = await measureHeld(load, subject, plan, slow);
  return { ...held, recorded: await recordedSince(ledger, from) };
}

async function measured(subjects: readonly Subject[], bench: BenchPlan) {
  // The first answers compile the code; they are discarded.
  await measureRate(load, subjects, { ...bench, rounds: 1 }, 32, true);
  await measureRate(load, subjects, { ...bench, rounds: 1, roundMs: 500 }, 32, false);
  const zenbun = subjects.find(({ name }) => name === 'final')!;
  // Memory first: later, leftovers of the throughput rounds would be counted too.
  const held = [await heldOpen(zenbun, 0), await heldOpen(zenbun, bench.held.slow)];
  const paced = await measurePaced(load, subjects, bench);
  const rates = new Map<number, Rounds<Rate>>();
  for (const streams of bench.streams) rates.set(streams, await measureRate(load, subjects, bench, streams, true));
  const whole = await measureRate(load, subjects, bench, bench.whole, false);
  return { held, paced, rates, whole };
}

try {
  const upstream = await startUpstream();
  running.push(upstream);
  const pipe = await startPipe(upstream);
  running.push(pipe);
  const zenbun = await startZenbun(folder, upstream, []);
  running.push(zenbun);
  const litellm: Other | null = await startLitellm(options.litellm, folder, upstream);
  running.push(litellm?.server);
  const portkey: Other | null = await startPortkey(options.portkey);
  running.push(portkey?.server);
  const others = { litellm: litellm?.server ?? null, portkey: portkey?.server ?? null };
  const found = await measured(subjectsOf(upstream, pipe, zenbun, others), plan);
  await zenbun.stop();
  const text = servePage(
    {
      ...found,
      recorded: await recordedSince(ledger, 0),
      versions: { litellm: litellm?.version ?? null, portkey: portkey?.version ?? null },
      commit,
      load: [before, loadavg()[0]!],
    },
    plan,
  );
  if (options.quick) process.stdout.write(text);
  else writeFileSync(page, text);
} finally {
  load.stop();
  await Promise.all(running.map((server) => server?.stop()));
  rmSync(folder, { recursive: true, force: true });
}
