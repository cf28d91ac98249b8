import { stat } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import {
  type DatasetReader,
  openDataset,
  type RecordBytes,
  recordBytes,
  resolveInputs,
} from '../../../dataset/index.ts';
import { ZenbunError } from '../../../errors.ts';

/** A file behind the attested path, and its name in the manifest. */
export interface ManifestInput {
  readonly path: string;
  readonly name: string;
}

/**
 * Returns the files behind a path in the order of their names, and the names of those that are not read. Throws `usage`
 * and `not-found`.
 */
export async function manifestInputs(path: string): Promise<{ inputs: ManifestInput[]; leftOut: string[] }> {
  if (path === '-')
    throw new ZenbunError('usage', {
      en: 'a manifest needs a file or folder that is there again when a record is proved, not standard input',
      ja: 'マニフェストには、証明の際に再度読み取れるファイルかフォルダーが必要です。標準入力は指定できません',
    });
  const found = await stat(path).catch(() => undefined);
  const { paths, unread } = await resolveInputs([path]);
  const nameOf = (file: string) =>
    found?.isDirectory() === true ? relative(resolve(path), resolve(file)).replaceAll(sep, '/') : basename(file);
  const inputs = paths.map((file) => ({ path: file, name: nameOf(file) }));
  return {
    inputs: inputs.sort((a, b) => (a.name < b.name ? -1 : 1)),
    leftOut: unread.map(nameOf).sort(),
  };
}

/** Returns the path of a named file below the data of a manifest. */
export async function pathOfName(data: string, name: string): Promise<string> {
  const found = await stat(data).catch(() => undefined);
  return found?.isDirectory() === true ? resolve(data, name) : resolve(data);
}

/** Yields the records of a file from its reader. */
async function* recordsOf(reader: DatasetReader): AsyncGenerator<RecordBytes> {
  for await (const chunk of reader) yield* recordBytes(chunk);
}

/** Yields the records of the file at a path, in order. Throws as `openDataset` does. */
export async function* recordsAt(path: string, signal?: AbortSignal): AsyncGenerator<RecordBytes> {
  const reader = await openDataset(path, 0, signal === undefined ? {} : { signal });
  try {
    yield* recordsOf(reader);
  } finally {
    await reader.close();
  }
}
