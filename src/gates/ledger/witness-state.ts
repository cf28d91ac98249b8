import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';

/** The last state of a log that a witness has seen. */
export interface WitnessState {
  /** The public key of the log: nothing is signed for another log with this state. */
  readonly vkey: string;
  /** The last checkpoint that was co-signed, as signed by the log. */
  readonly checkpoint: string;
}

const SCHEMA = 'zenbun.ledger-witness/1';

/**
 * Reads the state from a file; null if there is none. Throws `damaged` for invalid content, and `not-found` if the file
 * cannot be read.
 */
export async function readWitnessState(path: string): Promise<WitnessState | null> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw unreadableFile(path, cause);
  });
  if (text === null) return null;
  try {
    const { schema, vkey, checkpoint } = JSON.parse(text);
    if (schema === SCHEMA && typeof vkey === 'string' && typeof checkpoint === 'string') return { vkey, checkpoint };
  } catch {
    // Reported below.
  }
  throw new ZenbunError(
    'damaged',
    { en: `${path} is not the state of a witness`, ja: `${path} は証人の状態ファイルではありません` },
    {
      advice: {
        en: 'Put back the newest copy. Without it the witness cannot tell whether the log was rolled back.',
        ja: '最新の複製に戻してください。これがないと、ログが巻き戻されても分かりません。',
      },
    },
  );
}

/** Writes the state. When this resolves, the whole file and its name are durable. */
export async function writeWitnessState(path: string, { vkey, checkpoint }: WitnessState): Promise<void> {
  await writeWhole(path, `${JSON.stringify({ schema: SCHEMA, vkey, checkpoint }, null, 2)}\n`);
  await syncFolderOf(path);
}

/** Makes a new name in a folder durable. Throws `not-written`. */
export async function syncFolderOf(path: string): Promise<void> {
  try {
    const folder = await open(dirname(path));
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (cause) {
    throw new ZenbunError(
      'not-written',
      { en: `${path} could not be put on the disk`, ja: `${path} をディスクに書き込めませんでした` },
      { advice: { en: 'Choose another place.', ja: '別の場所を指定してください。' }, cause },
    );
  }
}

/** Returns the error for a named file that cannot be read. */
export const unreadableFile = (path: string, { code, message }: NodeJS.ErrnoException) =>
  new ZenbunError('not-found', {
    en: `${path} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : message}`,
    ja: `${path} を読めません：${code === 'ENOENT' ? 'ファイルがありません' : message}`,
  });
