import { constants, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, type LocalFileHeader, type ZipFile } from 'yauzl';
import { isPartName, type PartReader } from '../../../bundle/index.ts';
import { ZenbunError } from '../../../errors.ts';
import { readDirectory, ZIP_LIMITS, type ZipDirectory } from './zip-directory.ts';
import { shownName, ZipRefusal } from './zip-refusal.ts';

/** An archive whose directory has been checked. Nothing in it is ever written to disk. */
export interface ZipReader extends PartReader {
  readonly bytes: number;
  close(): Promise<void>;
}

/**
 * Opens an archive, but only in the exact form in which bundles are written: only valid part names, each once; only
 * regular files; no encryption; no gaps or overlaps between entries; and local headers that agree with the directory.
 * Throws `not-found`, `unreadable` if the file is not an archive, and a `ZipRefusal`.
 */
export async function openZip(path: string): Promise<ZipReader> {
  // Do not block on open: a pipe is not an archive.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause) => {
    throw new ZenbunError(
      'not-found',
      { en: `${path} is not there or cannot be read`, ja: `${path} がないか、読み取れません` },
      { cause },
    );
  });
  try {
    const directory = await readDirectory(handle, path);
    // Names and sizes are checked here, so that a refusal can name its entry.
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false, autoClose: false };
    const zip = await fromFdPromise(handle.fd, options);
    const entries = await readEntries(zip, directory);
    const { size } = await handle.stat();
    return new OpenZip(zip, entries, handle, size);
  } catch (cause) {
    await handle.close();
    throw cause instanceof ZenbunError ? cause : damaged(null, cause);
  }
}

/** yauzl's messages are English and meant for programmers; they are kept as the cause. */
const damaged = (path: string | null, cause: unknown) =>
  new ZipRefusal(path, { en: 'the archive is damaged', ja: 'zip が破損しています' }, 'damaged', cause);

/** Size of an entry of the directory, without its name. */
const DIRECTORY_ENTRY_BYTES = 46;

/** An entry, and the offset at which its bytes begin. */
interface PlacedEntry {
  readonly entry: Entry;
  readonly start: number;
}

async function readEntries(zip: ZipFile, directory: ZipDirectory): Promise<Map<string, PlacedEntry>> {
  const entries = new Map<string, PlacedEntry>();
  const names = new NameCheck();
  let [offset, total, listed] = [0, 0, 0];
  for await (const entry of zip.eachEntry()) {
    const raw = entry.fileName as unknown as Buffer;
    const name = shownName(raw);
    names.add(raw, name);
    checkEntry(entry, name);
    listed += DIRECTORY_ENTRY_BYTES + entry.fileNameLength;
    total += entry.uncompressedSize;
    if (total > ZIP_LIMITS.totalBytes) throw new ZipRefusal(name, TOO_MUCH, 'limit');
    // Entries follow one another from the first byte on, so that none can hide inside another or between two others.
    if (entry.relativeOffsetOfLocalHeader !== offset) throw new ZipRefusal(name, MISPLACED);
    const header = await localHeader(zip, entry, name);
    checkHeader(entry, header, raw, name);
    offset = header.fileDataStart + entry.compressedSize;
    entries.set(name, { entry, start: header.fileDataStart });
  }
  const isWhole = entries.size === directory.entries && listed === directory.bytes && offset === directory.offset;
  if (!isWhole) throw new ZipRefusal(null, MISPLACED);
  return entries;
}

const localHeader = (zip: ZipFile, entry: Entry, name: string): Promise<LocalFileHeader> =>
  zip.readLocalFileHeaderPromise(entry).catch((cause) => {
    throw damaged(name, cause);
  });

/** Accepts valid part names, each only once even if case is ignored, and none that is also the folder of another. */
class NameCheck {
  readonly #names = new Set<string>();
  readonly #folders = new Set<string>();

  add(raw: Uint8Array, shown: string): void {
    const name = Buffer.from(raw).toString('latin1');
    if (!isPartName(name)) throw new ZipRefusal(shown, BAD_NAME);
    const key = name.toLowerCase();
    if (this.#names.has(key)) throw new ZipRefusal(shown, TWICE);
    if (this.#folders.has(key)) throw new ZipRefusal(shown, IS_FOLDER);
    this.#names.add(key);
    for (let at = key.indexOf('/'); at >= 0; at = key.indexOf('/', at + 1)) {
      const folder = key.slice(0, at);
      if (this.#names.has(folder)) throw new ZipRefusal(shown, IS_FOLDER);
      this.#folders.add(folder);
    }
  }
}

const ENCRYPTED = 0x2041;
const IN_UTF8 = 0x800;
const UNIX = 3;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;

function checkEntry(entry: Entry, name: string): void {
  const { compressionMethod, compressedSize, uncompressedSize, generalPurposeBitFlag: flags } = entry;
  if ((flags & ENCRYPTED) !== 0) throw new ZipRefusal(name, IS_ENCRYPTED);
  if ((flags & ~IN_UTF8) !== 0) throw new ZipRefusal(name, OTHER_FORM);
  const mode = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (entry.versionMadeBy >> 8 !== UNIX || mode !== REGULAR) throw new ZipRefusal(name, NO_FILE);
  if (entry.extraFieldLength + entry.fileCommentLength > 0) throw new ZipRefusal(name, OTHER_FORM);
  if (compressionMethod !== 0 && compressionMethod !== 8) throw new ZipRefusal(name, OTHER_FORM);
  if (compressionMethod === 0 && compressedSize !== uncompressedSize) throw new ZipRefusal(name, OTHER_SIZE);
  if (uncompressedSize > ZIP_LIMITS.partBytes) throw new ZipRefusal(name, TOO_LARGE, 'limit');
  if (uncompressedSize > 2 ** 20 && uncompressedSize > ZIP_LIMITS.ratio * compressedSize)
    throw new ZipRefusal(name, BOMB, 'limit');
}

/** Makes sure that a reader using local headers sees the same as a reader using the directory. */
function checkHeader(entry: Entry, header: LocalFileHeader, raw: Buffer, name: string): void {
  const isSame =
    raw.equals(header.fileName) &&
    header.extraFieldLength === 0 &&
    header.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
    header.compressionMethod === entry.compressionMethod &&
    header.crc32 === entry.crc32 &&
    header.compressedSize === entry.compressedSize &&
    header.uncompressedSize === entry.uncompressedSize;
  if (!isSame) throw new ZipRefusal(name, TWO_HEADERS);
}

const BAD_NAME = {
  en: 'no part of a bundle has such a name (absolute, with .., a folder, or other characters than letters, digits, . _ -)',
  ja: '使用できない名前です（絶対パス、.. を含むもの、フォルダー、英数字と . _ - 以外の文字）',
};
const TWICE = { en: 'the archive holds this name twice', ja: '同じ名前が 2 回あります' };
const IS_FOLDER = { en: 'it is a part and a folder at once', ja: 'ファイルとフォルダーの両方として使われています' };
const IS_ENCRYPTED = { en: 'it is encrypted', ja: '暗号化されています' };
const NO_FILE = {
  en: 'it is not a regular file (a symbolic link, a folder or a device)',
  ja: '通常のファイルではありません（シンボリックリンク、フォルダー、デバイス）',
};
const OTHER_FORM = { en: 'it is not stored as zenbun stores parts', ja: 'zenbun の保存形式と異なります' };
const OTHER_SIZE = { en: 'it states two sizes', ja: '記載のサイズが一致しません' };
const TOO_LARGE = { en: 'it is larger than a part may be', ja: '構成ファイルの上限サイズを超えています' };
const TOO_MUCH = { en: 'the parts are larger than a bundle may be', ja: '展開後の合計サイズが上限を超えています' };
const BOMB = {
  en: 'it would grow too much when unpacked (a zip bomb)',
  ja: '展開すると極端に大きくなります（zip 爆弾）',
};
const MISPLACED = {
  en: 'entries of the archive overlap, have gaps, or are not in the order of the directory',
  ja: 'zip 内のファイルの位置が重複しているか、隙間があるか、目次の順序と異なります',
};
const TWO_HEADERS = {
  en: 'its own header says something else than the directory',
  ja: 'ファイルのヘッダーと zip の目次の記載が異なります',
};

/** Parts up to this size are read synchronously, in one call. */
const SMALL_BYTES = 2 ** 20;

class OpenZip implements ZipReader {
  readonly names: readonly string[];
  readonly bytes: number;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, PlacedEntry>;
  readonly #handle: FileHandle;

  constructor(zip: ZipFile, entries: ReadonlyMap<string, PlacedEntry>, handle: FileHandle, bytes: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#handle = handle;
    this.names = [...entries.keys()];
    this.bytes = bytes;
  }

  async read(name: string): Promise<Uint8Array> {
    const placed = this.#entries.get(name);
    if (placed === undefined) throw new RangeError(`no entry ${name}`);
    const bytes = await (placed.entry.compressionMethod === 0 ? this.#stored(placed) : this.#inflated(placed)).catch(
      (cause) => {
        throw damaged(name, cause);
      },
    );
    if (bytes === null) throw new ZipRefusal(name, OTHER_SIZE);
    if (crc32(bytes) !== placed.entry.crc32) throw new ZipRefusal(name, WRONG_SUM);
    return bytes;
  }

  /**
   * Reads a stored entry, as in all bundles, without opening a stream for each of many small parts. Returns null if the
   * file ends early.
   */
  async #stored({ entry, start }: PlacedEntry): Promise<Uint8Array | null> {
    const bytes = Buffer.allocUnsafeSlow(entry.uncompressedSize);
    let length = 0;
    while (length < bytes.length) {
      const [rest, at] = [bytes.length - length, start + length];
      // A log has hundreds of small parts, and on a busy machine switching to another thread takes longer than reading.
      const bytesRead =
        rest <= SMALL_BYTES
          ? readSync(this.#handle.fd, bytes, length, rest, at)
          : (await this.#handle.read(bytes, length, rest, at)).bytesRead;
      if (bytesRead === 0) return null;
      length += bytesRead;
    }
    return bytes;
  }

  async #inflated({ entry }: PlacedEntry): Promise<Uint8Array | null> {
    const bytes = Buffer.allocUnsafeSlow(entry.uncompressedSize);
    let length = 0;
    for await (const block of await this.#zip.openReadStreamPromise(entry)) {
      if (length + block.length > bytes.length) return null;
      length += (block as Buffer).copy(bytes, length);
    }
    return length === bytes.length ? bytes : null;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

const WRONG_SUM = { en: 'its bytes have another checksum (CRC-32)', ja: 'チェックサム（CRC-32）が一致しません' };
