import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type DatasetOptions, openDataset, resolveInputs } from '../../dataset/index.ts';
import { ZenbunError } from '../../errors.ts';
import { interruptible } from '../inputs/interruptible.ts';
import type { PartListing } from './part.ts';
import { divisibleFrom, type ListedInput } from './plan.ts';

/** The inputs of a scan in parts, identical for every shard. */
export interface InputList {
  readonly inputs: readonly ListedInput[];
  readonly listing: PartListing;
  /** SHA-256 over the versions of all inputs that are objects; null if the storage provides none. */
  readonly versions: string | null;
  /** Files in the named folders that may hold rows but are not read. */
  readonly unread: readonly string[];
  /** Files in the named folders that accompany the data and were left aside. */
  readonly aside: readonly string[];
}

/**
 * Lists the inputs and inspects the beginning of those that are larger than a shard's share. Throws the errors of
 * `resolveInputs` and `openDataset`, and `usage` for inputs that can be read only once.
 */
export async function listInputs(
  patterns: readonly string[],
  shards: number,
  options: DatasetOptions,
  minRangeBytes?: number,
): Promise<InputList> {
  const {
    paths,
    sizes: known,
    versions,
    unread,
    aside,
  } = await interruptible(resolveInputs(patterns, { ...options, rowsOnly: true }), options.signal);
  requireFewUnread([...unread, ...aside]);
  const sizes = paths.map((path, index) => known[index] ?? notInParts(path));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const from = divisibleFrom(bytes, shards, minRangeBytes);
  const inputs: ListedInput[] = [];
  for (const [index, path] of paths.entries()) {
    const size = sizes[index]!;
    inputs.push({ path, bytes: size, dividesByLines: size >= from && (await divides(path, options)) });
  }
  return { inputs, listing: listingOf(inputs), versions: digestOfVersions(versions), unread, aside };
}

/** Computes the identity of a list of inputs from their paths and sizes. */
export function listingOf(inputs: readonly Pick<ListedInput, 'path' | 'bytes'>[]): PartListing {
  const hash = createHash('sha256');
  for (const { path, bytes } of inputs) hash.update(`${bytes} ${JSON.stringify(path)}\n`);
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  return { files: inputs.length, bytes, sha256: hash.digest('hex') };
}

function digestOfVersions(versions: readonly (string | null)[]): string | null {
  if (versions.every((version) => version === null)) return null;
  const hash = createHash('sha256');
  for (const version of versions) hash.update(`${JSON.stringify(version)}\n`);
  return hash.digest('hex');
}

/** Maximum number, and total path length in bytes, of unread files that the notes of a part can hold. */
const MOST_UNREAD = 1_000_000;
const MOST_UNREAD_BYTES = 32 * 2 ** 20;

/** Throws `limit` before anything is read, because a part that names too many files could not be read back. */
function requireFewUnread(unread: readonly string[]): void {
  const bytes = unread.reduce((sum, path) => sum + Buffer.byteLength(path), 0);
  if (unread.length <= MOST_UNREAD && bytes <= MOST_UNREAD_BYTES) return;
  throw new ZenbunError(
    'limit',
    {
      en: `The folders hold too many files of kinds that are not read (${unread.length}) for a scan in parts`,
      ja: `対応していない形式のファイルが多すぎるため（${unread.length} 件）、分割して検査できません`,
    },
    {
      advice: {
        en: "Name the data by a pattern, such as 'data/**/*.jsonl'.",
        ja: "'data/**/*.jsonl' のように、パターンでデータを指定してください。",
      },
    },
  );
}

async function divides(path: string, options: DatasetOptions): Promise<boolean> {
  const reader = await openDataset(path, 0, options);
  await reader.close();
  return reader.dividesByLines;
}

function notInParts(path: string): never {
  throw new ZenbunError(
    'usage',
    {
      en: `${path === '-' ? 'Standard input' : path} cannot be read in parts`,
      ja: `${path === '-' ? '標準入力' : path} は分割して読み取れません`,
    },
    { advice: { en: 'Save the data to files.', ja: 'データをファイルに保存して指定してください。' } },
  );
}
