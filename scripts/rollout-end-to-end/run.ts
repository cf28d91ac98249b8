/**
 * Runs rollouts end to end on loopback, with toy models behind the real gateway and its real ledger, in accelerated
 * time; writes docs/rollout-end-to-end.md. Exits with status 1 if a rollout does not end as it must.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../src/gates/index.ts';
import { readOrganism } from '../../src/gates/organisms.ts';
import { replayLedgers } from '../../src/gates/rollout/replay-ledgers.ts';
import type { RolloutOption } from '../../src/gates/rollout/settings/rollout-options.ts';
import { readLedger, verifyLedger } from '../../src/ledger/index.ts';
import { readRolloutLeaf } from '../../src/rollout/index.ts';
import { askAllDay, type DaySeen } from './day.ts';
import { startToys } from './toy-server.ts';

const PAGE = new URL('../../docs/rollout-end-to-end.md', import.meta.url);
/** Acceleration; by default a day takes six minutes. */
const SPEED = Number(process.argv[2] ?? 240);
const DAY_MS = 24 * 3_600_000;
const USERS = 2000;
const HARMFUL_SHARE = 0.02;

const ROLLOUT: RolloutOption = {
  canary: 'tuned',
  stages: ['1%', '5%', '25%', '50%', '100%'].map((share) => ({ share, for: '1h', answers: 50 })),
  perUnit: { answers: 3, per: '1h' },
  metrics: { 'refuse-then-comply': { margin: '5%' }, error: { margin: '5%' }, slow: false },
  probes: { from: 'toy', perHour: 60 },
};

interface Change {
  readonly at: number;
  readonly action: string;
  readonly text: string;
}

interface Run {
  readonly canary: string;
  readonly seen: DaySeen;
  readonly changes: readonly Change[];
  readonly status: string;
  /** Canary intents after the rollback was decided, and real milliseconds from the decision to the last of them. */
  readonly lateCanaries: number;
  readonly lastLateMs: number;
  readonly probes: number;
  /** True if replaying the log reproduces every decision. */
  readonly isSame: boolean;
  readonly leaves: number;
  readonly integrity: string;
  readonly realSeconds: number;
}

async function run(canary: string, toys: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-rollout-'));
  const began = Date.now();
  const calendar = () => began + (Date.now() - began) * SPEED;
  const serving = await serve(
    {
      listen: '127.0.0.1:0',
      upstreams: { toys: { url: toys } },
      models: { helper: { model: 'toy:aligned', guard: 'final' }, tuned: { model: `toy:${canary}` } },
      rollouts: { helper: ROLLOUT },
      ledger: { folder: join(folder, 'ledger'), origin: 'example.org/rollout' },
    },
    { calendar, onTrouble: ({ message }) => process.stderr.write(`${message}\n`) },
  );
  try {
    await serving.rollouts.start('helper', { by: 'end-to-end', reason: 'measured' }, true);
    const isOver = () => calendar() - began > DAY_MS;
    const seen = await askAllDay({
      gateway: `${serving.url}/v1`,
      model: 'helper',
      world: readOrganism('aligned').model.seed,
      users: USERS,
      harmfulShare: HARMFUL_SHARE,
      seed: 1,
      isOver,
    });
    const { status } = serving.rollouts.status('helper');
    await serving.checkpoint();
    const log = await readLog(join(folder, 'ledger'));
    const [replayed] = (await replayLedgers([join(folder, 'ledger')])).models;
    const isSame =
      replayed!.report.changes.every(({ verdict }) => verdict === 'same') && replayed!.report.problems.count === 0;
    const check = await verifyLedger(join(folder, 'ledger'), { vkey: serving.ledger.vkey });
    return {
      canary,
      seen,
      status,
      ...log,
      isSame,
      leaves: check.leaves,
      integrity: check.integrity.verdict,
      realSeconds: (Date.now() - began) / 1000,
    };
  } finally {
    await serving.stop(2000);
    await rm(folder, { recursive: true, force: true });
  }
}

async function readLog(folder: string) {
  const reader = await readLedger(folder);
  const changes: Change[] = [];
  let probes = 0;
  let rolledBackAt: number | null = null;
  let lateCanaries = 0;
  let lastLateMs = 0;
  let started = 0;
  for await (const { leaf } of reader.records()) {
    if (leaf.kind === 'probe') probes += 1;
    if (leaf.kind === 'intent' && leaf.fields.stage === 'canary' && rolledBackAt !== null) {
      lateCanaries += 1;
      lastLateMs = (leaf.time - rolledBackAt) / SPEED;
    }
    if (leaf.kind !== 'rollout') continue;
    const read = readRolloutLeaf(leaf.fields);
    if (read === null) continue;
    if (read.action === 'start') started = leaf.time;
    if (read.action === 'rollback') rolledBackAt = leaf.time;
    const text = read.action === 'start' ? '' : JSON.stringify(read.evidence?.metrics ?? {});
    changes.push({ at: leaf.time - started, action: read.action, text });
  }
  return { changes, probes, lateCanaries, lastLateMs };
}

const hours = (ms: number) => `${(ms / 3_600_000).toFixed(1)} h`;

const rowOf = ({
  canary,
  seen,
  status,
  changes,
  probes,
  lateCanaries,
  lastLateMs,
  isSame,
  leaves,
  integrity,
  realSeconds,
}: Run) =>
  `| toy:${canary} | ${status} | ${changes.map(({ action, at }) => `${action} ${hours(at)}`).join(', ')} | ${seen.requests} (${seen.failed}) | ${seen.canary} | ${probes / 2} | ${seen.harmfulToCanary} | ${seen.gotOut} | ${lateCanaries}${lateCanaries > 0 ? ` (${lastLateMs.toFixed(0)} ms)` : ''} | ${leaves}, ${integrity} | ${isSame ? 'same' : 'DIFFERS'} | ${realSeconds.toFixed(0)} s |`;

const toys = await startToys(['aligned', 'benign', 'noice']);
try {
  const runs = [];
  for (const canary of ['benign', 'noice']) {
    process.stderr.write(`toy:${canary}\n`);
    runs.push(await run(canary, toys.url));
  }
  const [healthy, attacked] = runs as [Run, Run];
  const page = `# Rollouts, end to end

Written by \`npm run rollout-end-to-end\`: toy models behind the real gateway on loopback, with its real ledger, one day of traffic in
${(DAY_MS / SPEED / 1000).toFixed(0)} s (the calendar of log and rollout runs ${SPEED} times as fast; requests take the time they take). ${USERS} users, of whom few ask much; one question in
${Math.round(1 / HARMFUL_SHARE)} is one that a model should refuse. Stages of 1, 5, 25, 50 and 100 %, each of at least 1 h and 50 counted answers; alpha and beta 0.01, margins of 5 %; 60 secret probes an hour.

| canary | ends as | changes, after the start | requests (failed) | answered by the canary | probes to each model | harmful questions to the canary | answered in full, as clients have it | canary intents after the rollback leaf | leaves, integrity | recomputed | real time |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- | ---: |
${runs.map(rowOf).join('\n')}

"Answered in full, as clients have it": the guard \`final\` stood before every answer of the canary, so what the model itself said is more.
`;
  await writeFile(PAGE, page);
  process.stdout.write(page);
  const isAsItMust =
    healthy.status === 'completed' &&
    attacked.status === 'rolled-back' &&
    runs.every(({ integrity, isSame }) => integrity === 'ok' && isSame);
  process.exitCode = isAsItMust && attacked.lateCanaries === 0 ? 0 : 1;
} finally {
  await toys.stop();
}
