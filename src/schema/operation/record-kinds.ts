import type { Message } from '../message.ts';

/** Kinds of records in a log; a kind not listed here is shown under its own name. */
export const RECORD_KINDS: Readonly<Record<string, Message>> = {
  intent: { en: 'request', ja: 'リクエスト' },
  response: { en: 'answer', ja: '回答' },
  rollout: { en: 'rollout', ja: '段階公開' },
  watch: { en: 'watch', ja: '監視' },
  fingerprint: { en: 'fingerprint', ja: 'フィンガープリント' },
  probe: { en: 'probe', ja: 'プローブ' },
  label: { en: 'label', ja: 'ラベル' },
  unmasked: { en: 'unmasked', ja: 'マスク解除' },
  overturned: { en: 'overturned', ja: '判定の訂正' },
  searched: { en: 'texts searched', ja: '本文の検索' },
  judged: { en: 'judged', ja: '判定モデル' },
  opened: { en: 'log opened', ja: '証跡の開始' },
  recovered: { en: 'recovered', ja: '復旧' },
  'erasure-intended': { en: 'erasure begun', ja: '消去の開始' },
  'erasure-done': { en: 'erased', ja: '消去の完了' },
  pruned: { en: 'pruned', ja: '古い記録の削除' },
};
