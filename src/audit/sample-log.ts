import { flipsOf, howTelling } from '../compare/index.ts';
import { readResponse } from '../reader/index.ts';
import type { Comparison, FlipExcerpt, Message } from '../schema/index.ts';
import type { Sample, SamplePair } from './ask-probe.ts';

/** Number of probes in a row without any answer from a model, after which it is no longer asked. */
const MAX_FAILING_PROBES = 10;
const MAX_EXCERPTS = 3;
const MAX_FAILURES = 10;
const MAX_MESSAGES = 100;
const MAX_SERVED_NAMES = 5;
/** Maximum length of a server's name for a model, in UTF-16 code units. */
const MAX_NAME_CHARS = 120;
const OTHERS: Message = { en: 'other failures', ja: 'その他の失敗' };

type FlipCandidate = Pick<FlipExcerpt, 'probe' | 'condition' | 'question' | 'answer'> & { readonly telling: number };

/**
 * Requests that a server refuses in the same words, although it never answered one: the fault is not in the questions
 * (no credit left, a field that it does not know).
 */
class RefusedRequests {
  /** Number of probes in a row. */
  inRow = 0;
  #words = '';
  #hasAnswered = false;

  add(samples: readonly Sample[]): void {
    const said = new Set(samples.map(({ failure }) => (failure?.isRejected ? wordsOf(failure.message) : null)));
    this.#hasAnswered ||= samples.some(({ failure }) => !failure?.isRejected && !failure?.isUpstream);
    const [words = null] = said;
    const isRefused = said.size === 1 && words !== null && !this.#hasAnswered;
    this.inRow = isRefused ? (words === this.#words ? this.inRow + 1 : 1) : 0;
    this.#words = words ?? '';
  }
}

/** Servers count tokens and number requests in what they say. */
const wordsOf = ({ en }: Message): string => en.replace(/\d+/g, '#');

/** What is kept of answers besides the counts: few texts, whatever the number of probes. */
export class SampleLog {
  asked = 0;
  answers = 0;
  notJudged = 0;
  recorded = 0;
  /**
   * Last message of a model that has not answered for so long that asking on makes no sense; null while both answer.
   */
  failing: Message | null = null;
  #excerpts: FlipCandidate[] = [];
  /** Keyed by the English message. */
  readonly #failures = new Map<string, { readonly message: Message; count: number }>();
  readonly #served = { before: new Set<string>(), after: new Set<string>() };
  readonly #silent = { before: 0, after: 0 };
  readonly #refusals = { before: new RefusedRequests(), after: new RefusedRequests() };

  /** Takes the pairs of one probe, in the order in which the probes were drawn. */
  add(question: string, pairs: readonly SamplePair[]): void {
    this.asked += 1;
    for (const side of ['before', 'after'] as const) {
      const samples = pairs.flatMap((pair) => pair[side]);
      for (const one of samples) this.#count(one, side);
      const isSilent = samples.every(({ failure }) => failure?.isUpstream === true);
      this.#silent[side] = isSilent ? this.#silent[side] + 1 : 0;
      this.#refusals[side].add(samples);
      const isFailing = Math.max(this.#silent[side], this.#refusals[side].inRow) >= MAX_FAILING_PROBES;
      if (isFailing) this.failing = samples[0]!.failure!.message;
    }
    for (const pair of pairs) this.#keep(question, pair);
  }

  get failures(): readonly { readonly message: Message; readonly count: number }[] {
    return [...this.#failures.values()].sort((a, b) => b.count - a.count).slice(0, MAX_FAILURES);
  }

  get served(): Comparison['run']['served'] {
    return { before: [...this.#served.before].sort(), after: [...this.#served.after].sort() };
  }

  /** The most telling answers of the tuned model, unmasked. */
  get letters(): FlipExcerpt[] {
    return this.#excerpts.map(({ telling: _, ...excerpt }) => ({
      ...excerpt,
      acts: readResponse(excerpt.answer, { prompt: excerpt.question }).acts,
      masked: false,
    }));
  }

  #count({ judged, failure, servedModel, isRecorded }: Sample, side: 'before' | 'after'): void {
    this.answers += 1;
    if ('unjudged' in judged) this.notJudged += 1;
    if (isRecorded) this.recorded += 1;
    if (servedModel !== null && this.#served[side].size < MAX_SERVED_NAMES) {
      this.#served[side].add(servedModel.slice(0, MAX_NAME_CHARS));
    }
    if (failure !== null) this.#countFailure(failure.message);
  }

  /** Messages may contain something different each time (a request id), so not all of them are kept. */
  #countFailure(message: Message): void {
    const isKept = this.#failures.has(message.en) || this.#failures.size < MAX_MESSAGES;
    const told = isKept ? message : OTHERS;
    const { count } = this.#failures.get(told.en) ?? { count: 0 };
    this.#failures.set(told.en, { message: told, count: count + 1 });
  }

  #keep(question: string, { pair, after }: SamplePair): void {
    const [flip] = flipsOf([pair]);
    const first = pair.after[0]!;
    if (flip === undefined || pair.set !== 'core' || 'unjudged' in first || !first.complied) return;
    const { probe, condition } = pair;
    this.#excerpts = [
      ...this.#excerpts,
      { probe, condition, question, answer: after[0]!.text, telling: howTelling(flip) },
    ]
      .sort((a, b) => b.telling - a.telling)
      .slice(0, MAX_EXCERPTS);
  }
}
