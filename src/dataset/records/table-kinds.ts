import type { Buffer } from 'node:buffer';
import type { Layout } from './layout.ts';
import { lineScanner } from './line-scanner.ts';

/** Rows are handed on as JSON lines, so that everything after this point knows of one kind of record only. */
export const ROWS_LAYOUT: Layout = {
  container: 'lines',
  encoding: { kind: 'json' },
  skip: 0,
  frame: { before: new Uint8Array(0), between: '\n', after: '\n' },
  scanner: lineScanner,
};

/** Tables are told by their first bytes, whatever they are called. */
export function isParquet(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PAR1';
}

/** An Arrow file, or a stream: the mark of a message, and the length of a schema that is not too long to be one. */
export function isArrow(head: Buffer): boolean {
  if (head.toString('latin1', 0, 6) === 'ARROW1') return true;
  return head.length >= 8 && head.readUInt32LE(0) === 0xffff_ffff && head.readUInt32LE(4) < 2 ** 24;
}
