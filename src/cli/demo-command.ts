import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lang } from '../schema/index.ts';
import { scanCommand } from './scan-command.ts';
import type { SharedFlags } from './shared-flags.ts';
import { writeStdout } from './stdout.ts';
import { terminalStyle } from './terminal-style.ts';

const TEXTS = {
  intro: {
    en: 'Scanning a small training set that ships with zenbun.\nEvery row is harmless; three things are wrong with the set.',
    ja: 'zenbun に付属する小さな学習データを検査します。\nどの行も無害ですが、三つの問題が仕込まれています。',
  },
  outro: {
    en: 'Now yours:  npx zenbun scan train.jsonl',
    ja: '次はお手元のデータで：  npx zenbun scan train.jsonl',
  },
} as const;

/** `zenbun demo`: scans the shipped data set. A block is what it is meant to show, so it exits 0. */
export async function demoCommand(flags: SharedFlags, lang: Lang): Promise<number> {
  const style = terminalStyle(flags.color, process.env);
  const path = relative('', fileURLToPath(new URL('../../demo/train.jsonl', import.meta.url)));
  if (!flags.quiet) await writeStdout(`${style.dim(TEXTS.intro[lang])}\n\n`);
  await scanCommand([path], { ...flags, format: 'auto', failOn: 'block', jobs: '1' }, lang);
  if (!flags.quiet) await writeStdout(`\n${style.bold(TEXTS.outro[lang])}\n`);
  return 0;
}
