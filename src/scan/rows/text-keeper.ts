import type { Mark } from '../../detectors/index.ts';
import type { Example } from '../../schema/index.ts';
import type { ExampleText } from '../workers/chunk-outcome.ts';
import { exampleText } from './example-text.ts';

/** Rows that a finding shows. */
export const EXAMPLES_PER_FINDING = 10;

/**
 * Keys of one detector for which texts are kept. A detector that makes more marks its rows one by one rather than by
 * kind; its examples then come without text. The rule looks at the whole set, so it does not depend on the splitting.
 */
export const MAX_KEYS = 100;

/**
 * Keeps, while rows go by, the texts that may be needed to show a finding. A reader sees its chunks in rising order,
 * so the first rows of a key that it meets are the only ones of its own that can be among the first of all.
 */
export class TextKeeper {
  /** Rows kept so far, by detector and key. */
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

  /** Looks at the marks that one detector gave to one row. */
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
