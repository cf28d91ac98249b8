import type { VerificationCheck } from '../../schema/index.ts';
import { parseInstant } from '../encoding/instant.ts';
import { predicateName } from '../statement.ts';
import { check } from '../verify/check.ts';
import type { StatementSigner, VerifiedStatement } from '../verify/trust.ts';
import type { PolicySigner, ProvenancePolicy } from './policy.ts';

const DAY_MS = 86_400_000;

function isNamed(signer: StatementSigner, { fingerprints, identities }: PolicySigner): boolean {
  if (fingerprints.includes(signer.fingerprint)) return true;
  return identities.some(
    ({ identity, issuer }) => identity === signer.identity && (issuer === null || issuer === signer.issuer),
  );
}

/** Returns the policy's name of a signer who may sign this kind of predicate, or null if none of them signed. */
function allowedSigner(policy: ProvenancePolicy, { signers, statement }: VerifiedStatement): string | null {
  const may = policy.signers.filter(({ may }) => may === null || may.includes(statement!.predicateType));
  return may.find((each) => signers.some((signer) => isNamed(signer, each)))?.name ?? null;
}

function signerCheck(policy: ProvenancePolicy, verified: VerifiedStatement): VerificationCheck {
  const { path, statement, signers } = verified;
  const name = allowedSigner(policy, verified);
  const kind = predicateName(statement!.predicateType);
  const found = signers.map(({ fingerprint, identity }) => identity ?? fingerprint).join(' ') || null;
  if (name !== null) {
    const detail = { en: `${name} may sign this (${kind}).`, ja: `${name} は署名を許可されています（${kind}）。` };
    return check('policy-signer', 'passed', detail, { path, found });
  }
  const detail = {
    en: `By the policy nobody whose signature fits may sign this (${kind}).`,
    ja: `ポリシーで署名を許可された者による正しい署名がありません（${kind}）。`,
  };
  return check('policy-signer', 'failed', detail, { path, found });
}

function ageChecks(
  policy: ProvenancePolicy,
  { path, statement, opened }: VerifiedStatement,
  now: number,
): VerificationCheck[] {
  const days = policy.maxAgeDays[statement!.predicateType] ?? policy.maxAgeDays['*'];
  if (days === undefined) return [];
  const time = opened?.at == null ? null : parseInstant(opened.at);
  if (time === null) {
    const detail = {
      en: `The policy allows ${days} days, and the statement does not say when it was made.`,
      ja: `ポリシーの上限は ${days} 日ですが、ステートメントに日時の記載がありません。`,
    };
    return [check('policy-age', 'not-checked', detail, { path, expected: String(days) })];
  }
  const age = Math.floor((now - time) / DAY_MS);
  const old = now - time > days * DAY_MS;
  const detail = old
    ? {
        en: `The statement is ${age} days old; the policy allows ${days}.`,
        ja: `ステートメントの作成から ${age} 日が経過しています。ポリシーの上限は ${days} 日です。`,
      }
    : {
        en: `By its own date the statement is ${age} days old, within the ${days} of the policy.`,
        ja: `ステートメントの日付によれば作成から ${age} 日で、ポリシーの上限 ${days} 日以内です。`,
      };
  return [check('policy-age', old ? 'failed' : 'passed', detail, { path, expected: String(days), found: String(age) })];
}

function requiredChecks(policy: ProvenancePolicy, statements: readonly VerifiedStatement[]): VerificationCheck[] {
  return policy.required.map((type) => {
    const kind = predicateName(type);
    const there = statements.find(
      (each) => each.statement?.predicateType === type && allowedSigner(policy, each) !== null,
    );
    if (there !== undefined) {
      const detail = {
        en: `The statement that is required is there (${kind}).`,
        ja: `必須のステートメントがあります（${kind}）。`,
      };
      return check('policy-required', 'passed', detail, { path: there.path, expected: type, found: type });
    }
    const detail = {
      en: `The policy requires a statement by somebody who may sign it (${kind}), and there is none.`,
      ja: `ポリシーで必須とされた、許可された署名者によるステートメントがありません（${kind}）。`,
    };
    return check('policy-required', 'failed', detail, { expected: type });
  });
}

function digestChecks(policy: ProvenancePolicy, things: readonly (readonly string[])[]): VerificationCheck[] {
  const checks = things.flatMap((digests) => {
    const denied = digests.find((digest) => policy.denied.includes(digest));
    if (denied !== undefined) {
      const detail = { en: `The policy denies ${denied}.`, ja: `ポリシーで禁止されています：${denied}` };
      return [check('policy-digest', 'failed', detail, { found: denied })];
    }
    const { allowed } = policy;
    if (allowed === null) return [];
    const good = digests.find((digest) => allowed.includes(digest));
    const found = good ?? digests[0] ?? '';
    const detail =
      good === undefined
        ? { en: `${found} is not among what the policy allows.`, ja: `${found} はポリシーで許可されていません。` }
        : { en: `The policy allows ${found}.`, ja: `ポリシーで許可されています：${found}` };
    return [check('policy-digest', good === undefined ? 'failed' : 'passed', detail, { found })];
  });
  if (things.length > 0 || (policy.allowed === null && policy.denied.length === 0)) return checks;
  const detail = {
    en: 'The policy says which digests may be used, and none was computed.',
    ja: 'ポリシーで使用できるダイジェストが指定されていますが、ダイジェストが計算されていません。',
  };
  return [check('policy-digest', 'not-checked', detail)];
}

/**
 * Returns every text of a statement that is one of the denied digests: of a model's ingredient, say, or of a file in a
 * folder.
 */
function deniedIn(value: unknown, denied: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string') {
      const digest = one.replace(/^sha256:/, '').toLowerCase();
      if (denied.includes(digest)) found.add(digest);
    } else if (typeof one === 'object' && one !== null) for (const each of Object.values(one)) waiting.push(each);
  }
  return found;
}

function deniedChecks({ denied }: ProvenancePolicy, { path, statement }: VerifiedStatement): VerificationCheck[] {
  if (denied.length === 0) return [];
  return [...deniedIn([statement!.subject, statement!.predicate], denied)].map((digest) => {
    const detail = {
      en: `The statement names ${digest}, which the policy denies.`,
      ja: `ポリシーで禁止されているダイジェストが記載されています：${digest}`,
    };
    return check('policy-digest', 'failed', detail, { path, found: digest });
  });
}

/**
 * Judges statements by a policy: whether each is signed by a permitted signer, whether the required ones are present,
 * which digests may be used, and how old they may be. `things`: for each thing to be used, the digests it can have,
 * computed from bytes (`folderDigests`, or that of a file; a single digest is a thing with one). Custody is judged by
 * `custodyChecks`.
 */
export function judgePolicy(
  policy: ProvenancePolicy,
  statements: readonly VerifiedStatement[],
  things: readonly (string | readonly string[])[],
  now: number,
): readonly VerificationCheck[] {
  const read = statements.filter(({ statement }) => statement !== null);
  return [
    ...read.map((each) => signerCheck(policy, each)),
    ...read.flatMap((each) => ageChecks(policy, each, now)),
    ...requiredChecks(policy, read),
    ...read.flatMap((each) => deniedChecks(policy, each)),
    ...digestChecks(
      policy,
      things.map((thing) => [thing].flat()),
    ),
  ];
}
