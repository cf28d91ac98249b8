import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { folderFault } from './folder-faults.ts';
import { type FilePiece, type HashedPiece, hashPiece, READ_BYTES } from './hash-piece.ts';
import type { HashMessage, HashTask } from './hash-thread.ts';

export interface SizedPiece extends FilePiece {
  readonly bytes: number;
}

export interface HashPiecesOptions {
  readonly threads: number;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Limits of a task: large enough that messages cost little, small enough that all threads end at about the same time.
 */
const TASK_BYTES = 16 * 1024 * 1024;
const TASK_PIECES = 64;

/** Below this many bytes a thread costs more than it saves. */
const WORTH_A_THREAD = 16 * 1024 * 1024;

/**
 * Hashes pieces, in threads if that pays off; outcomes are in the order of the pieces. Throws `interrupted` and
 * `internal`.
 */
export async function hashPieces(pieces: readonly SizedPiece[], options: HashPiecesOptions): Promise<HashedPiece[]> {
  if (options.signal?.aborted) throw folderFault.stopped();
  const total = pieces.reduce((sum, { bytes }) => sum + bytes, 0);
  const own = new URL('./hash-thread.js', import.meta.url);
  const threads = Math.min(options.threads, Math.ceil(total / WORTH_A_THREAD), pieces.length);
  // Unbuilt sources have no such file; the work is then done in this thread, with the same result.
  return threads < 1 || total < WORTH_A_THREAD || !existsSync(own)
    ? inThisThread(pieces, options)
    : inThreads(pieces, threads, own, options);
}

async function inThisThread(
  pieces: readonly SizedPiece[],
  { onBytes, signal }: HashPiecesOptions,
): Promise<HashedPiece[]> {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const outcomes: HashedPiece[] = [];
  for (const piece of pieces) {
    if (signal?.aborted) throw folderFault.stopped();
    outcomes.push(hashPiece(piece, buffer, onBytes));
    // Yield, so that interruptions and the progress display get their turn.
    await nextTurn();
  }
  return outcomes;
}

/** Groups pieces into tasks, the largest first, so that the last task to end is a small one. */
function tasksOf(pieces: readonly SizedPiece[]): number[][] {
  const order = pieces.map((_, at) => at).sort((a, b) => pieces[b]!.bytes - pieces[a]!.bytes);
  const tasks: number[][] = [];
  let room = 0;
  for (const at of order) {
    const last = tasks.at(-1);
    if (last === undefined || last.length >= TASK_PIECES || pieces[at]!.bytes > room) {
      tasks.push([at]);
      room = TASK_BYTES - pieces[at]!.bytes;
    } else {
      last.push(at);
      room -= pieces[at]!.bytes;
    }
  }
  return tasks;
}

function inThreads(
  pieces: readonly SizedPiece[],
  threads: number,
  url: URL,
  { onBytes, signal }: HashPiecesOptions,
): Promise<HashedPiece[]> {
  const waiting = tasksOf(pieces).reverse();
  const outcomes = new Array<HashedPiece>(pieces.length);
  const workers: Worker[] = [];
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(url, { name: 'zenbun-hash' });
      workers.push(worker);
      let doing: number[] = [];
      const next = () => {
        const task = waiting.pop();
        if (task === undefined) return resolve();
        doing = task;
        worker.postMessage({ pieces: task.map((at) => pieceOf(pieces[at]!)) } satisfies HashTask);
      };
      worker.on('message', (message: HashMessage) => {
        if (message.kind === 'read') return onBytes(message.bytes);
        message.outcomes.forEach((outcome, i) => {
          outcomes[doing[i]!] = outcome;
        });
        next();
      });
      worker.on('error', (cause) => reject(folderFault.threadDied(cause)));
      worker.on('exit', (status) => reject(folderFault.threadDied(new Error(`status ${status}`))));
      signal?.addEventListener('abort', () => reject(folderFault.stopped()), { once: true });
      next();
    });
  const all = Promise.all(Array.from({ length: threads }, run));
  return all.then(() => outcomes).finally(() => Promise.all(workers.map((worker) => worker.terminate())));
}

const pieceOf = ({ path, isLink, start, end }: SizedPiece): FilePiece => ({ path, isLink, start, end });
