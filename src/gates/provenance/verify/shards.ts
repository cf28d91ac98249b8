import type { FolderSigning } from '../../../provenance/index.ts';
import type { VerificationCheck } from '../../../schema/index.ts';
import { hashFile, hashFolder } from '../hash-folder/hash-folder.ts';
import type { VerifyContext } from './verify-context.ts';

interface ShardedContent {
  readonly path: string;
  readonly isFolder: boolean;
  readonly options: VerifyContext;
}

/**
 * For a signature over parts of files (the method `shards`), hashes the parts and puts the outcome in place of the
 * checks that could not be made on whole files. For whole files, returns the checks unchanged.
 */
export async function compareShards(
  checks: readonly VerificationCheck[],
  signing: FolderSigning | null,
  { path, isFolder, options }: ShardedContent,
): Promise<readonly VerificationCheck[]> {
  const open = checks.filter(({ check, state }) => check === 'file-parts' && state === 'not-checked');
  if (signing === null || signing.shardSize === null || open.length === 0) return checks;
  const sharded = { ...options, ignore: signing.ignorePaths, shardBytes: signing.shardSize };
  const { files } = isFolder ? await hashFolder(path, sharded) : await hashFile(path, sharded);
  const found = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  const wrong = signing.resources.flatMap(({ name, sha256, range }) => {
    const part = `${name}:${range![0]}:${range![1]}`;
    return found.get(part) === sha256 ? [] : [differing(name, part, sha256, found.get(part) ?? null)];
  });
  const others = checks.filter((one) => !open.includes(one));
  return [...others, ...(wrong.length > 0 ? wrong : [fitting(signing.resources.length)])];
}

const differing = (path: string, part: string, expected: string, found: string | null): VerificationCheck => ({
  check: 'file-digest',
  state: 'failed',
  path,
  detail: {
    en: `${part} has another SHA-256 than the statement says.`,
    ja: `${part} の SHA-256 がステートメントの記載と異なります。`,
  },
  expected,
  found,
});

const fitting = (parts: number): VerificationCheck => ({
  check: 'file-digest',
  state: 'passed',
  path: null,
  detail: {
    en: `All ${parts} signed parts of files have the SHA-256 that the statement says.`,
    ja: `署名対象の ${parts} 個の分割すべてで SHA-256 が一致しました。`,
  },
  expected: null,
  found: null,
});
