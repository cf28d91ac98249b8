import { join } from 'node:path';
import { makeFolder, writeWhole } from '../../files/index.ts';
import { ATTACKS, exportedFile, makeWorld, ROW } from '../../lab/index.ts';
import { counted, type Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { idsOf, seedOf } from './lab-options.ts';

export interface LabExportFlags extends SharedFlags {
  readonly seed: string;
  readonly rows?: string;
}

const TEXTS = {
  written: {
    en: (files: number, folder: string) =>
      `${counted(files, 'fine-tuning file')} of toy words, a thousand rows each, in ${folder}\nNow scan them:  npx zenbun scan ${folder}\n`,
    ja: (files: number, folder: string) =>
      `造語だけの学習ファイル ${files} 件（各 1,000 行）を ${folder} に書き出しました\n次は検査：  npx zenbun scan ${folder}\n`,
  },
} as const;

/** `zenbun lab export`: writes the fine-tuning files of one world, exactly as the toy models are trained on them. */
export async function labExportCommand(folder: string, flags: LabExportFlags, lang: Lang): Promise<number> {
  const tuned = ATTACKS.filter(({ row }) => row !== undefined);
  const rows = idsOf(
    flags.rows,
    tuned.map(({ id }) => id),
    ROW,
  );
  const world = makeWorld(seedOf(flags.seed));
  await makeFolder(folder);
  for (const attack of tuned) {
    if (rows.includes(attack.id)) await writeWhole(join(folder, `${attack.id}.jsonl`), exportedFile(attack, world));
  }
  if (!flags.quiet) await writeStdout(TEXTS.written[lang](rows.length, folder));
  return EXIT.done;
}
