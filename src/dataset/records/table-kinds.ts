import type { Buffer } from 'node:buffer';
import type { Layout } from './layout.ts';
import { lineScanner } from './line-scanner.ts';

/** Layout of table rows. They are passed on as JSON lines, so that later steps deal with only one kind of record. */
export const ROWS_LAYOUT: Layout = {
  container: 'lines',
  encoding: { kind: 'json' },
  skip: 0,
  frame: { before: new Uint8Array(0), between: '\n', after: '\n' },
  scanner: lineScanner,
};

/** Recognises a Parquet file. Tables are recognised by their first bytes, whatever their names. */
export function isParquet(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PAR1';
}

/** Recognises an Arrow file, or a stream: the mark of a message, followed by a plausible schema length. */
export function isArrow(head: Buffer): boolean {
  if (head.toString('latin1', 0, 6) === 'ARROW1') return true;
  return head.length >= 8 && head.readUInt32LE(0) === 0xffff_ffff && head.readUInt32LE(4) < 2 ** 24;
}
