import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ZenbunError } from '../../src/errors.ts';
import { saveFingerprint } from '../../src/gates/fingerprint/fingerprint.ts';
import { serve } from '../../src/gates/serve/serve.ts';
import type { ServeOptions } from '../../src/gates/serve/serve-options.ts';
import { readLedger } from '../../src/ledger/index.ts';
import { toyServer } from './model-servers.ts';

test('a gateway checks its upstream, leaves a record each time, and tells when it differs', async () => {
  let behind = 'toy:aligned';
  const { url } = await toyServer(() => behind);
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const reference = join(folder, 'approved.json');
  await saveFingerprint({ model: `${url}#tuned`, output: reference, digest: 'sha256:x' }, { now: () => 0 });
  const options: ServeOptions = {
    listen: '0',
    upstreams: { one: { url } },
    models: { m: { model: 'tuned' } },
    fingerprint: { models: { m: { reference } }, every: '1h' },
    ledger: { folder: join(folder, 'ledger'), origin: 'example.org/log' },
  };
  let due: (() => void) | null = null;
  const waits: number[] = [];
  const troubles: ZenbunError[] = [];
  const serving = await serve(options, {
    calendar: () => 1_700_000_000_000,
    after(ms, callback) {
      waits.push(ms);
      due = callback;
      return () => {
        due = null;
      };
    },
    onTrouble: (trouble) => troubles.push(trouble),
  });
  const check = async () => {
    const begin = due!;
    due = null;
    begin();
    await vi.waitFor(() => expect(due).not.toBeNull(), { timeout: 30_000 });
  };
  await check();
  const metrics = await (await fetch(`${serving.url}/metrics`)).text();
  expect(metrics).toContain('zenbun_fingerprint_decision{model="m",decision="same-within-margin"} 1');
  expect(metrics).toContain('zenbun_fingerprint_checked_timestamp_seconds{model="m"} 1700000000');
  expect(troubles).toEqual([]);
  behind = 'toy:noice';
  await check();
  await check();
  expect(troubles.map(({ message }) => message)).toEqual([expect.stringContaining('the answers of m are distributed')]);
  expect(waits).toEqual([1000, 3_600_000, 3_600_000, 3_600_000]);
  await serving.stop(0);
  expect(due).toBeNull();

  const records = [];
  const reader = await readLedger(join(folder, 'ledger'));
  for await (const { leaf } of reader.records()) if (leaf.kind === 'fingerprint') records.push(leaf.fields);
  expect(records).toMatchObject([
    { model: 'm', nth: 1, decision: 'same-within-margin', digest: 'sha256:x', requests: 10 },
    { nth: 2 },
    { nth: 3, decision: 'differs', p: expect.any(String) },
  ]);
}, 60_000);

test.each([
  [
    'a model that is not served',
    { models: { other: { reference: 'x.json' } } },
    /serve\.fingerprint\.models\.other|x\.json/,
  ],
  ['a reference that is not there', { models: { m: { reference: 'x.json' } } }, /x\.json does not exist/],
  ['checks without a pause', { models: {}, every: '1s' }, /one minute/],
])('refused: %s', async (_, fingerprint, said) => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options: ServeOptions = {
    listen: '0',
    upstreams: { one: { url: 'http://127.0.0.1:9/v1' } },
    models: { m: {} },
    fingerprint,
    ledger: { folder: join(folder, 'ledger'), origin: 'example.org/log' },
  };
  await expect(serve(options)).rejects.toThrow(said);
});
