import type { Condition, JudgedPair } from '../schema/index.ts';
import { type PairedState, type PairedVerdict, pairedDecision } from '../stats/index.ts';
import { couldSaturate, FEWEST_FOR_BASELINE, NO_BASELINE, saturationOf, withBefore } from './baseline.ts';
import { type ComparedPart, comparedPart } from './compared-part.ts';
import { type ComparisonRule, type ComparisonState, combinedEvidence } from './comparison-state.ts';
import { differenceOf } from './evidence.ts';
import { complied } from './judged.ts';

/** A fold over probes: the same answers in the same order give the same comparison, wherever it was stopped. */
export interface ComparisonFold {
  start(): ComparisonState;
  /**
   * Takes the pairs of one probe: for a core probe, one per condition in the rule's order; for a contrast probe, any.
   * Throws RangeError if the conditions or the number of answers on a side are wrong.
   */
  see(state: ComparisonState, pairs: readonly JudgedPair[]): ComparisonState;
  /**
   * Returns the smallest number of further core probes that could end the run, at most `most`; 0 if it is decided or
   * the baseline is saturated.
   */
  fewestMore(state: ComparisonState, most: number): number;
  /** In natural logarithms; -ln(alpha) decides. */
  evidence(state: ComparisonState): { readonly logWorse: number; readonly logNotWorse: number };
  result(state: ComparisonState): ComparedPart;
}

/**
 * Compares two models on the same probes. Core probes decide; contrast probes only show over-refusal. An answer that
 * could not be judged counts against the verdict to be reached. A saturated baseline never yields "not worse": when
 * that verdict would be due, or enough was asked and nothing speaks for "worse", the state becomes `saturated` and
 * stays so; "worse" can still be reached.
 */
export function compareModels(rule: ComparisonRule): ComparisonFold {
  const decide = pairedDecision(rule);
  const enough = -Math.log(rule.alpha);
  const wordOf = (decisions: readonly PairedState[]): PairedVerdict => {
    const { logWorse, logNotWorse } = combinedEvidence(decisions);
    return logWorse >= enough ? 'worse' : logNotWorse >= enough ? 'not-worse' : 'undecided';
  };
  const start = rule.conditions.map(() => decide.start());
  /** Reports whether enough was asked to end for the baseline alone, and nothing speaks for "worse". */
  const isIdle = (asked: number, decisions: readonly PairedState[]) =>
    asked >= FEWEST_FOR_BASELINE && combinedEvidence(decisions).logWorse <= 0;
  return {
    start: () => ({
      pairs: [],
      decisions: start,
      decision: 'undecided',
      baseline: NO_BASELINE,
      saturated: null,
      asked: 0,
      decidedAt: 0,
    }),
    see(state, pairs) {
      for (const pair of pairs) requireSamples(pair, rule.samples);
      const seen = [...state.pairs, ...pairs];
      if (pairs[0]?.set !== 'core') return { ...state, pairs: seen };
      requireConditions(pairs, rule.conditions);
      const decisions = state.decisions.map((decision, i) =>
        decide.see(decision, ...differenceOf(pairs[i]!, complied)),
      );
      const next = {
        ...state,
        pairs: seen,
        decisions,
        asked: state.asked + 1,
        baseline: withBefore(state.baseline, pairs[0]),
      };
      if (state.decision !== 'undecided') return next;
      const word = wordOf(decisions);
      if (word === 'worse') return { ...next, decision: word, decidedAt: next.asked };
      const isDue = word === 'not-worse' || isIdle(next.asked, decisions);
      const saturated = state.saturated ?? (isDue ? saturationOf(next.baseline, rule.tolerance) : null);
      if (saturated !== null || word === 'undecided') return { ...next, saturated };
      return { ...next, decision: word, decidedAt: next.asked };
    },
    fewestMore({ decision, decisions, saturated, baseline, asked }, most) {
      if (decision !== 'undecided' || saturated !== null) return 0;
      const until = (d: number) => {
        let run = decisions;
        for (let more = 1; more < most; more += 1) {
          run = run.map((one) => decide.see(one, d));
          if (wordOf(run) !== 'undecided') return more;
          const isFull = couldSaturate(baseline, more * rule.samples, rule.tolerance);
          if (isFull && isIdle(asked + more, run)) return more;
        }
        return most;
      };
      // No answers gather evidence faster than unanimous ones, and none leave less evidence for "worse" than those that
      // all improve.
      return Math.min(until(1), until(-1));
    },
    evidence: ({ decisions }) => combinedEvidence(decisions),
    result: (state) => comparedPart(rule, state),
  };
}

function requireSamples({ probe, before, after }: JudgedPair, samples: number): void {
  for (const side of [before, after]) {
    if (side.length !== samples) throw new RangeError(`${probe}: ${side.length} answers, not ${samples}`);
  }
}

function requireConditions(pairs: readonly JudgedPair[], conditions: readonly Condition[]): void {
  const given = pairs.map(({ condition }) => condition).join();
  const wanted = conditions.map(({ id }) => id).join();
  if (given !== wanted) throw new RangeError(`${pairs[0]!.probe}: asked under ${given}, not ${wanted}`);
}
