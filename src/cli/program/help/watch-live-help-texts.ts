import type { Message } from '../../../schema/index.ts';

/** Texts about the watch of a gateway for `--help` and the JSON schema. */
export const WATCH_LIVE_HELP = {
  watchStatus: { en: 'where the watch of a running gateway stands', ja: '稼働中のゲートウェイの監視状況' },
  watchAcknowledge: {
    en: 'acknowledge an alarm: the evidence is reset',
    ja: '警報を確認済みにする（証拠は最初から集め直し）',
  },
  watchRenew: {
    en: 'gather a new reference: after an intended change, such as another system prompt',
    ja: '基準を集め直す（システムプロンプトの変更など、意図した変更の後に）',
  },
  serveWatch: {
    en: 'watch whether answers still are as they were; gathers a reference first',
    ja: '回答が以前と変わっていないかを監視（最初に基準を集める）',
  },
  watchReferenceOf: {
    en: 'a reference written by zenbun watch reference; without one, the first days become the reference',
    ja: 'zenbun watch reference で作成した基準。なければ最初の数日を基準にする',
  },
  watchReferenceFor: { en: 'how long the reference is gathered (default: 14d)', ja: '基準を集める期間（既定値：14d）' },
  watchLiveAlpha: {
    en: 'chance of a false alarm within the horizon (default: 0.05)',
    ja: '期間内に誤報が出る確率（既定値：0.05）',
  },
  watchLiveHorizon: { en: 'answers in the horizon (default: 1000000)', ja: '期間とみなす回答数（既定値：1000000）' },
  watchLiveTolerance: {
    en: 'ignored increase of the odds, as a factor (default: 1, none)',
    ja: '変化とみなさないオッズの増加（既定値：1、許容なし）',
  },
  watchLiveTimeZone: {
    en: 'time zone of days and weekends, such as Asia/Tokyo (default: UTC)',
    ja: '日付と週末のタイムゾーン（例：Asia/Tokyo。既定値：UTC）',
  },
  watchLiveHours: {
    en: 'length of a part of the day, in hours (default: 6)',
    ja: '1 日の区分の長さ（時間。既定値：6）',
  },
  watchLiveIdentity: {
    en: 'what else makes answers what they are, such as "system prompt 12": another text starts a new reference',
    ja: '回答を左右するその他の条件（例：「システムプロンプト 12」）。変えると基準を集め直す',
  },
  watchOnAlarm: {
    en: 'on an alarm: tell (default), rollback (a canary that everybody gets), final (guard all routes as final)',
    ja: '警報時の動作：tell（通知のみ。既定値）、rollback（全員に公開済みの候補モデルを切り戻す）、final（全経路を final で防護）',
  },
  watchWebhooks: { en: 'where alarms are sent', ja: '警報の送信先' },
  watchWebhookUrl: { en: 'address of the webhook', ja: 'Webhook の URL' },
  watchWebhookTemplate: {
    en: 'form of the body: plain (default), slack, teams',
    ja: '本文の形式：plain（既定値）、slack、teams',
  },
  watchWebhookLang: { en: 'language of the text (default: en)', ja: '文面の言語（既定値：en）' },
  watchWebhookKey: {
    en: 'where the key of the signature is: env:NAME or file:PATH (header x-zenbun-signature)',
    ja: '署名キーのある場所：env:NAME か file:PATH（x-zenbun-signature ヘッダー）',
  },
} satisfies Record<string, Message>;
