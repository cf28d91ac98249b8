const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i += 1) VALUE[ALPHABET.charCodeAt(i)] = i;

/** The bytes of a base64 text (RFC 4648, no line breaks): pure rooms have no Buffer. `length`: bytes wanted. */
export function bytesOfBase64(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length && at < length; i += 1) {
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
