import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type BundleManifest, type BundleTrust, checkBundle } from '../../bundle/index.ts';
import { ed25519Verify, sha256 } from '../../ledger/index.ts';
import type { DigestAtHand } from '../../provenance/index.ts';
import { TOOL, type Verification, type VerificationCheck } from '../../schema/index.ts';
import { logKeyOf } from '../ledger/signed-head.ts';
import type { ReadPolicy } from '../provenance/policy/policy-file.ts';
import { openStatement } from '../provenance/verify/opened-statement.ts';
import { digestsAlongside } from '../provenance/verify/verification.ts';
import type { VerifyContext } from '../provenance/verify/verify-context.ts';
import { RolloutReplay } from './replay-bundle.ts';
import { SummaryReplay } from './replay-summary.ts';
import { resultFault } from './result-fault.ts';
import { openZip } from './zip/read-zip.ts';
import { ZipRefusal } from './zip/zip-refusal.ts';

/**
 * What to verify a bundle against. Certificates, identities and files beside it work as in every other verification.
 */
export interface VerifyBundleOptions extends Partial<Omit<VerifyContext, 'now' | 'policy' | 'onProgress'>> {
  /** Policy on who may sign what. */
  readonly policy?: ReadPolicy | null | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onProgress?: BundleTrust['onProgress'];
}

/** A bundle that was verified, and its manifest, or null if that cannot be read. */
export interface VerifiedBundle {
  readonly verification: Verification;
  readonly manifest: BundleManifest | null;
}

/**
 * Verifies an evidence bundle offline. Nothing is unpacked to disk, and memory use does not grow with the log. An
 * archive that is damaged or built to mislead is reported as `invalid`, naming the entry concerned. Throws `not-found`,
 * `unreadable` if the file is not an archive, and `usage` for a malformed log key.
 */
export async function verifyBundle(path: string, options: VerifyBundleOptions): Promise<Verification> {
  return (await verifyWithManifest(path, options)).verification;
}

/** Does the same as `verifyBundle`, and also returns the manifest. */
export async function verifyWithManifest(path: string, options: VerifyBundleOptions): Promise<VerifiedBundle> {
  const { keys = [], ledgerKeys = [], policy, onProgress } = options;
  const logKeys = ledgerKeys.map(logKeyOf);
  const rollouts = new RolloutReplay();
  const summaries = new SummaryReplay();
  const file = policy ? { path: policy.path, sha256: policy.sha256 } : null;
  const opening = openingOf(options);
  const atHand = await digestsAlongside(opening);
  try {
    const zip = await openZip(path);
    try {
      const names = new Set(zip.names);
      const onLeaf = (folder: string, index: number, leaf: Uint8Array) => {
        rollouts.add(folder, index, leaf);
        if (names.has(summaryOf(folder))) summaries.add(folder, index, leaf);
      };
      const found = await checkBundle(zip, {
        ...{ sha256, ed25519: ed25519Verify, keys, ledgerKeys: logKeys, policy: policy?.policy ?? null },
        ...{ atHand, openStatement: opener(opening, atHand), now: opening.now, resultFault, onLeaf },
        ...(onProgress === undefined ? {} : { onProgress }),
      });
      const { manifest, statements } = found;
      const ledgers = found.verdict === 'invalid' ? [] : (manifest?.ledgers ?? []);
      const replayed = rollouts.checks(ledgers);
      for (const ledger of ledgers) {
        const name = summaryOf(ledger.folder);
        if (names.has(name)) replayed.push(...summaries.checks(ledger, jsonOf(await zip.read(name))));
      }
      const subject = {
        kind: 'bundle',
        path,
        sha256: await fileDigest(path),
        files: zip.names.length,
        bytes: zip.bytes,
      } as const;
      const verdict = worseOf(found.verdict, replayed);
      const checks = [...found.checks, ...replayed];
      return { verification: { ...HEAD, verdict, subject, policy: file, statements, checks }, manifest };
    } finally {
      await zip.close();
    }
  } catch (refusal) {
    if (!(refusal instanceof ZipRefusal)) throw refusal;
    const subject = { kind: 'bundle', path, sha256: null, files: null, bytes: null } as const;
    const checks = [refused(refusal)];
    return {
      verification: { ...HEAD, verdict: 'invalid', subject, policy: file, statements: [], checks },
      manifest: null,
    };
  }
}

const summaryOf = (folder: string): string => `${folder}/summary.json`;

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

function openingOf(options: VerifyBundleOptions): VerifyContext {
  const { onProgress: _, policy = null, now, ...rest } = options;
  const none = { keys: [], roots: [], sigstoreRoot: null, identities: [], signatures: [], statements: [] };
  return { ...none, alongside: [], allowSymlinks: false, certificatesAt: null, ...rest, policy, now: now() };
}

/**
 * Opens statements like those beside a folder, certificates included. If other signers count as a failure, the
 * statement is treated as one that was named: it must be signed by a given key.
 */
const opener =
  (options: VerifyContext, atHand: readonly DigestAtHand[]): NonNullable<BundleTrust['openStatement']> =>
  (file, otherSigners) =>
    openStatement(file, atHand, otherSigners === 'failed' ? { ...options, statements: [file.path] } : options);

const HEAD = { schema: 'zenbun.verify/1', tool: TOOL } as const;

function worseOf(verdict: Verification['verdict'], checks: readonly VerificationCheck[]): Verification['verdict'] {
  if (checks.some(({ state }) => state === 'failed')) return 'invalid';
  return checks.some(({ state }) => state === 'not-checked') && verdict === 'valid' ? 'incomplete' : verdict;
}

const refused = ({ path, localized }: ZipRefusal): VerificationCheck => ({
  ...{ check: 'archive', state: 'failed', path, detail: localized, expected: null, found: null },
});

async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path, { highWaterMark: 2 ** 22 })) hash.update(block as Buffer);
  return hash.digest('hex');
}
