import type { Message, OpenedStatement } from '../../schema/index.ts';
import type { BundleManifest } from '../bundle-manifest.ts';
import { isRecord, jsonIn } from '../bytes.ts';
import { openStatement } from '../signed-statement.ts';
import type { BundleTrust } from './bundle-reader.ts';
import type { CheckList } from './check-list.ts';
import { openedStatement } from './opened-statement.ts';
import type { KeptParts } from './part-checks.ts';
import { type NamedDigest, resultDigests, statementDigests } from './result-digests.ts';

/** Checks what stands in the parts: statements and their signatures, the shape of results, and what both say of the same digests. */
export function checkContents(
  { parts }: BundleManifest,
  kept: KeptParts,
  trust: BundleTrust,
  checks: CheckList,
): OpenedStatement[] {
  const opened: OpenedStatement[] = [];
  const attested = new Map<string, string>();
  const named: (NamedDigest & { readonly path: string })[] = [];
  let redacted = 0;
  for (const { name: path, kind, original } of parts) {
    const bytes = kept.get(path);
    if (bytes === undefined) continue;
    if (original !== null) redacted += 1;
    if (kind === 'statement') {
      const digests =
        original === null ? checkStatement(path, bytes, trust, checks, opened) : statementDigests(jsonIn(bytes));
      for (const digest of digests) if (!attested.has(digest)) attested.set(digest, path);
    }
    if (kind !== 'result') continue;
    const json = jsonIn(bytes);
    if (original === null) checkShape(path, json, trust, checks);
    else checkRedacted(path, json, original, checks);
    named.push(...resultDigests(json).map((digest) => ({ ...digest, path })));
  }
  checkLinks(named, attested, checks);
  if (redacted > 0) checks.add('claimed', 'redacted', redactedParts(redacted));
  return opened;
}

function checkStatement(
  path: string,
  bytes: Uint8Array,
  trust: BundleTrust,
  checks: CheckList,
  opened: OpenedStatement[],
): ReadonlySet<string> {
  const statement = openStatement(bytes, trust.keys, trust.sha256);
  if (statement === null) {
    checks.fail(
      'statement',
      { en: `${path} is no signed statement`, ja: `${path} は署名付きステートメントではありません` },
      { path },
    );
    return new Set();
  }
  opened.push(openedStatement(path, statement));
  const [key] = statement.signedBy;
  if (key === undefined) checks.add('not-checked', 'statement-signature', UNKNOWN_SIGNER, { path });
  else {
    const detail = { en: `signed with ${key.name}`, ja: `${key.name} による署名` };
    checks.add('passed', 'statement-signature', detail, { path, found: key.fingerprint });
  }
  return statementDigests([statement.statement.subject, statement.statement.predicate]);
}

const UNKNOWN_SIGNER: Message = {
  en: 'none of the keys that were given has signed it; name the key of its signer as a further --key',
  ja: '指定された鍵による署名がありません。署名者の鍵を --key で追加してください',
};

function checkShape(path: string, json: unknown, { resultFault }: BundleTrust, checks: CheckList): void {
  if (!isRecord(json)) {
    checks.fail('result', { en: `${path} is no JSON`, ja: `${path} は JSON ではありません` }, { path });
    return;
  }
  const fault = resultFault?.(json) ?? null;
  if (fault !== null) checks.fail('result', fault, { path });
}

/** What the file says of its original, and what the manifest says of it, must be one. */
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

function checkLinks(
  named: readonly (NamedDigest & { readonly path: string })[],
  attested: ReadonlyMap<string, string>,
  checks: CheckList,
): void {
  for (const { what, name, sha256, path } of named) {
    const by = attested.get(sha256);
    if (by !== undefined) checks.add('passed', `link-${what}`, linked(what, name, by), { path, found: sha256 });
    else checks.add('claimed', `link-${what}`, unlinked(what, name), { path, found: sha256 });
  }
}

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
