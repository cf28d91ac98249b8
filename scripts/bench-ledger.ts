/**
 * Measures the ledger beside a bare `writev` and `fdatasync` of the same batches, and the speed of verifying a log;
 * writes docs/ledger-speed.md.
 *
 *     npm run bench:ledger [seconds per round]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger, realDisk, verifyLedger } from '../src/ledger/index.ts';
import { median } from './bench/median.ts';
import { type AppendRates, bareRates, ledgerRates } from './ledger/append-rates.ts';
import { table } from './quality/markdown.ts';

const SECONDS = Number(process.argv[2] ?? 3);
const ROUNDS = 3;
const WRITERS = [1, 64, 1000];
const LEAVES = 200_000;
const BODIES = 30_000;

const folder = mkdtempSync(join(tmpdir(), 'zenbun-bench-ledger-'));
const load = loadavg()[0]!;
try {
  const measured: { writers: number; ledger: AppendRates[]; bare: AppendRates[] }[] = [];
  for (const writers of WRITERS) {
    const ledger: AppendRates[] = [];
    const bare: AppendRates[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const place = join(folder, `${writers}-${round}`);
      const { rates, batches, records } = await ledgerRates(place, writers, SECONDS);
      ledger.push(rates);
      bare.push(await bareRates(`${place}.bare`, batches, records));
      rmSync(place, { recursive: true });
      rmSync(`${place}.bare`);
    }
    measured.push({ writers, ledger, bare });
    process.stdout.write(`${writers} writers: ${Math.round(median(ledger.map(({ perSecond }) => perSecond)))}/s\n`);
  }
  writeFileSync(new URL('../docs/ledger-speed.md', import.meta.url), pageOf(measured, await verifying()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Measures leaves verified per second, for the public log and for a folder whose bodies are decrypted as well. */
async function verifying(): Promise<{ readonly leaves: number; readonly bodies: number }> {
  const plain = await filled(join(folder, 'plain'), LEAVES, undefined);
  const bodied = await filled(join(folder, 'bodied'), BODIES, Buffer.alloc(2048, 'x'));
  const fetch = async (path: string) => {
    try {
      return readFileSync(join(plain.place, 'log', path));
    } catch {
      return null;
    }
  };
  const leaves: number[] = [];
  const bodies: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    leaves.push(LEAVES / (await secondsOf(() => verifyLedger('', { fetch, vkey: plain.vkey }))));
    bodies.push(BODIES / (await secondsOf(() => verifyLedger(bodied.place, { vkey: bodied.vkey, disk: realDisk }))));
  }
  return { leaves: median(leaves), bodies: median(bodies) };
}

async function filled(place: string, count: number, body: Buffer | undefined) {
  const ledger = await openLedger(place, { origin: 'example.com/bench', now: Date.now });
  for (let from = 1; from < count; from += 5000) {
    const records = Array.from({ length: Math.min(5000, count - from) }, (_, i) =>
      ledger.append({
        kind: 'note',
        fields: { number: from + i, model: 'a-model-of-some-name' },
        body,
        subject: 'one',
      }),
    );
    await Promise.all(records);
  }
  await ledger.close();
  return { place, vkey: ledger.vkey };
}

async function secondsOf(work: () => Promise<{ readonly integrity: { readonly verdict: string } }>): Promise<number> {
  const began = performance.now();
  const { integrity } = await work();
  if (integrity.verdict !== 'ok') throw new Error(`the log of the benchmark is ${integrity.verdict}`);
  return (performance.now() - began) / 1000;
}

function pageOf(
  measured: readonly { writers: number; ledger: readonly AppendRates[]; bare: readonly AppendRates[] }[],
  verified: { readonly leaves: number; readonly bodies: number },
): string {
  const whole = (number: number) => Math.round(number).toLocaleString('en');
  const middle = (rates: readonly AppendRates[], of: keyof AppendRates) => median(rates.map((one) => one[of]));
  const rows = measured.map(({ writers, ledger, bare }) => [
    String(writers),
    whole(middle(ledger, 'perSecond')),
    ledger.map(({ perSecond }) => whole(perSecond)).join(', '),
    middle(ledger, 'p50').toFixed(2),
    middle(ledger, 'p99').toFixed(2),
    middle(ledger, 'perBatch').toFixed(1),
    whole(middle(bare, 'perSecond')),
    (middle(ledger, 'perSecond') / middle(bare, 'perSecond')).toFixed(2),
    middle(ledger, 'processor').toFixed(0),
  ]);
  const many = measured.find(({ writers }) => writers === 64)!;
  const met = (holds: boolean) => (holds ? 'met' : '**MISSED**');
  const [rate, late] = [middle(many.ledger, 'perSecond'), middle(many.ledger, 'p99')];
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
  return `# Speed of the ledger

Written by \`npm run bench:ledger\` on commit ${commit}. ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; load of the
machine at the start ${load.toFixed(1)}, which is above ${cpus().length} where it is shared with other work.

## Appending

Records with a body of 2 KiB, each encrypted under its own key, acknowledged when they are on the disk; tiles and checkpoints are written
behind. ${ROUNDS} rounds of ${SECONDS} s, medians. *Bare*: the same batches, as large, written by \`writev\` and \`fdatasync\` alone, right after each round.
*Processor*: of all threads, tiles and checkpoints included, until all was signed.

${table(['writers', 'records/s', 'rounds', 'p50 ms', 'p99 ms', 'records a batch', 'bare records/s', 'ledger : bare', 'processor µs a record'], rows)}

## Verifying

| what | a second |
| --- | ---: |
| leaves of a public log of ${whole(LEAVES)} | ${whole(verified.leaves)} |
| records of a folder, each with a body of 2 KiB that is decrypted | ${whole(verified.bodies)} |

## Targets

| target | measured |  |
| --- | --- | --- |
| 40,000 records/s with 64 writers | ${whole(rate)} | ${met(rate >= 40_000)} |
| p99 of at most 5 ms with 64 writers | ${late.toFixed(1)} | ${met(late <= 5)} |
| 200,000 leaves/s verified | ${whole(verified.leaves)} | ${met(verified.leaves >= 200_000)} |
`;
}
