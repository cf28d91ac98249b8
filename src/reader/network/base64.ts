const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i += 1) VALUE[ALPHABET.charCodeAt(i)] = i;

/**
 * Decodes a base64 text (RFC 4648, no line breaks), because pure modules have no Buffer. `length`: number of bytes
 * wanted.
 */
export function bytesOfBase64(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  let i = 0;
  // Four characters are three bytes; these texts are megabytes, and every thread unpacks them before it reads.
  for (; at + 3 <= length && i + 4 <= text.length; i += 4, at += 3) {
    const bits =
      (VALUE[text.charCodeAt(i)]! << 18) |
      (VALUE[text.charCodeAt(i + 1)]! << 12) |
      (VALUE[text.charCodeAt(i + 2)]! << 6) |
      VALUE[text.charCodeAt(i + 3)]!;
    bytes[at] = bits >> 16;
    bytes[at + 1] = bits >> 8;
    bytes[at + 2] = bits;
  }
  let bits = 0;
  let held = 0;
  for (; i < text.length && at < length; i += 1) {
    bits = ((bits << 6) | VALUE[text.charCodeAt(i)]!) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = bits >> held;
      at += 1;
    }
  }
  return bytes;
}
