import type { Message, VerificationCheck } from '../../schema/index.ts';
import { verifyInclusion } from '../../tlog/index.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import type { Digest } from '../ports.ts';
import { fileOfRecord, type ManifestPredicate } from './manifest-predicate.ts';
import { RECORD_DOMAIN, recordCommitment } from './record-commitment.ts';
import { commitmentLeaf, type ManifestProof } from './record-proof.ts';

/**
 * Checks a proof against a manifest, whoever signed that: the commitment is of this salt and these bytes
 * (`record-commitment`), the manifest has a file with this record (`record-position`), and the commitment is at this
 * position of the tree (`record-inclusion`). Never throws.
 */
export function checkRecord(
  sha256: Digest,
  proof: ManifestProof,
  manifest: ManifestPredicate,
): readonly VerificationCheck[] {
  return [
    commitmentCheck(sha256, proof, manifest),
    positionCheck(proof, manifest),
    inclusionCheck(sha256, proof, manifest),
  ];
}

function commitmentCheck(
  sha256: Digest,
  { commitment, opened }: ManifestProof,
  { domain }: ManifestPredicate,
): VerificationCheck {
  const check = 'record-commitment';
  const path = null;
  if (domain !== RECORD_DOMAIN) {
    const detail: Message = {
      en: 'The manifest uses a commitment that this version does not know.',
      ja: 'マニフェストのコミットメントの方式は、このバージョンでは確認できません。',
    };
    return { check, state: 'failed', path, detail, expected: RECORD_DOMAIN, found: domain };
  }
  if (opened === null) {
    const detail: Message = {
      en: 'The record is withheld: that there is one is shown, what it says is not.',
      ja: 'レコードの内容は非開示です。存在は確認できますが、内容は確認できません。',
    };
    return { check, state: 'claimed', path, detail, expected: null, found: null };
  }
  const found = toHex(recordCommitment(sha256, opened.salt, opened.bytes));
  const expected = toHex(commitment);
  const isSame = found === expected;
  const detail: Message = isSame
    ? { en: 'The record and its salt give the commitment.', ja: 'レコードとソルトからコミットメントが得られました。' }
    : {
        en: 'The record and its salt give another commitment: one of them was changed.',
        ja: 'レコードとソルトから別のコミットメントが得られました。どちらかが変更されています。',
      };
  return { check, state: isSame ? 'passed' : 'failed', path, detail, expected, found };
}

function positionCheck({ record }: ManifestProof, manifest: ManifestPredicate): VerificationCheck {
  const file = fileOfRecord(manifest, record);
  const there = { check: 'record-position', expected: null, found: null };
  if (file === undefined) {
    const detail: Message = {
      en: `The manifest has no record ${record}: it has ${manifest.size}.`,
      ja: `マニフェストにレコード ${record} はありません（全 ${manifest.size} 件）。`,
    };
    return { ...there, state: 'failed', path: null, detail };
  }
  const nth = record - file.first + 1;
  const detail: Message = {
    en: `Record ${record} of ${manifest.size} (counted from 0) is number ${nth} of ${file.count} in ${file.name}.`,
    ja: `全 ${manifest.size} 件のうちレコード ${record}（0 から数えて）は ${file.name} の ${file.count} 件中 ${nth} 番目です。`,
  };
  return { ...there, state: 'passed', path: file.name, detail };
}

function inclusionCheck(
  sha256: Digest,
  { record, commitment, path }: ManifestProof,
  { root, size }: ManifestPredicate,
): VerificationCheck {
  const claim = {
    index: record,
    size,
    leafHash: commitmentLeaf(sha256, commitment),
    root: fromHex(root),
    proof: path,
  };
  const holds = verifyInclusion(sha256, claim);
  const detail: Message = holds
    ? {
        en: `The commitment leads to the root of the manifest (hashes on the way: ${path.length}).`,
        ja: `コミットメントからマニフェストのルートハッシュが得られました（ハッシュ ${path.length} 個）。`,
      }
    : {
        en: 'The commitment does not lead to the root of the manifest at this position.',
        ja: 'この位置では、コミットメントからマニフェストのルートハッシュが得られません。',
      };
  return {
    check: 'record-inclusion',
    state: holds ? 'passed' : 'failed',
    path: null,
    detail,
    expected: root,
    found: null,
  };
}
