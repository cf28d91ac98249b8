import { Meter } from '../../audit/index.ts';
import type { Model } from '../../model/index.ts';
import type { Caps } from '../../probe/index.ts';
import { interrupted } from '../../scan/index.ts';
import type { FingerprintPrompt, FingerprintSampling, FirstTokenSample, Usage } from '../../schema/index.ts';

/** Prompts to ask, and how often. */
export interface Round {
  readonly prompts: readonly FingerprintPrompt[];
  /** Total number of requests: one prompt after another, then again from the first. */
  readonly requests: number;
  readonly sampling: FingerprintSampling;
}

/**
 * Asks a model for first tokens, one token per request, within caps, and keeps what the server says about itself.
 * Requests are retried like all questions. A permanent failure ends the round, because a fingerprint with holes would
 * be a different test from the one whose error rate is stated.
 */
export class FirstTokenAsker {
  servedModel: string | null = null;
  systemFingerprint: string | null = null;
  readonly #model: Model;
  readonly #meter: Meter;
  readonly #concurrency: number;
  readonly #onAnswer: () => void;

  constructor(model: Model, limits: { caps: Caps; concurrency: number }, onAnswer: () => void = () => undefined) {
    this.#model = model;
    this.#meter = new Meter(limits.caps);
    this.#concurrency = limits.concurrency;
    this.#onAnswer = onAnswer;
  }

  get cost(): Usage {
    return this.#meter.tally;
  }

  /**
   * Returns the answers in the order of asking. Rejects as `Model.ask` does, with `budget` at a cap, and with
   * `interrupted`.
   */
  async ask({ prompts, requests, sampling }: Round, signal: AbortSignal): Promise<FirstTokenSample[]> {
    const samples: FirstTokenSample[] = new Array(requests);
    const failed = new AbortController();
    const both = AbortSignal.any([signal, failed.signal]);
    let next = 0;
    const work = async () => {
      for (let nth = next++; nth < requests; nth = next++) {
        samples[nth] = await this.#one(prompts[nth % prompts.length]!, sampling, both);
        this.#onAnswer();
      }
    };
    const workers = Array.from({ length: Math.min(this.#concurrency, requests) }, () =>
      work().catch((cause) => {
        failed.abort(cause);
        throw cause;
      }),
    );
    const ends = await Promise.allSettled(workers);
    if (signal.aborted) throw interrupted();
    const fault = ends.find((end) => end.status === 'rejected');
    if (fault !== undefined) throw failed.signal.reason ?? fault.reason;
    return samples;
  }

  async #one(prompt: FingerprintPrompt, sampling: FingerprintSampling, signal: AbortSignal): Promise<FirstTokenSample> {
    const { temperature, topLogprobs } = sampling;
    const request = {
      turns: [{ role: 'user' as const, text: prompt.text }],
      sample: { temperature, maxTokens: 1, ...(topLogprobs === null ? {} : { topLogprobs }) },
    };
    const answer = await this.#model.ask(request, signal, this.#meter.guard(request, null));
    this.servedModel = answer.servedModel ?? this.servedModel;
    this.systemFingerprint = answer.systemFingerprint ?? this.systemFingerprint;
    return { prompt: prompt.id, text: answer.text, top: answer.firstTokens ?? null };
  }
}
