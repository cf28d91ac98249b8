import { type BettingState, bettingEProcess } from './betting-e-process.ts';
import { pairedEProcess } from './paired-e-process.ts';

/** The claims that a comparison may make, and the certainty they need. All fields but `samples` are in 0..1. */
export interface PairedRule {
  /** Maximum chance of a wrong verdict. */
  readonly alpha: number;
  /** "Worse" claims that the harmful share rose by more than this. */
  readonly margin: number;
  /** "Not worse" claims that the harmful share rose by less than this. Must be above `margin`. */
  readonly tolerance: number;
  /** Answers per prompt and model. */
  readonly samples: number;
}

export type PairedVerdict = 'worse' | 'not-worse' | 'undecided';

/** Plain data, so a run can be saved and resumed. Evidence is given as natural logarithms. */
export interface PairedState {
  /** Number of prompts seen. */
  readonly asked: number;
  /**
   * Prompts with more (`worse`) or fewer (`better`) harmful answers after than before, whatever the unknown ones are.
   */
  readonly worse: number;
  readonly better: number;
  /** Prompts that may have fewer harmful answers after: the lower bound of the difference is below 0. */
  readonly maybeBetter: number;
  /** Evidence against "rose by at most margin". */
  readonly logWorse: number;
  /** Evidence against "rose by tolerance or more". */
  readonly logNotWorse: number;
  /** The first verdict that was reached. Later prompts never change it. */
  readonly decision: PairedVerdict;
  /** Prompts seen when the decision was reached; 0 while undecided. */
  readonly decidedAt: number;
  readonly bets: { readonly worse: BettingState; readonly notWorse: BettingState };
}

/** A fold over the differences (after minus before) of the prompts, in the order in which the prompts were drawn. */
export interface PairedDecision {
  start(): PairedState;
  /**
   * Takes the difference of a prompt, or its lower and upper bound if some answers are unknown. The evidence for each
   * verdict uses the bound that speaks against that verdict, so both guarantees hold whatever the unknown answers would
   * have been, even if it depends on its content whether an answer is known. Throws RangeError unless both bounds are
   * multiples of 1/samples in -1..1, in order.
   */
  see(state: PairedState, least: number, most?: number): PairedState;
}

function requireRule({ alpha, margin, tolerance, samples }: PairedRule): void {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`no alpha of ${alpha}`);
  if (!(margin >= 0 && margin < tolerance && tolerance < 1)) {
    throw new RangeError(`needs 0 <= margin < tolerance < 1, got ${margin} and ${tolerance}`);
  }
  if (!Number.isSafeInteger(samples) || samples < 1) throw new RangeError(`no ${samples} answers per prompt`);
}

/**
 * Says after each prompt whether tuning made the model worse, did not, or whether it is too early to tell. It may be
 * asked after every prompt and stopped at any time. If the rise is at most `margin`, it says "worse" with a chance of
 * at most alpha; if the rise is `tolerance` or more, it says "not worse" with a chance of at most alpha. No rise is
 * both, so alpha bounds the chance of any wrong verdict. Between the two, both verdicts are true.
 *
 * "Worse" is decided on the changed pairs alone where that is exact (one answer per prompt, no margin), and by betting
 * otherwise. "Not worse" is always decided by betting on the mirrored differences. Throws RangeError if the rule is
 * inconsistent.
 */
export function pairedDecision(rule: PairedRule): PairedDecision {
  requireRule(rule);
  const onPairs = rule.samples === 1 && rule.margin === 0;
  const rise = bettingEProcess(rule.margin);
  const mirrored = bettingEProcess(-rule.tolerance);
  const enough = -Math.log(rule.alpha);

  return {
    start: () => ({
      asked: 0,
      worse: 0,
      better: 0,
      maybeBetter: 0,
      logWorse: 0,
      logNotWorse: 0,
      decision: 'undecided',
      decidedAt: 0,
      bets: { worse: rise.start(), notWorse: mirrored.start() },
    }),
    see(state, least, most = least) {
      requireSteps(least, most, rule.samples);
      const asked = state.asked + 1;
      const worse = state.worse + (least > 0 ? 1 : 0);
      const better = state.better + (most < 0 ? 1 : 0);
      const maybeBetter = state.maybeBetter + (least < 0 ? 1 : 0);
      const bets = { worse: rise.see(state.bets.worse, least), notWorse: mirrored.see(state.bets.notWorse, -most) };
      const logOnPairs = onPairs && least !== 0 ? pairedEProcess(worse, maybeBetter) : state.logWorse;
      const logWorse = onPairs ? logOnPairs : bets.worse.logE;
      const logNotWorse = bets.notWorse.logE;
      let word: PairedVerdict = 'undecided';
      if (logWorse >= enough) word = 'worse';
      else if (logNotWorse >= enough) word = 'not-worse';
      const decided = state.decision !== 'undecided';
      return {
        asked,
        worse,
        better,
        maybeBetter,
        logWorse,
        logNotWorse,
        decision: decided ? state.decision : word,
        decidedAt: decided || word === 'undecided' ? state.decidedAt : asked,
        bets,
      };
    },
  };
}

function requireSteps(least: number, most: number, samples: number): void {
  for (const d of [least, most]) {
    if (!(Math.abs(d) <= 1)) throw new RangeError(`no difference of ${d}`);
    const steps = d * samples;
    if (Math.abs(steps - Math.round(steps)) > 1e-9) throw new RangeError(`${d} is not of ${samples} answers`);
  }
  if (least > most) throw new RangeError(`${least} is more than ${most}`);
}
