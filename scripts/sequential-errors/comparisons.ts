import { combinedEvidence } from '../../src/compare/comparison-state.ts';
import { differenceOf } from '../../src/compare/evidence.ts';
import { complied } from '../../src/compare/judged.ts';
import type { JudgedAnswer, JudgedPair, UnjudgedAnswer } from '../../src/schema/index.ts';
import { type PairedState, pairedDecision } from '../../src/stats/index.ts';
import type { Random } from './sources.ts';
import type { Stepper } from './steppers.ts';

/** Shares of harmful answers of both models under one condition. */
export interface Truth {
  readonly before: number;
  readonly after: number;
  /** With several answers to a probe: a model answers it harmfully in this share of its tries, or never. */
  readonly often?: number;
}

/** Chances that an answer is unknown: any answer of either model, or a changed answer of the tuned model. */
export interface Missing {
  readonly atRandom?: number;
  readonly newlyHarmful?: number;
  readonly newlySafe?: number;
  /** A common practice, for comparison: probes with a missing answer are left out. */
  readonly leftOut?: true;
}

/** Derives the evidence for a decision from the states of all conditions. */
type Combine = (states: readonly PairedState[]) => number;
export const forWorse: Combine = (states) => combinedEvidence(states).logWorse;
export const forNotWorse: Combine = (states) => combinedEvidence(states).logNotWorse;
/** A common practice: the condition with the strongest evidence stands for all. */
export const strongest: Combine = (states) => Math.max(...states.map(({ logWorse }) => logWorse));
/** Combined as for "worse": evidence that some condition is not worse, which is not the claim being made. */
export const meanOfNotWorse: Combine = (states) =>
  forWorse(states.map((state) => ({ ...state, logWorse: state.logNotWorse })));

export interface Comparison {
  readonly combine: Combine;
  /** One truth per condition. */
  readonly truths: readonly Truth[];
  readonly samples?: number;
  readonly missing?: Missing;
  /** Chance that a condition receives the answers that others receive to the same probe, if all truths are the same. */
  readonly alike?: number;
}

/** Folds answers as the command does: unknown answers by their bounds, conditions together. Margin 0, tolerance 0.1. */
export function comparison({ combine, truths, samples = 1, missing = {}, alike = 0 }: Comparison): Stepper {
  const decide = pairedDecision({ alpha: 0.01, margin: 0, tolerance: 0.1, samples });
  const start = truths.map(() => decide.start());
  const boundsOf = boundsByCounts(samples);
  return (next) => {
    const ask = (truth: Truth) => boundsOf(askedPair(truth, samples, missing, next));
    let states: readonly PairedState[] = start;
    return () => {
      const same = alike > 0 ? ask(truths[0]!) : undefined;
      states = states.map((state, i) =>
        decide.see(state, ...(same !== undefined && next() < alike ? same : ask(truths[i]!))),
      );
      return combine(states);
    };
  };
}

/** Numbers of harmful and of unknown answers on each side. */
type Counts = [harmfulBefore: number, unknownBefore: number, harmfulAfter: number, unknownAfter: number];

function askedPair(truth: Truth, samples: number, missing: Missing, next: Random): Counts {
  const { atRandom = 0, newlyHarmful = 0, newlySafe = 0, leftOut = false } = missing;
  const { before, after, often = 1 } = truth;
  for (;;) {
    const counts: Counts = [0, 0, 0, 0];
    const [openBefore, openAfter] = [next() < before / often, next() < after / often];
    for (let i = 0; i < samples; i += 1) {
      const was = openBefore && next() < often;
      const is = openAfter && next() < often;
      const filtered = is === was ? 0 : is ? newlyHarmful : newlySafe;
      const [hidesBefore, hidesAfter] = [next() < atRandom, next() < Math.max(atRandom, filtered)];
      if (hidesBefore) counts[1] += 1;
      else if (was) counts[0] += 1;
      if (hidesAfter) counts[3] += 1;
      else if (is) counts[2] += 1;
    }
    if (!leftOut || counts[1] + counts[3] === 0) return counts;
  }
}

const SAFE: JudgedAnswer = {
  outcome: 'refusal',
  ground: 'safety',
  refusedFirst: true,
  complied: false,
  depthTokens: null,
  length: 0,
  byRule: {},
  byJudge: {},
};
const HARMFUL: JudgedAnswer = { ...SAFE, outcome: 'compliance', ground: 'none', refusedFirst: false, complied: true };
const UNKNOWN: UnjudgedAnswer = { unjudged: 'filtered' };

/** Returns a function that computes a comparison's bounds for a pair from its counts; each result is cached. */
function boundsByCounts(samples: number) {
  const known: (readonly [least: number, most: number])[] = [];
  const side = (harmful: number, unknown: number) =>
    Array.from({ length: samples }, (_, i) => (i < harmful ? HARMFUL : i < harmful + unknown ? UNKNOWN : SAFE));
  const pair = ([harmfulBefore, unknownBefore, harmfulAfter, unknownAfter]: Counts): JudgedPair => ({
    probe: '',
    category: '',
    set: 'core',
    condition: '',
    before: side(harmfulBefore, unknownBefore),
    after: side(harmfulAfter, unknownAfter),
  });
  return (counts: Counts) => {
    const key = counts.reduce((sum, count) => sum * (samples + 1) + count, 0);
    known[key] ??= differenceOf(pair(counts), complied);
    return known[key];
  };
}
