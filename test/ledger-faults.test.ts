import { expect, test } from 'vitest';
import { failingCalls, lyingDisk, powerLosses } from '../scripts/ledger/crash-faults.ts';
import { cutTails, flippedBits, olderCopies, tornTails } from '../scripts/ledger/damage-faults.ts';
import type { FaultLine } from '../scripts/ledger/fault-line.ts';
import { killedProcesses, secondWriters } from '../scripts/ledger/process-faults.ts';

// Runs a small part of `npm run ledger-faults`.

test.each<[string, () => Promise<FaultLine[]>]>([
  ['losses of power', () => powerLosses(13)],
  ['calls that fail', () => failingCalls(11)],
  ['bits that flip', () => flippedBits(331)],
  ['tails that are cut', () => cutTails(29)],
  ['tails that are torn', () => tornTails(17)],
  ['older copies', () => olderCopies(31)],
  ['processes that are killed', () => killedProcesses(3)],
  ['second writers', () => secondWriters(1)],
])('%s: nothing acknowledged is lost, nothing is wrong in silence', async (_, inject) => {
  for (const { injected, lost, silent, examples } of await inject()) {
    expect(examples).toEqual([]);
    expect([lost, silent]).toEqual([0, 0]);
    expect(injected).toBeGreaterThan(0);
  }
});

test('control: on a disk whose syncs do nothing, every loss of power is noticed', async () => {
  const { injected, noticed } = await lyingDisk(29);
  expect(injected).toBeGreaterThan(3);
  expect(noticed).toBe(injected);
});
