import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A file, or a part of one, to be hashed. */
export interface Piece {
  readonly path: string;
  /** Whether the path itself may be a link: only where links are allowed. */
  readonly isLink: boolean;
  readonly start: number;
  /** First byte after it; null: to the end of the file. */
  readonly end: number | null;
}

/** What came of a piece. `changed`: the file was written to, replaced or cut while it was read. */
export type HashedPiece =
  | { readonly kind: 'hashed'; readonly sha256: string; readonly bytes: number }
  | { readonly kind: 'changed' }
  | { readonly kind: 'unread'; readonly code: string; readonly message: string };

/** Read at once: larger ones were not faster in measurements. */
export const READ_BYTES = 1024 * 1024;

/**
 * Hashes a piece with a buffer of `READ_BYTES` that the caller keeps; `onBytes` after each read. It is read synchronously: in a thread of its own that
 * is the fastest way, and no more than one buffer is held. Never throws.
 */
export function hashPiece(piece: Piece, buffer: Buffer, onBytes: (bytes: number) => void): HashedPiece {
  let file: number | undefined;
  try {
    // Not blocking: a pipe put in place of a file must not hang.
    const noFollow = piece.isLink ? 0 : (constants.O_NOFOLLOW ?? 0);
    file = openSync(piece.path, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0));
    return hashOpened(file, piece, buffer, onBytes);
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    // It was listed as a regular file.
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO') return { kind: 'changed' };
    return { kind: 'unread', code, message };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function hashOpened(file: number, piece: Piece, buffer: Buffer, onBytes: (bytes: number) => void): HashedPiece {
  const before = fstatSync(file, { bigint: true });
  if (!before.isFile()) return { kind: 'changed' };
  const end = piece.end ?? Number(before.size);
  const hash = createHash('sha256');
  let at = piece.start;
  while (at < end) {
    const read = readSync(file, buffer, 0, Math.min(buffer.length, end - at), at);
    if (read === 0) return { kind: 'changed' };
    hash.update(read === buffer.length ? buffer : buffer.subarray(0, read));
    at += read;
    onBytes(read);
  }
  const after = fstatSync(file, { bigint: true });
  const isSame = after.size === before.size && after.mtimeNs === before.mtimeNs && after.ctimeNs === before.ctimeNs;
  return isSame ? { kind: 'hashed', sha256: hash.digest('hex'), bytes: at - piece.start } : { kind: 'changed' };
}
