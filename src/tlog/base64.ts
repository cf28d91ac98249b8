import { fromUtf8 } from './byte-strings.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The value of each ASCII code in the alphabet, 255 for all others. Filled once, never changed. */
const VALUES: Readonly<Uint8Array> = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value < 0 ? 255 : value;
});

/** The ASCII codes of the alphabet. */
const CODES: Readonly<Uint8Array> = Uint8Array.from(ALPHABET, (sign) => sign.charCodeAt(0));
const PADDING = 0x3d;

/** Encodes standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  // Builds bytes first: growing a string of megabytes by four characters at a time is slow and takes many times its
  // length in memory.
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes[at++] = CODES[word >> 18]!;
    codes[at++] = CODES[(word >> 12) & 63]!;
    codes[at++] = left > 1 ? CODES[(word >> 6) & 63]! : PADDING;
    codes[at++] = left > 2 ? CODES[word & 63]! : PADDING;
  }
  return fromUtf8(codes)!;
}

/**
 * Decodes standard base64 with padding. Returns null for anything that `encodeBase64` would not have written: white
 * space, missing padding, other alphabets, bits set after the last byte (RFC 4648 section 3.5).
 */
export function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const digits = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let word = 0;
  let at = 0;
  for (let i = 0; i < digits; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? 255;
    if (value === 255) return null;
    word = ((word << 6) | value) & 0xffffff;
    if (i % 4 === 0) continue;
    // The second digit of a group completes its first byte, and so on.
    bytes[at++] = word >> (2 * (3 - (i % 4)));
  }
  const unused = padding === 2 ? word & 15 : padding === 1 ? word & 3 : 0;
  return unused === 0 ? bytes : null;
}
