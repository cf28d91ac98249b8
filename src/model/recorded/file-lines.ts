import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';

/** The position of a line in its file; `end` is the offset after its bytes, before the line break. */
export interface FileLine {
  readonly start: number;
  readonly end: number;
  /** Valid until the next line is requested; null if the line is longer than the limit. */
  readonly bytes: Buffer | null;
  /** True if it ends with a line break, so it was written completely. */
  readonly isWhole: boolean;
}

const LF = 0x0a;
const BLOCK = 2 ** 20;

/**
 * Yields the lines of a file or pipe, reading from the handle's current position, which must be its start. Only a line
 * feed ends a line. Holds at most one block and a line of `most` bytes in memory.
 */
export async function* fileLines(handle: FileHandle, most: number): AsyncGenerator<FileLine, void, void> {
  const block = Buffer.alloc(BLOCK);
  let start = 0;
  let at = 0;
  /** Pieces of the current line from earlier blocks. */
  let held: Buffer[] = [];
  let isTooLong = false;
  const line = (end: number, piece: Buffer, isWhole: boolean): FileLine => {
    const bytes = isTooLong || end - start > most ? null : held.length === 0 ? piece : Buffer.concat([...held, piece]);
    return { start, end, bytes, isWhole };
  };
  for (;;) {
    const { bytesRead } = await handle.read(block, 0, BLOCK, null);
    if (bytesRead === 0) break;
    const bytes = block.subarray(0, bytesRead);
    let from = 0;
    for (let lf = bytes.indexOf(LF); lf >= 0; lf = bytes.indexOf(LF, from)) {
      yield line(at + lf, bytes.subarray(from, lf), true);
      held = [];
      isTooLong = false;
      from = lf + 1;
      start = at + from;
    }
    at += bytesRead;
    isTooLong ||= at - start > most;
    if (isTooLong) held = [];
    else if (from < bytesRead) held.push(Buffer.from(bytes.subarray(from)));
  }
  if (start < at) yield line(at, Buffer.alloc(0), false);
}
