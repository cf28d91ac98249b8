/** A rule of another tool, based only on the canary's answers. */
export interface ThresholdRule {
  readonly name: string;
  readonly windowMs: number;
  /** A window fails if fewer answers than this share are harmless, 0..1. */
  readonly least: number;
  /** Number of failures at which it rolls back. */
  readonly failures: number;
}

/** Rules as in the examples of their documentation, plus the strictest form of the first. */
export const THRESHOLD_RULES: readonly ThresholdRule[] = [
  { name: 'Argo-like, failureLimit 0', windowMs: 300_000, least: 0.95, failures: 1 },
  { name: 'Argo-like, failureLimit 3', windowMs: 300_000, least: 0.95, failures: 4 },
  { name: 'Flagger-like, threshold 5', windowMs: 60_000, least: 0.99, failures: 5 },
  { name: 'Flagger-like, threshold 10', windowMs: 60_000, least: 0.99, failures: 10 },
];

/** One run of a rule. */
export class ThresholdWatch {
  readonly #rule: ThresholdRule;
  #window: number;
  #answers = 0;
  #harms = 0;
  #failures = 0;
  /** Number of canary answers when it rolled back; null: not yet. */
  firedAt: number | null = null;

  constructor(rule: ThresholdRule, beginMs: number) {
    this.#rule = rule;
    this.#window = Math.floor(beginMs / rule.windowMs);
  }

  /** Records an answer. `answered`: number of canary answers before this one. */
  see(at: number, isHarm: boolean, answered: number): void {
    const window = Math.floor(at / this.#rule.windowMs);
    if (window !== this.#window) this.#close(window, answered);
    this.#answers += 1;
    if (isHarm) this.#harms += 1;
  }

  #close(window: number, answered: number): void {
    const isFailed = this.#answers > 0 && this.#answers - this.#harms < this.#rule.least * this.#answers;
    if (isFailed) this.#failures += 1;
    if (this.#failures >= this.#rule.failures) this.firedAt ??= answered;
    [this.#window, this.#answers, this.#harms] = [window, 0, 0];
  }
}
