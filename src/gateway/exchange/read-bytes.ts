import type { TimedAnswer } from './asking/answer-deadline.ts';

/** JSON needs several bytes per character of an answer: names, escapes, log probabilities. */
export const MAX_BYTES_PER_CHAR = 4;
/** Maximum number of bytes that are read of a server's error. */
export const MAX_ERROR_BYTES = 1024 * 1024;

/**
 * Reads all bytes of a body. Returns null and leaves the body as soon as it exceeds `maxBytes`. Rejects as the body
 * does.
 */
export async function readBytes(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > maxBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Does the same with the answer of a server. Rejects also if the server takes too long. */
export async function readAnswer({ body, deadline }: TimedAnswer, maxBytes: number): Promise<Buffer | null> {
  try {
    return await readBytes(body, maxBytes);
  } finally {
    deadline.end();
  }
}

/** Parses JSON text in UTF-8; undefined if it is not valid. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}
