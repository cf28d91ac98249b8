import type { Message, OpenedStatement, VerificationCheck } from '../../schema/index.ts';
import { type BundleManifest, readManifest } from '../bundle-manifest.ts';
import { MANIFEST_NAME } from '../part-names.ts';
import { type OpenedFile, openStatement } from '../signed-statement.ts';
import type { BundleReader, BundleTrust } from './bundle-reader.ts';
import { CheckList } from './check-list.ts';
import { checkContents } from './content-checks.ts';
import { checkLedgers } from './ledger-checks.ts';
import { openedStatement } from './opened-statement.ts';
import { checkParts } from './part-checks.ts';

/** What checking a bundle gave. */
export interface BundleCheck {
  /** As it was signed; null where it cannot be read. */
  readonly manifest: BundleManifest | null;
  /** That of the manifest first. */
  readonly statements: readonly OpenedStatement[];
  readonly checks: readonly VerificationCheck[];
}

/**
 * Checks an evidence bundle: the signature of its manifest, each part, the logs up to their signed checkpoints, the statements, and what results and
 * statements say of the same digests. Holds one part, and everything that is no file of a log, in memory at a time. Rejects only with what
 * `onLeaf` and `onProgress` throw.
 */
export async function checkBundle(reader: BundleReader, trust: BundleTrust): Promise<BundleCheck> {
  const checks = new CheckList();
  const opened = await openManifest(reader, trust, checks);
  if (opened === null) return { manifest: null, statements: [], checks: checks.all() };
  const manifest = readManifest(opened.statement);
  if ('at' in manifest && !('parts' in manifest)) {
    checks.fail('manifest', notAsWritten(manifest.at), { path: MANIFEST_NAME });
    return { manifest: null, statements: [openedStatement(MANIFEST_NAME, opened)], checks: checks.all() };
  }
  checkSigner(opened, trust, checks);
  const kept = await checkParts(manifest, reader, trust, checks);
  await checkLedgers(manifest, reader, trust, checks);
  const statements = checkContents(manifest, kept, trust, checks);
  return { manifest, statements: [openedStatement(MANIFEST_NAME, opened), ...statements], checks: checks.all() };
}

async function openManifest(reader: BundleReader, trust: BundleTrust, checks: CheckList): Promise<OpenedFile | null> {
  const facts = { path: MANIFEST_NAME };
  if (!reader.names.includes(MANIFEST_NAME)) {
    checks.fail('manifest', { en: 'there is no manifest', ja: 'マニフェストがありません' }, facts);
    return null;
  }
  const bytes = await reader.read(MANIFEST_NAME).catch(() => null);
  const opened = bytes === null ? null : openStatement(bytes, trust.keys, trust.sha256);
  if (opened === null) {
    checks.fail(
      'manifest',
      { en: 'the manifest is no signed statement', ja: 'マニフェストが署名付きステートメントではありません' },
      facts,
    );
  }
  return opened;
}

function checkSigner({ signedBy }: OpenedFile, { keys }: BundleTrust, checks: CheckList): void {
  const path = MANIFEST_NAME;
  const [key] = signedBy;
  if (key !== undefined) {
    const detail = { en: `signed with ${key.name}`, ja: `${key.name} による署名` };
    checks.add('passed', 'signature', detail, { path, found: key.fingerprint });
  } else if (keys.length === 0) checks.add('not-checked', 'signature', NO_KEY, { path });
  else
    checks.fail('signature', OTHER_SIGNER, { path, expected: keys.map(({ fingerprint }) => fingerprint).join(', ') });
}

const NO_KEY: Message = {
  en: 'who has signed the manifest was not checked: no key was given (--key, --policy)',
  ja: '鍵の指定がないため、マニフェストの署名者は確認していません（--key、--policy）',
};
const OTHER_SIGNER: Message = {
  en: 'the manifest is signed with none of the keys that were given, or was changed',
  ja: 'マニフェストの署名が指定された鍵のものではないか、内容が変更されています',
};

const notAsWritten = (at: string): Message => ({
  en: `the manifest is not as zenbun writes it: ${at}`,
  ja: `マニフェストが zenbun の書き出す形と異なります：${at}`,
});
