import type { VerificationCheck } from '../../schema/index.ts';
import { toHex } from '../encoding/hex.ts';
import { openEnvelope } from '../envelope/sign-payload.ts';
import type { VerifyingKey } from '../ports.ts';
import { ProvenanceError, type ProvenanceRefusal } from '../provenance-error.ts';
import { refuseKeyKind } from '../sigstore/sign-statement.ts';
import type { SignedFile } from '../sigstore/signed-file.ts';
import { PREDICATES } from '../statement.ts';
import { check, failedBy } from './check.ts';
import type { CertificateOutcome, StatementSigner, StatementTrust } from './trust.ts';

interface SignatureVerification {
  readonly signers: readonly StatementSigner[];
  readonly checks: readonly VerificationCheck[];
}

/** Returns the given keys and those of the policy, each once. */
function candidatesOf({ keys, policy }: StatementTrust): readonly VerifyingKey[] {
  const all = [...keys, ...(policy?.keys ?? [])];
  return all.filter((key, i) => all.findIndex(({ fingerprint }) => fingerprint === key.fingerprint) === i);
}

/** Reports whether the file claims to be signed by this key. */
function isNamed(key: VerifyingKey, { material }: SignedFile, trust: StatementTrust): boolean {
  if (material?.kind !== 'public-key') return false;
  if (material.hint !== null) return material.hint === key.pemHint || material.hint === key.fingerprint;
  const digest = toHex(trust.sha256(material.rawBytes!));
  return digest === key.pemHint || digest === key.fingerprint;
}

function signerOf(key: VerifyingKey, given: readonly VerifyingKey[], trust: StatementTrust): StatementSigner {
  const outcome = trust.certificate;
  const named = outcome !== null && outcome.key?.fingerprint === key.fingerprint && outcome.state === 'passed';
  const identity = named ? outcome.identity : null;
  const issuer = named ? outcome.issuer : null;
  const asGiven = given.find(({ fingerprint }) => fingerprint === key.fingerprint);
  const inPolicy = trust.policy?.signers.find(({ fingerprints }) => fingerprints.includes(key.fingerprint));
  const vouchedBy = asGiven !== undefined ? 'key' : named ? 'certificate' : inPolicy !== undefined ? 'policy' : null;
  const name = asGiven?.name ?? inPolicy?.name ?? identity ?? key.name;
  return { name, fingerprint: key.fingerprint, identity, issuer, vouchedBy };
}

function refused(refusal: ProvenanceRefusal, what: string, path: string): VerificationCheck {
  return failedBy(new ProvenanceError(refusal, what), path);
}

/** Explains why no key matches. */
function unfit(
  file: SignedFile,
  path: string,
  trust: StatementTrust,
  keys: readonly VerifyingKey[],
): VerificationCheck {
  const { material } = file;
  const hint = material?.kind === 'public-key' ? material.hint : null;
  const named = keys.find((key) => isNamed(key, file, trust));
  const certified = trust.certificate?.key ?? null;
  if (named !== undefined) return refused('bad-signature', named.name, path);
  if (certified !== null) return refused('bad-signature', certified.name, path);
  if (keys.length === 0) {
    const detail = {
      en: 'The signature was not checked, since no key or certificate root was given for it.',
      ja: '鍵もルート証明書も指定されていないため、署名を検証していません。',
    };
    return check('signature', 'not-checked', detail, { path, found: hint });
  }
  const names = keys.map(({ name }) => name).join(', ');
  if (trust.otherSigners !== 'not-checked') return refused(hint === null ? 'bad-signature' : 'other-key', names, path);
  const detail = {
    en: `The signature was not checked: it is by none of the keys that were given (${names}).`,
    ja: `指定された鍵（${names}）による署名ではないため、検証していません。`,
  };
  return check('signature', 'not-checked', detail, { path, found: hint });
}

function certificateCheck(outcome: CertificateOutcome | null, file: SignedFile, path: string): VerificationCheck[] {
  if (file.material === null || file.material.kind === 'public-key') return [];
  if (outcome !== null) return [check('certificate', outcome.state, outcome.detail, { path, found: outcome.identity })];
  const detail = { en: 'The certificate was not checked.', ja: '証明書を検証していません。' };
  return [check('certificate', 'not-checked', detail, { path })];
}

/** Reports the unchecked parts of a file that a given key makes unnecessary. */
function witnessChecks(file: SignedFile, path: string): VerificationCheck[] {
  if (file.material?.kind === 'certificate') return [];
  const checks: VerificationCheck[] = [];
  if (file.logEntries.length > 0) {
    const detail = {
      en: 'The entry of a transparency log was not checked.',
      ja: '透明性ログの記録は検証していません。',
    };
    checks.push(check('log-entry', 'not-checked', detail, { path }));
  }
  if (file.timestamps.length > 0) {
    const detail = { en: 'The signed time stamp was not checked.', ja: '署名付きタイムスタンプは検証していません。' };
    checks.push(check('timestamp', 'not-checked', detail, { path }));
  }
  return checks;
}

/** Determines which signatures of a file are valid, and who vouches for the signers. */
export function verifySignature(
  file: SignedFile,
  predicateType: string | null,
  path: string,
  trust: StatementTrust,
): SignatureVerification {
  const given = candidatesOf(trust);
  const certified = trust.certificate?.key ?? null;
  const keys =
    certified === null || given.some(({ fingerprint }) => fingerprint === certified.fingerprint)
      ? given
      : [...given, certified];
  const { signedBy, faulty } = openEnvelope(file.envelope, keys);
  const beside = [...certificateCheck(trust.certificate, file, path), ...witnessChecks(file, path)];
  if (faulty) return { signers: [], checks: [refused('old-envelope', path, path), ...beside] };
  if (signedBy.length === 0) return { signers: [], checks: [unfit(file, path, trust, given), ...beside] };
  const folderHint =
    predicateType === PREDICATES.signing && file.material?.kind === 'public-key' ? file.material.hint : null;
  if (folderHint !== null && !signedBy.some((key) => key.pemHint === folderHint))
    return { signers: [], checks: [refused('other-key', folderHint, path), ...beside] };
  try {
    for (const key of signedBy) refuseKeyKind(predicateType ?? '', key);
  } catch (error) {
    return { signers: [], checks: [failedBy(error, path), ...beside] };
  }
  const signers = signedBy.map((key) => signerOf(key, given, trust));
  const fits = signers.map(({ name, fingerprint }) => {
    const detail = { en: `The signature of ${name} fits.`, ja: `${name} の署名は正しいです。` };
    return check('signature', 'passed', detail, { path, found: fingerprint });
  });
  return { signers, checks: [...fits, ...beside] };
}
