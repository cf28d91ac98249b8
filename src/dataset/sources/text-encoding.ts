import type { Buffer } from 'node:buffer';
import { ZenbunError } from '../../errors.ts';

/** Text encodings, by their names in the WHATWG Encoding Standard. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis';

/**
 * Detects the encoding of a text from its beginning: by its byte order mark; UTF-16 without a mark by its zeros;
 * Shift_JIS (CP932, as saved by Excel in Japan) if the bytes are not UTF-8, decode as Shift_JIS, and contain kana.
 * Anything else is treated as UTF-8.
 */
export function textEncodingOf(head: Buffer): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i += 1) if (head[i] === 0) zeros[i % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  // In UTF-16, every other byte of Latin letters, digits, commas and line breaks is 0.
  if (Math.max(even, odd) > head.length / 8 && Math.min(even, odd) < head.length / 50) {
    return odd > even ? 'utf-16le' : 'utf-16be';
  }
  return isShiftJis(head) ? 'shift_jis' : 'utf-8';
}

/** Reports whether a head is Shift_JIS. Its last bytes may be an incomplete character. */
function isShiftJis(head: Buffer): boolean {
  return decoded(head, 'utf-8') === null && /[\u3041-\u30ff]/.test(decoded(head, 'shift_jis') ?? '');
}

function decoded(head: Buffer, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}

/**
 * Converts a text to UTF-8 without a byte order mark; a text in UTF-8 passes through unchanged. Throws `damaged` at
 * invalid bytes.
 */
export async function* asUtf8(
  blocks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
  path: string,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') return yield* blocks;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  const next = (block?: Uint8Array): Uint8Array => {
    try {
      return encoder.encode(block === undefined ? decoder.decode() : decoder.decode(block, { stream: true }));
    } catch (cause) {
      throw new ZenbunError(
        'damaged',
        {
          en: `${path} looks like ${NAMES[encoding]} text, but contains invalid bytes`,
          ja: `${path} は ${NAMES[encoding]} のテキストのようですが、不正なバイトを含みます`,
        },
        {
          advice: { en: 'Save it as UTF-8.', ja: 'UTF-8 で保存し直してください。' },
          cause,
        },
      );
    }
  };
  for await (const block of blocks) yield next(block);
  yield next();
}

const CR = 0x0d;
const LF = 0x0a;

/** Reports whether a text ends its lines with lone carriage returns, as old Macs did, judging by its beginning. */
export const endsLinesWithCr = (head: Buffer): boolean => head.includes(CR) && !head.includes(LF);

/** Replaces carriage returns with line feeds, at the same offsets. */
export async function* withLineFeeds(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) yield block.map((byte) => (byte === CR ? LF : byte));
}

const NAMES: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  shift_jis: 'Shift_JIS (CP932)',
};
