import { ZenbunError } from '../../errors.ts';
import type { Limits } from '../options.ts';

/** Growth up to this size is harmless, and short repetitive files compress very well. */
const FREE_GROWTH = 64 * 2 ** 20;

/** Monitors the growth of a file: a small one that expands to an enormous one is a trap, or not what it seems to be. */
export class Growth {
  readonly #path: string;
  readonly #limits: Limits;
  #in: number;
  #out = 0;

  constructor(path: string, limits: Limits, bytesIn = 0) {
    this.#path = path;
    this.#limits = limits;
    this.#in = bytesIn;
  }

  took(bytes: number): void {
    this.#in += bytes;
  }

  /** Throws `limit` if too much has come out. */
  gave(bytes: number): void {
    this.#out += bytes;
    const { expandedBytes, expansionRatio } = this.#limits;
    if (this.#out <= expandedBytes && (this.#out <= FREE_GROWTH || this.#out <= this.#in * expansionRatio)) return;
    const times = Math.floor(this.#out / Math.max(this.#in, 1));
    throw new ZenbunError(
      'limit',
      {
        en: `${this.#path} decompresses to more than ${times} times its size`,
        ja: `${this.#path} は展開すると元の ${times} 倍を超えます`,
      },
      {
        advice: {
          en: 'If you trust the file, decompress it and scan the result.',
          ja: '信頼できるファイルであれば、展開してから検査してください。',
        },
      },
    );
  }
}
