import { Buffer } from 'node:buffer';
import { csvScanner } from './csv-scanner.ts';

const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;

/**
 * Reports whether a tab-separated file was written without quoting, judging by the bytes after the header: every line
 * by itself has a cell for each column, and yet some cell begins with a quote and would span several lines. Stops at
 * the first line that does not fit, because the line breaks of quoted cells produce such lines.
 */
export async function isUnquoted(blocks: AsyncIterable<Uint8Array>, skip: number, columns: number): Promise<boolean> {
  const scanner = csvScanner('\t');
  let [passed, base, lines, records] = [0, 0, 0, 0];
  let [tabs, others, isCut] = [0, 0, false];
  const count = () => {
    records += 1;
  };
  const endsLine = (): boolean => {
    const isBlank = tabs === 0 && others === 0;
    if (!isBlank) lines += 1;
    const fits = isBlank || tabs === columns - 1;
    tabs = others = 0;
    return fits;
  };
  for await (const whole of blocks) {
    const from = Math.min(skip - passed, whole.length);
    passed += from;
    const block = Buffer.from(whole.buffer, whole.byteOffset + from, whole.length - from);
    for (const byte of block) {
      if (byte === LF) {
        if (!endsLine()) return false;
      } else if (byte === TAB) tabs += 1;
      else if (byte !== CR) others += 1;
    }
    scanner.scan(block, base, count);
    base += block.length;
  }
  if (tabs + others > 0) isCut = !endsLine();
  scanner.end(base, count);
  return !isCut && records < lines;
}
