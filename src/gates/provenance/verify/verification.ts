import {
  custodyChecks,
  type DigestAtHand,
  judgePolicy,
  type VerifiedStatement,
  verdictOf,
} from '../../../provenance/index.ts';
import { TOOL, type Verification, type VerificationCheck } from '../../../schema/index.ts';
import { dependencyOf } from '../attest/facts-file.ts';
import type { VerifyContext } from './verify-context.ts';

/** Findings that are combined into the result. */
interface Findings {
  readonly subject: Verification['subject'];
  readonly statements: readonly VerifiedStatement[];
  /** Digests of what was hashed. */
  readonly digests: readonly string[];
  readonly checks: readonly VerificationCheck[];
}

/** Builds the result: statements, chain of custody, policy, and the verdict on all of it. */
export function verificationOf(
  { subject, statements, digests, checks }: Findings,
  { policy, now }: VerifyContext,
): Verification {
  const further = [
    ...checks,
    ...custodyChecks(statements, policy?.policy ?? null),
    ...(policy === null ? [] : judgePolicy(policy.policy, statements, digests.length === 0 ? [] : [digests], now)),
  ];
  return {
    schema: 'zenbun.verify/1',
    tool: { name: TOOL.name, version: TOOL.version },
    verdict: verdictOf(statements, further),
    subject,
    policy: policy === null ? null : { path: policy.path, sha256: policy.sha256 },
    statements: statements.flatMap(({ opened }) => (opened === null ? [] : [opened])),
    checks: [...statements.flatMap((one) => one.checks), ...further],
  };
}

/** Returns the digests of files and folders that statements may name. */
export async function digestsAlongside(options: VerifyContext): Promise<DigestAtHand[]> {
  const found: DigestAtHand[] = [];
  for (const path of options.alongside) {
    const { sha256 } = await dependencyOf(path, 'data', { ...options, ignore: [] });
    found.push({ name: path, sha256: sha256! });
  }
  return found;
}
