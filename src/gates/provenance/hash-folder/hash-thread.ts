import { parentPort } from 'node:worker_threads';
import { type FilePiece, type HashedPiece, hashPiece, READ_BYTES } from './hash-piece.ts';

/** A task for a thread: several pieces at a time, since a message costs as much as a small file. */
export interface HashTask {
  readonly pieces: readonly FilePiece[];
}

/** A message of a thread: the bytes read since its last message, or the outcomes of all pieces of its task. */
export type HashMessage =
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'done'; readonly outcomes: readonly HashedPiece[] };

/** Number of bytes between two progress messages. */
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
