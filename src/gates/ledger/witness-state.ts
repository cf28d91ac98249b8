import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';

/** What a witness has seen of a log last. */
export interface WitnessState {
  /** The public key of the log: of another nothing is signed with this state. */
  readonly vkey: string;
  /** The checkpoint that was co-signed last, as the log had signed it. */
  readonly checkpoint: string;
}

const SCHEMA = 'zenbun.ledger-witness/1';

/** What is in the file; null where there is none. Throws `damaged` for anything else. */
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
    // Told below.
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

/** The state is on the disk, whole, when this resolves: also its name. */
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

/** A file that was named and cannot be read. */
export const unreadableFile = (path: string, { code, message }: NodeJS.ErrnoException) =>
  new ZenbunError('not-found', {
    en: `${path} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : message}`,
    ja: `${path} を読めません：${code === 'ENOENT' ? 'ファイルがありません' : message}`,
  });
