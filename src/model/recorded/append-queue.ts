import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';

/** The state of the end of a file that is appended to. */
export interface FileEnding {
  /** Offset of the end of its whole lines, in bytes. */
  readonly end: number;
  /** True if an incomplete line follows them. It is cut off before the first append. */
  readonly isTorn: boolean;
  /** True if the last line is whole except for its line break. */
  readonly lacksBreak: boolean;
}

interface QueuedLine {
  readonly line: string;
  readonly resolve: (start: number) => void;
  readonly reject: (failure: unknown) => void;
}

/**
 * Appends lines to a file, whole and in order. Lines that arrive together share one write. If a batch fails, any part
 * of it that was written is cut off again, so that no reader sees half a line.
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

  /** Resolves with the byte offset of the line once the operating system has it. Rejects if the file system does. */
  append(line: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Resolves when everything appended so far has been written or has failed. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    // Collects all lines appended in the same turn of the event loop.
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
      // If this fails, the next batch tries again before it writes.
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

/**
 * Writes all bytes, since a write may take fewer than it was given. The handle is in append mode, so its position does
 * not matter.
 */
async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}
