import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from './open-log.ts';
import { serve } from './serve.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const record = { kind: 'intent', fields: { model: 'm' }, body: Buffer.from('x'), subject: null } as const;

test('a log that is there takes records, required or not', async () => {
  for (const isRequired of [true, false]) {
    const log = await openLog({ folder: join(place(), 'log'), origin: 'example.org/log', isRequired });
    expect((await log.recorder.record(record)).index).toBe(1);
    expect(log.recorder.failure).toBeNull();
    expect(log.vkey).toContain('example.org/log');
    await log.close();
  }
});

test('without a log nothing is served where it is required, and everything, marked, where it is not', async () => {
  const file = join(place(), 'file');
  writeFileSync(file, 'no folder');
  await expect(openLog({ folder: join(file, 'log'), origin: 'example.org/log', isRequired: true })).rejects.toThrow();
  const log = await openLog({ folder: join(file, 'log'), origin: 'example.org/log', isRequired: false });
  await expect(log.recorder.record(record)).rejects.toThrow();
  expect(log.recorder.failure).toBeInstanceOf(Error);

  const serving = await serve({
    listen: '0',
    upstreams: { one: { url: 'http://127.0.0.1:9/v1' } },
    models: { m: {} },
    ledger: { folder: join(file, 'log'), mode: 'best-effort' },
  });
  const ready = await fetch(`${serving.url}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([200, 'ready, without a log\n']);
  const answer = await fetch(`${serving.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hello' }] }),
  });
  expect(answer.status).toBe(502);
  expect(answer.headers.get('x-zenbun-log')).toBe('best-effort');
  expect(answer.headers.get('x-zenbun-record')).toBe('none');
  await serving.stop(1000);
});
