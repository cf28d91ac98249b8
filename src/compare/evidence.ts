import type { JudgedPair, PairedEvidence } from '../schema/index.ts';
import { type PairedRule, type PairedState, pairedDecision } from '../stats/index.ts';
import type { AnyAnswer, Predicate } from './judged.ts';

/**
 * Returns the smallest and the largest possible difference of a pair, after minus before, in steps of 1/samples. If
 * nothing is known about one side, the pair cannot support "not worse", whatever the other side did: a model must not
 * pass by never answering.
 */
export function differenceOf({ before, after }: JudgedPair, looked: Predicate): readonly [least: number, most: number] {
  const [was, is] = [sharesOf(before, looked), sharesOf(after, looked)];
  const isSilent = was.isSilent || is.isSilent;
  return [is.least - was.most, isSilent ? 1 : is.most - was.least];
}

function sharesOf(answers: readonly AnyAnswer[], looked: Predicate) {
  const known = answers.map(looked);
  const held = known.filter((one) => one === true).length;
  const open = known.filter((one) => one === null).length;
  return { least: held / answers.length, most: (held + open) / answers.length, isSilent: open === answers.length };
}

/** Returns the evidence of pairs about a property, in the order in which they were drawn. */
export function evidenceOf(rule: PairedRule, pairs: readonly JudgedPair[], looked: Predicate): PairedEvidence {
  const decide = pairedDecision(rule);
  return shownEvidence(pairs.reduce((state, pair) => decide.see(state, ...differenceOf(pair, looked)), decide.start()));
}

export function shownEvidence({ worse, better, logWorse, logNotWorse }: PairedState): PairedEvidence {
  return { worse, better, logWorse, logNotWorse };
}
