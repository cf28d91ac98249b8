import { toHex } from '../../provenance/index.ts';
import type { Message } from '../../schema/index.ts';
import {
  decodeBundle,
  encodeBase64,
  type FetchPath,
  formatVerifierKey,
  fromUtf8,
  type HashReader,
  leafHasher,
  type NoteKey,
  type OpenedCheckpoint,
  openCheckpoint,
  parseVerifierKey,
  TILE_WIDTH,
  type TileId,
  TlogError,
  tileHashReader,
  tilePath,
} from '../../tlog/index.ts';
import type { BundledLedger, BundleManifest } from '../bundle-manifest.ts';
import { bundlesOf } from '../ledger/range-paths.ts';
import { leavesPath } from '../part-names.ts';
import { hashesOfRedacted } from '../redact/redact-leaves.ts';
import type { BundleTrust, PartReader } from './bundle-reader.ts';
import type { CheckList } from './check-list.ts';

/**
 * Number of bundles whose leaf hashes are requested at once: their tiles, and those above, are fetched and hashed once
 * each.
 */
const AT_ONCE = 32;

/** Checks every log of a bundle: its signed checkpoint, the tiles up to the root, and each leaf of the range. */
export async function checkLedgers(
  { ledgers }: BundleManifest,
  reader: PartReader,
  trust: BundleTrust,
  checks: CheckList,
): Promise<void> {
  for (const ledger of ledgers) await checkLedger(ledger, reader, trust, checks);
  for (const key of trust.ledgerKeys) {
    const found = formatVerifierKey(key);
    // A user who gives a key wants that log checked: a bundle of another log must not pass for it.
    if (!ledgers.some(({ origin, vkey }) => origin === key.name || vkey.trim() === found))
      checks.add('not-checked', 'ledger-key', NO_SUCH_LOG, { expected: found });
  }
}

const NO_SUCH_LOG: Message = {
  en: 'the bundle contains no log with the given key',
  ja: '指定された鍵のログがバンドルに含まれていません',
};

async function checkLedger(ledger: BundledLedger, reader: PartReader, trust: BundleTrust, checks: CheckList) {
  const { folder } = ledger;
  const names = new Set(reader.names);
  const fetch: FetchPath = async (path) => {
    const name = `${folder}/${path}`;
    return names.has(name) ? reader.read(name) : null;
  };
  const key = ledgerKey(ledger, trust, checks);
  if (key === null) return;
  const checkpoint = await checkpointOf(ledger, key, fetch, trust, checks);
  if (checkpoint === null) return;
  // A manifest can easily claim a range of 2^53 records, which would take forever to walk through.
  if (Math.ceil(ledger.to / TILE_WIDTH) - Math.floor(ledger.from / TILE_WIDTH) > names.size) {
    checks.fail('ledger-range', MISSING_RECORDS, { path: folder, found: `${ledger.from}..${ledger.to}` });
    return;
  }
  const before = checks.failed;
  const range = new RangeCheck(
    ledger,
    fetch,
    tileHashReader(trust.sha256, checkpoint, remembered(fetch)),
    trust,
    checks,
  );
  await range.run();
  if (checks.failed > before) return;
  const facts = { path: folder, found: `${ledger.from}..${ledger.to}` };
  checks.add('passed', 'ledger-leaves', leavesHold(ledger), facts);
}

const leavesHold = ({ from, to, size, entries }: BundledLedger): Message => {
  const all = from === 0 && to === size;
  const en = all ? `all ${size} records of the log` : `records ${from} to ${to - 1} of ${size}`;
  const ja = all ? `ログの全 ${size} 件の記録` : `全 ${size} 件のうち ${from} から ${to - 1} までの記録`;
  return entries === 'leaves'
    ? { en: `${en} lead to the signed root`, ja: `${ja}が署名済みのルートハッシュと一致` }
    : {
        en: `the hashes of ${en} lead to the signed root; the records themselves are not in the bundle`,
        ja: `${ja}のハッシュ値が署名済みのルートハッシュと一致（記録そのものは含まれない）`,
      };
};

/**
 * Returns the key to check the log with: one that the user has from elsewhere, or the manifest's, which is only its
 * signer's claim.
 */
function ledgerKey({ folder, origin, vkey }: BundledLedger, trust: BundleTrust, checks: CheckList): NoteKey | null {
  let named: NoteKey;
  try {
    named = parseVerifierKey(trust.sha256, vkey);
  } catch (cause) {
    if (!(cause instanceof TlogError)) throw cause;
    checks.fail('ledger-key', cause.localized, { path: folder, found: vkey });
    return null;
  }
  const known = trust.ledgerKeys.map(formatVerifierKey);
  const facts = { path: folder, found: formatVerifierKey(named) };
  if (known.includes(facts.found)) {
    checks.add('passed', 'ledger-key', { en: 'the log has the key that was given', ja: '指定された鍵のログ' }, facts);
    return named;
  }
  // A key was given for this very log, but the bundle has a different one: no longer a question of trust.
  const other = trust.ledgerKeys.find(({ name }) => name === origin);
  if (other === undefined) {
    checks.add('claimed', 'ledger-key', KEY_CLAIMED, facts);
    return named;
  }
  checks.fail('ledger-key', KEY_DIFFERS, { ...facts, expected: formatVerifierKey(other) });
  return null;
}

const KEY_CLAIMED: Message = {
  en: 'the key of the log is the word of whoever signed the manifest; give it as --ledger-key to check it',
  ja: 'ログの鍵はマニフェストの署名者の申告です（--ledger-key で指定すると確認できます）',
};
const KEY_DIFFERS: Message = {
  en: 'the log is signed with another key than was given for it',
  ja: 'ログの鍵が、指定された鍵と異なります',
};

async function checkpointOf(
  ledger: BundledLedger,
  key: NoteKey,
  fetch: FetchPath,
  trust: BundleTrust,
  checks: CheckList,
): Promise<OpenedCheckpoint | null> {
  const path = `${ledger.folder}/checkpoint`;
  const bytes = await fetched(fetch, 'checkpoint');
  // The check of the parts reports missing parts as well.
  if (bytes === null) {
    checks.fail(
      'ledger-checkpoint',
      { en: 'the checkpoint is not there', ja: 'チェックポイントがありません' },
      { path },
    );
    return null;
  }
  let opened: OpenedCheckpoint;
  try {
    opened = openCheckpoint(bytes, key, trust.ed25519);
  } catch (cause) {
    if (!(cause instanceof TlogError)) throw cause;
    checks.fail('ledger-checkpoint', cause.localized, { path });
    return null;
  }
  const root = encodeBase64(opened.root);
  if (opened.size !== ledger.size || root !== ledger.root || opened.origin !== ledger.origin) {
    const expected = `${ledger.origin} ${ledger.size} ${ledger.root}`;
    checks.fail('ledger-checkpoint', OTHER_HEAD, { path, expected, found: `${opened.origin} ${opened.size} ${root}` });
    return null;
  }
  const detail = { en: 'the log has signed this checkpoint', ja: 'ログによるチェックポイントの署名を確認' };
  checks.add('passed', 'ledger-checkpoint', detail, { path, found: `${opened.size}` });
  return opened;
}

const OTHER_HEAD: Message = {
  en: 'the manifest names another checkpoint',
  ja: 'マニフェストに記載のチェックポイントと異なります',
};

const fetched = (fetch: FetchPath, path: string) => fetch(path).catch(() => null);

/** Caches tiles above level 0, which are few and requested again and again. */
function remembered(fetch: FetchPath): FetchPath {
  const known = new Map<string, Promise<Uint8Array | null>>();
  return (path) => {
    if (path.startsWith('tile/0/')) return fetch(path);
    const there = known.get(path) ?? fetch(path);
    known.set(path, there);
    return there;
  };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Checks each leaf of a range against the level 0 tile that holds its hash. */
class RangeCheck {
  readonly #ledger: BundledLedger;
  readonly #fetch: FetchPath;
  readonly #tree: HashReader;
  readonly #trust: BundleTrust;
  readonly #checks: CheckList;
  readonly #hash: (leaf: Uint8Array) => Uint8Array;

  constructor(ledger: BundledLedger, fetch: FetchPath, tree: HashReader, trust: BundleTrust, checks: CheckList) {
    this.#ledger = ledger;
    this.#fetch = fetch;
    this.#tree = tree;
    this.#trust = trust;
    this.#checks = checks;
    this.#hash = leafHasher(trust.sha256);
  }

  async run(): Promise<void> {
    const { from, to, size } = this.#ledger;
    let waiting: TileId[] = [];
    for (const bundle of bundlesOf({ from, to }, size)) {
      waiting.push(bundle);
      if (waiting.length < AT_ONCE) continue;
      await this.#check(waiting);
      waiting = [];
    }
    if (waiting.length > 0) await this.#check(waiting);
  }

  async #check(bundles: readonly TileId[]): Promise<void> {
    const known = await this.#hashesOf(bundles);
    for (const bundle of bundles) {
      const path = this.#pathOf(bundle);
      const found = await this.#leavesOf(bundle, path);
      const expected = known?.get(bundle.index) ?? (await this.#hashesOf([bundle]))?.get(bundle.index) ?? null;
      if (found === null || expected === null) continue;
      const wrong = found.findIndex((hash, i) => !isSame(hash, expected[i]!));
      if (wrong < 0) continue;
      const index = bundle.index * TILE_WIDTH + wrong;
      this.#checks.fail(
        'ledger-leaf',
        { en: `record ${index} is not the one in the log`, ja: `記録 ${index} がログのものと異なります` },
        { path, expected: toHex(expected[wrong]!), found: toHex(found[wrong]!) },
      );
    }
    const done = Math.min(this.#ledger.to, (bundles.at(-1)!.index + 1) * TILE_WIDTH) - this.#ledger.from;
    this.#trust.onProgress?.({ done, of: this.#ledger.to - this.#ledger.from });
  }

  #pathOf(bundle: TileId): string {
    const { folder, entries } = this.#ledger;
    return `${folder}/${entries === 'leaves' ? tilePath(bundle) : leavesPath(bundle)}`;
  }

  /** Returns the tree's hashes of the leaves of bundles; null, and reported, if its tiles do not lead to the root. */
  async #hashesOf(bundles: readonly TileId[]): Promise<Map<number, Uint8Array[]> | null> {
    const nodes = bundles.flatMap(({ index, width }) =>
      Array.from({ length: width }, (_, i) => ({ level: 0, index: index * TILE_WIDTH + i })),
    );
    try {
      const hashes = await this.#tree.readHashes(nodes);
      let at = 0;
      return new Map(
        bundles.map(({ index, width }) => {
          at += width;
          return [index, hashes.slice(at - width, at)];
        }),
      );
    } catch (cause) {
      // With several bundles, the caller retries one by one to find out which one is at fault.
      if (bundles.length === 1) this.#tellTile(bundles[0]!, cause);
      return null;
    }
  }

  #tellTile({ index, width }: TileId, cause: unknown): void {
    const path = `${this.#ledger.folder}/${tilePath({ level: 0, index, width })}`;
    const detail = cause instanceof TlogError ? cause.localized : UNREADABLE;
    this.#checks.fail('ledger-tile', detail, { path });
  }

  /** Hashes the leaves of a bundle in the archive; null, and reported, if they are missing or their number is wrong. */
  async #leavesOf(bundle: TileId, path: string): Promise<Uint8Array[] | null> {
    const bytes = await fetched(this.#fetch, path.slice(this.#ledger.folder.length + 1));
    const hashes = bytes === null ? null : this.#hashesIn(bundle, bytes);
    if (hashes !== null) return hashes;
    const detail =
      bytes === null
        ? MISSING_RECORDS
        : { en: `it does not hold ${bundle.width} records`, ja: `記録が ${bundle.width} 件ありません` };
    this.#checks.fail('ledger-range', detail, { path });
    return null;
  }

  #hashesIn({ index, width }: TileId, bytes: Uint8Array): Uint8Array[] | null {
    if (this.#ledger.entries === 'redacted') {
      const text = fromUtf8(bytes);
      return text === null ? null : hashesOfRedacted(text, width);
    }
    try {
      return decodeBundle(bytes, width).map((leaf, i) => {
        this.#trust.onLeaf?.(this.#ledger.folder, index * TILE_WIDTH + i, leaf);
        return this.#hash(leaf);
      });
    } catch (cause) {
      if (!(cause instanceof TlogError)) throw cause;
      return null;
    }
  }
}

const MISSING_RECORDS: Message = { en: 'records of the range are missing', ja: '範囲の記録が欠けています' };
const UNREADABLE: Message = { en: 'it could not be read', ja: '読み取れません' };
