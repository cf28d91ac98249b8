import { custodyChecks, judgePolicy, PREDICATES, type VerifiedStatement, verdictOf } from '../../provenance/index.ts';
import type { Message, Verification } from '../../schema/index.ts';
import { type BundleManifest, readManifest } from '../bundle-manifest.ts';
import { MANIFEST_NAME } from '../part-names.ts';
import type { BundleTrust, PartReader } from './bundle-reader.ts';
import { CheckList } from './check-list.ts';
import { type BundleContents, checkContents } from './content-checks.ts';
import { checkLedgers } from './ledger-checks.ts';
import { openPart } from './open-part.ts';
import { checkParts } from './part-checks.ts';

/** The result of checking a bundle. */
export interface BundleCheck extends Pick<Verification, 'verdict' | 'statements' | 'checks'> {
  /** The signed manifest; null if it cannot be read. */
  readonly manifest: BundleManifest | null;
}

/**
 * Checks an evidence bundle: the signature of its manifest, each part, the logs up to their signed checkpoints, the
 * statements, and whether results and statements name the same digests. Besides everything that is not a file of a log,
 * it holds one part in memory at a time. Rejects only with what `onLeaf` and `onProgress` throw and what
 * `openStatement` rejects with.
 */
export async function checkBundle(reader: PartReader, trust: BundleTrust): Promise<BundleCheck> {
  const checks = new CheckList();
  const signed = await openManifest(reader, trust, checks);
  const manifest = signed === null ? null : manifestIn(signed, checks);
  const statements = signed === null ? [] : [manifest === null ? signed : datedBy(manifest, signed)];
  if (manifest !== null) {
    const kept = await checkParts(manifest, reader, trust, checks);
    await checkLedgers(manifest, reader, trust, checks);
    const contents = await checkContents(manifest, kept, trust, checks);
    statements.push(...contents.statements);
    checkCustody(contents, trust, checks);
    if (trust.policy !== null) checks.addAll(judgePolicy(trust.policy, statements, contents.digests, trust.now));
  }
  return {
    manifest,
    verdict: verdictOf(statements, checks.all()),
    statements: statements.flatMap(({ opened }) => (opened === null ? [] : [withFewSubjects(opened)])),
    checks: [...statements.flatMap((statement) => statement.checks), ...checks.all()],
  };
}

/** The manifest with the date it states, which a policy may restrict. */
const datedBy = ({ at }: BundleManifest, signed: VerifiedStatement): VerifiedStatement => ({
  ...signed,
  opened: signed.opened === null ? null : { ...signed.opened, at },
});

/** Checks the chain of custody of each thing handed over: the hand-overs in a bundle may be about several things. */
function custodyIn(
  statements: readonly VerifiedStatement[],
  policy: BundleTrust['policy'],
): readonly Verification['checks'][number][] {
  const things = new Map<string, VerifiedStatement[]>();
  for (const one of statements) {
    if (one.statement?.predicateType !== PREDICATES.handover) continue;
    const thing = JSON.stringify(one.statement.subject.map(({ digest }) => digest.sha256 ?? '').sort());
    things.set(thing, [...(things.get(thing) ?? []), one]);
  }
  const chains = things.size === 0 ? [[]] : [...things.values()];
  return chains.flatMap((chain) => custodyChecks(chain, policy));
}

/**
 * Checks the chain of hand-overs in the bundle. A redacted one cannot be followed, which is reported if the policy asks
 * for a chain.
 */
function checkCustody({ statements, redacted }: BundleContents, { policy }: BundleTrust, checks: CheckList): void {
  const isAsked = policy !== null && policy.custody !== null;
  if (redacted && isAsked) checks.add('not-checked', 'custody', CUSTODY_REDACTED);
  else checks.addAll(custodyIn(statements, policy));
}

const CUSTODY_REDACTED: Message = {
  en: 'the policy asks for hand-overs, and statements in the bundle are redacted: their chain was not followed',
  ja: 'ポリシーは引き渡しの記録を求めていますが、ステートメントが伏せ字のため確認していません',
};

/** The parts are checked one by one, so listing thousands of subjects would add nothing. */
const MAX_SUBJECTS = 20;
const withFewSubjects = (opened: Verification['statements'][number]): Verification['statements'][number] => ({
  ...opened,
  subjects: opened.subjects.slice(0, MAX_SUBJECTS),
});

async function openManifest(
  reader: PartReader,
  trust: BundleTrust,
  checks: CheckList,
): Promise<VerifiedStatement | null> {
  const facts = { path: MANIFEST_NAME };
  if (!reader.names.includes(MANIFEST_NAME)) {
    checks.fail('manifest', { en: 'there is no manifest', ja: 'マニフェストがありません' }, facts);
    return null;
  }
  const bytes = await reader.read(MANIFEST_NAME).catch(() => null);
  if (bytes === null) {
    checks.fail('manifest', { en: 'the manifest cannot be read', ja: 'マニフェストを読み取れません' }, facts);
    return null;
  }
  const verified = await openPart(MANIFEST_NAME, bytes, 'failed', trust);
  // Its subjects and claims are the parts, which are checked one by one.
  return { ...verified, checks: verified.checks.filter(({ check }) => check !== 'subject' && check !== 'claim') };
}

function manifestIn({ statement, checks: own }: VerifiedStatement, checks: CheckList): BundleManifest | null {
  if (statement === null) return null;
  const manifest = readManifest(statement);
  if ('parts' in manifest) return manifest;
  if (!own.some(({ state }) => state === 'failed')) {
    checks.fail('manifest', notAsWritten(manifest.at), { path: MANIFEST_NAME, found: manifest.at });
  }
  return null;
}

const notAsWritten = (at: string): Message => ({
  en: `the manifest is not as zenbun writes it: ${at}`,
  ja: `マニフェストが zenbun の書き出す形と異なります：${at}`,
});
