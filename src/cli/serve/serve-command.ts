import { isConfigFault, type Serving, serve } from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import type { Config } from '../config/config-schema.ts';
import { EXIT } from '../exit-code.ts';
import { reportFailure } from '../failure.ts';
import { interruptible } from '../interruptible.ts';
import { writeStdout } from '../terminal/stdout.ts';
import type { ServeFlags } from './serve-flags.ts';
import { serveOptionsOf } from './serve-options-of.ts';

/** Time that running requests may take to end after the first signal, in milliseconds. */
const GRACE_MS = 30_000;

const TEXTS = {
  serving: { en: 'Serving', ja: '提供中' },
  models: { en: 'Models', ja: 'モデル' },
  console: { en: 'Console', ja: 'コンソール' },
  ledger: { en: 'Ledger', ja: '証跡' },
  shipping: { en: 'Shipped to', ja: '転送先' },
  vkey: { en: 'Public key of the log', ja: 'ログの公開鍵' },
  stop: {
    en: 'Press Ctrl+C to stop: running requests end and are recorded.',
    ja: 'Ctrl+C で終了します。処理中のリクエストは完了し、記録されます。',
  },
  reloaded: { en: 'Settings read again.', ja: '設定を読み直しました。' },
  staying: { en: 'Unchanged until the next start: ', ja: '次の起動まで変わらない設定：' },
  kept: { en: 'The settings from before stay in force.', ja: '以前の設定のまま続けます。' },
  failed: {
    en: 'The ledger takes no more records. Stopping: start again once the disk is usable.',
    ja: '証跡に記録できなくなったため終了します。ディスクの問題を解消してから起動し直してください。',
  },
} as const;

/** The language of the command, and a way to read its configuration again. */
export interface ServeSurroundings {
  readonly lang: Lang;
  readonly reread: () => Promise<Config['serve']>;
}

/**
 * `zenbun serve`: serves until it is interrupted, which is its orderly end (exit 0), or until the log fails (exit 3).
 */
export async function serveCommand(
  config: Config['serve'],
  flags: ServeFlags,
  { lang, reread }: ServeSurroundings,
): Promise<number> {
  const serving = await serve(serveOptionsOf(config, flags), {
    env: process.env,
    onTrouble: (trouble) => reportFailure(trouble, lang),
  });
  if (!flags.quiet) await writeStdout(welcome(serving, lang));
  const reload = async () => {
    try {
      const staying = serving.reload(serveOptionsOf(await reread(), flags));
      if (!flags.quiet) await writeStdout(`${TEXTS.reloaded[lang]}\n`);
      if (staying.length > 0) process.stderr.write(`${TEXTS.staying[lang]}${staying.join(', ')}\n`);
    } catch (cause) {
      if (!isConfigFault(cause)) throw cause;
      reportFailure(cause, lang);
      process.stderr.write(`${TEXTS.kept[lang]}\n`);
    }
  };
  const onHangup = () => void reload();
  process.on('SIGHUP', onHangup);
  try {
    return await interruptible(async (signal) => {
      const stopped = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
      const failure = await Promise.race([serving.failed, stopped]);
      if (failure !== null) process.stderr.write(`${TEXTS.failed[lang]}\n`);
      await serving.stop(GRACE_MS);
      return failure === null ? EXIT.done : EXIT.incomplete;
    });
  } finally {
    process.off('SIGHUP', onHangup);
  }
}

function welcome({ url, models, console, ledger, shipping }: Serving, lang: Lang): string {
  const lines = [
    [TEXTS.serving[lang], `${url}/v1`],
    [TEXTS.models[lang], models.join('  ')],
    ...(console === null ? [] : [[TEXTS.console[lang], console]]),
    [TEXTS.ledger[lang], ledger.folder],
    ...(shipping === null ? [] : [[TEXTS.shipping[lang], shipping]]),
    [TEXTS.vkey[lang], ledger.vkey],
  ];
  return `${lines.map(([name, value]) => `${name}${lang === 'ja' ? '：' : ': '}${value}`).join('\n')}\n\n${TEXTS.stop[lang]}\n`;
}
