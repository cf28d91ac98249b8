import { type DrillReport, runDrill } from '../../gates/index.ts';
import type { Lang, Message } from '../../schema/index.ts';
import type { Config } from '../config/config-schema.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { gatewayUrl } from './gateway-access.ts';
import { writeResult } from './write-result.ts';

export interface RolloutDrillFlags extends SharedFlags {
  /** URLs of all gateways. */
  readonly url?: readonly string[];
  readonly json?: string;
}

/** Promised times for one gateway and for several, in milliseconds. */
const MOST_MS = { one: 1000, several: 3000 } as const;

const TEXTS = {
  none: {
    en: 'No decision within two minutes: nothing went back. Look at zenbun rollout history zenbun-drill and the log of the gateway.',
    ja: '2 分以内に判断が出ず、切り戻されませんでした。zenbun rollout history zenbun-drill とゲートウェイのログを確認してください。',
  },
  decided: { en: 'Decided after', ja: '判断までの時間' },
  metric: { en: 'on', ja: '指標' },
  wayBack: {
    en: 'Way back, from the leaf to the last request that the canary got',
    ja: '切り戻しの時間（判断の記録から、候補モデルへの最後のリクエストまで）',
  },
  good: { en: 'within the promise of', ja: '目標以内：' },
  bad: { en: 'LONGER than the promise of', ja: '目標超過：' },
  gateway: { en: 'requests', ja: 'リクエスト' },
  before: { en: 'by the canary before the decision', ja: '判断前の候補モデルの回答' },
  after: { en: 'after it', ja: '判断後' },
} as const satisfies Record<string, Message>;

/** `zenbun rollout drill`: exits 0 if the way back was as short as promised, 1 if not, 3 if nothing was decided. */
export async function rolloutDrillCommand(
  config: Config['serve'],
  flags: RolloutDrillFlags,
  lang: Lang,
): Promise<number> {
  const urls =
    flags.url === undefined ? [gatewayUrl(undefined, config)] : flags.url.map((url) => gatewayUrl(url, config));
  const key = withDotEnv(process.env).ZENBUN_KEY || undefined;
  const report = await interruptible((signal) =>
    runDrill({ gateways: urls.map((url) => ({ url, key, signal })), signal }),
  );
  const most = urls.length === 1 ? MOST_MS.one : MOST_MS.several;
  const isShort = report.wayBackMs <= most;
  await writeResult(flags, report, () => page(report, most, lang));
  if (report.decidedAfterMs === null) return EXIT.incomplete;
  return isShort ? EXIT.done : EXIT.findings;
}

function page({ decidedAfterMs, wayBackMs, metric, gateways }: DrillReport, most: number, lang: Lang): string {
  const colon = lang === 'ja' ? '：' : ': ';
  const rows = gateways.map(
    ({ url, requests, canaryBefore, canaryAfter }) =>
      `  ${url}${colon}${TEXTS.gateway[lang]} ${requests}, ${TEXTS.before[lang]} ${canaryBefore}, ${TEXTS.after[lang]} ${canaryAfter}`,
  );
  if (decidedAfterMs === null) return `${[TEXTS.none[lang], ...rows].join('\n')}\n`;
  const kept = `${wayBackMs <= most ? TEXTS.good[lang] : TEXTS.bad[lang]} ${most} ms`;
  const lines = [
    `${TEXTS.decided[lang]}${colon}${(decidedAfterMs / 1000).toFixed(1)} s (${TEXTS.metric[lang]} ${metric ?? ''})`,
    `${TEXTS.wayBack[lang]}${colon}${wayBackMs} ms, ${kept}`,
    ...rows,
  ];
  return `${lines.join('\n')}\n`;
}
