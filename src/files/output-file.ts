import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type ErrorCode, ZenbunError } from '../errors.ts';
import type { Message } from '../schema/index.ts';

const compress = promisify(gzip);

/** Bytes to gather before they are written, or compressed as one gzip member. */
const BLOCK_BYTES = 2 ** 20;

/**
 * A file that is either complete or absent: it is written beside its destination under another name, synced to disk,
 * then renamed. A destination that exists but is not a regular file (a pipe, a device) is written to directly. A name
 * ending in `.gz` produces gzip, one member per block. An invalid destination (a folder, a path whose parent folder
 * does not exist, `-`) throws `usage`; every other failure throws `not-written`. After a failure, `discard` leaves
 * nothing behind.
 */
export class OutputFile {
  readonly path: string;
  readonly #target: string;
  /** undefined if the destination is written to directly. */
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

  /** `mode`: permission bits of a newly created file. */
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

  /** Takes ownership of the bytes: they are written later and must not change. Call `drain` soon afterwards. */
  gather(bytes: Uint8Array): void {
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
  }

  /** Writes the gathered bytes once they fill a block. */
  async drain(): Promise<void> {
    if (this.#gatheredBytes >= BLOCK_BYTES) await this.#flush();
  }

  async write(bytes: Uint8Array | string): Promise<void> {
    this.gather(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    await this.drain();
  }

  /** Flushes all bytes to disk; the destination itself is still untouched. */
  async finish(): Promise<void> {
    // Empty content must still be compressed into one member, because zero bytes are not valid gzip.
    if (this.#gatheredBytes > 0 || this.#isEmpty) await this.#flush();
    await telling(this.path, lost, async () => {
      if (this.#temporary !== undefined) await this.#handle.sync();
      this.#open = false;
      await this.#handle.close();
    });
  }

  /** Moves the file to its final name. Call only after `finish`. */
  async commit(): Promise<void> {
    const temporary = this.#temporary;
    if (temporary !== undefined) await telling(this.path, lost, () => rename(temporary, this.#target));
  }

  /** Leaves nothing behind. Never throws, because it runs when something else has failed. */
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

/** Writes a complete text or byte array as an `OutputFile`. */
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

/** Throws `usage` for `-`: the caller most likely means standard output, not a file of that name. */
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
/** Error codes of destinations that can never be written to. */
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
