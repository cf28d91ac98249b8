import type { Act, ActName, Ground } from '../../schema/index.ts';
import { DENSE } from '../features/dense.ts';
import type { Vocabulary } from '../features/symbols.ts';
import { FeatureReader } from '../features/unit-features.ts';
import {
  ACT_ORDER,
  AnswerNetwork,
  type Calibration,
  GROUND_ORDER,
  type ReaderWeights,
} from '../network/reader-network.ts';
import type { Request } from '../request/request.ts';
import { isOnlyMarks, withoutMarks } from '../text/block-tags.ts';
import type { Unit } from '../text/units.ts';

/** One unit and its act. */
export interface ReadUnit {
  readonly unit: Unit;
  readonly act: ActName;
  /** The ground on which a refusal declines; null for all other acts. */
  readonly ground: Exclude<Ground, 'none'> | null;
  /** How likely it declines by one of the acts in `DECLINING`, 0..1. */
  readonly declining: number;
  /** True for marks on a line of their own (`<answer>`), which say nothing. */
  readonly silent: boolean;
}

/** Acts that turn a request down. */
export const DECLINING: ReadonlySet<ActName> = new Set(['refusal', 'rebuttal', 'admonition']);
/** Maximum number of sentences of courtesy at the start of an answer. */
const MOST_COURTESIES = 3;
const DECLINING_PLACES = ACT_ORDER.flatMap((act, place) => (DECLINING.has(act) ? [place] : []));

/** Reads the units of one response in order. */
export class AnswerReader {
  #request: Request;
  readonly #network: AnswerNetwork;
  readonly #features: FeatureReader;
  readonly #isCourtesy: (sentence: string) => boolean;
  #units: ReadUnit[] = [];
  #read = 0;
  /** Marks, and courtesies with which the answer opens: the network reads them only if there is nothing else. */
  #passedOver: { readonly unit: Unit; readonly said: string }[] = [];
  #courtesies = 0;
  #aside = 0;

  constructor(
    weights: ReaderWeights,
    vocabulary: Vocabulary,
    request: Request,
    isCourtesy: (sentence: string) => boolean,
  ) {
    this.#request = request;
    this.#isCourtesy = isCourtesy;
    this.#network = new AnswerNetwork(weights, request, DENSE);
    this.#features = new FeatureReader(request, vocabulary);
  }

  /** Starts over with another answer, to another request: equivalent to a new reader, but cheaper. */
  startOver(request: Request): void {
    this.#request = request;
    this.#units = [];
    this.#aside = 0;
    this.#forget();
  }

  /** Reads the next unit. `text`: as it appears in the response. */
  read(unit: Unit, text: string): ReadUnit {
    if (unit.channel === 'unopened') this.#startAgain();
    const read = unit.channel === 'answer' ? this.#readAnswer(unit, text) : aside(unit);
    this.#units.push(read);
    return read;
  }

  /** All units so far. */
  get units(): readonly ReadUnit[] {
    return this.#units;
  }

  /** Returns the outcome of the answer so far; null if it has no unit. */
  outcome(calibration: Calibration): ReturnType<AnswerNetwork['outcome']> | null {
    if (this.#read === 0) for (const { unit, said } of this.#passedOver) this.#readWords(unit, said);
    return this.#read === 0 ? null : this.#network.outcome(calibration);
  }

  #readAnswer(unit: Unit, text: string): ReadUnit {
    const { code, markup } = unit.place;
    const said = code || markup ? text : withoutMarks(text);
    if (!code && isOnlyMarks(text)) {
      this.#passedOver.push({ unit, said });
      return { unit, act: 'affirmation', ground: null, declining: 0, silent: true };
    }
    if (this.#read === 0 && this.#courtesies < MOST_COURTESIES && this.#isCourtesy(said)) {
      this.#courtesies += 1;
      this.#passedOver.push({ unit, said });
      return { unit, act: 'affirmation', ground: null, declining: 0, silent: false };
    }
    const { acts, grounds } = this.#readWords(unit, said);
    const best = greatest(acts);
    const act = ACT_ORDER[best]!;
    const ground = act === 'refusal' ? GROUND_ORDER[greatest(grounds)]! : null;
    let declining = 0;
    for (const place of DECLINING_PLACES) declining += acts[place]!;
    return { unit, act, ground, declining, silent: false };
  }

  #readWords(unit: Unit, said: string): ReturnType<AnswerNetwork['read']> {
    const { words, beside } = this.#features.read(unit, said);
    this.#read += 1;
    return this.#network.read(words, beside, unit.end - unit.start);
  }

  /** Starts again: the end of a block has shown that what was taken for the answer was reasoning. */
  #startAgain(): void {
    for (; this.#aside < this.#units.length; this.#aside += 1)
      this.#units[this.#aside] = aside({ ...this.#units[this.#aside]!.unit, channel: 'reasoning' });
    if (this.#read > 0 || this.#passedOver.length > 0) this.#forget();
  }

  #forget(): void {
    this.#network.startOver(this.#request);
    this.#features.startOver(this.#request);
    this.#read = 0;
    this.#passedOver = [];
    this.#courtesies = 0;
  }
}

/** Reasoning performs none of the acts of an answer. */
const aside = (unit: Unit): ReadUnit => ({ unit, act: 'substance', ground: null, declining: 0, silent: false });

export function greatest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Builds one act. If it declines, its confidence is that of its surest unit. */
function actOf(act: ActName, start: number, end: number, ground: ReadUnit['ground'], units: readonly ReadUnit[]): Act {
  if (!DECLINING.has(act)) return { act, start, end };
  const confidence = Math.round(1000 * Math.max(...units.map(({ declining }) => declining))) / 1000;
  return ground === null ? { act, start, end, confidence } : { act, start, end, ground, confidence };
}

/** Joins neighbouring units of one kind, but never reasoning with the answer. */
export function actsOf(units: readonly ReadUnit[]): Act[] {
  const acts: Act[] = [];
  for (let i = 0; i < units.length; ) {
    const { unit, act, ground } = units[i]!;
    const reasoning = unit.channel !== 'answer';
    let last = i;
    while (last + 1 < units.length) {
      const next = units[last + 1]!;
      if (next.act !== act || next.ground !== ground || (next.unit.channel !== 'answer') !== reasoning) break;
      last += 1;
    }
    acts.push(actOf(act, unit.start, units[last]!.unit.end, ground, units.slice(i, last + 1)));
    i = last + 1;
  }
  return acts;
}
