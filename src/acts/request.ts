import { LEXICA } from './lexica.ts';
import { eachToken } from './tokens.ts';

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
const HARM = new RegExp(LEXICA.map((lexicon) => lexicon.harm).join('|'), 'i');
const TEXTWORK = new RegExp(LEXICA.map((lexicon) => lexicon.textwork).join('|'), 'i');
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

/** The share of the request's content words that come up in `text`, 0..1; 0 where the request has none. */
export function coverage(request: Request, text: string): number {
  if (request.stems.size === 0) return 0;
  const stems = stemsOf(text);
  let shared = 0;
  for (const stem of request.stems) if (stems.has(stem)) shared += 1;
  return shared / request.stems.size;
}
