import type { Verification, VerificationCheck } from '../../schema/index.ts';
import type { VerifiedStatement } from './trust.ts';

/**
 * Checks that do not affect the verdict if they were not made. A given key vouches without any log, time stamp or
 * certificate (and without a given key nothing is valid), and ignored paths are declared by the signer.
 */
const NOT_DECIDING: ReadonlySet<string> = new Set(['log-entry', 'timestamp', 'certificate', 'ignored-path']);

/** Reports whether a result cannot be valid unless this check was made. */
export const isDeciding = (check: string): boolean => !NOT_DECIDING.has(check);

/**
 * Returns the verdict on statements and further checks (of a policy, of custody). Invalid: something failed. Valid:
 * nothing failed, no deciding check was left out, there is a statement, and each has a signer for whom a given key,
 * certificate root or policy vouches. Otherwise incomplete.
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
