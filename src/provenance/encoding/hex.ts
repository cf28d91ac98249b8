import { ProvenanceError } from '../provenance-error.ts';
import { shown } from './shape.ts';

const DIGITS = '0123456789abcdef';

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += DIGITS[byte >> 4]! + DIGITS[byte & 15]!;
  return text;
}

/** The bytes of lower-case hex that was checked before. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Whether a text is a SHA-256 in lower-case hex. */
export function isSha256(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
}

/** A SHA-256 in lower-case hex; throws `bad-digest` with the place otherwise. */
export function sha256At(value: unknown, place: string): string {
  if (!isSha256(value)) throw new ProvenanceError('bad-digest', `${place}: ${shown(value)}`);
  return value;
}
