import type { ExampleText } from '../workers/chunk-outcome.ts';
import { EXAMPLES_PER_FINDING, MAX_KEYS } from './text-keeper.ts';

export interface PlacedExample extends ExampleText {
  readonly file: number;
}

/**
 * Collects the texts from all readers and keeps, for every detector and key, those of the first rows by file and line.
 */
export class ExampleTexts {
  /** undefined once a detector has made too many keys. */
  readonly #byDetector: (Map<string, PlacedExample[]> | undefined)[];

  constructor(detectors: number) {
    this.#byDetector = Array.from({ length: detectors }, () => new Map());
  }

  /** Adds the texts of one chunk; chunks may arrive in any order. */
  add(file: number, texts: readonly ExampleText[], tooManyKeys: readonly number[]): void {
    for (const detector of tooManyKeys) this.#byDetector[detector] = undefined;
    for (const text of texts) this.#addOne({ ...text, file });
  }

  find(detector: number, key: string, file: number, line: number, turn: number): ExampleText | undefined {
    const placed = this.#byDetector[detector]?.get(key);
    return placed?.find((text) => text.file === file && text.line === line && text.turn === turn);
  }

  /** Returns all texts that are kept. `tooManyKeys`: the detectors that made too many keys. */
  kept(): { readonly texts: readonly PlacedExample[]; readonly tooManyKeys: readonly number[] } {
    const texts = this.#byDetector.flatMap((byKey) => [...(byKey?.values() ?? [])].flat());
    const tooManyKeys = this.#byDetector.flatMap((byKey, detector) => (byKey === undefined ? [detector] : []));
    return { texts, tooManyKeys };
  }

  #addOne(text: PlacedExample): void {
    const byKey = this.#byDetector[text.detector];
    if (byKey === undefined) return;
    const placed = byKey.get(text.key) ?? [];
    placed.push(text);
    if (placed.length > EXAMPLES_PER_FINDING) {
      placed.sort((a, b) => a.file - b.file || a.line - b.line);
      placed.length = EXAMPLES_PER_FINDING;
    }
    byKey.set(text.key, placed);
    if (byKey.size > MAX_KEYS) this.#byDetector[text.detector] = undefined;
  }
}
