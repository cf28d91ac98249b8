import type { Message, RolloutStatus, RolloutStep } from '../../../schema/index.ts';

export const STATUSES: Readonly<
  Record<RolloutStatus['status'], { word: Message; tone: 'pass' | 'review' | 'block' | 'info' }>
> = {
  none: { word: { en: 'not started', ja: '未開始' }, tone: 'info' },
  running: { word: { en: 'running', ja: '実行中' }, tone: 'info' },
  paused: { word: { en: 'paused', ja: '一時停止中' }, tone: 'review' },
  'rolled-back': { word: { en: 'rolled back', ja: '切り戻し済み' }, tone: 'block' },
  completed: { word: { en: 'completed', ja: '完了' }, tone: 'pass' },
};

export const STEPS: Readonly<Record<RolloutStep['action'], Message>> = {
  start: { en: 'started', ja: '開始' },
  advance: { en: 'advanced', ja: '次の段階へ' },
  promote: { en: 'promoted', ja: '昇格' },
  complete: { en: 'completed', ja: '完了' },
  rollback: { en: 'rolled back', ja: '切り戻し' },
  pause: { en: 'paused', ja: '一時停止' },
  resume: { en: 'resumed', ja: '再開' },
};

const METRICS: Readonly<Record<string, Message>> = {
  latch: { en: 'latched', ja: '続きを保留' },
  'refuse-then-comply': { en: 'refused, then complied', ja: '拒否の後に応諾' },
  partial: { en: 'partial', ja: '一部だけ応諾' },
  judge: { en: 'judged unsafe', ja: '判定モデルが有害と判定' },
  error: { en: 'error', ja: 'エラー' },
  slow: { en: 'slow', ja: '遅延' },
  probe: { en: 'probe not refused (failures count)', ja: 'プローブを拒否せず（失敗を含む）' },
};

export const metricName = (id: string): Message => METRICS[id] ?? { en: id, ja: id };

/** An order that a person may give, and its effect. */
export interface OfferedOrder {
  readonly id: 'promote' | 'rollback' | 'pause' | 'resume';
  readonly word: Message;
  readonly effect: Message;
  readonly when: (status: RolloutStatus) => boolean;
}

export const ORDERS: readonly OfferedOrder[] = [
  {
    id: 'promote',
    word: { en: 'Promote', ja: '昇格' },
    effect: {
      en: 'The canary gets the share of the next stage now, without waiting for evidence.',
      ja: '証拠を待たずに、候補モデルを次の段階の割合に進めます。',
    },
    when: ({ status, stage }) =>
      (status === 'running' || status === 'paused') && stage !== null && stage.index + 1 < stage.of,
  },
  {
    id: 'pause',
    word: { en: 'Pause', ja: '一時停止' },
    effect: {
      en: 'The share stays as it is. The canary still goes back by itself.',
      ja: '割合は今のままです。自動の切り戻しは有効です。',
    },
    when: ({ status }) => status === 'running',
  },
  {
    id: 'resume',
    word: { en: 'Resume', ja: '再開' },
    effect: {
      en: 'The rollout goes on; the least time of the stage begins anew.',
      ja: '段階公開を再開します。段階の最短時間は数え直します。',
    },
    when: ({ status }) => status === 'paused',
  },
  {
    id: 'rollback',
    word: { en: 'Roll back', ja: '切り戻し' },
    effect: {
      en: 'All traffic goes to the stable model at once. This is final for these weights.',
      ja: 'ただちに全リクエストを安定版で処理します。この重みについては取り消せません。',
    },
    when: ({ status }) => status === 'running' || status === 'paused' || status === 'completed',
  },
];

/** Returns a status in the gateway's format; null for anything else. */
export function rolloutIn(value: unknown): RolloutStatus | null {
  const status = value as Partial<RolloutStatus> | null;
  return status?.schema === 'zenbun.rollout/1' && Array.isArray(status.metrics) ? (status as RolloutStatus) : null;
}
