import { toHex } from '../../provenance/index.ts';
import type { Message } from '../../schema/index.ts';
import type { BundleManifest, BundlePart } from '../bundle-manifest.ts';
import { byBytes, MAX_JSON_BYTES } from '../bytes.ts';
import { MANIFEST_NAME } from '../part-names.ts';
import type { BundleTrust, PartReader } from './bundle-reader.ts';
import type { CheckList } from './check-list.ts';

/** Limit for all kept parts together: an archive of a few megabytes can unpack to gigabytes. */
const MAX_KEPT_BYTES = 512 * 2 ** 20;

/**
 * Parts kept in memory during hashing, because they are read afterwards: results, statements, and replacements of
 * originals.
 */
export type KeptParts = ReadonlyMap<string, Uint8Array>;

/**
 * Checks that the archive holds exactly the parts named in the manifest, with their bytes and in their order. Returns
 * the parts that match the manifest and are read later (see `isRead`).
 */
export async function checkParts(
  manifest: BundleManifest,
  reader: PartReader,
  trust: BundleTrust,
  checks: CheckList,
): Promise<KeptParts> {
  const parts = new Map(manifest.parts.map((part) => [part.name, part]));
  const owners = new Map(manifest.parts.map((part) => [part.sha256, part.name]));
  const kept = new Map<string, Uint8Array>();
  const present = new Set(reader.names);
  let keptBytes = 0;
  const before = checks.failed;
  for (const { name } of manifest.parts)
    if (!present.has(name))
      checks.fail('part-missing', { en: `${name} is missing`, ja: `${name} がありません` }, { path: name });
  for (const name of reader.names) {
    if (name === MANIFEST_NAME) continue;
    const part = parts.get(name);
    const bytes = await reader.read(name).catch((cause: unknown) => cause as Error);
    if (!(bytes instanceof Uint8Array)) {
      checks.fail('part-unreadable', unreadable(name, bytes), { path: name });
      continue;
    }
    const sha256 = toHex(trust.sha256(bytes));
    if (part === undefined) checks.fail('part-extra', extra(name, owners.get(sha256)), { path: name, found: sha256 });
    else if (sha256 !== part.sha256) {
      const detail = changed(part, bytes.length, owners.get(sha256));
      checks.fail('part-digest', detail, { path: name, expected: part.sha256, found: sha256 });
    } else if (bytes.length !== part.bytes) {
      const sizes = { expected: String(part.bytes), found: String(bytes.length) };
      checks.fail(
        'part-size',
        { en: `the manifest states another size`, ja: 'マニフェストのサイズと異なります' },
        { path: name, ...sizes },
      );
    } else if (isRead(part)) {
      keptBytes += bytes.length;
      if (bytes.length > MAX_JSON_BYTES || keptBytes > MAX_KEPT_BYTES)
        checks.fail('part-size', TOO_LARGE, { path: name, found: String(bytes.length) });
      else kept.set(name, bytes);
    }
  }
  checkOrder(reader.names, checks);
  if (checks.failed === before) checks.add('passed', 'parts', allThere(manifest.parts.length));
  return kept;
}

const isRead = ({ kind, original, name }: BundlePart): boolean =>
  kind === 'result' ||
  kind === 'statement' ||
  (original !== null && (kind !== 'ledger' || name.endsWith('/summary.json')));

const TOO_LARGE: Message = {
  en: 'it is larger than results and statements are: it was not read',
  ja: '結果やステートメントの上限サイズを超えているため、読み取っていません',
};

const allThere = (count: number): Message => ({
  en: `all ${count} parts are there, with the digests that the manifest states, in its order`,
  ja: `全 ${count} 件の構成ファイルが揃い、ハッシュ値と順序がマニフェストと一致`,
});

function checkOrder(names: readonly string[], checks: CheckList): void {
  if (names[0] !== MANIFEST_NAME) {
    const detail = { en: 'the manifest is not the first entry', ja: 'マニフェストが先頭にありません' };
    checks.fail('part-order', detail, { path: MANIFEST_NAME, found: names[0] ?? null });
  }
  const others = names.filter((name) => name !== MANIFEST_NAME);
  const at = others.findIndex((name, i) => i > 0 && byBytes(others[i - 1]!, name) >= 0);
  if (at < 0) return;
  const [earlier, name] = [others[at - 1]!, others[at]!];
  const detail = {
    en: `${name} stands behind ${earlier}: the parts are not in the order of their names`,
    ja: `${name} が ${earlier} の後にあり、構成ファイルが名前順になっていません`,
  };
  checks.fail('part-order', detail, { path: name, found: earlier });
}

const unreadable = (name: string, cause: Error): Message => ({
  en: `${name} cannot be read: ${cause.message}`,
  ja: `${name} を読み取れません：${cause.message}`,
});

const extra = (name: string, owner: string | undefined): Message =>
  owner === undefined
    ? { en: `${name} is not in the manifest`, ja: `${name} はマニフェストにありません` }
    : {
        en: `${name} is not in the manifest; it holds what belongs to ${owner}`,
        ja: `${name} はマニフェストになく、内容は ${owner} のものです`,
      };

function changed({ name, bytes }: BundlePart, found: number, owner: string | undefined): Message {
  if (owner !== undefined)
    return { en: `${name} holds what belongs to ${owner}`, ja: `${name} の内容は ${owner} のものです` };
  if (found < bytes)
    return {
      en: `${name} was cut or changed: ${found} bytes of ${bytes}`,
      ja: `${name} が途中で切れているか変更されています（${bytes} バイト中 ${found} バイト）`,
    };
  return { en: `${name} was changed`, ja: `${name} が変更されています` };
}
