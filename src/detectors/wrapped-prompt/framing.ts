import { CharacterModel, fold } from '../../reader/index.ts';
import { closingOf, fromFirstSentence, openingsOf } from '../wording/edge-sentences.ts';
import { FRAMINGS } from './framing-weights.ts';

/** So much of a turn is looked at from each end. */
const WINDOW = 240;
/** A sentence of fewer characters says too little by itself. */
const SENTENCE = 14;
const QUOTED = /^["'“”„«「『‘]/;

/** A text of one row frames what is asked from here on. */
export const LIKELY_FRAMING = 0.65;

let model: CharacterModel | null = null;

/** The part of a text that frames the most, and how likely it does. */
interface Framing {
  readonly likely: number;
  readonly part: string;
}

const NONE: Framing = { likely: 0, part: '' };

/**
 * How likely a text frames a request so that anything goes, 0..1: rules that are set aside, a part that answers everything, a
 * mode, a game, a claim of authority, in whatever words. Learnt (`training/wording/framings`). A sentence with which it opens or
 * closes is asked first, as what is asked says nothing of the framing, and then its beginning, and its end from where a sentence
 * begins: half of one sounds like an order. A sentence that begins with a quotation mark is not asked by itself.
 */
export function framing(text: string): Framing {
  const whole = fold(text).trim();
  const closing = closingOf(whole);
  const sentences = [...openingsOf(whole, whole.length, 2), ...(closing === null ? [] : [closing])];
  const sentence = surest(sentences.filter((one) => one.length >= SENTENCE && !QUOTED.test(one)));
  if (sentence.likely >= LIKELY_FRAMING) return sentence;
  return surest([
    sentence.part,
    ...(whole.length <= WINDOW ? [whole] : [whole.slice(0, WINDOW), fromFirstSentence(whole.slice(-WINDOW))]),
  ]);
}

function surest(parts: readonly string[]): Framing {
  return parts.reduce<Framing>((most, part) => {
    const likely = part === '' ? 0 : told(part);
    return likely > most.likely ? { likely, part } : most;
  }, NONE);
}

function told(text: string): number {
  model ??= new CharacterModel(FRAMINGS);
  return model.of(text);
}

/** The texts of a row in which one may stand. */
const WRAPPER_TEXTS = ['head', 'tail', 'system', 'before'] as const;
export type WrapperText = (typeof WRAPPER_TEXTS)[number];

/** Where a request is framed by a text of its own, and the part that frames it: the place that tells most; null where none does. */
export function framedAt(
  kept: Readonly<Record<WrapperText, string>>,
): { readonly place: WrapperText; readonly part: string } | null {
  let most: { readonly place: WrapperText; readonly part: string } | null = null;
  let least = LIKELY_FRAMING;
  for (const place of WRAPPER_TEXTS) {
    // A short request is its own end; the end of a long one was cut out of it.
    if (place === 'tail' && kept.tail === kept.head) continue;
    const { likely, part } = framing(place === 'tail' ? fromFirstSentence(kept.tail) : kept[place]);
    if (likely < least || (most !== null && likely === least)) continue;
    most = { place, part };
    least = likely;
  }
  return most;
}
