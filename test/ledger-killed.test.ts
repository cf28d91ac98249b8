import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { ORIGIN } from '../scripts/ledger/scenario.ts';
import { openLedger, readLedger, verifyLedger } from '../src/ledger/index.ts';

const CHILD = fileURLToPath(new URL('../scripts/ledger/exchange-child.ts', import.meta.url));

/** Returns the intents acknowledged by a process before it was killed in the middle of others. */
function killedAfter(script: string, ledger: string, intents: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ledger], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      if (said.split('\n').length > intents) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => resolve(said.split('\n').slice(0, -1).map(Number)));
  });
}

test('the exchanges of a process that is killed are ended by the next, and verifying counts them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'child.mjs');
  buildSync({ entryPoints: [CHILD], outfile: script, bundle: true, platform: 'node', format: 'esm' });
  const place = join(folder, 'ledger');
  const [first] = await killedAfter(script, place, 300);
  const ledger = await openLedger(place, { origin: ORIGIN, now: Date.now });
  const earlier = await ledger.flush();
  await ledger.close();
  const lost: unknown[] = [];
  for await (const { leaf } of (await readLedger(place)).records()) {
    if (leaf.fields.state === 'lost') lost.push(leaf.fields.intent);
  }
  expect(lost[0]).toBe(first);
  expect(lost.length).toBeLessThanOrEqual(9);
  const check = await verifyLedger(place, { vkey: ledger.vkey, earlier });
  expect([check.integrity.verdict, check.completeness.verdict, check.lost]).toEqual(['ok', 'ok', lost.length]);
});
