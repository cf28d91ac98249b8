import { ProvenanceError } from '../provenance-error.ts';
import { shown } from './shape.ts';

const DIGITS = '0123456789abcdef';

/** Encodes bytes as lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += DIGITS[byte >> 4]! + DIGITS[byte & 15]!;
  return text;
}

/** Decodes lower-case hex that was validated before. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  const digitAt = (i: number) => {
    const unit = text.charCodeAt(i);
    return unit < 0x3a ? unit - 0x30 : unit - 0x57;
  };
  for (let i = 0; i < bytes.length; i++) bytes[i] = (digitAt(2 * i) << 4) | digitAt(2 * i + 1);
  return bytes;
}

/** Reports whether a value is a SHA-256 in lower-case hex. */
export function isSha256(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
}

/** Returns a SHA-256 in lower-case hex; throws `bad-digest` with the place for anything else. */
export function sha256At(value: unknown, place: string): string {
  if (!isSha256(value)) throw new ProvenanceError('bad-digest', `${place}: ${shown(value)}`);
  return value;
}
