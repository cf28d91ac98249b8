import { anytimeInterval, type BetMixture, type BettingState, betMixture, bettingEProcess } from '../stats/index.ts';
import type { HarmLabel } from './metrics/metric.ts';
import type { MetricEvidence } from './rollout-events.ts';

/** Bets that stay as they are, beside one that learns: a large rise shows some answers sooner (docs/rollout-errors.md). */
const FIXED_BETS = [0.3, 0.95];

/** Without a control: how far the rate may have risen, in parts of the way from the rate allowed to 1. */
const RISES = [0.01, 0.03, 0.1, 0.3, 0.6];

type KnownLabel = Exclude<HarmLabel, null>;

/** What goes on where there is no control. `most`: the rate allowed; with 1 nothing can be shown. */
interface Alone {
  readonly most: number;
  readonly mixture: BetMixture | null;
  state: readonly number[];
}

type Bettor = ReturnType<typeof bettingEProcess>;

/**
 * Evidence of one metric, one pair after the other. For the rollback a missing label is harm in either arm: what both lack alike cancels, and
 * what only the canary lacks counts against it. For the promotion it is harm in the canary and none in the control.
 */
export class MetricProcess {
  readonly #margin: number;
  readonly #boundAlpha: number;
  readonly #rise: Bettor;
  readonly #noRise: Bettor;
  readonly #fixed: BetMixture;
  #learning: BettingState;
  #promotion: BettingState;
  #bets: readonly number[];
  #pairs = 0;
  #canaryHarms = 0;
  #controlHarms = 0;
  #alone: Alone | null = null;

  /** `margin`: how much higher the canary's rate may be, 0..1. `boundAlpha`: chance that the bound of the control's rate misses it. */
  constructor(margin: number, boundAlpha: number) {
    this.#margin = margin;
    this.#boundAlpha = boundAlpha;
    this.#rise = bettingEProcess(margin);
    this.#noRise = bettingEProcess(-margin);
    this.#fixed = betMixture(FIXED_BETS.map((bet) => bet / (1 + margin)));
    this.#learning = this.#rise.start();
    this.#promotion = this.#noRise.start();
    this.#bets = this.#fixed.start();
  }

  seePair(canary: KnownLabel, control: KnownLabel): void {
    const harm = canary === 0 ? 0 : 1;
    const controlHarm = control === 0 ? 0 : 1;
    this.#pairs += 1;
    this.#canaryHarms += harm;
    this.#controlHarms += controlHarm;
    this.#learning = this.#rise.see(this.#learning, harm - controlHarm);
    this.#bets = this.#fixed.see(this.#bets, harm - controlHarm - this.#margin);
    this.#promotion = this.#noRise.see(this.#promotion, (control === 1 ? 1 : 0) - harm);
  }

  /** An answer where everybody gets the canary: against the upper bound of the control's rate in the pairs before it, plus the margin. */
  seeAlone(canary: KnownLabel): void {
    const harm = canary === 0 ? 0 : 1;
    this.#alone ??= this.#startAlone();
    this.#canaryHarms += harm;
    if (this.#alone.mixture === null) return;
    this.#alone.state = this.#alone.mixture.see(this.#alone.state, harm - this.#alone.most);
  }

  #startAlone(): Alone {
    const most = Math.min(1, anytimeInterval(this.#controlHarms, this.#pairs, 1 - this.#boundAlpha)[1] + this.#margin);
    const mixture = most < 1 ? betMixture(RISES.map((rise) => rise / most)) : null;
    return { most, mixture, state: mixture?.start() ?? [] };
  }

  get evidence(): MetricEvidence {
    const logs = [this.#learning.logE, this.#fixed.logE(this.#bets) + Math.log(FIXED_BETS.length)];
    const most = Math.max(...logs);
    const sum = logs.reduce((total, log) => total + Math.exp(log - most), 0);
    const logPairs = most + Math.log(sum / (FIXED_BETS.length + 1));
    const alone = this.#alone;
    return {
      pairs: this.#pairs,
      canaryHarms: this.#canaryHarms,
      controlHarms: this.#controlHarms,
      logRollback: logPairs + (alone === null || alone.mixture === null ? 0 : alone.mixture.logE(alone.state)),
      logPromotion: this.#promotion.logE,
    };
  }
}
