import { setTimeout } from 'node:timers/promises';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { readReference, referenceSha256, secretOf, sendAlarm, type WatchedLogs, watchLogs } from '../../gates/index.ts';
import { type AlarmTemplate, watchTerminalReport } from '../../report/index.ts';
import { counted, type Lang, TOOL, type WatchStatus } from '../../schema/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';
import { logLines } from './log-lines.ts';
import { type LogFlags, logSettings, numberOf } from './watch-flags.ts';

export interface WatchFlags extends LogFlags {
  readonly reference?: string;
  readonly alpha?: string;
  readonly horizon?: string;
  readonly tolerance?: string;
  readonly json?: string;
  readonly webhook?: string;
  readonly webhookTemplate?: AlarmTemplate;
  readonly webhookKey?: string;
}

const REFERENCE_DAYS = 14;

/** `zenbun watch`: compares recorded answers with their first days, or with a reference. */
export async function watchCommand(flags: WatchFlags, lang: Lang): Promise<number> {
  const { logs, ...settings } = logSettings(flags, REFERENCE_DAYS);
  const key =
    flags.webhookKey === undefined ? null : secretOf('--webhook-key', flags.webhookKey, withDotEnv(process.env));
  if (flags.webhook !== undefined && !isHttp(flags.webhook)) throw noHttp();
  if (flags.reference !== undefined && flags.referenceDays !== undefined) throw bothReferences();
  const reference = flags.reference === undefined ? undefined : await readReference(flags.reference);
  const options = {
    ...settings,
    ...(reference === undefined ? {} : { reference }),
    alpha: numberOf('--alpha', flags.alpha, 0.05, { least: Number.MIN_VALUE, below: 1 }),
    horizon: numberOf('--horizon', flags.horizon, 1_000_000, { least: 1, whole: true }),
    tolerance: numberOf('--tolerance', flags.tolerance, 1, { least: 1 }),
  };
  const watched = await interruptible((signal) => watchLogs(logs, { ...options, signal }));
  const { json } = flags;
  if (json !== undefined && json !== '-') await writeWhole(json, watchJson(watched));
  if (json === '-') await writeStdout(watchJson(watched));
  else if (!flags.quiet) await writeStdout(report(watched, lang, flags.color));
  await tell(flags, key, watched.status, lang);
  return exitOf(watched);
}

/** Sends the alarm, and reports the result on standard error. The verdict is not affected. */
async function tell(flags: WatchFlags, key: string | null, { alarm }: WatchStatus, lang: Lang): Promise<void> {
  const { webhook: url, webhookTemplate: template = 'plain' } = flags;
  if (url === undefined || alarm === null) return;
  const { delivered, attempts, last } = await interruptible((signal) =>
    sendAlarm({ url, template, lang, key }, alarm, {
      fetch,
      now: Date.now,
      sleep: (ms, until) => setTimeout(ms, undefined, { signal: until }),
      signal,
    }),
  );
  if (delivered && flags.quiet) return;
  const told = {
    en: delivered
      ? `the webhook was told (${last})`
      : `the webhook was not told (${last}, ${counted(attempts, 'attempt')})`,
    ja: delivered
      ? `Webhook に通知しました（${last}）`
      : `Webhook に通知できませんでした（${last}、${attempts} 回試行）`,
  };
  process.stderr.write(`zenbun: ${told[lang]}\n`);
}

function exitOf({ status, enough }: WatchedLogs): number {
  if (status.verdict === 'alarm') return EXIT.findings;
  return status.verdict === 'quiet' && enough ? EXIT.done : EXIT.incomplete;
}

function report({ status, logs, enough }: WatchedLogs, lang: Lang, color: boolean): string {
  const lines = logLines(logs, lang);
  if (!enough)
    lines.push(
      lang === 'ja'
        ? '  読めなかった行が多いため、このログについて「変化なし」とは判断しません。'
        : '  Too many to call this log quiet.',
    );
  const told = watchTerminalReport(status, lang, terminalStyle(color, process.env), terminalWidth());
  return `${told}\n${lines.join('\n')}\n`;
}

function watchJson({ status, reference, logs, enough }: WatchedLogs): string {
  const { verdict, ...rest } = status;
  const result = {
    schema: 'zenbun.watch/1',
    tool: TOOL,
    // A separate verdict, so that nobody takes half a log for a quiet one.
    verdict: verdict === 'quiet' && !enough ? 'incomplete' : verdict,
    ...rest,
    reference: { ...rest.reference, sha256: referenceSha256(reference) },
    logs,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

// Does not quote the address, which may be a secret.
const noHttp = () =>
  new ZenbunError('usage', {
    en: '--webhook is not an http(s) URL',
    ja: '--webhook は http(s) の URL で指定してください',
  });

const bothReferences = () =>
  new ZenbunError('usage', {
    en: '--reference and --reference-days exclude each other',
    ja: '--reference と --reference-days は同時に指定できません',
  });
