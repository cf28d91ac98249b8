import { open, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { sha256 } from '../../../ledger/index.ts';
import { type FolderListing, folderDigest } from '../../../provenance/index.ts';
import { readSafetensorsHeader } from '../../../tuning/index.ts';
import { hashFile, hashFolder } from '../hash-folder/hash-folder.ts';
import { jsonOf } from '../manifest/signed-manifest.ts';

/** Limit for texts about a model, which are short; longer ones are not read. */
const MOST_TEXT_BYTES = 8 * 2 ** 20;
/** Limit for the header of a safetensors file, including its length field; larger ones are not read. */
const MOST_HEADER_BYTES = 64 * 2 ** 20 + 8;

type ModelFileFields = Readonly<Record<string, unknown>>;

/** A model as described by its files. */
export interface ModelSource {
  readonly name: string;
  /** OpenSSF Model Signing digest of a folder, or SHA-256 of a file's bytes. Lower-case hex. */
  readonly sha256: string;
  readonly listing: FolderListing;
  readonly config: ModelFileFields;
  readonly adapter: ModelFileFields;
  /** Front matter of the model card; empty if there is none. */
  readonly card: ModelFileFields;
  /** Totals over all safetensors files; null if there are none or one could not be read. */
  readonly weights: {
    readonly parameters: number;
    readonly dtypes: readonly string[];
    readonly tensors: number;
  } | null;
  /** Files with information about the model that could not be read. */
  readonly unread: readonly string[];
}

export interface HashingOptions {
  /** Follow links that stay inside the folder; by default, refuse them. */
  readonly allowSymlinks?: boolean | undefined;
  readonly signal?: AbortSignal;
}

/** Files of version control, which are not part of a model according to OpenSSF Model Signing. */
const IGNORED = ['.git', '.gitattributes', '.github', '.gitignore'];

/** Hashes a folder or a file; a file is listed under its own name. Throws as `hashFolder` does. */
export async function hashSource(
  path: string,
  { signal, allowSymlinks = false }: HashingOptions,
): Promise<{ sha256: string; listing: FolderListing }> {
  const options = signal === undefined ? {} : { signal };
  if ((await stat(path).catch(() => undefined))?.isFile() !== true) {
    const listing = await hashFolder(path, { ignore: IGNORED, allowSymlinks, ...options });
    return { sha256: folderDigest(listing, sha256), listing };
  }
  const [file] = (await hashFile(path, options)).files;
  return { sha256: file!.sha256, listing: { files: [{ ...file!, name: basename(path) }], ignored: [] } };
}

/** Reads the information in a model's files. Throws as `hashFolder` does; files that cannot be read are in `unread`. */
export async function readModelSource(path: string, options: HashingOptions = {}): Promise<ModelSource> {
  const { sha256: digest, listing } = await hashSource(path, options);
  const isFile = (await stat(path)).isFile();
  const unread: string[] = [];
  const textOf = async (name: string): Promise<string | null> => {
    const file = isFile ? undefined : listing.files.find((each) => each.name === name);
    if (file === undefined) return null;
    if (file.bytes <= MOST_TEXT_BYTES) return readFile(join(path, name), 'utf8');
    unread.push(name);
    return null;
  };
  const objectOf = async (name: string): Promise<ModelFileFields> => {
    const text = await textOf(name);
    const value = text === null ? {} : jsonOf(text);
    if (isFields(value)) return value;
    unread.push(name);
    return {};
  };
  return {
    name: basename(resolve(path)),
    sha256: digest,
    listing,
    config: await objectOf('config.json'),
    adapter: await objectOf('adapter_config.json'),
    card: frontMatter((await textOf('README.md')) ?? '', () => unread.push('README.md')),
    weights: await weightsOf(isFile ? resolve(path, '..') : path, listing, unread),
    unread,
  };
}

const isFields = (value: unknown): value is ModelFileFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function frontMatter(text: string, onBroken: () => void): ModelFileFields {
  const [, front] = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text) ?? [];
  if (front === undefined) return {};
  const document = parseDocument(front, { logLevel: 'silent' });
  try {
    const value: unknown = document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 100 }) ?? {});
    if (isFields(value)) return value;
  } catch {
    // More aliases than any card has.
  }
  onBroken();
  return {};
}

async function weightsOf(folder: string, { files }: FolderListing, unread: string[]): Promise<ModelSource['weights']> {
  let parameters = 0;
  let tensors = 0;
  const dtypes = new Set<string>();
  const found = files.filter(({ name }) => name.endsWith('.safetensors'));
  let isWhole = true;
  for (const { name, bytes } of found) {
    const header = readSafetensorsHeader(await headOf(join(folder, name), bytes), bytes, decode);
    if (!header.isRead) {
      unread.push(name);
      isWhole = false;
      continue;
    }
    for (const { dtype, shape } of header.tensors) {
      parameters += shape.reduce((product, length) => product * length, 1);
      dtypes.add(dtype);
    }
    tensors += header.tensors.length;
  }
  return found.length > 0 && isWhole && Number.isSafeInteger(parameters)
    ? { parameters, dtypes: [...dtypes].sort(), tensors }
    : null;
}

/** Reads the length field and the header; the length field alone if the header exceeds the file or the limit. */
async function headOf(path: string, size: number): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const length = Buffer.alloc(8);
    await handle.read(length, 0, 8, 0);
    const wanted = Number(length.readBigUInt64LE()) + 8;
    if (wanted > size || wanted > MOST_HEADER_BYTES) return length;
    const head = Buffer.alloc(wanted);
    const { bytesRead } = await handle.read(head, 0, wanted, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Returns a field that is a non-empty text; null for anything else. */
export function textField(fields: ModelFileFields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Returns a field that is a text or a list of texts, as a list. */
export function textsField(fields: ModelFileFields, name: string): readonly string[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : null;
  const list = Array.isArray(value) ? value : [value];
  return list.filter((each): each is string => typeof each === 'string' && each !== '');
}
