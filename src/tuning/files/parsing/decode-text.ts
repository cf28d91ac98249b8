import type { FormatPorts } from '../trainer-file.ts';

/**
 * Decodes UTF-8, or UTF-16 recognised by its byte order mark (PowerShell's `>` writes it) or by zeros next to ASCII;
 * null if the bytes are not such text.
 */
export function decodeText(bytes: Uint8Array, decode: FormatPorts['decode']): string | null {
  const text = decode(bytes, encodingOf(bytes));
  if (text === null) return null;
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return bare.includes('\0') ? null : bare;
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first = 1, second = 1] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && bytes.length % 2 === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && bytes.length % 2 === 0) return 'utf-16be';
  return 'utf-8';
}
