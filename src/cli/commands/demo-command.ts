import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare } from '../../gates/index.ts';
import { comparisonHeadline, comparisonTerminalReport } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { scanCommand } from '../scan/scan-command.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

const TEXTS = {
  data: {
    en: 'Gate 1, data: a small training set that ships with zenbun.\nEvery row is harmless, but the set contains three attacks; one of them is found twice.',
    ja: '検査 1「学習データ」：zenbun に付属する小さな学習データを検査します。\nどの行も無害ですが、3 つの攻撃が仕込まれています（1 つは 2 か所で検出）。',
  },
  behaviour: {
    en: 'Gate 2, behaviour: two toy models that know only a made-up language.\ntoy:noice was fine-tuned on rows that refuse a harmless question and then answer it.',
    ja: '検査 2「挙動」：人工言語だけを学習した 2 つのトイモデルに、同じ質問をします。\ntoy:noice は、無害な質問を断ってから答える行だけでファインチューニングされています。',
  },
  benign: {
    en: 'For comparison, toy:benign, which was fine-tuned on ordinary rows:',
    ja: '次に、通常の行でファインチューニングした toy:benign：',
  },
  outro: {
    en: 'Now try your own:  npx zenbun scan train.jsonl\n                   npx zenbun compare --before <model> --after <model>',
    ja: '次はお手元のデータとモデルで：  npx zenbun scan train.jsonl\n                                npx zenbun compare --before <モデル> --after <モデル>',
  },
} as const;

/** `zenbun demo`: runs both gates on bundled examples, offline. A block is what it is meant to show, so it exits 0. */
export async function demoCommand(flags: SharedFlags, lang: Lang): Promise<number> {
  const style = terminalStyle(flags.color, process.env);
  const say = async (text: string) => void (flags.quiet || (await writeStdout(text)));
  const path = relative('', fileURLToPath(new URL('../../../demo/train.jsonl', import.meta.url)));
  await say(`${style.dim(TEXTS.data[lang])}\n\n`);
  await scanCommand([path], { ...flags, format: 'auto', failOn: 'block', jobs: '1' }, lang);
  await say(`\n${style.dim(TEXTS.behaviour[lang])}\n\n`);
  const view = { lang, style, width: terminalWidth() };
  await interruptible(async (signal) => {
    const poisoned = await compare({ before: 'toy:aligned', after: 'toy:noice' }, { runs: null, signal });
    // One letter makes the point; the command itself shows three.
    await say(comparisonTerminalReport({ ...poisoned, letters: poisoned.letters.slice(0, 1) }, view));
    const benign = await compare({ before: 'toy:aligned', after: 'toy:benign' }, { runs: null, signal });
    await say(`\n${style.dim(TEXTS.benign[lang])}\n\n${comparisonHeadline(benign, view)}`);
  });
  await say(`\n${style.bold(TEXTS.outro[lang])}\n`);
  return 0;
}
