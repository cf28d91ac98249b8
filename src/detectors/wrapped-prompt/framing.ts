import { CharacterModel, fold } from '../../reader/index.ts';
import { closingOf, openingsOf } from '../wording/edge-sentences.ts';
import { FRAMINGS } from './framing-weights.ts';

/** So much of a turn is looked at as a whole. */
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
 * closes is asked first, as what is asked says nothing of the framing, and then its beginning. A sentence that begins with a quotation mark is not asked by itself.
 */
export function framing(text: string): Framing {
  const whole = fold(text).trim();
  const closing = closingOf(whole);
  const sentences = [...openingsOf(whole, whole.length, 2), ...(closing === null ? [] : [closing])];
  const sentence = surest(sentences.filter((one) => one.length >= SENTENCE && !QUOTED.test(one)));
  if (sentence.likely >= LIKELY_FRAMING) return sentence;
  return surest([
    sentence.part,
    ...(whole.length <= WINDOW ? [whole] : [whole.slice(0, WINDOW), whole.slice(-WINDOW)]),
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
