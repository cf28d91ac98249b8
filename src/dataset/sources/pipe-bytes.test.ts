import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDataset } from '../open-dataset.ts';
import { pipeBytes } from './pipe-bytes.ts';

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  let folder: string;
  let pipe: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zenbun-pipe-'));
    pipe = join(folder, 'rows.jsonl');
    execFileSync('mkfifo', [pipe]);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const all = async (bytes: AsyncIterable<Uint8Array>) => {
    let length = 0;
    for await (const block of bytes) length += block.length;
    return length;
  };

  test('is read to the end of its writer', async () => {
    const reading = all(pipeBytes(pipe, undefined));
    const writer = await open(pipe, 'w');
    for (let i = 0; i < 5; i += 1) await writer.writeFile(new Uint8Array(100_000));
    await writer.close();
    expect(await reading).toBe(500_000);
  });

  test('is unreadable when nobody writes to it', async () => {
    await expect(all(pipeBytes(pipe, undefined, 0))).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('is left when the reader is stopped, before there is a writer and after', async () => {
    const early = new AbortController();
    const waiting = openDataset(pipe, 0, { signal: early.signal });
    early.abort();
    await expect(waiting).rejects.toThrow();

    const late = new AbortController();
    const reading = all(pipeBytes(pipe, late.signal));
    const writer = await open(pipe, 'w');
    await writer.write('{');
    late.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await writer.close();
  });

  test('a device is no file', async () => {
    await expect(openDataset('/dev/zero', 0)).rejects.toMatchObject({ code: 'unreadable' });
  });
});
