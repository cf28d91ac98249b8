import { ZenbunError } from '../../../errors.ts';
import { sha256 } from '../../../ledger/index.ts';
import { checkRecord, readRecordProof, type VerifyingKey } from '../../../provenance/index.ts';
import { TOOL, type Verification, type VerificationCheck } from '../../../schema/index.ts';
import { jsonOf, type OpenedManifest, openManifest, signersOf, smallFile } from './signed-manifest.ts';

/** Of a proof file: a record (at most 16 MiB) and a statement (10 MiB), both in base64. */
const MOST_PROOF_BYTES = 64 * 2 ** 20;

/**
 * Verifies a proof of one record with nothing but the file and the signer's keys. Without keys it comes to `incomplete`: anybody could have signed.
 * Throws `not-found`, `limit`, and `unreadable` for a file that is no proof.
 */
export async function verifyRecordProof(path: string, keys: readonly VerifyingKey[]): Promise<Verification> {
  const bytes = await smallFile(path, MOST_PROOF_BYTES);
  const read = readRecordProof(jsonOf(bytes.toString('utf8')));
  const opened = read === null ? null : openManifest(read.envelope);
  if (read === null || opened === null) {
    throw new ZenbunError('unreadable', {
      en: `${path} is not the proof of a record: ${read === null ? 'its fields are not those of one' : 'it holds no manifest'}`,
      ja: `${path} はレコードの証明ではありません：${read === null ? '項目が証明の形式と一致しません' : 'マニフェストが含まれていません'}`,
    });
  }
  const signers = signersOf(opened, keys);
  const checks = [signatureCheck(opened, keys, signers), ...checkRecord(sha256, read.proof, opened.manifest)];
  return {
    schema: 'zenbun.verify/1',
    tool: TOOL,
    verdict: verdictOf(checks),
    subject: { kind: 'record', path, sha256: hex(bytes), files: null, bytes: read.proof.opened?.bytes.length ?? null },
    policy: null,
    statements: [
      {
        path,
        sha256: hex(opened.payload),
        predicateType: opened.statement.predicateType,
        subjects: opened.statement.subject.map(({ name, digest }) => ({ name, sha256: digest.sha256 ?? null })),
        signedBy: signers.map(({ name, fingerprint }) => ({ name, fingerprint })),
        at: opened.manifest.at,
      },
    ],
    checks,
  };
}

const hex = (bytes: Uint8Array) => Buffer.from(sha256(bytes)).toString('hex');

function verdictOf(checks: readonly VerificationCheck[]): Verification['verdict'] {
  if (checks.some(({ state }) => state === 'failed')) return 'invalid';
  return checks.some(({ state }) => state === 'not-checked') ? 'incomplete' : 'valid';
}

function signatureCheck(
  { envelope }: OpenedManifest,
  keys: readonly VerifyingKey[],
  signers: readonly VerifyingKey[],
): VerificationCheck {
  const check = { check: 'signature', path: null, expected: null, found: null };
  const count = envelope.signatures.length;
  if (keys.length === 0) {
    const detail = {
      en: `no key was given, so none of the ${count} signatures of the manifest was checked`,
      ja: `鍵の指定がないため、マニフェストの署名 ${count} 件を確認していません`,
    };
    return { ...check, state: 'not-checked', detail };
  }
  if (signers.length === 0) {
    const detail = {
      en: 'none of the given keys has signed the manifest',
      ja: '指定された鍵による有効な署名がマニフェストにありません',
    };
    return { ...check, state: 'failed', detail };
  }
  const names = signers.map(({ name }) => name).join(', ');
  const detail = { en: `the manifest is signed by ${names}`, ja: `マニフェストは ${names} により署名されています` };
  return { ...check, state: 'passed', detail };
}
