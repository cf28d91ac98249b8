import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type BundledLedger, type BundleManifest, type BundleTrust, checkBundle, verdictOf } from '../../bundle/index.ts';
import { ed25519Verify, sha256 } from '../../ledger/index.ts';
import type { VerifyingKey } from '../../provenance/index.ts';
import { TOOL, type Verification, type VerificationCheck } from '../../schema/index.ts';
import { logKeyOf } from '../ledger/signed-head.ts';
import { RolloutReplay } from './replay-bundle.ts';
import { resultFault } from './result-fault.ts';
import { openZip } from './zip/read-zip.ts';
import { ZipRefusal } from './zip/zip-refusal.ts';

/** What a bundle is verified against. */
export interface VerifyBundleOptions {
  /** Keys that are trusted, for the manifest and for the statements in the bundle. */
  readonly keys?: readonly VerifyingKey[];
  /** Public keys of logs, as `zenbun serve` prints them. */
  readonly ledgerKeys?: readonly string[];
  readonly onProgress?: BundleTrust['onProgress'];
}

/** A bundle that was verified, and what its manifest says; null where that cannot be read. */
export interface VerifiedBundle {
  readonly verification: Verification;
  readonly manifest: BundleManifest | null;
}

/**
 * Verifies an evidence bundle offline. Nothing is unpacked to the disk, and memory does not grow with its log. An archive that is damaged or built to mislead
 * is `invalid`, with the entry that it is about. Throws `not-found`, `unreadable` for what is no archive, `usage` for a key of a log that is none.
 */
export async function verifyBundle(path: string, options: VerifyBundleOptions = {}): Promise<Verification> {
  return (await verifyWithManifest(path, options)).verification;
}

/** The same, with the manifest. */
export async function verifyWithManifest(path: string, options: VerifyBundleOptions = {}): Promise<VerifiedBundle> {
  const { keys = [], ledgerKeys = [], onProgress } = options;
  const logKeys = ledgerKeys.map(logKeyOf);
  const replay = new RolloutReplay();
  try {
    const zip = await openZip(path);
    try {
      const found = await checkBundle(zip, {
        ...{ sha256, ed25519: ed25519Verify, keys, ledgerKeys: logKeys, resultFault },
        onLeaf: (folder, _, leaf) => replay.add(folder, leaf),
        ...(onProgress === undefined ? {} : { onProgress }),
      });
      const { manifest, statements } = found;
      const checks = [...found.checks, ...replay.checks(manifest?.ledgers ?? [])];
      const facts = { sha256: await fileDigest(path), files: zip.names.length, bytes: zip.bytes };
      return { verification: verificationOf(path, facts, statements, checks), manifest };
    } finally {
      await zip.close();
    }
  } catch (refusal) {
    if (!(refusal instanceof ZipRefusal)) throw refusal;
    return { verification: verificationOf(path, null, [], [refused(refusal)]), manifest: null };
  }
}

const refused = ({ path, localized }: ZipRefusal): VerificationCheck => ({
  ...{ check: 'archive', state: 'failed', path, detail: localized, expected: null, found: null },
});

function verificationOf(
  path: string,
  facts: Pick<Verification['subject'], 'sha256' | 'files' | 'bytes'> | null,
  statements: Verification['statements'],
  checks: readonly VerificationCheck[],
): Verification {
  return {
    schema: 'zenbun.verify/1',
    tool: { ...TOOL, name: 'zenbun' },
    verdict: verdictOf(checks),
    subject: { kind: 'bundle', path, ...(facts ?? { sha256: null, files: null, bytes: null }) },
    policy: null,
    statements,
    checks,
  };
}

async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path)) hash.update(block as Buffer);
  return hash.digest('hex');
}

export type { BundledLedger };
