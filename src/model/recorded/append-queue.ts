import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';

/** How a file that is appended to ends. */
export interface FileEnding {
  /** Where its whole lines end, in bytes. */
  readonly end: number;
  /** Something stands behind them that is no whole line. It is cut off before the first line is appended. */
  readonly isTorn: boolean;
  /** The last line is whole, but for its line break. */
  readonly lacksBreak: boolean;
}

interface QueuedLine {
  readonly line: string;
  readonly resolve: (start: number) => void;
  readonly reject: (failure: unknown) => void;
}

/**
 * Appends lines to a file, whole and in order, as many in one write as came together. What could be written of a batch that
 * failed is cut off again, so that no reader takes half a line for one.
 */
export class AppendQueue {
  readonly #handle: FileHandle;
  #end: number;
  #isTorn: boolean;
  #lacksBreak: boolean;
  #waiting: QueuedLine[] = [];
  #writing: Promise<void> | null = null;

  constructor(handle: FileHandle, { end, isTorn, lacksBreak }: FileEnding) {
    this.#handle = handle;
    this.#end = end;
    this.#isTorn = isTorn;
    this.#lacksBreak = lacksBreak;
  }

  /** Resolves with where the line begins, in bytes, when the operating system has it. Rejects as the file system does. */
  append(line: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** When everything that was appended so far is written, or has failed. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    // Whoever appends in the same turn of the event loop comes along.
    await undefined;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#writeBatch(batch);
    }
    this.#writing = null;
  }

  async #writeBatch(batch: readonly QueuedLine[]): Promise<void> {
    try {
      await this.#mend();
      await this.#endLastLine();
      const lines = batch.map(({ line }) => Buffer.from(`${line}\n`, 'utf8'));
      const bytes = Buffer.concat(lines);
      this.#isTorn = true;
      await writeAll(this.#handle, bytes);
      this.#isTorn = false;
      for (const [i, { resolve }] of batch.entries()) {
        resolve(this.#end);
        this.#end += lines[i]!.length;
      }
    } catch (failure) {
      // What cannot be cut off now is before the next line.
      await this.#mend().catch(() => undefined);
      for (const { reject } of batch) reject(failure);
    }
  }

  async #mend(): Promise<void> {
    if (this.#isTorn) await this.#handle.truncate(this.#end);
    this.#isTorn = false;
  }

  async #endLastLine(): Promise<void> {
    if (!this.#lacksBreak) return;
    await writeAll(this.#handle, Buffer.from('\n'));
    this.#lacksBreak = false;
    this.#end += 1;
  }
}

/** A write may take less than it was given. The handle appends, wherever it stands. */
async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}
