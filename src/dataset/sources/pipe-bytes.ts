import { close, constants, open, read } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ZenbunError } from '../../errors.ts';

/** How long a pipe may be without anybody who writes to it, and how often it is looked at meanwhile. */
const PATIENCE_MS = 10_000;
const STEP_MS = 50;

/**
 * The bytes of a named pipe, or of one that a shell hands over as `<(command)`, up to the end of its last writer. Once
 * somebody has opened it for writing, it may be slow without limit. Throws `unreadable` when nobody does.
 *
 * It is opened without waiting: an ordinary `open` waits for a writer in a thread that nothing can end, not even the end
 * of the process.
 */
export async function* pipeBytes(
  path: string,
  signal: AbortSignal | undefined,
  patienceMs = PATIENCE_MS,
): AsyncGenerator<Uint8Array> {
  const fd = await promisify(open)(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let first: Uint8Array | null;
  try {
    first = await firstBytes(path, fd, signal, patienceMs);
  } catch (error) {
    await promisify(close)(fd);
    throw error;
  }
  const socket = new Socket({ fd, readable: true, writable: false });
  if (signal !== undefined) addAbortSignal(signal, socket);
  if (first !== null) yield first;
  yield* socket as AsyncIterable<Uint8Array>;
}

/** Waits for a writer; returns what it has written by then, null for nothing yet. */
async function firstBytes(
  path: string,
  fd: number,
  signal: AbortSignal | undefined,
  patienceMs: number,
): Promise<Uint8Array | null> {
  const block = new Uint8Array(2 ** 16);
  for (let waited = 0; ; waited += STEP_MS) {
    try {
      const { bytesRead } = await promisify(read)(fd, block, 0, block.length, null);
      if (bytesRead > 0) return block.subarray(0, bytesRead);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
      throw error;
    }
    if (waited >= patienceMs) {
      throw new ZenbunError(
        'unreadable',
        { en: `${path} is a pipe without a writer`, ja: `${path} はパイプですが、書き込むプロセスがありません` },
        {
          advice: {
            en: 'First start the command that writes to it.',
            ja: '書き込む側のコマンドを先に起動してください。',
          },
        },
      );
    }
    await pause(STEP_MS, undefined, { signal });
  }
}
