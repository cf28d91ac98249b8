/**
 * Appends to the ledger in the folder given as argument until it is killed, and prints each acknowledgement on a line:
 * `index hash`, or `checkpoint` and its text in base64.
 */
import { writeSync } from 'node:fs';
import { openLedger } from '../../src/ledger/index.ts';
import { ORIGIN } from './scenario.ts';

const ledger = await openLedger(process.argv[2]!, { origin: ORIGIN, now: Date.now, segmentBytes: 200_000 });
let told: string | null = null;

async function write(writer: number): Promise<void> {
  const body = Buffer.alloc(1024, String(writer));
  for (;;) {
    const { index, leafHash } = await ledger.append({
      kind: 'note',
      fields: { writer },
      body,
      subject: `s${writer % 5}`,
    });
    writeSync(1, `${index} ${Buffer.from(leafHash).toString('hex')}\n`);
    const checkpoint = ledger.checkpoint();
    if (checkpoint !== null && checkpoint !== told)
      writeSync(1, `checkpoint ${Buffer.from(checkpoint).toString('base64')}\n`);
    told = checkpoint;
  }
}

await Promise.all(Array.from({ length: 96 }, (_, writer) => write(writer)));
