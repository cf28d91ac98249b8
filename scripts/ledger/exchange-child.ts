/**
 * Begins and ends exchanges in the ledger given as argument until it is killed; one is never ended. Prints each
 * intent's index.
 */
import { writeSync } from 'node:fs';
import { openLedger } from '../../src/ledger/index.ts';
import { ORIGIN } from './scenario.ts';

const ledger = await openLedger(process.argv[2]!, { origin: ORIGIN, now: Date.now, segmentBytes: 50_000 });
const body = Buffer.alloc(500, 'x');

async function begin(): Promise<number> {
  const { index } = await ledger.append({ kind: 'intent', fields: {}, body, subject: 'one' });
  writeSync(1, `${index}\n`);
  return index;
}

async function write(): Promise<void> {
  for (;;) await ledger.append({ kind: 'response', fields: { intent: await begin() }, body, subject: 'one' });
}

await begin();
await Promise.all(Array.from({ length: 8 }, write));
