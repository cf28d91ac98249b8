import { type LiveWatchStatus, watchClient } from '../../gates/index.ts';
import { isoMinute, watchTerminalReport } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import type { Config } from '../config/config-schema.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { gatewayAccess, ownName } from '../rollout/gateway-access.ts';
import { writeResult } from '../rollout/write-result.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

export interface WatchLiveFlags extends SharedFlags {
  readonly url?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly json?: string;
}

/** `zenbun watch status`: exits 0 if quiet, 1 on an alarm, 3 if it is too early to tell. */
export async function watchStatusCommand(config: Config['serve'], flags: WatchLiveFlags, lang: Lang): Promise<number> {
  const status = await interruptible((signal) => watchClient(gatewayAccess(flags.url, config, signal)).status());
  await writeResult(flags, status, () => page(status, flags.color, lang));
  return status.verdict === 'quiet' ? EXIT.done : status.verdict === 'alarm' ? EXIT.findings : EXIT.incomplete;
}

/** `zenbun watch acknowledge|renew`: sends an order to the running gateway, which records it. */
export async function watchOrderCommand(
  action: 'acknowledge' | 'renew',
  config: Config['serve'],
  flags: WatchLiveFlags,
  lang: Lang,
): Promise<number> {
  const { reason = '', by = ownName() } = flags;
  const order = { reason, ...(by === undefined ? {} : { by }) };
  const status = await interruptible((signal) =>
    watchClient(gatewayAccess(flags.url, config, signal)).order(action, order),
  );
  await writeResult(flags, status, () => page(status, flags.color, lang));
  return EXIT.done;
}

function page(status: LiveWatchStatus, color: boolean, lang: Lang): string {
  if (status.verdict !== 'gathering')
    return watchTerminalReport(status, lang, terminalStyle(color, process.env), terminalWidth());
  const { since, until, answers } = status;
  const [from, to] = [since, until].map((time) => isoMinute(Date.parse(time)));
  return lang === 'ja'
    ? `基準を集めています（${from} から ${to} まで。現在 ${answers} 件）。それまでは変化の有無を判断しません。\n`
    : `Gathering the reference (from ${from} until ${to}; ${answers} answers so far). Until then nothing is said of changes.\n`;
}
