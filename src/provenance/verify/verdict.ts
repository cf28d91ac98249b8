import type { Verification, VerificationCheck } from '../../schema/index.ts';
import type { VerifiedStatement } from './trust.ts';

/**
 * Checks that decide nothing when they were not made: what a given key vouches for needs no log, time stamp or certificate (and without a given key
 * nothing is valid), and ignored paths are named as such by who signed.
 */
const NOT_DECIDING: ReadonlySet<string> = new Set(['log-entry', 'timestamp', 'certificate', 'ignored-path']);

/** Whether a result cannot be valid while this check was not made. */
export const isDeciding = (check: string): boolean => !NOT_DECIDING.has(check);

/**
 * The verdict on statements and further checks (of a policy, of custody). Invalid: something failed. Valid: nothing failed, nothing that decides was left
 * out, there is a statement, and each is signed by somebody for whom a given key, certificate root or policy vouches. Else incomplete.
 */
export function verdictOf(
  statements: readonly VerifiedStatement[],
  checks: readonly VerificationCheck[] = [],
): Verification['verdict'] {
  const all = [...statements.flatMap((statement) => statement.checks), ...checks];
  if (all.some(({ state }) => state === 'failed')) return 'invalid';
  const left = all.some(({ check, state }) => state === 'not-checked' && isDeciding(check));
  const vouched = statements.every(({ signers }) => signers.some(({ vouchedBy }) => vouchedBy !== null));
  return !left && vouched && statements.length > 0 ? 'valid' : 'incomplete';
}
