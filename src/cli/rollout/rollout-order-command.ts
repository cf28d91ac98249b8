import { ZenbunError } from '../../errors.ts';
import type { RolloutClient, RolloutStatus, SentOrder } from '../../gates/index.ts';
import type { Lang, Message } from '../../schema/index.ts';
import type { Config } from '../config/config-schema.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { openGateway, ownName } from './gateway-access.ts';
import { pageView } from './page-view.ts';
import { statusReport } from './status-report.ts';
import { writeResult } from './write-result.ts';

export interface RolloutOrderFlags extends SharedFlags {
  readonly reason: string;
  readonly by?: string;
  readonly url?: string;
  readonly withoutComparison?: boolean;
  readonly json?: string;
}

export type OrderedAction = keyof typeof DONE;

const DONE = {
  start: { en: 'Started.', ja: '開始しました。' },
  pause: { en: 'Paused.', ja: '一時停止しました。' },
  resume: { en: 'Resumed.', ja: '再開しました。' },
  promote: { en: 'In the next stage.', ja: '次の段階に進めました。' },
  rollback: {
    en: 'Rolled back: all traffic goes to the stable model.',
    ja: '切り戻しました。全リクエストを安定版で処理します。',
  },
} as const satisfies Record<string, Message>;

/**
 * `zenbun rollout start|pause|resume|promote|rollback`: sends an order to the running gateway, which records it before
 * obeying.
 */
export async function rolloutOrderCommand(
  action: OrderedAction,
  model: string,
  config: Config['serve'],
  flags: RolloutOrderFlags,
  lang: Lang,
): Promise<number> {
  const reason = flags.reason.trim();
  if (reason === '') throw noReason();
  const by = flags.by ?? ownName();
  const order = {
    reason,
    ...(by === undefined ? {} : { by }),
    ...(flags.withoutComparison ? { withoutComparison: true } : {}),
  };
  const { status, isDone } = await interruptible((signal) => {
    const gateway = openGateway(flags.url, config, signal);
    return action === 'rollback' ? rolledBack(gateway, model, order) : ordered(gateway.order(model, action, order));
  });
  const said = isDone ? DONE[action] : ALREADY;
  await writeResult(flags, status, () => `${said[lang]}\n\n${statusReport(status, pageView(flags, lang))}`);
  return EXIT.done;
}

const ordered = async (status: Promise<RolloutStatus>) => ({ status: await status, isDone: true });

/** Orders a rollback. If the evidence was faster, all traffic already goes to the stable model, as requested. */
async function rolledBack(gateway: RolloutClient, model: string, order: SentOrder) {
  try {
    return await ordered(gateway.order(model, 'rollback', order));
  } catch (cause) {
    if (!(cause instanceof ZenbunError) || cause.code !== 'usage') throw cause;
    const status = await gateway.status(model);
    if (status.status !== 'rolled-back') throw cause;
    return { status, isDone: false };
  }
}

const ALREADY: Message = {
  en: 'It was rolled back before: all traffic goes to the stable model.',
  ja: 'すでに切り戻されています。全リクエストを安定版で処理しています。',
};

const noReason = () =>
  new ZenbunError('usage', {
    en: '--reason is empty: it is recorded in the ledger for whoever reads it later',
    ja: '--reason が空です。後から読む人のために証跡に残るので、理由を書いてください',
  });
