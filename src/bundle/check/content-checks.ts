import type { VerifiedStatement } from '../../provenance/index.ts';
import type { Message } from '../../schema/index.ts';
import type { BundleManifest } from '../bundle-manifest.ts';
import { isRecord, jsonIn } from '../bytes.ts';
import type { BundleTrust } from './bundle-reader.ts';
import type { CheckList } from './check-list.ts';
import { openPart } from './open-part.ts';
import type { KeptParts } from './part-checks.ts';
import { type NamedDigest, resultDigests, statementDigests } from './result-digests.ts';

/** The content of a bundle's parts, apart from its manifest. */
export interface BundleContents {
  readonly statements: readonly VerifiedStatement[];
  /** SHA-256 of the data and models that the results are about, in lower-case hex. */
  readonly digests: readonly string[];
  /** True if any statement is redacted. */
  readonly redacted: boolean;
}

/**
 * Checks the content of the parts: statements and their signatures, the shape of results, and whether both name the
 * same digests.
 */
export async function checkContents(
  { parts }: BundleManifest,
  kept: KeptParts,
  trust: BundleTrust,
  checks: CheckList,
): Promise<BundleContents> {
  const statements: VerifiedStatement[] = [];
  const attested = new Map<string, AttestedBy>();
  const named: (NamedDigest & { readonly path: string })[] = [];
  let redacted = 0;
  for (const { name: path, kind, original } of parts) {
    const bytes = kept.get(path);
    if (bytes === undefined) continue;
    const json = path.endsWith('.json') ? jsonIn(bytes) : undefined;
    if (original !== null) {
      redacted += 1;
      checkRedacted(path, json, original, checks);
    }
    if (kind === 'statement') {
      const verified = original === null ? await verifiedIn(path, bytes, trust) : null;
      if (verified !== null) statements.push(verified);
      const said = verified === null ? json : [verified.statement?.subject, verified.statement?.predicate];
      for (const digest of statementDigests(said))
        if (!attested.has(digest)) attested.set(digest, { path, isRedacted: verified === null });
    }
    if (kind !== 'result') continue;
    if (original === null) checkShape(path, json, trust, checks);
    named.push(...resultDigests(json).map((digest) => ({ ...digest, path })));
  }
  checkLinks(named, attested, checks);
  checkAtHand(trust.atHand ?? [], named, attested, checks);
  if (redacted > 0) checks.add('claimed', 'redacted', redactedParts(redacted));
  for (const kind of ['result', 'report', 'checklist', 'policy'] as const)
    for (const path of wordsOf(parts, kind)) checks.add('claimed', kind, WORDS[kind], { path });
  return {
    statements,
    digests: [...new Set(named.map(({ sha256 }) => sha256))],
    redacted: parts.some(({ kind, original }) => kind === 'statement' && original !== null),
  };
}

/**
 * Returns the parts of which only form and digest can be shown: every result and policy, and the first file of a report
 * or checklist.
 */
const wordsOf = (parts: BundleManifest['parts'], kind: keyof typeof WORDS): readonly string[] =>
  parts
    .filter((part) => part.kind === kind)
    .map(({ name }) => name)
    .slice(0, kind === 'report' || kind === 'checklist' ? 1 : undefined);

const WORDS = {
  result: {
    en: "what the result found is the word of the manifest's signer: it cannot be measured again from the bundle",
    ja: '結果の内容はマニフェスト署名者の申告です（バンドルからの再測定は不可）',
  },
  report: {
    en: 'the report was not made again; zenbun report on the bundle writes it from the results in it',
    ja: '報告書は再作成していません（バンドルに zenbun report を使用すると、中の結果から作成できます）',
  },
  checklist: {
    en: 'the checklist was not filled in again, and answers of people in it are their word',
    ja: 'チェックリストは再作成していません。人による回答は回答者の申告です',
  },
  policy: {
    en: 'the policy in the bundle was not applied; --policy applies the one that you trust',
    ja: 'バンドル内のポリシーは適用していません（適用するポリシーは --policy で指定）',
  },
} as const satisfies Partial<Record<string, Message>>;

/**
 * Verifies a statement. Its subject is not in the bundle, and seldom beside it; whether a result covers it is checked
 * as a link.
 */
async function verifiedIn(path: string, bytes: Uint8Array, trust: BundleTrust): Promise<VerifiedStatement> {
  const verified = await openPart(path, bytes, 'not-checked', trust);
  const isSeen = verified.checks.some(({ check, state }) => check === 'subject' && state === 'passed');
  if (isSeen || verified.statement === null) return verified;
  const unseen = { check: 'subject', state: 'claimed', path, detail: UNSEEN, expected: null, found: null } as const;
  return { ...verified, checks: [...verified.checks.filter(({ check }) => check !== 'subject'), unseen] };
}

const UNSEEN: Message = {
  en: 'what the statement is about is not in the bundle, and was not compared; --with PATH compares a file or folder',
  ja: '対象はバンドルに含まれず、照合していません（手元にある場合は --with で指定）',
};

function checkShape(path: string, json: unknown, { resultFault }: BundleTrust, checks: CheckList): void {
  if (!isRecord(json)) {
    checks.fail('result', { en: `${path} is not JSON`, ja: `${path} は JSON ではありません` }, { path });
    return;
  }
  const fault = resultFault?.(json) ?? null;
  if (fault !== null) checks.fail('result', fault, { path });
}

/** Checks that the file and the manifest name the same original. */
function checkRedacted(
  path: string,
  json: unknown,
  original: { readonly sha256: string; readonly bytes: number },
  checks: CheckList,
): void {
  const said = isRecord(json) && isRecord(json.original) ? json.original.sha256 : null;
  if (said === original.sha256) return;
  const detail = {
    en: `${path} and the manifest name different originals`,
    ja: `${path} とマニフェストで元のファイルのハッシュ値が異なります`,
  };
  checks.fail('redacted', detail, { path, expected: original.sha256, found: typeof said === 'string' ? said : null });
}

/** Where a digest is named. A redacted statement is only a claim by the signer of the manifest. */
interface AttestedBy {
  readonly path: string;
  readonly isRedacted: boolean;
}

function checkLinks(
  named: readonly (NamedDigest & { readonly path: string })[],
  attested: ReadonlyMap<string, AttestedBy>,
  checks: CheckList,
): void {
  for (const { what, name, sha256, path } of named) {
    const by = attested.get(sha256);
    if (by !== undefined)
      checks.add(by.isRedacted ? 'claimed' : 'passed', `link-${what}`, linked(what, name, by.path), {
        path,
        found: sha256,
      });
    else checks.add('claimed', `link-${what}`, unlinked(what, name), { path, found: sha256 });
  }
}

/**
 * Checks the files named beside the bundle. Nothing in the bundle being about one is a fault: it may be another model,
 * say.
 */
function checkAtHand(
  atHand: NonNullable<BundleTrust['atHand']>,
  named: readonly (NamedDigest & { readonly path: string })[],
  attested: ReadonlyMap<string, AttestedBy>,
  checks: CheckList,
): void {
  for (const { name, sha256 } of atHand) {
    const by = attested.get(sha256)?.path ?? named.find((one) => one.sha256 === sha256)?.path;
    if (by === undefined) checks.fail('at-hand', unnamed(name), { path: name, found: sha256 });
    else checks.add('passed', 'at-hand', namedBy(name, by), { path: name, found: sha256 });
  }
}

const unnamed = (name: string): Message => ({
  en: `nothing in the bundle names the digest of ${name}`,
  ja: `${name} のハッシュ値はバンドルのどこにも記載されていません`,
});

const namedBy = (name: string, by: string): Message => ({
  en: `${by} names the digest of ${name}`,
  ja: `${name} のハッシュ値は ${by} に記載`,
});

const linked = (what: 'data' | 'model', name: string, by: string): Message => ({
  en: `the digest of ${what === 'data' ? 'the data' : 'the model'} ${name} stands in ${by} as well`,
  ja: `${what === 'data' ? 'データ' : 'モデル'} ${name} のハッシュ値は ${by} にも記載`,
});

const unlinked = (what: 'data' | 'model', name: string): Message => ({
  en: `no statement in the bundle names the digest of ${what === 'data' ? 'the data' : 'the model'} ${name}: it is the word of the result`,
  ja: `${what === 'data' ? 'データ' : 'モデル'} ${name} のハッシュ値を記載したステートメントがなく、結果の申告のみです`,
});

const redactedParts = (count: number): Message => ({
  en: `${count} ${count === 1 ? 'part is' : 'parts are'} redacted; what their originals held is the word of whoever signed the manifest until an original with the stated digest is shown`,
  ja: `${count} 件の構成ファイルは伏せ字です。記載のハッシュ値を持つ原本が示されるまで、内容はマニフェスト署名者の申告です`,
});
