import type { Stats } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { ZenbunError } from '../../errors.ts';
import { isObjectPlace, type ObjectStorage, storageFor } from '../../files/index.ts';
import { ObjectHandle } from './object-handle.ts';
import { pipeBytes } from './pipe-bytes.ts';

/** A file that can be read from its beginning any number of times, with the same content each time. */
export interface SourceFile {
  /** The path as given by the user; `-` for standard input. */
  readonly path: string;
  readonly size: number;
  /** Returns the open file and a function to release it. Throws `damaged` if the file has been replaced or changed. */
  lend(): Promise<LentFile>;
  /** Removes the copy of standard input; nothing else stays open between two readings. */
  close(): Promise<void>;
}

/** Reads like an open `FileHandle`. May return fewer bytes than `length`, and returns 0 at the end. */
interface RangeHandle {
  read(into: Uint8Array, offset: number, length: number, at: number): Promise<{ readonly bytesRead: number }>;
}

interface LentFile {
  readonly handle: RangeHandle;
  /** Returns a stamp of the current state that changes when the file is written to or replaced. */
  stamp(): Promise<string>;
  giveBack(): Promise<void>;
}

/** Combines a handle with the function that releases it. */
const lent = (handle: FileHandle, giveBack: () => Promise<void>): LentFile => ({
  handle,
  stamp: async () => stampOf(await handle.stat()),
  giveBack,
});

/**
 * Opens a file by its path, or an object (`s3://`) through `objects`. Copies input that can be read only once (standard
 * input, a pipe) to a temporary file; the signal ends the wait for it. Throws `not-found`; `usage` for a folder;
 * `unreadable` for a device or a socket, which has no end; for an object, the errors of `ObjectStorage`.
 */
export async function openSource(
  path: string,
  stdin: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
  objects?: ObjectStorage,
): Promise<SourceFile> {
  if (isObjectPlace(path)) return objectSource(path, storageFor(path, objects), signal);
  if (path === '-') {
    if (signal !== undefined && stdin instanceof Readable) addAbortSignal(signal, stdin);
    return spooled(path, stdin);
  }
  const kind = await reachable(path, () => stat(path));
  if (kind.isDirectory())
    throw new ZenbunError(
      'usage',
      { en: `${path} is a folder`, ja: `${path} はフォルダーです` },
      { advice: { en: 'Pass the files in it.', ja: '中のファイルを指定してください。' } },
    );
  if (kind.isFIFO()) return spooled(path, pipeBytes(path, signal));
  if (!kind.isFile()) {
    throw new ZenbunError(
      'unreadable',
      {
        en: `${path} is a device or a socket, not a regular file`,
        ja: `${path} はデバイスまたはソケットで、通常のファイルではありません`,
      },
      {
        advice: {
          en: 'Copy its contents to a file, or pipe it to standard input (-).',
          ja: '内容をファイルにコピーするか、標準入力（-）に渡してください。',
        },
      },
    );
  }
  const stamp = stampOf(kind);
  return {
    path,
    size: kind.size,
    async lend() {
      const handle = await reachable(path, () => open(path, 'r'));
      if (stampOf(await handle.stat()) === stamp) return lent(handle, () => handle.close());
      await handle.close();
      throw changed(path);
    },
    close: async () => undefined,
  };
}

async function objectSource(
  path: string,
  objects: ObjectStorage,
  signal: AbortSignal | undefined,
): Promise<SourceFile> {
  const object = await objects.open(path, signal);
  return {
    path,
    size: object.bytes,
    async lend() {
      const handle = new ObjectHandle(object, signal);
      // Every read asks for the version that was opened.
      return { handle, stamp: async () => '', giveBack: async () => handle.leave() };
    },
    close: async () => undefined,
  };
}

/**
 * Copies the bytes to a temporary file that has already been unlinked, so nothing is left behind even if the process is
 * killed.
 */
async function spooled(path: string, bytes: AsyncIterable<Uint8Array>): Promise<SourceFile> {
  let handle: FileHandle | undefined;
  try {
    const folder = await mkdtemp(join(tmpdir(), 'zenbun-'));
    try {
      handle = await open(join(folder, 'input'), 'wx+', 0o600);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    for await (const block of bytes) await handle.appendFile(block);
    const { size } = await handle.stat();
    const copy = handle;
    return { path, size, lend: async () => lent(copy, async () => undefined), close: () => copy.close() };
  } catch (cause) {
    await handle?.close();
    if (cause instanceof ZenbunError) throw cause;
    throw new ZenbunError(
      'not-written',
      {
        en: `${path} could not be stored for a second read: ${reason(cause)}`,
        ja: `${path} を 2 回目の読み取りのために保存できませんでした：${reason(cause)}`,
      },
      {
        advice: {
          en: `Free some space in ${tmpdir()}, or scan a file instead.`,
          ja: `${tmpdir()} の空き容量を増やすか、ファイルを検査してください。`,
        },
        cause,
      },
    );
  }
}

/** A byte range of a file: `from` is included, `to` is not. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Yields the bytes of the file, or of a range of it, in order. Each block is overwritten by the next. Throws `damaged`
 * if the file has changed since it was opened.
 */
export async function* readBlocks(
  file: SourceFile,
  blockBytes: number,
  { from, to }: FileRange = { from: 0, to: file.size },
): AsyncGenerator<Uint8Array> {
  const { handle, stamp, giveBack } = await file.lend();
  const length = Math.max(1, Math.min(blockBytes, to - from));
  const fill = (block: Uint8Array, at: number): Promise<number> => {
    const filled = handle.read(block, 0, Math.min(length, to - at), at).then(({ bytesRead }) => bytesRead);
    // The consumer sees the failure when it awaits the promise; until then it must not count as unhandled.
    filled.catch(() => undefined);
    return filled;
  };
  let block = new Uint8Array(length);
  let next = new Uint8Array(length);
  // The disk fills the next block while the caller works on this one; without this overlap, waiting took a tenth of the
  // reading time.
  let filling: Promise<number> | undefined;
  try {
    const before = await stamp();
    filling = fill(block, from);
    let at = from;
    while (at < to) {
      const bytesRead = await filling;
      if (bytesRead === 0) break;
      at += bytesRead;
      filling = fill(next, at);
      yield block.subarray(0, bytesRead);
      [block, next] = [next, block];
    }
    if (at !== to || (await stamp()) !== before) throw changed(file.path);
  } finally {
    await filling?.catch(() => undefined);
    await giveBack();
  }
}

/** Returns a stamp that changes when a file is written to or replaced. */
function stampOf({ dev, ino, size, mtimeMs }: Stats): string {
  return `${dev} ${ino} ${size} ${mtimeMs}`;
}

/** Returns the error for a file that has changed since it was opened, or since its ranges were planned. */
export function changed(path: string): ZenbunError {
  return new ZenbunError(
    'damaged',
    { en: `${path} changed while it was being read`, ja: `${path} は読み取り中に変更されました` },
    {
      advice: {
        en: 'Wait until it is fully written, then scan it again.',
        ja: '書き込みが終わってから、もう一度検査してください。',
      },
    },
  );
}

async function reachable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ZenbunError(
      'not-found',
      { en: `${path} cannot be opened: ${reason(cause)}`, ja: `${path} を開けません：${reason(cause)}` },
      { cause },
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
