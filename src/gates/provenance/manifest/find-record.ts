import { ZenbunError } from '../../../errors.ts';
import { sha256 } from '../../../ledger/index.ts';
import {
  commitmentLeaf,
  erasedBetween,
  fileOfRecord,
  type ManifestFile,
  type ManifestPredicate,
  type OpenedRecord,
  recordCommitment,
  type SaltSeed,
  saltAt,
} from '../../../provenance/index.ts';
import { unreadIn } from '../../../schema/index.ts';
import { equalHashes } from './leaf-file.ts';
import { recordsAt } from './manifest-inputs.ts';

/** Choice of a record: by its position in the manifest, or by a line of one of its files, as scans count lines. */
export type RecordChoice = { readonly record: number } | { readonly name: string; readonly line: number };

/** A record with what opens it, and its current place. */
export interface FoundRecord {
  readonly record: number;
  readonly file: ManifestFile;
  readonly line: number;
  readonly opened: OpenedRecord;
}

/** Everything needed to find a record. */
interface RecordSearch {
  readonly manifest: ManifestPredicate;
  readonly seeds: readonly SaltSeed[];
  /** Returns the hash of the leaf of a record. */
  readonly leaf: (record: number) => Promise<Uint8Array>;
  /** Returns the path of a named file. */
  readonly pathOf: (name: string) => Promise<string>;
  readonly signal?: AbortSignal;
}

/**
 * Finds a record in its file. Rows that were erased may be gone from the file, so that later ones have moved up. A
 * record is therefore identified by its leaf, and searched for as far up as there are erased records before it. Throws
 * `not-found` if it was erased or the manifest does not have it, and `damaged` if the file no longer contains what was
 * committed to.
 */
export async function findRecord(search: RecordSearch, choice: RecordChoice): Promise<FoundRecord> {
  return 'record' in choice ? findByPosition(search, choice.record) : findByLine(search, choice.name, choice.line);
}

async function findByPosition(search: RecordSearch, record: number): Promise<FoundRecord> {
  const { manifest, seeds, signal } = search;
  const file = fileOfRecord(manifest, record);
  if (file === undefined) throw noRecord(record, manifest.size);
  const salt = saltAt(sha256, seeds, record);
  if (salt === null) throw erased(record);
  const leaf = await search.leaf(record);
  const last = record - file.first;
  const earliest = last - erasedBetween(seeds, file.first, record);
  let nth = -1;
  // Among identical rows, take the one nearest to its original place.
  let found: FoundRecord | undefined;
  for await (const each of recordsAt(await search.pathOf(file.name), signal)) {
    if ('unread' in each) continue;
    nth += 1;
    if (nth > last) break;
    if (nth < earliest || !equalHashes(leafOf(salt, each.bytes), leaf)) continue;
    found = { record, file, line: each.line, opened: { salt, bytes: new Uint8Array(each.bytes) } };
  }
  if (found === undefined) throw changed(file.name, record);
  return found;
}

async function findByLine(search: RecordSearch, name: string, line: number): Promise<FoundRecord> {
  const { manifest, seeds, signal } = search;
  const file = manifest.files.find((each) => each.name === name);
  if (file === undefined)
    throw new ZenbunError('not-found', {
      en: `the manifest has no file ${name}`,
      ja: `マニフェストに ${name} というファイルはありません`,
    });
  let nth = -1;
  for await (const each of recordsAt(await search.pathOf(name), signal)) {
    if (each.line > line) break;
    if ('unread' in each) {
      if (each.line < line) continue;
      throw new ZenbunError('not-found', {
        en: `${name}:${line} is not in the manifest, because it could not be read: ${each.unread}`,
        ja: `${name}:${line} は読み取れなかったため、マニフェストに含まれていません：${unreadIn('ja', each.unread)}`,
      });
    }
    nth += 1;
    if (each.line < line) continue;
    const bytes = new Uint8Array(each.bytes);
    const first = file.first + nth;
    const latest = Math.min(
      file.first + file.count - 1,
      first + erasedBetween(seeds, file.first, file.first + file.count),
    );
    for (let record = first; record <= latest; record++) {
      const salt = saltAt(sha256, seeds, record);
      if (salt === null || !equalHashes(leafOf(salt, bytes), await search.leaf(record))) continue;
      return { record, file, line, opened: { salt, bytes } };
    }
    if (first < manifest.size && saltAt(sha256, seeds, first) === null) throw erased(first);
    throw changed(name, first);
  }
  throw new ZenbunError('not-found', {
    en: `${name} has no record at ${line}`,
    ja: `${name} の ${line} にレコードがありません`,
  });
}

const leafOf = (salt: Uint8Array, bytes: Uint8Array) => commitmentLeaf(sha256, recordCommitment(sha256, salt, bytes));

export const noRecord = (record: number, size: number) =>
  new ZenbunError('not-found', {
    en: `there is no record ${record}: the manifest has ${size}, from 0 on`,
    ja: `レコード ${record} はありません。マニフェストには 0 から数えて ${size} 件あります`,
  });

const erased = (record: number) =>
  new ZenbunError('not-found', {
    en: `record ${record} was erased: its salt no longer exists, and nobody can prove what it said`,
    ja: `レコード ${record} は消去済みです。ソルトがもうないため、その内容は誰にも証明できません`,
  });

const changed = (name: string, record: number) =>
  new ZenbunError(
    'damaged',
    {
      en: `${name} no longer holds record ${record} as it was committed to`,
      ja: `${name} のレコード ${record} が、マニフェスト作成時の内容と一致しません`,
    },
    {
      advice: {
        en: 'Pass the data as they were attested with --data.',
        ja: 'マニフェスト作成時と同じデータを --data で指定してください。',
      },
    },
  );
