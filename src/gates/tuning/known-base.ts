import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { compareNames, folderDigest } from '../../provenance/index.ts';
import type { KnownBase, TensorEntry } from '../../tuning/index.ts';
import { GIT_PATHS } from '../provenance/attest/hashed-subject.ts';
import { listFolder } from '../provenance/hash-folder/list-folder.ts';
import { readRunFile } from './read-run-file.ts';

const MOST_CONFIG = 2 ** 20;
/** Paths that OpenSSF Model Signing leaves out of a folder by default. */
export const IGNORED = /^\.git(?:attributes|ignore|hub)?(?:\/|$)/;

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/**
 * Reads the folder of a base model (or its single file): digests of files and of tensors. `attested`: a digest named by
 * statements; if it is that of one file in the folder, that file stands for the base. Throws `not-found`, and
 * `unreadable` if nothing in it is weights in safetensors.
 */
export async function knownBase(place: string, attested: string | null, signal?: AbortSignal): Promise<KnownBase> {
  const kind = await stat(place).catch(() => null);
  if (kind === null) throw notThere(place);
  // List the same files as `zenbun attest base` hashes, so that the digest is the same.
  const listed = kind.isDirectory()
    ? (await listFolder(place, { ignore: GIT_PATHS, allowSymlinks: true })).files
    : [{ name: basename(place), path: await realpath(place) }];
  const files: { name: string; sha256: string; bytes: number }[] = [];
  const tensors: TensorEntry[] = [];
  for (const { name, path } of listed) {
    const read = await readRunFile(path, name, signal);
    if (read.reading.state === 'read') tensors.push(...read.reading.record.tensors);
    files.push({ name, sha256: read.sha256 ?? (await digestOf(path, signal)), bytes: 0 });
  }
  if (tensors.length === 0) throw noWeights(place);
  const folder = kind.isDirectory()
    ? folderDigest({ files: files.sort((a, b) => compareNames(a.name, b.name)), ignored: [] }, sha256)
    : files[0]!.sha256;
  return {
    name: kind.isDirectory() ? await nameIn(join(place, 'config.json')) : null,
    sha256: files.some((file) => file.sha256 === attested) ? attested : folder,
    tokenizerSha256: files.find(({ name }) => name === 'tokenizer.json')?.sha256 ?? null,
    tensors,
  };
}

/** Returns the SHA-256 of a file, in hex. */
export async function digestOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path, { signal })) hash.update(block as Uint8Array);
  return hash.digest('hex');
}

/** Returns the name stated in the configuration; the name of a folder says nothing. */
async function nameIn(path: string): Promise<string | null> {
  try {
    if ((await stat(path)).size > MOST_CONFIG) return null;
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    const name = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)._name_or_path : null;
    return typeof name === 'string' && name !== '' && !/^[./~]/.test(name) ? name : null;
  } catch {
    return null;
  }
}

const notThere = (place: string) =>
  new ZenbunError('not-found', {
    en: `${place} is not there or cannot be read`,
    ja: `${place} がないか、読み取れません`,
  });

const noWeights = (place: string) =>
  new ZenbunError(
    'unreadable',
    { en: `${place} contains no safetensors weights`, ja: `${place} に safetensors 形式の重みがありません` },
    {
      advice: {
        en: 'Give the folder of the base model with --base.',
        ja: '--base にはベースモデルのフォルダーを指定してください。',
      },
    },
  );
