import { type Buffer, isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

type Decompressing = (bytes: Buffer, limits: { readonly maxOutputLength: number }) => Promise<Buffer>;

const inflated: Decompressing = promisify(inflate);
const inflatedRaw: Decompressing = promisify(inflateRaw);

const DECODERS: ReadonlyMap<string, Decompressing> = new Map<string, Decompressing>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  // Some servers leave out the frame of zlib.
  ['deflate', (bytes, limits) => inflated(bytes, limits).catch(() => inflatedRaw(bytes, limits))],
]);

/**
 * Decompresses a body that a server or proxy compressed unasked. Returns why not if that fails: `unknown` for an
 * encoding that Node 20 does not have, `damaged`, or `too-much` for more than `most` bytes. A body in plain text is
 * taken as it is, whatever its header says.
 */
export async function decompressed(
  body: Buffer,
  encodings: string,
  most: number,
): Promise<Buffer | 'unknown' | 'damaged' | 'too-much'> {
  const applied = encodings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  let bytes = body;
  for (const name of applied.filter((one) => one !== '' && one !== 'identity').reverse()) {
    const decode = DECODERS.get(name);
    if (isUtf8(bytes) && PLAIN.test(bytes.subarray(0, PLAIN_BYTES).toString('latin1'))) return bytes;
    if (decode === undefined) return 'unknown';
    try {
      bytes = await decode(bytes, { maxOutputLength: most });
    } catch (cause) {
      return (cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-much' : 'damaged';
    }
  }
  return bytes;
}

/** Beginnings of JSON, of a page and of an event stream. */
const PLAIN = /^\s*(?:[{["<:]|data|event)/;
const PLAIN_BYTES = 64;
