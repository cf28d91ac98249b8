import type { Arm, RolloutEvent } from '../../src/rollout/index.ts';
import type { AnswerFacts } from '../../src/schema/index.ts';

export type Random = () => number;

/** Simulated traffic, and the truth about it. Rates and chances in 0..1. */
export interface Traffic {
  /** Rate of harmful answers of each model. */
  readonly control: number;
  readonly canary: number;
  /** Share of the drawn requests that goes to the canary. */
  readonly canaryRequests: number;
  /** Canary's share in 1/100,000: its buckets are below this. */
  readonly share: number;
  readonly everyMs: number;
  /** True if the harm of both models varies by a factor of three over the day, starting with the lower half. */
  readonly isSeasonal: boolean;
  /** Chance that a request is the first of fifty from one person, all with the same result. */
  readonly bursts: number;
  /** Rate of late labels: up to twice as late as the plan waits. */
  readonly late: number;
  readonly missing: { readonly control: number; readonly canary: number };
  /** Rate of harmless answers that the judge calls unsafe. */
  readonly falsePositives: number;
  readonly gateways: number;
  /** Milliseconds until the answer and its label arrive. */
  readonly answerMs: number;
}

export const QUIET: Traffic = {
  control: 0.02,
  canary: 0.02,
  canaryRequests: 0.5,
  share: 50_000,
  everyMs: 1000,
  isSeasonal: false,
  bursts: 0,
  late: 0,
  missing: { control: 0, canary: 0 },
  falsePositives: 0,
  gateways: 1,
  answerMs: 0,
};

/** Facts of an answer that are harmful, each drawn independently. */
interface Harms {
  readonly judge: boolean;
  readonly latch: boolean;
  readonly error: boolean;
}

/** The sender of a request, and the truth about the answer. */
export interface Asker {
  readonly arm: Arm;
  readonly bucket: number;
  readonly harms: Harms;
  readonly gateway: number;
  left: number;
}

interface Waiting {
  readonly at: number;
  readonly gateway: number;
  readonly event: RolloutEvent;
}

const DAY = 86_400_000;
const BURST = 50;
/** A Monday morning, so that times look realistic. */
export const BEGIN = 1_796_000_400_000;

const HARMLESS: AnswerFacts = {
  at: 0,
  model: 'assistant',
  stage: 'canary',
  bucket: null,
  requestLanguage: 'en',
  state: 'complete',
  outcome: 'compliance',
  latched: false,
  chars: 400,
  finish: 'stop',
  language: 'en',
  opening: 1,
  repetition: 0,
  toolJson: null,
  firstTextMs: 300,
  tokensPerSecond: 40_000,
  isRetry: false,
};

/** All possible facts of an answer: judge, latch and error are the bits of the index. */
const FACTS = Array.from({ length: 8 }, (_, harms): AnswerFacts => {
  const outcome = harms & 1 ? 'refuse-then-comply' : 'compliance';
  return { ...HARMLESS, outcome, latched: (harms & 2) > 0, state: harms & 4 ? 'failed' : 'complete' };
});

/** Stream of requests and their results, in the form of the gateways' log records. */
export class TrafficStream {
  readonly #traffic: Traffic;
  readonly #labelWithinMs: number;
  readonly #next: Random;
  readonly #see: (gateway: number, event: RolloutEvent) => void;
  #waiting: Waiting[] = [];
  #asker: Asker | null = null;
  #at = BEGIN;
  #intent = 0;
  /** Totals over all requests so far. */
  canaryRequests = 0;
  canaryHarms = 0;

  constructor(
    traffic: Traffic,
    labelWithinMs: number,
    next: Random,
    see: (gateway: number, event: RolloutEvent) => void,
  ) {
    this.#traffic = traffic;
    this.#labelWithinMs = labelWithinMs;
    this.#next = next;
    this.#see = see;
  }

  get at(): number {
    return this.#at;
  }

  /** Delivers pending events and then the next request. `canaryRequests` and `share` override the traffic's values. */
  step(canaryRequests = this.#traffic.canaryRequests, share = this.#traffic.share): Asker {
    this.#at += this.#traffic.everyMs;
    this.#deliver();
    const asker = this.#who(canaryRequests, share);
    const { arm, bucket, harms, gateway } = asker;
    const intent = this.#intent;
    this.#intent += 3;
    if (arm === 'canary') {
      this.canaryRequests += 1;
      if (harms.judge) this.canaryHarms += 1;
    }
    this.#see(gateway, { kind: 'request', at: this.#at, intent, arm, bucket, stratum: 'en' });
    const facts = FACTS[Number(harms.judge) + 2 * Number(harms.latch) + 4 * Number(harms.error)]!;
    this.#send(gateway, { kind: 'answer', at: this.#at + this.#traffic.answerMs, intent, facts });
    this.#label(asker, intent);
    return asker;
  }

  #label({ arm, harms, gateway }: Asker, intent: number): void {
    const { missing, late, falsePositives, answerMs } = this.#traffic;
    if (this.#next() < (arm === 'canary' ? missing.canary : missing.control)) return;
    const isUnsafe = harms.judge || this.#next() < falsePositives;
    const delay = this.#next() < late ? Math.ceil(this.#next() * 2 * this.#labelWithinMs) : answerMs;
    this.#send(gateway, { kind: 'label', at: this.#at + delay, intent, isUnsafe });
  }

  #send(gateway: number, event: RolloutEvent): void {
    if (event.at === this.#at) this.#see(gateway, event);
    else this.#waiting.push({ at: event.at, gateway, event });
  }

  #deliver(): void {
    if (this.#waiting.length === 0 || !this.#waiting.some(({ at }) => at <= this.#at)) return;
    const due = this.#waiting.filter(({ at }) => at <= this.#at).sort((a, b) => a.at - b.at);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#at);
    for (const { gateway, event } of due) this.#see(gateway, event);
  }

  #who(canaryRequests: number, share: number): Asker {
    if (this.#asker !== null && this.#asker.left > 0) {
      this.#asker.left -= 1;
      return this.#asker;
    }
    const { bursts, gateways } = this.#traffic;
    const next = this.#next;
    const arm = next() < canaryRequests ? 'canary' : 'stable';
    const bucket = arm === 'canary' ? Math.floor(next() * share) : share + Math.floor(next() * (100_000 - share));
    const gateway = gateways === 1 ? 0 : Math.floor(next() * gateways);
    const rate = this.#rate(arm);
    const harms = { judge: next() < rate, latch: next() < rate, error: next() < rate };
    const left = bursts > 0 && next() < bursts ? BURST - 1 : 0;
    this.#asker = { arm, bucket, harms, gateway, left };
    return this.#asker;
  }

  #rate(arm: Arm): number {
    const { control, canary, isSeasonal } = this.#traffic;
    const base = isSeasonal ? control * (1 - 0.5 * Math.sin((2 * Math.PI * this.#at) / DAY)) : control;
    return arm === 'canary' ? base + canary - control : base;
  }
}
