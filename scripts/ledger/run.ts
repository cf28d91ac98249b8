/**
 * `npm run ledger-faults [stride]` injects faults into the ledger and writes `docs/ledger-faults.md`. Exits with status
 * 1 if an acknowledged record was lost or something was silently wrong. With a stride of n, only every n-th step is
 * tried.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { failingCalls, lyingDisk, powerLosses } from './crash-faults.ts';
import { cutTails, flippedBits, olderCopies, tornTails } from './damage-faults.ts';
import type { FaultLine } from './fault-line.ts';
import { faultPage, isClean } from './fault-page.ts';
import { canInject, failingSystemCalls, jumpingClocks, killedProcesses, secondWriters } from './process-faults.ts';

const stride = Number(process.argv[2] ?? 1);
const absent = canInject() ? [] : ['faults of system calls in a real process, because strace is not installed'];
const kinds: readonly (() => Promise<FaultLine[]>)[] = [
  () => powerLosses(stride),
  () => failingCalls(stride),
  () => killedProcesses(Math.ceil(100 / stride)),
  ...(absent.length === 0 ? [() => failingSystemCalls(stride)] : []),
  // A multiple of a prime, so that every bit position of a byte is flipped somewhere.
  () => flippedBits(13 * stride),
  () => cutTails(stride),
  () => tornTails(stride),
  () => olderCopies(stride),
  () => secondWriters(Math.ceil(10 / stride)),
  () => jumpingClocks(Math.ceil(20 / stride)),
];

const lines: FaultLine[] = [];
for (const kind of kinds) {
  for (const line of await kind()) {
    lines.push(line);
    const { fault, injected, lost, silent } = line;
    process.stdout.write(`${String(injected).padStart(6)}  lost ${lost}  silent ${silent}  ${fault}\n`);
  }
}
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
writeFileSync(
  new URL('../../docs/ledger-faults.md', import.meta.url),
  faultPage(lines, commit, absent, stride, await lyingDisk(stride)),
);
if (!isClean(lines)) process.exitCode = 1;
