import { Buffer } from 'node:buffer';
import type { RecordScanner } from './record-scanner.ts';

const LF = 0x0a;

/** Scans lines. Every line is a record, including blank ones, so that their count is the line number. */
export function lineScanner(): RecordScanner {
  let start = 0;
  return {
    scan(block, base, found) {
      const bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
      for (let lf = bytes.indexOf(LF); lf >= 0; lf = bytes.indexOf(LF, lf + 1)) {
        found(start, base + lf);
        start = base + lf + 1;
      }
    },
    openSince: () => start,
    end(total, found) {
      if (start === total) return 'closed';
      found(start, total);
      start = total;
      return 'open-record';
    },
  };
}
