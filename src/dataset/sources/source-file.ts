import type { Stats } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { ZenbunError } from '../../errors.ts';
import { isObjectPlace, type ObjectStorage, storageFor } from '../../files/index.ts';
import { ObjectHandle } from './object-handle.ts';
import { pipeBytes } from './pipe-bytes.ts';

/** A file that can be read from its beginning as often as is needed, and is the same each time. */
export interface SourceFile {
  /** As the user named it; `-` for standard input. */
  readonly path: string;
  readonly size: number;
  /** Gives the open file, and what to call when it is no longer needed. Throws `damaged` when it is another one by now. */
  lend(): Promise<LentFile>;
  /** Removes what was kept of standard input; nothing else stays open between two readings. */
  close(): Promise<void>;
}

/** As an open `FileHandle`. May give less than `length`, and gives 0 bytes at the end. */
interface RangeHandle {
  read(into: Uint8Array, offset: number, length: number, at: number): Promise<{ readonly bytesRead: number }>;
}

interface LentFile {
  readonly handle: RangeHandle;
  /** What differs when it is written to or replaced, as it is now. */
  stamp(): Promise<string>;
  giveBack(): Promise<void>;
}

/** A handle, and what to call at the end. */
const lent = (handle: FileHandle, giveBack: () => Promise<void>): LentFile => ({
  handle,
  stamp: async () => stampOf(await handle.stat()),
  giveBack,
});

/**
 * Opens a file by its path, an object (`s3://`) through `objects`, or copies what can be read only once (standard input, a pipe) to a temporary one; the signal
 * ends the wait for it. Throws `not-found`; `usage` for a folder; `unreadable` for a device or a socket, which has no end; as
 * `ObjectStorage` does for an object.
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
      // Each of its reads asks for the version that was opened.
      return { handle, stamp: async () => '', giveBack: async () => handle.leave() };
    },
    close: async () => undefined,
  };
}

/** The copy has no name by the time this returns, so nothing is left behind even when the process is killed. */
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

/** Bytes of a file: from the first offset up to the second, which is not in it. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The bytes of the file, or of a range of it, in order. Each block is overwritten by the next. Throws `damaged` when the file
 * is no longer what it was when it was opened.
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
    // Whoever waits for it is told; until then a failure is nobody's.
    filled.catch(() => undefined);
    return filled;
  };
  let block = new Uint8Array(length);
  let next = new Uint8Array(length);
  // The disk works on the next block while the caller works on this one: alone, waiting was a tenth of the reading.
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

/** What differs when a file is written to or replaced. */
function stampOf({ dev, ino, size, mtimeMs }: Stats): string {
  return `${dev} ${ino} ${size} ${mtimeMs}`;
}

/** The file is not what it was when it was opened, or when its ranges were planned. */
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
