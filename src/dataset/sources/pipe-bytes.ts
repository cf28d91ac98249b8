import { close, constants, open, read } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ZenbunError } from '../../errors.ts';

/** Maximum time that a pipe may be without a writer, and the interval at which it is checked meanwhile. */
const PATIENCE_MS = 10_000;
const STEP_MS = 50;

/**
 * Yields the bytes of a named pipe, or of one passed by a shell as `<(command)`, until its last writer closes it. Once
 * a process has opened it for writing, it may be arbitrarily slow. Throws `unreadable` if none does.
 *
 * The pipe is opened without blocking: an ordinary `open` waits for a writer in a thread that nothing can end, not even
 * the end of the process.
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

/** Waits for a writer and returns the bytes written so far, or null if there are none yet. */
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
