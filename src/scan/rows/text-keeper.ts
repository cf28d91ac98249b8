import type { Mark } from '../../detectors/index.ts';
import type { Example } from '../../schema/index.ts';
import type { ExampleText } from '../workers/chunk-outcome.ts';
import { exampleText } from './example-text.ts';

/** Number of rows shown with a finding. */
export const EXAMPLES_PER_FINDING = 10;

/**
 * Maximum number of keys per detector for which texts are kept. A detector with more keys marks individual rows rather
 * than kinds of rows; its examples then have no text. The limit applies to the whole set, so it does not depend on how
 * the set is split.
 */
export const MAX_KEYS = 100;

/**
 * Keeps texts that may be needed to show a finding while rows pass by. A reader sees its chunks in ascending order, so
 * only the first rows it meets for a key can be among the first of all.
 */
export class TextKeeper {
  /** Number of rows kept so far, by detector and key. */
  readonly #kept: Map<string, number>[];
  #texts: ExampleText[] = [];
  #tooManyKeys: number[] = [];

  constructor(detectors: number) {
    this.#kept = Array.from({ length: detectors }, () => new Map());
  }

  beginChunk(): void {
    this.#texts = [];
    this.#tooManyKeys = [];
  }

  /** Keeps the texts of the marks that one detector gave to one row. */
  keep(detector: number, example: Example, marks: readonly Mark[]): void {
    const kept = this.#kept[detector]!;
    if (kept.size > MAX_KEYS) return;
    const ofThisRow = new Set<string>();
    for (const mark of marks) {
      if (ofThisRow.has(mark.key)) continue;
      ofThisRow.add(mark.key);
      const rows = kept.get(mark.key) ?? 0;
      if (rows >= EXAMPLES_PER_FINDING) continue;
      kept.set(mark.key, rows + 1);
      if (kept.size > MAX_KEYS) {
        this.#tooManyKeys.push(detector);
        return;
      }
      this.#texts.push({ detector, key: mark.key, line: example.line, turn: mark.turn, ...exampleText(example, mark) });
    }
  }

  takeChunk(): { texts: ExampleText[]; tooManyKeys: number[] } {
    return { texts: this.#texts, tooManyKeys: this.#tooManyKeys };
  }
}
