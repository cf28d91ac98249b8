import { writeWhole } from '../../files/index.ts';
import { openHead } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface LedgerHeadFlags extends SharedFlags {
  readonly vkey?: string;
  readonly output?: string;
}

const TEXTS = {
  unverified: {
    en: 'its signature was not checked: no --vkey was given',
    ja: '署名は検証していません（--vkey の指定なし）',
  },
  keep: {
    en: 'Keep it where whoever runs the log cannot change it; later: zenbun ledger verify … --earlier FILE',
    ja: 'ログの運用者が変更できない場所に保管してください。後で使うには：zenbun ledger verify … --earlier ファイル',
  },
} as const;

/** `zenbun ledger head`: writes the checkpoint and nothing else to standard output, or to a file. */
export async function ledgerHeadCommand(place: string, flags: LedgerHeadFlags, lang: Lang): Promise<number> {
  const { vkey, output, quiet } = flags;
  const env = withDotEnv(process.env);
  const { bytes, verified } = await interruptible((signal) => openHead(place, { env, signal, vkey }));
  if (output !== undefined && output !== '-') await writeWhole(output, bytes);
  else await writeStdout(bytes);
  if (quiet) return EXIT.done;
  if (!verified) process.stderr.write(`zenbun: ${TEXTS.unverified[lang]}\n`);
  process.stderr.write(`zenbun: ${TEXTS.keep[lang]}\n`);
  return EXIT.done;
}
