import { decodeBase64, encodeBase64 } from '../base64.ts';
import { fromUtf8, isWellFormed, joinBytes, utf8 } from '../byte-strings.ts';
import { TlogError } from '../tlog-error.ts';
import { idBytes, idNumber, isKeyName } from './note-key.ts';

/** A signature line of a note, not yet verified. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  /** The bytes after the key id; at least one. */
  readonly signature: Uint8Array;
}

/** A note as read: its text including the last newline, and its signature lines. Nothing is verified. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Maximum size of a note in bytes; a checkpoint has a few hundred. */
export const MOST_NOTE_BYTES = 1_000_000;
/** Maximum number of signatures per note. The specification requires at least 16; Go's `note` accepts this many. */
const MOST_SIGNATURES = 100;

const LINE_START = '— ';

/**
 * Reports whether a text may be signed: well-formed, ends with a newline, no control characters but newlines (C2SP
 * signed-note).
 */
export function isNoteText(text: string): boolean {
  return text.endsWith('\n') && !/[\x00-\x09\x0b-\x1f]/.test(text) && isWellFormed(text);
}

/**
 * Formats a note as UTF-8. Throws `malformed`, `not-signed` (without signatures) or `too-large` for what `parseNote`
 * would refuse.
 */
export function formatNote({ text, signatures }: SignedNote): Uint8Array {
  if (!isNoteText(text)) throw new TlogError('malformed', 'the text of a note');
  if (signatures.length === 0) throw new TlogError('not-signed', 'a note');
  if (signatures.length > MOST_SIGNATURES) throw new TlogError('too-large', `${signatures.length} signatures`);
  return utf8(`${text}\n${signatures.map(formatSignature).join('')}`);
}

/** Formats one signature line with its newline. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  if (!isKeyName(name) || signature.length === 0) throw new TlogError('malformed', 'a signature line');
  return `${LINE_START}${name} ${encodeBase64(joinBytes(idBytes(keyId), signature))}\n`;
}

/**
 * Parses a note: text, blank line, signature lines, each with its newline (C2SP signed-note). Verifies nothing. Throws
 * `malformed` or `too-large`.
 */
export function parseNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > MOST_NOTE_BYTES) throw new TlogError('too-large', `a note of ${bytes.length} bytes`);
  const whole = fromUtf8(bytes);
  const split = whole?.lastIndexOf('\n\n') ?? -1;
  if (whole === null || split < 0) throw new TlogError('malformed', 'a note');
  if (!isNoteText(whole)) throw new TlogError('malformed', 'a note');
  return { text: whole.slice(0, split + 1), signatures: parseSignatures(whole.slice(split + 2)) };
}

/**
 * Parses signature lines alone, as in a witness's answer; at least one is required. Throws `malformed` or `too-large`.
 */
export function parseSignatures(block: string): NoteSignature[] {
  if (!block.endsWith('\n')) throw new TlogError('malformed', 'the signatures of a note');
  const lines = block.slice(0, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw new TlogError('too-large', `${lines.length} signatures`);
  return lines.map((line, i) => {
    const space = line.lastIndexOf(' ');
    const name = line.slice(LINE_START.length, space);
    const data = decodeBase64(line.slice(space + 1));
    if (!line.startsWith(LINE_START) || !isKeyName(name) || data === null || data.length < 5) {
      throw new TlogError('malformed', `signature line ${i + 1}`);
    }
    return { name, keyId: idNumber(data), signature: data.subarray(4) };
  });
}
