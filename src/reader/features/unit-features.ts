import type { Request } from '../request/request.ts';
import { fold } from '../text/fold.ts';
import type { Unit } from '../text/units.ts';
import { denseValues } from './dense.ts';
import { ngramsOf } from './ngrams.ts';
import { stemsOf, symbolsOf, type Vocabulary } from './symbols.ts';

/** Input of the network for one unit. */
export interface UnitFeatures {
  /** Hashed, with repeats. */
  readonly words: readonly number[];
  /** `DENSE` values. */
  readonly beside: Float32Array;
}

/** Extracts the features of the units of one answer, in order; the coverage of the request accumulates. */
export class FeatureReader {
  #request: Request;
  readonly #vocabulary: Vocabulary;
  readonly #covered = new Set<string>();
  #index = 0;

  constructor(request: Request, vocabulary: Vocabulary) {
    this.#request = request;
    this.#vocabulary = vocabulary;
  }

  /** Starts over with another answer, to another request. */
  startOver(request: Request): void {
    this.#request = request;
    this.#covered.clear();
    this.#index = 0;
  }

  /** Returns the features of the next unit. `written`: its text as it appears in the answer. */
  read(unit: Unit, written: string): UnitFeatures {
    const { stems } = this.#request;
    const text = fold(written);
    const symbols = symbolsOf(text, this.#vocabulary, stems);
    let covers = 0;
    if (symbols.fromRequest > 0) {
      for (const stem of stemsOf(text, this.#vocabulary)) {
        if (!stems.has(stem)) continue;
        covers += 1;
        this.#covered.add(stem);
      }
    }
    const relation = {
      fromRequest: symbols.content === 0 ? 0 : symbols.fromRequest / symbols.content,
      covers: stems.size === 0 ? 0 : covers / stems.size,
      covered: stems.size === 0 ? 0 : this.#covered.size / stems.size,
    };
    const beside = denseValues(unit, text, symbols, this.#index, this.#request, relation);
    this.#index += 1;
    return { words: ngramsOf(symbols), beside };
  }
}
