import { Buffer } from 'node:buffer';
import { ZenbunError } from '../../../errors.ts';
import {
  judgePolicy,
  MAX_PROOF_BYTES,
  type StatementTrust,
  verdictOf,
  verifyRecord,
} from '../../../provenance/index.ts';
import { TOOL, type Verification } from '../../../schema/index.ts';
import { smallFile } from './signed-manifest.ts';

/**
 * Verifies a proof of one record with nothing but its file. The signer is believed on the word of `trust`; a policy in it is applied, and naming its
 * file in the result is the caller's. Throws `not-found`, `limit`, `damaged`, and `unreadable` for a file that is no proof.
 */
export async function verifyRecordProof(path: string, trust: StatementTrust): Promise<Verification> {
  const bytes = await smallFile(path, MAX_PROOF_BYTES);
  const verified = verifyRecord(path, bytes, trust);
  if (verified === null)
    throw new ZenbunError('unreadable', {
      en: `${path} is not the proof of a record: its fields are not those of one`,
      ja: `${path} はレコードの証明ではありません。項目が証明の形式と一致しません`,
    });
  const { statement, proof } = verified;
  const digest = (of: Uint8Array) => Buffer.from(trust.sha256(of)).toString('hex');
  const record = proof.opened === null ? [] : [digest(proof.opened.bytes)];
  const policy = trust.policy === null ? [] : judgePolicy(trust.policy, [statement], record, trust.now);
  const checks = [...verified.checks, ...policy];
  return {
    schema: 'zenbun.verify/1',
    tool: TOOL,
    verdict: verdictOf([statement], checks),
    subject: {
      kind: 'record',
      path,
      sha256: record[0] ?? null,
      files: null,
      bytes: proof.opened?.bytes.length ?? null,
    },
    policy: null,
    statements: statement.opened === null ? [] : [statement.opened],
    checks: [...statement.checks, ...checks],
  };
}
