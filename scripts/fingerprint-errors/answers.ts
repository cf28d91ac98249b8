import {
  checkFingerprint,
  DEFAULT_RULE,
  type FingerprintFinding,
  type FingerprintRule,
  startSeries,
  stepSeries,
} from '../../src/fingerprint/index.ts';
import { fingerprintSettings } from '../../src/gates/fingerprint/fingerprint-settings.ts';
import { FirstTokenAsker } from '../../src/gates/fingerprint/first-token-asker.ts';
import { makeReference } from '../../src/gates/fingerprint/make-reference.ts';
import type { Model } from '../../src/model/index.ts';
import type { FingerprintMethod, FingerprintReference, FirstTokenSample } from '../../src/schema/index.ts';

/** Makes a reference as `zenbun fingerprint --save` does, with its defaults. */
export async function referenceOf(model: Model, method: FingerprintMethod): Promise<FingerprintReference> {
  const settings = fingerprintSettings({ method });
  const never = new AbortController().signal;
  const { reference } = await makeReference(model, settings, { signal: never, now: () => 0 });
  return reference;
}

/** Returns the answers of one check, asked as `--against` asks. */
export function askAgain(model: Model, reference: FingerprintReference, requests: number): Promise<FirstTokenSample[]> {
  const { caps, concurrency } = fingerprintSettings({});
  const { prompts, sampling } = reference;
  return new FirstTokenAsker(model, { caps, concurrency }).ask(
    { prompts, requests, sampling },
    new AbortController().signal,
  );
}

export interface Tally {
  same: number;
  differs: number;
  undecided: number;
  /** Measured differences: nats, or total variation. */
  readonly differences: number[];
}

const emptyTally = (): Tally => ({ same: 0, differs: 0, undecided: 0, differences: [] });

function count(tally: Tally, { decision, difference }: Pick<FingerprintFinding, 'decision' | 'difference'>): void {
  tally[decision === 'same-within-margin' ? 'same' : decision]++;
  tally.differences.push(difference);
}

export const RULE: FingerprintRule = { ...DEFAULT_RULE };

/** Runs each check by itself against the reference. */
export function singleChecks(
  reference: Pick<FingerprintReference, 'method' | 'samples'>,
  checks: readonly (readonly FirstTokenSample[])[],
  rule = RULE,
): Tally {
  const tally = emptyTally();
  for (const [nth, check] of checks.entries()) {
    const samples = { method: reference.method, reference: reference.samples, check };
    count(tally, checkFingerprint(samples, rule, nth + 1));
  }
  return tally;
}

/** Runs the same checks as one series; returns the check, counted from 1, that first said "differs", or null. */
export function firstAlarm(
  reference: Pick<FingerprintReference, 'method' | 'samples'>,
  checks: readonly (readonly FirstTokenSample[])[],
  rule = RULE,
  seed = 1,
): number | null {
  let series = startSeries(reference.samples);
  for (const [nth, check] of checks.entries()) {
    const samples = { method: reference.method, reference: reference.samples, check };
    const step = stepSeries(series, samples, rule, seed + 10 * nth);
    if (step.found.finding.decision === 'differs') return nth + 1;
    series = step.series;
  }
  return null;
}
