const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** A result file has a few hundred kilobytes. */
const MOST_CHARS = 1_000_000;
const WHOLE = /^[A-Za-z0-9+/]+={0,2}$/;

/** Decodes a text that is base64 from end to end, ignoring white space around its lines; null if it is not. */
export function fromBase64(text: string): Uint8Array | null {
  const trimmed = text.trim().replace(/\s*\n\s*/g, '');
  if (trimmed.length < 8 || trimmed.length > MOST_CHARS || trimmed.length % 4 !== 0 || !WHOLE.test(trimmed))
    return null;
  const digits = trimmed.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of digits) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}
