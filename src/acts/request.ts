import { LEXICA } from './lexica.ts';

/** What the request says about which answers would fulfil it. */
export interface Request {
  /** False where no prompt is known. */
  readonly known: boolean;
  /** It asks for something that would do harm, as far as words tell. */
  readonly harmful: boolean;
  /** It asks for text to be written or worked on: a refusal in the answer may be what was ordered. */
  readonly textwork: boolean;
  /** Content words (stems), and pairs of characters for scripts without spaces. */
  readonly stems: ReadonlySet<string>;
}

const STOP = new Set(LEXICA.flatMap((lexicon) => lexicon.stopwords.split(' ')));
const HARM = new RegExp(LEXICA.map((lexicon) => lexicon.harm).join('|'), 'iu');
const TEXTWORK = new RegExp(LEXICA.map((lexicon) => lexicon.textwork).join('|'), 'iu');
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[\p{L}\p{M}]+|\p{N}+/gu;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** At most this much of a request is read: half at its start, half at its end. */
const READ = 2000;

/** Reads a request. */
export function readRequest(prompt: string | undefined): Request {
  const text = prompt ?? '';
  const read = text.length > READ ? `${text.slice(0, READ / 2)} ${text.slice(-READ / 2)}` : text;
  return {
    known: read.trim() !== '',
    harmful: HARM.test(read),
    textwork: TEXTWORK.test(read),
    stems: stemsOf(read),
  };
}

/** The content stems of a text. */
export function stemsOf(text: string): Set<string> {
  const stems = new Set<string>();
  for (const word of text.toLowerCase().match(WORD) ?? []) {
    if (WIDE.test(word)) {
      for (let i = 0; i + 2 <= word.length; i += 1) {
        const pair = word.slice(i, i + 2);
        // Pairs of hiragana are grammar.
        if (!/^[\u3040-\u309f]{2}$/.test(pair)) stems.add(pair);
      }
    } else if (word.length > 2 && !STOP.has(word)) {
      stems.add(word.length > 5 ? word.slice(0, Math.max(4, word.length - 3)) : word.replace(/(?:es|s|ed|ing)$/, ''));
    }
  }
  return stems;
}

/** The share of the request's content words that come up in `text`, 0..1; 0 where the request has none. */
export function coverage(request: Request, text: string): number {
  if (request.stems.size === 0) return 0;
  const stems = stemsOf(text);
  let shared = 0;
  for (const stem of request.stems) if (stems.has(stem)) shared += 1;
  return shared / request.stems.size;
}
