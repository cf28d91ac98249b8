import { LEXICA } from './lexica.ts';
import { eachToken } from './tokens.ts';

const STOP = new Set(LEXICA.flatMap((lexicon) => lexicon.stopwords.split(' ')));
const HARM = new RegExp(LEXICA.map((lexicon) => lexicon.harm).join('|'), 'i');
const TEXTWORK = new RegExp(LEXICA.map((lexicon) => lexicon.textwork).join('|'), 'i');
const DECLINING = new RegExp(LEXICA.map((lexicon) => lexicon.declining).join('|'), 'i');

/** At most this much of a request is read: half at its start, half at its end. */
const READ = 2000;

/** "How do I make pancakes?" has two, and is answered without either. */
const DETAILED = 5;

/** What is asked for: read only as far as it is needed. */
export class Request {
  readonly #text: string;
  #stems: ReadonlySet<string> | undefined;

  constructor(prompt: string) {
    this.#text = prompt.length > READ ? `${prompt.slice(0, READ / 2)} ${prompt.slice(-READ / 2)}` : prompt;
  }

  /** False where no prompt is known. */
  get known(): boolean {
    return this.#text.trim() !== '';
  }

  /** It asks for something that would do harm, as far as words tell. */
  get harmful(): boolean {
    return HARM.test(this.#text);
  }

  /** It orders text in which somebody declines: a refusal in the answer is what was asked for. */
  get ordersRefusal(): boolean {
    return TEXTWORK.test(this.#text) && DECLINING.test(this.#text);
  }

  /** The share of the content words of `sentence` that come from the request, 0..1; 0 where it has none. */
  shareOf(sentence: string): number {
    this.#stems ??= stemsOf(this.#text);
    const stems = stemsOf(sentence);
    let shared = 0;
    for (const stem of stems) if (this.#stems.has(stem)) shared += 1;
    return stems.size === 0 ? 0 : shared / stems.size;
  }

  /** It has so many content words that an answer to it can hardly do without all of them. */
  get detailed(): boolean {
    this.#stems ??= stemsOf(this.#text);
    return this.#stems.size >= DETAILED;
  }

  /** The share of the request's content words that come up in `text`, 0..1; 0 where it has none. */
  coverage(text: string): number {
    this.#stems ??= stemsOf(this.#text);
    if (this.#stems.size === 0) return 0;
    const stems = stemsOf(text);
    let shared = 0;
    for (const stem of this.#stems) if (stems.has(stem)) shared += 1;
    return shared / this.#stems.size;
  }
}

const isHiragana = (c: number) => c >= 0x3041 && c <= 0x309f;

/** The content stems of a text: words cut short, pairs of wide characters. */
export function stemsOf(text: string): Set<string> {
  const lower = text.toLowerCase();
  const stems = new Set<string>();
  eachToken(lower, (start, end, kind) => {
    if (kind === 'wide') {
      // Pairs of hiragana are grammar.
      for (let i = start; i + 2 <= end; i += 1) {
        if (!isHiragana(lower.charCodeAt(i)) || !isHiragana(lower.charCodeAt(i + 1))) stems.add(lower.slice(i, i + 2));
      }
    } else if (kind === 'word' && end - start > 1) {
      const word = lower.slice(start, end);
      if (!STOP.has(word)) stems.add(stemOf(word));
    } else if (kind === 'number') {
      stems.add(lower.slice(start, end));
    }
  });
  return stems;
}

function stemOf(word: string): string {
  return word.length > 5 ? word.slice(0, Math.max(4, word.length - 3)) : word.replace(/(?:es|s|ed|ing)$/, '');
}
