import { createHash } from 'node:crypto';

const SIZE = 1_024;
/** UTF-16 code units kept at each end of a request. */
const END = 480;
/** Minimum number of different requests: what fewer share cannot be distinguished from chance. */
const MIN_REQUESTS = 8;

interface Ends {
  readonly digest: string;
  readonly head: string;
  readonly tail: string;
}

/** The ends of up to 1,024 different requests, chosen by their content and not by their position. */
export class RequestSample {
  #kept = new Map<string, Ends>();
  #highest = '~';

  add(request: string): void {
    const head = request.slice(0, END);
    const tail = request.slice(-END);
    const digest = createHash('sha256').update(`${request.length}\n${head}\n${tail}`).digest('hex').slice(0, 16);
    if (digest >= this.#highest || this.#kept.has(digest)) return;
    this.#kept.set(digest, structuredClone({ digest, head, tail }));
    if (this.#kept.size >= 2 * SIZE) this.#thin();
  }

  /**
   * Returns the longest beginning (or ending) that at least this share of the requests have, or '' if there is none.
   */
  sharedByMost(place: 'prefix' | 'suffix', share: number): string {
    this.#thin();
    const texts = [...this.#kept.values()].map(({ head, tail }) => (place === 'prefix' ? head : tail));
    const wanted = Math.max(MIN_REQUESTS, share * texts.length);
    let shared = '';
    let least = 1;
    let most = END;
    while (least <= most) {
      const length = Math.floor((least + most) / 2);
      const text = commonest(texts, length, place, wanted);
      if (text === null) most = length - 1;
      else {
        shared = text;
        least = length + 1;
      }
    }
    return shared;
  }

  #thin(): void {
    const least = [...this.#kept.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1)).slice(0, SIZE);
    this.#kept = new Map(least.map((ends) => [ends.digest, ends]));
    if (least.length === SIZE) this.#highest = least.at(-1)!.digest;
  }
}

/**
 * Returns the most common beginning (or ending) of this length, or null if fewer than `wanted` have it. Ties by text.
 */
function commonest(
  texts: readonly string[],
  length: number,
  place: 'prefix' | 'suffix',
  wanted: number,
): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) {
    if (text.length < length) continue;
    const end = place === 'prefix' ? text.slice(0, length) : text.slice(-length);
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
  return first !== undefined && first[1] >= wanted ? first[0] : null;
}
