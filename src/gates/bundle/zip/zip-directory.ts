import type { FileHandle } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import { ZipRefusal } from './zip-refusal.ts';

/** Position of an archive's directory, as stated in its last 22 bytes. */
export interface ZipDirectory {
  readonly entries: number;
  readonly offset: number;
  readonly bytes: number;
}

export const ZIP_LIMITS = {
  /** Bytes of the archive: its offsets have 32 bits, and zip64 is not read. */
  archiveBytes: 2 ** 32 - 2,
  /** Unpacked bytes of one part, and of all parts. */
  partBytes: 256 * 2 ** 20,
  totalBytes: 4 * 2 ** 30,
  /** Maximum ratio of unpacked to stored size, for parts larger than a mebibyte. */
  ratio: 200,
} as const;

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;

/**
 * Reads the end record of an archive, which must be its last 22 bytes. Throws `unreadable` if the file is not an
 * archive, and a `ZipRefusal` for bytes after the end, comments, several disks, zip64, and a directory that does not
 * end where the end record begins.
 */
export async function readDirectory(handle: FileHandle, path: string): Promise<ZipDirectory> {
  const stats = await handle.stat();
  if (!stats.isFile()) throw noArchive(path);
  const { size } = stats;
  if (size < END_BYTES) throw noArchive(path);
  if (size > ZIP_LIMITS.archiveBytes) throw tooLarge(size);
  const tail = Buffer.alloc(Math.min(size, END_BYTES + LOCATOR_BYTES));
  await handle.read(tail, 0, tail.length, size - tail.length);
  const end = tail.subarray(-END_BYTES);
  if (end.readUInt32LE(0) !== END) throw (await looksLikeZip(handle)) ? trailing() : noArchive(path);
  const entries = end.readUInt16LE(10);
  const [length, offset] = [end.readUInt32LE(12), end.readUInt32LE(16)];
  if (end.readUInt16LE(20) !== 0) throw new ZipRefusal(null, COMMENT);
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0 || end.readUInt16LE(8) !== entries)
    throw new ZipRefusal(null, DISKS);
  const hasLocator = tail.length > END_BYTES && tail.readUInt32LE(0) === ZIP64_LOCATOR;
  if (hasLocator || entries === 0xffff || offset === 0xffffffff) throw new ZipRefusal(null, ZIP64);
  if (offset + length !== size - END_BYTES) throw new ZipRefusal(null, GAP);
  return { entries, offset, bytes: length };
}

async function looksLikeZip(handle: FileHandle): Promise<boolean> {
  const start = Buffer.alloc(4);
  await handle.read(start, 0, 4, 0);
  return start[0] === 0x50 && start[1] === 0x4b;
}

const noArchive = (path: string) =>
  new ZenbunError(
    'unreadable',
    { en: `${path} is not a zip archive`, ja: `${path} は zip ファイルではありません` },
    { advice: { en: 'Name a bundle of zenbun bundle.', ja: 'zenbun bundle が書き出したファイルを指定してください。' } },
  );

const tooLarge = (size: number) =>
  new ZipRefusal(
    null,
    {
      en: `the archive has ${size} bytes, more than a bundle may have`,
      ja: `ファイルが ${size} バイトあり、上限を超えています`,
    },
    'limit',
  );

const trailing = () =>
  new ZipRefusal(null, {
    en: 'the archive does not end with its directory: it was cut, or something was added behind it',
    ja: 'ファイルの末尾が zip の終端ではありません。途中で切れているか、後ろに追加されています',
  });

const COMMENT = { en: 'the archive has a comment', ja: 'zip にコメントが付いています' };
const DISKS = { en: 'the archive is divided over several files', ja: '分割された zip です' };
const ZIP64 = { en: 'the archive is in zip64, which no bundle is', ja: 'zip64 形式です。証拠バンドルでは使用しません' };
const GAP = {
  en: 'the directory of the archive does not stand where its end says',
  ja: 'zip の目次の位置が終端の記載と一致しません',
};
