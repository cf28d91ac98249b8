import { ZenbunError } from '../../../errors.ts';
import { MAX_PROOF_BYTES, manifestInProof, type StatementTrust, verifyRecord } from '../../../provenance/index.ts';
import type { Verification } from '../../../schema/index.ts';
import { sha256Bytes } from '../attest/hashed-subject.ts';
import { smallFile } from '../manifest/signed-manifest.ts';
import { certificateReading } from './certificate-outcome.ts';
import { refuseMisfit } from './named-as.ts';
import { verificationOf } from './verification.ts';
import type { NamedThing, VerifiableKind, VerifyContext } from './verify-context.ts';

/** The proof of one record of a data manifest, which is checked by itself. */
export const RECORD_KIND: VerifiableKind = {
  kind: 'record',
  recognises: ({ isFolder, head }) =>
    !isFolder &&
    /^\s*\{\s*"schema"\s*:\s*"zenbun\.record-proof\//.test(new TextDecoder().decode(head.subarray(0, 200))),
  verify: verifyProof,
};

async function verifyProof(thing: NamedThing, options: VerifyContext): Promise<Verification> {
  const { path } = thing;
  refuseMisfit(thing, { en: 'the proof of a record', ja: 'レコードの証明' }, /proof[^.]*\.json$/i, options);
  const bytes = await smallFile(path, MAX_PROOF_BYTES);
  const manifest = manifestInProof(bytes);
  if (manifest === null) throw noProof(path);
  const { outcome } = await certificateReading(manifest, options);
  const { keys, now, policy } = options;
  const trust: StatementTrust = {
    keys,
    certificate: outcome,
    policy: policy?.policy ?? null,
    now,
    sha256: sha256Bytes,
    otherSigners: 'failed',
  };
  const verified = verifyRecord(path, bytes, trust);
  if (verified === null) throw noProof(path);
  const { statement, proof, checks } = verified;
  const sha256 = proof.opened === null ? null : Buffer.from(sha256Bytes(proof.opened.bytes)).toString('hex');
  const subject = { kind: 'record' as const, path, sha256, files: null, bytes: proof.opened?.bytes.length ?? null };
  return verificationOf(
    { subject, statements: [statement], digests: sha256 === null ? [] : [sha256], checks },
    options,
  );
}

const noProof = (path: string) =>
  new ZenbunError('unreadable', {
    en: `${path} is not the proof of a record: its fields are not those of one`,
    ja: `${path} はレコードの証明ではありません。項目が証明の形式と一致しません`,
  });
