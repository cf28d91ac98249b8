import { CharacterModel, fold } from '../../reader/index.ts';
import { closingOf, fromFirstSentence, openingsOf } from '../wording/edge-sentences.ts';
import { FRAMINGS } from './framing-weights.ts';

/** Number of characters examined at each end of a text. */
const WINDOW = 240;
/** Minimum length of a sentence: shorter ones say too little by themselves. */
const SENTENCE = 14;
const QUOTED = /^["'“”„«「『‘]/;

/** From this score on, a text of a single row frames the request. */
export const LIKELY_FRAMING = 0.65;

let model: CharacterModel | null = null;

/** The part of a text with the highest framing score, and that score. */
interface Framing {
  readonly likely: number;
  readonly part: string;
}

const NONE: Framing = { likely: 0, part: '' };

/**
 * Returns the probability, 0..1, that a text frames a request so that anything goes: rules set aside, a part that
 * answers everything, a mode, a game, a claim of authority, in any words. Learnt (`training/wording/framings`). The
 * sentences with which the text opens or closes are tested first, because the rest of the request says nothing about
 * the framing. Then follow its beginning, and its end from the start of a sentence on: half a sentence sounds like an
 * order. A sentence that begins with a quotation mark is not tested by itself.
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

/** The texts of a row in which a wrapper may occur. */
const WRAPPER_TEXTS = ['head', 'tail', 'system', 'before'] as const;
export type WrapperText = (typeof WRAPPER_TEXTS)[number];

/**
 * Returns the place and part with the highest framing score, where a text of its own frames the request; null if none.
 */
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
