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

export function isParquet(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PAR1';
}
