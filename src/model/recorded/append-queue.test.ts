import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { AppendQueue } from './append-queue.ts';

/** Behaviour of one write: it takes this many bytes, then succeeds or fails. */
type Fate = { readonly takes: number; readonly fails: boolean };

/** Opens a file whose disk is full now and then. */
async function failing(fates: readonly Fate[]) {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-queue-'));
  const path = join(folder, 'lines');
  const handle = await open(path, 'a+');
  onTestFinished(async () => {
    await handle.close();
    rmSync(folder, { recursive: true });
  });
  let writes = 0;
  const write = async (bytes: Buffer, at: number, length: number) => {
    const { takes, fails } = fates[writes++] ?? { takes: length, fails: false };
    const { bytesWritten } = await handle.write(bytes, at, Math.min(takes, length));
    if (fails) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return { bytesWritten, buffer: bytes };
  };
  const faulty = { write, truncate: (length: number) => handle.truncate(length) } as unknown as FileHandle;
  return { path, handle: faulty, writes: () => writes };
}

const EMPTY = { end: 0, isTorn: false, lacksBreak: false };

test('whatever writes take, the file holds exactly the lines that were promised, in order', async () => {
  const fate = fc.record({ takes: fc.integer({ min: 1, max: 12 }), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 8 }), fc.array(fc.array(fc.nat(999))), async (fates, batches) => {
      const { path, handle } = await failing(fates);
      const queue = new AppendQueue(handle, EMPTY);
      const kept: string[] = [];
      for (const batch of batches) {
        const lines = batch.map((n) => `line ${n} 行`);
        const outcomes = await Promise.allSettled(lines.map((line) => queue.append(line)));
        for (const [i, outcome] of outcomes.entries()) {
          if (outcome.status === 'rejected') continue;
          expect(outcome.value).toBe(Buffer.byteLength(kept.map((line) => `${line}\n`).join('')));
          kept.push(lines[i]!);
        }
      }
      expect(readFileSync(path, 'utf8')).toBe(kept.map((line) => `${line}\n`).join(''));
    }),
  );
});

test('what comes together is one write', async () => {
  const { handle, writes } = await failing([]);
  const queue = new AppendQueue(handle, EMPTY);
  await Promise.all(Array.from({ length: 100 }, (_, i) => queue.append(`${i}`)));
  expect(writes()).toBe(1);
});

test('a line that could not be cut off is cut off before the next', async () => {
  const { path, handle } = await failing([{ takes: 3, fails: true }]);
  let refusals = 1;
  const stubborn = {
    write: handle.write,
    truncate: async (length: number) => {
      if (refusals-- > 0) throw new Error('not now');
      await handle.truncate(length);
    },
  } as unknown as FileHandle;
  const queue = new AppendQueue(stubborn, EMPTY);
  await expect(queue.append('first')).rejects.toThrow('no space');
  expect(readFileSync(path, 'utf8')).toBe('fir');
  await queue.append('second');
  expect(readFileSync(path, 'utf8')).toBe('second\n');
});
