import { parentPort } from 'node:worker_threads';
import { type HashedPiece, hashPiece, type Piece, READ_BYTES } from './hash-piece.ts';

/** What a thread is given: some pieces at a time, since a message costs as much as a small file. */
export interface HashTask {
  readonly pieces: readonly Piece[];
}

/** What it says: how much was read since it last said so, or the outcome of all pieces of its task. */
export type HashMessage =
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'done'; readonly outcomes: readonly HashedPiece[] };

/** Bytes between two words of progress. */
const PROGRESS_BYTES = 32 * 1024 * 1024;

const port = parentPort;
const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
let unsaid = 0;

const say = (message: HashMessage) => port?.postMessage(message);

function count(bytes: number): void {
  unsaid += bytes;
  if (unsaid < PROGRESS_BYTES) return;
  say({ kind: 'read', bytes: unsaid });
  unsaid = 0;
}

port?.on('message', ({ pieces }: HashTask) => {
  const outcomes = pieces.map((piece) => hashPiece(piece, buffer, count));
  say({ kind: 'read', bytes: unsaid });
  unsaid = 0;
  say({ kind: 'done', outcomes });
});
