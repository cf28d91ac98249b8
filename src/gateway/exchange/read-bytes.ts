/** JSON has some bytes for each character of an answer: names, escapes, log probabilities. */
export const MAX_BYTES_PER_CHAR = 4;
/** Bytes of an error of a server that are read. */
export const MAX_ERROR_BYTES = 1024 * 1024;

/** All bytes of a body; null, leaving it, as soon as there are more than `maxBytes`. Rejects as the body does. */
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

/** The value of a JSON text in UTF-8; undefined where it is none. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}
