import { readFile } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

/** Reads the checkpoint named by `--earlier`. Throws `not-found`. */
export const keptCheckpoint = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const { en, ja } = cause.code === 'ENOENT' ? ABSENT : { en: cause.message, ja: cause.message };
    throw new ZenbunError(
      'not-found',
      { en: `--earlier ${path}: ${en}`, ja: `--earlier ${path}：${ja}` },
      {
        advice: {
          en: 'Name a file that zenbun ledger head or zenbun ledger witness has written.',
          ja: 'zenbun ledger head または zenbun ledger witness が書き出したファイルを指定してください。',
        },
        cause,
      },
    );
  });

const ABSENT: Message = { en: 'there is no such file', ja: 'ファイルがありません' };
