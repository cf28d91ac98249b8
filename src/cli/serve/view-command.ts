import { once } from 'node:events';
import { type FolderView, viewFolder } from '../../gates/index.ts';
import type { Lang, Message } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { portOf } from '../program/port-of.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface ViewFlags extends SharedFlags {
  /** As typed. */
  readonly port: string;
}

const TEXTS = {
  console: { en: 'Console', ja: 'コンソール' },
  results: { en: 'Results', ja: '結果' },
  ledger: { en: 'Ledger', ja: '証跡' },
  none: { en: 'none in this folder', ja: 'このフォルダーにはありません' },
  stop: { en: 'Press Ctrl+C to stop.', ja: 'Ctrl+C で終了します。' },
} as const satisfies Record<string, Message>;

/** `zenbun view`: shows a folder until it is interrupted, which is its orderly end (exit 0). */
export async function viewCommand(folder: string, flags: ViewFlags, lang: Lang): Promise<number> {
  const port = portOf(flags.port);
  await interruptible(async (signal) => {
    const view = await viewFolder(folder, port);
    try {
      if (!flags.quiet) await writeStdout(welcome(folder, view, lang));
      if (!signal.aborted) await once(signal, 'abort');
    } finally {
      await view.close();
    }
  });
  return EXIT.done;
}

function welcome(folder: string, { url, ledger }: FolderView, lang: Lang): string {
  const lines = [
    [TEXTS.console[lang], url],
    [TEXTS.results[lang], folder],
    [TEXTS.ledger[lang], ledger ?? TEXTS.none[lang]],
  ];
  return `${lines.map(([name, value]) => `${name}${lang === 'ja' ? '：' : ': '}${value}`).join('\n')}\n\n${TEXTS.stop[lang]}\n`;
}
