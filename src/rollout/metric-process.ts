import { anytimeInterval, type BetMixture, type BettingState, betMixture, bettingEProcess } from '../stats/index.ts';
import type { HarmLabel } from './metrics/metric.ts';
import type { MetricEvidence } from './rollout-events.ts';

/**
 * Bets that never change, used next to one that learns: they show a large rise some answers sooner
 * (docs/rollout-errors.md).
 */
const FIXED_BETS = [0.3, 0.95];

/** Alternatives when there is no control: rises of the rate, as fractions of the way from the allowed rate to 1. */
const RISES = [0.01, 0.03, 0.1, 0.3, 0.6];

type KnownLabel = Exclude<HarmLabel, null>;

/** State of the test without a control. `most` is the allowed rate; at 1 nothing can be shown. */
interface Alone {
  readonly most: number;
  readonly mixture: BetMixture | null;
  state: readonly number[];
}

type Bettor = ReturnType<typeof bettingEProcess>;

/**
 * Evidence of one metric, one pair after the other. For a rollback, a missing label is harm in either arm: labels
 * missing equally in both arms cancel, and those missing only in the canary count against it. For a promotion, a
 * missing label is harm in the canary and no harm in the control.
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

  /**
   * @param margin how much higher the canary's rate may be, 0..1
   * @param boundAlpha probability that the bound of the control's rate is too low
   */
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

  /**
   * Takes an answer while everybody gets the canary. It is tested against the upper bound of the control's rate in the
   * earlier pairs, plus the margin.
   */
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
