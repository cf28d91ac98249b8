import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A file, or part of one, to hash. */
export interface FilePiece {
  readonly path: string;
  /** Whether the path itself may be a link; true only if links are allowed. */
  readonly isLink: boolean;
  readonly start: number;
  /** Offset of the first byte after the piece; null: to the end of the file. */
  readonly end: number | null;
}

/** The outcome for a piece. `changed`: the file was written to, replaced or cut while it was read. */
export type HashedPiece =
  | { readonly kind: 'hashed'; readonly sha256: string; readonly bytes: number }
  | { readonly kind: 'changed' }
  | { readonly kind: 'unread'; readonly code: string; readonly message: string };

/** Bytes per read: larger reads were not faster in measurements. */
export const READ_BYTES = 1024 * 1024;

/**
 * Hashes a piece with a buffer of `READ_BYTES` that the caller keeps, and calls `onBytes` after each read. Reads
 * synchronously, which is the fastest way in a thread of its own and needs only one buffer. Never throws.
 */
export function hashPiece(piece: FilePiece, buffer: Buffer, onBytes: (bytes: number) => void): HashedPiece {
  let file: number | undefined;
  try {
    // Open without blocking: a pipe put in place of a file must not hang.
    const noFollow = piece.isLink ? 0 : (constants.O_NOFOLLOW ?? 0);
    file = openSync(piece.path, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0));
    return hashOpened(file, piece, buffer, onBytes);
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    // The file was listed as a regular file, so it has changed.
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO') return { kind: 'changed' };
    return { kind: 'unread', code, message };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function hashOpened(file: number, piece: FilePiece, buffer: Buffer, onBytes: (bytes: number) => void): HashedPiece {
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
