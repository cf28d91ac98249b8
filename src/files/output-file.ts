import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type ErrorCode, ZenbunError } from '../errors.ts';
import type { Message } from '../schema/index.ts';

const compress = promisify(gzip);

/** Bytes gathered before they are written, or compressed as one gzip member. */
const BLOCK_BYTES = 2 ** 20;

/**
 * A file that is there whole or not at all: written beside its place under another name, put on the disk, then renamed.
 * A place that exists and is no regular file (a pipe, a device) is written to directly. A name ending in `.gz` gives
 * gzip, one member a block. A place that is none (a folder, in no folder, `-`) is a `usage`, and every other failure a
 * `not-written`; after one, `discard` leaves nothing behind.
 */
export class OutputFile {
  readonly path: string;
  readonly #target: string;
  /** undefined where the place is written to directly. */
  readonly #temporary: string | undefined;
  readonly #handle: FileHandle;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #isEmpty = true;
  #open = true;

  private constructor(path: string, target: string, temporary: string | undefined, handle: FileHandle) {
    this.path = path;
    this.#target = target;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  /** `mode`: permissions of a file that is made, as the system counts them. */
  static async create(path: string, mode = 0o666): Promise<OutputFile> {
    requireName(path);
    const codeOf = (why: string): ErrorCode => (NO_PLACE.has(why) ? 'usage' : 'not-written');
    return telling(path, codeOf, async () => {
      const target = await realpath(path).catch(() => path);
      const direct = await stat(target).then(
        (known) => !known.isFile(),
        () => false,
      );
      if (direct) return new OutputFile(path, target, undefined, await open(target, 'w'));
      const temporary = join(
        dirname(target),
        `.${basename(target)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
      );
      return new OutputFile(path, target, temporary, await open(temporary, 'wx', mode));
    });
  }

  /** Takes the bytes over: they are written later and must not change. To be followed by `drain` before long. */
  gather(bytes: Uint8Array): void {
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
  }

  /** Writes what was gathered, once it is enough for a block. */
  async drain(): Promise<void> {
    if (this.#gatheredBytes >= BLOCK_BYTES) await this.#flush();
  }

  async write(bytes: Uint8Array | string): Promise<void> {
    this.gather(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    await this.drain();
  }

  /** Puts all bytes on the disk; the place itself is still untouched. */
  async finish(): Promise<void> {
    // Nothing, compressed, is a member too: no bytes at all are no gzip.
    if (this.#gatheredBytes > 0 || this.#isEmpty) await this.#flush();
    await telling(this.path, lost, async () => {
      if (this.#temporary !== undefined) await this.#handle.sync();
      this.#open = false;
      await this.#handle.close();
    });
  }

  /** Gives the file its name. Only after `finish`. */
  async commit(): Promise<void> {
    const temporary = this.#temporary;
    if (temporary !== undefined) await telling(this.path, lost, () => rename(temporary, this.#target));
  }

  /** Leaves nothing behind. Never throws: it runs when something else has failed. */
  async discard(): Promise<void> {
    if (this.#open) await this.#handle.close().catch(() => undefined);
    this.#open = false;
    if (this.#temporary !== undefined) await rm(this.#temporary, { force: true }).catch(() => undefined);
  }

  async #flush(): Promise<void> {
    this.#isEmpty = false;
    const block = Buffer.concat(this.#gathered, this.#gatheredBytes);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    await telling(this.path, lost, async () => {
      const bytes = this.path.endsWith('.gz') ? await compress(block) : block;
      for (let done = 0; done < bytes.length; ) {
        done += (await this.#handle.write(bytes, done, bytes.length - done)).bytesWritten;
      }
    });
  }
}

/** Writes one whole text, or bytes, as an `OutputFile`. */
export async function writeWhole(path: string, text: string | Uint8Array, mode?: number): Promise<void> {
  const file = await OutputFile.create(path, mode);
  try {
    await file.write(text);
    await file.finish();
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Throws `usage` for `-`: whoever asks for standard output wants no file of that name. */
export function requireName(path: string): void {
  if (path !== '-') return;
  throw new ZenbunError(
    'usage',
    {
      en: 'This is written to a file, not to standard output (-)',
      ja: 'ファイルに書き出します。標準出力（-）には出力できません',
    },
    {
      advice: {
        en: 'Name a file; ./- is a file of that name.',
        ja: 'ファイル名を指定してください（./- はその名前のファイルになります）。',
      },
    },
  );
}

const NO_PERMISSION: Message = { en: 'permission denied', ja: '権限がありません' };
const CAUSES: Readonly<Record<string, Message>> = {
  ENOSPC: { en: 'the disk is full', ja: 'ディスクに空きがありません' },
  EDQUOT: { en: 'the disk quota is exceeded', ja: '割り当て容量を使い切っています' },
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: { en: 'the file system is read-only', ja: 'ファイルシステムが読み取り専用です' },
  ENOENT: { en: 'its folder does not exist', ja: 'フォルダーがありません' },
  ENOTDIR: { en: 'its parent is not a folder', ja: '親がフォルダーではありません' },
  EISDIR: { en: 'it is a folder', ja: 'フォルダーです' },
};
/** It will never be written there. */
const NO_PLACE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);
const FREE_SPACE: Message = {
  en: 'Free some space or choose another path, then run again.',
  ja: '空き容量を増やすか別の場所を指定して、再実行してください。',
};
const ELSEWHERE: Message = { en: 'Choose another path.', ja: '別の場所を指定してください。' };

const lost = (): ErrorCode => 'not-written';

async function telling<T>(path: string, codeOf: (why: string) => ErrorCode, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new ZenbunError(
      codeOf(code),
      {
        en: `${path} could not be written: ${CAUSES[code]?.en ?? String(cause)}.`,
        ja: `${path} に書き込めませんでした：${CAUSES[code]?.ja ?? String(cause)}`,
      },
      {
        advice: code === 'ENOSPC' ? FREE_SPACE : ELSEWHERE,
        cause,
      },
    );
  }
}
