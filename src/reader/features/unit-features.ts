import type { Request } from '../request/request.ts';
import { fold } from '../text/fold.ts';
import type { Unit } from '../text/units.ts';
import { denseValues } from './dense.ts';
import { ngramsOf } from './ngrams.ts';
import { stemsOf, symbolsOf, type Vocabulary } from './symbols.ts';

/** What the network sees of one unit. */
export interface UnitFeatures {
  /** Hashed, with repeats. */
  readonly words: readonly number[];
  /** `DENSE` values. */
  readonly beside: Float32Array;
}

/** Takes the features of the units of one answer, in order: how much of the request they cover adds up. */
export class FeatureReader {
  #request: Request;
  readonly #vocabulary: Vocabulary;
  readonly #covered = new Set<string>();
  #index = 0;

  constructor(request: Request, vocabulary: Vocabulary) {
    this.#request = request;
    this.#vocabulary = vocabulary;
  }

  /** Begins another answer, to another request. */
  startOver(request: Request): void {
    this.#request = request;
    this.#covered.clear();
    this.#index = 0;
  }

  /** `written`: the unit as it stands in the answer. */
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
