import type { ScanOptions, ScanProgress } from '../options.ts';
import type { Inputs } from './inputs.ts';

/** Sums up the progress of one phase and reports it to the caller. */
export class ProgressMeter {
  readonly #tell: ScanOptions['onProgress'];
  readonly #phase: ScanProgress['phase'];
  readonly #inputs: Inputs;
  /** Bytes read per file; chunks may finish in any order. */
  readonly #bytesOf: number[] = [];
  #bytes = 0;
  #rows = 0;
  #skipped = 0;

  constructor(tell: ScanOptions['onProgress'], phase: ScanProgress['phase'], inputs: Inputs) {
    this.#tell = tell;
    this.#phase = phase;
    this.#inputs = inputs;
  }

  /** `bytesRead`: position in this file when the chunk was read. */
  add(file: number, bytesRead: number, counts: { readonly rows: number; readonly skipped: number }): void {
    const before = this.#bytesOf[file] ?? 0;
    this.#bytesOf[file] = Math.max(before, bytesRead);
    this.#bytes += this.#bytesOf[file] - before;
    this.#rows += counts.rows;
    this.#skipped += counts.skipped;
    this.#tell?.({
      phase: this.#phase,
      bytes: this.#bytes,
      totalBytes: this.#inputs.totalBytes,
      rows: this.#rows,
      skipped: this.#skipped,
      file: this.#inputs.paths[file]!,
    });
  }
}
