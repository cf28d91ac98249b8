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
import type { Unit } from '../text/units.ts';

/** One unit with what it does. */
export interface ReadUnit {
  readonly unit: Unit;
  readonly act: ActName;
  /** On what grounds a refusal declines; null for all other acts. */
  readonly ground: Exclude<Ground, 'none'> | null;
}

/** Acts that turn a request down. */
export const DECLINING: ReadonlySet<ActName> = new Set(['refusal', 'rebuttal', 'admonition']);

/** Reads the units of one response in order. */
export class AnswerReader {
  readonly #weights: ReaderWeights;
  readonly #vocabulary: Vocabulary;
  readonly #request: Request;
  #network: AnswerNetwork;
  #features: FeatureReader;
  #units: ReadUnit[] = [];
  #read = 0;
  #aside = 0;

  constructor(weights: ReaderWeights, vocabulary: Vocabulary, request: Request) {
    this.#weights = weights;
    this.#vocabulary = vocabulary;
    this.#request = request;
    this.#network = new AnswerNetwork(weights, request.ngrams, request.known, DENSE);
    this.#features = new FeatureReader(request, vocabulary);
  }

  /** Reads the next unit; `text`: as it stands in the response. */
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

  /** What the answer comes to so far; null where it has no unit. */
  outcome(calibration: Calibration): ReturnType<AnswerNetwork['outcome']> | null {
    return this.#read === 0 ? null : this.#network.outcome(calibration);
  }

  #readAnswer(unit: Unit, text: string): ReadUnit {
    const { words, beside } = this.#features.read(unit, text);
    const { acts, grounds } = this.#network.read(words, beside, unit.end - unit.start);
    this.#read += 1;
    const best = greatest(acts);
    const act = ACT_ORDER[best]!;
    const ground = act === 'refusal' ? GROUND_ORDER[greatest(grounds)]! : null;
    return { unit, act, ground };
  }

  /** What was taken for the answer was reasoning, as its end shows. */
  #startAgain(): void {
    for (; this.#aside < this.#units.length; this.#aside += 1)
      this.#units[this.#aside] = aside({ ...this.#units[this.#aside]!.unit, channel: 'reasoning' });
    if (this.#read === 0) return;
    this.#network = new AnswerNetwork(this.#weights, this.#request.ngrams, this.#request.known, DENSE);
    this.#features = new FeatureReader(this.#request, this.#vocabulary);
    this.#read = 0;
  }
}

/** Reasoning does nothing of what an answer does. */
const aside = (unit: Unit): ReadUnit => ({ unit, act: 'substance', ground: null });

export function greatest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Joins neighbouring units of one kind, but not reasoning with the answer. */
export function actsOf(units: readonly ReadUnit[]): Act[] {
  const acts: Act[] = [];
  for (const [i, { unit, act, ground }] of units.entries()) {
    const last = acts.at(-1);
    const reasoning = unit.channel !== 'answer';
    const alike = last !== undefined && last.act === act && (last.ground ?? null) === ground;
    if (alike && reasoning === (units[i - 1]!.unit.channel !== 'answer')) {
      acts[acts.length - 1] = { ...last, end: unit.end };
    } else {
      acts.push({ act, start: unit.start, end: unit.end, ...(ground === null ? {} : { ground }) });
    }
  }
  return acts;
}
