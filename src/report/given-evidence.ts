import {
  type Comparison,
  type Evidence,
  type EvidenceOf,
  evidenceOf,
  type FingerprintResult,
  type LedgerSummary,
  type LoggedRollout,
  type Message,
  type RolloutStep,
  type ScanResult,
  type TrainingResult,
  type Verification,
  type WatchStatus,
} from '../schema/index.ts';
import { visible } from './excerpt.ts';
import { NOTHING, say } from './say.ts';

/**
 * Returns " (E2)" if several results of its kind were given, so that nobody mistakes one for another; otherwise
 * nothing.
 */
export function whereOf(evidence: readonly Evidence[], { kind, source }: Evidence): Message {
  const several = evidence.filter((one) => one.kind === kind).length > 1;
  return several ? say({ en: ' ({id})', ja: '（{id}）' }, { id: visible(source.id) }) : NOTHING;
}

const VERDICTS = ['block', 'review', 'pass'] as const satisfies readonly ScanResult['verdict'][];
const DECISIONS = ['worse', 'undecided', 'not-worse'] as const satisfies readonly Comparison['decision'][];
const INTEGRITY = ['broken', 'unknown', 'ok'] as const satisfies readonly LedgerSummary['integrity']['verdict'][];
const VERIFICATION = ['invalid', 'incomplete', 'valid'] as const satisfies readonly Verification['verdict'][];
const TRAINING = ['block', 'review', 'pass'] as const satisfies readonly TrainingResult['verdict'][];
const FINGERPRINT = [
  'differs',
  'undecided',
  'same-within-margin',
] as const satisfies readonly FingerprintResult['decision'][];
const WATCH = ['alarm', 'learning', 'quiet'] as const satisfies readonly WatchStatus['verdict'][];

/** The worst result of each kind, the first of several that are as bad; undefined if none was given. */
export const worstScan = (evidence: readonly Evidence[]) =>
  first(evidenceOf(evidence, 'scan'), VERDICTS, ({ result }) => result.verdict);
export const worstComparison = (evidence: readonly Evidence[]) =>
  first(evidenceOf(evidence, 'comparison'), DECISIONS, ({ result }) => result.decision);
export const worstLedger = (evidence: readonly Evidence[]) =>
  first(evidenceOf(evidence, 'ledger'), INTEGRITY, ({ result }) => result.integrity.verdict);
export const worstWatch = (evidence: readonly Evidence[]) =>
  first(evidenceOf(evidence, 'watch'), WATCH, ({ result }) => result.verdict);
export const worstVerification = (evidence: readonly Evidence[]) =>
  first(evidenceOf(evidence, 'verification'), VERIFICATION, ({ result }) => result.verdict);
export const worstTraining = (evidence: readonly Evidence[]) =>
  first(evidenceOf(evidence, 'training'), TRAINING, ({ result }) => result.verdict);
export const worstFingerprint = (evidence: readonly Evidence[]) =>
  first(evidenceOf(evidence, 'fingerprint'), FINGERPRINT, ({ result }) => result.decision);

function first<T, W>(some: readonly T[], order: readonly W[], wordOf: (one: T) => W): T | undefined {
  return order.map((word) => some.find((one) => wordOf(one) === word)).find((one) => one !== undefined);
}

/** Returns the item with the largest number, the first of several; undefined if none is above 0. */
export function most<T>(some: readonly T[], numberOf: (one: T) => number): T | undefined {
  return some.reduce<T | undefined>(
    (best, one) => (numberOf(one) > (best === undefined ? 0 : numberOf(best)) ? one : best),
    undefined,
  );
}

export interface GivenRollout {
  readonly from: EvidenceOf<'ledger'>;
  readonly rollout: LoggedRollout;
}

export const rolloutsOf = (evidence: readonly Evidence[]): GivenRollout[] =>
  evidenceOf(evidence, 'ledger').flatMap((from) => from.result.rollouts.map((rollout) => ({ from, rollout })));

/** Returns the last change of a kind in all rollouts, by its time; undefined if there is none. */
export function lastStep(
  evidence: readonly Evidence[],
  action: RolloutStep['action'],
): (GivenRollout & { readonly step: RolloutStep; readonly before: RolloutStep | null }) | undefined {
  const found = rolloutsOf(evidence).flatMap((given) =>
    given.rollout.steps.flatMap((step, i) =>
      step.action === action ? [{ ...given, step, before: given.rollout.steps[i - 1] ?? null }] : [],
    ),
  );
  return found.reduce<(typeof found)[number] | undefined>(
    (last, one) => (last === undefined || one.step.time > last.step.time ? one : last),
    undefined,
  );
}
