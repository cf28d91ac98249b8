import type { Message } from '../../../schema/index.ts';

/** Texts about `zenbun rollout` for `--help` and the JSON schema. */
export const ROLLOUT_HELP = {
  rollout: {
    en: 'staged rollout: releases a fine-tuned model in stages and rolls it back automatically if the evidence is against it',
    ja: '段階公開：ファインチューニング済みモデルを段階的に公開し、悪化の証拠が揃えば自動で切り戻す',
  },
  rolloutHow: {
    en: 'Rollouts are configured under serve.rollouts in zenbun.yaml and governed on the running gateway, with a key that may administer it\n(environment variable ZENBUN_KEY). Every change needs a reason and is recorded before it takes effect.',
    ja: '段階公開は zenbun.yaml の serve.rollouts で設定し、稼働中のゲートウェイに対して、管理用のキー（環境変数 ZENBUN_KEY）で操作します。\n変更には理由が必要で、有効になる前に必ず証跡に記録されます。',
  },
  rolloutModel: { en: 'the model, by the name that clients ask for', ja: 'クライアントが指定するモデル名' },
  rolloutModelOrAll: {
    en: 'the model, by the name that clients ask for (default: all)',
    ja: 'クライアントが指定するモデル名（既定値：すべて）',
  },
  rolloutJson: {
    en: 'write the result as JSON (- for stdout, instead of the report)',
    ja: '結果を JSON で書き出す（- は標準出力。レポートの代わりに出力）',
  },
  rolloutStatusHow: {
    en: 'Exit codes: 0 no canary was rolled back · 1 one was · 2 not configured, or the key lacks permission · 3 no gateway answers',
    ja: '終了コード：0 切り戻しなし · 1 切り戻しあり · 2 設定なし、または権限なし · 3 ゲートウェイの応答なし',
  },
  rolloutHistoryHow: {
    en: 'It reads the folder of a ledger and needs no gateway. Records that cannot be read are listed, too. With several gateways, each has a ledger.',
    ja: '証跡のフォルダーを読みます。ゲートウェイは不要です。読み取れない記録も一覧に含めます。ゲートウェイが複数ある場合は、それぞれに証跡があります。',
  },
  rolloutStart: { en: 'start: the first stage gets its share of the traffic', ja: '開始：最初の段階の割合だけ公開' },
  rolloutStatus: { en: 'stage, evidence, and what is still missing', ja: '現在の段階、証拠、不足しているもの' },
  rolloutPlan: {
    en: 'what the configuration means: stages, error rates, how many answers each decision takes (no gateway needed)',
    ja: '設定の意味：段階、誤りの確率、判断に必要な回答数（ゲートウェイ不要）',
  },
  rolloutPause: {
    en: 'stay in this stage; a rollback still happens',
    ja: 'この段階にとどめる（自動の切り戻しは有効）',
  },
  rolloutResume: { en: 'go on after a pause', ja: '一時停止を解除' },
  rolloutPromote: { en: 'go to the next stage without waiting for evidence', ja: '証拠を待たずに次の段階へ進める' },
  rolloutRollback: {
    en: 'roll back: serve the stable model to everyone immediately',
    ja: '切り戻し：ただちに全リクエストを安定版で処理',
  },
  rolloutHistory: { en: 'all changes in a ledger', ja: '証跡にあるすべての変更' },
  rolloutDrill: {
    en: 'rehearse a rollback on a gateway with toy models, and measure it',
    ja: 'トイモデルを使ってゲートウェイで切り戻しを訓練し、所要時間を測る',
  },
  rolloutDrillUrl: {
    en: 'a gateway to rehearse on; repeat it for each that shares the lease (default: serve.listen)',
    ja: '訓練するゲートウェイの URL。同じリースを共有するものをすべて、繰り返し指定（既定値：serve.listen）',
  },
  rolloutDrillHow: {
    en: 'Serves an attacked toy model to half of the requests for "zenbun-drill", asks until it is rolled back, and says how long that took.\nOther models are not touched. The key in ZENBUN_KEY needs the scopes use and administer.',
    ja: '「zenbun-drill」へのリクエストの半分に、攻撃を受けたトイモデルを割り当て、切り戻されるまで質問して所要時間を表示します。\n他のモデルには影響しません。ZENBUN_KEY のキーには use と administer の両方のスコープが必要です。',
  },
  rolloutUrl: {
    en: 'the gateway (default: serve.listen, else http://127.0.0.1:8787)',
    ja: 'ゲートウェイの URL（既定値：serve.listen、なければ http://127.0.0.1:8787）',
  },
  rolloutReason: { en: 'why; recorded in the ledger', ja: '理由（証跡に記録）' },
  rolloutBy: {
    en: 'who; recorded in the ledger beside the key (default: your name on this machine)',
    ja: '担当者（キーの名前とともに証跡に記録。既定値：このマシンのユーザー名）',
  },
  rolloutWithoutComparison: {
    en: 'start without a passing comparison (recorded in the ledger)',
    ja: '比較結果なしで開始（証跡に残ります）',
  },
  rolloutLedger: {
    en: 'folder of the ledger (default: serve.ledger.folder, else ledger)',
    ja: '証跡のフォルダー（既定値：serve.ledger.folder、なければ ledger）',
  },
  ledgerReplay: {
    en: 'recompute every decision of the rollouts from the log, and say which differ',
    ja: '段階公開のすべての判断を証跡から再計算し、異なるものを示す',
  },
  ledgerReplayHow: {
    en: 'Exit codes: 0 all the same · 1 something differs, is missing or cannot be · 2 usage or unreadable · 3 some cannot be recomputed',
    ja: '終了コード：0 すべて一致 · 1 不一致、欠落、ありえない記録あり · 2 使い方の誤り、読み取り不能 · 3 再計算できないものあり',
  },
  ledgerReplayPlaces: { en: 'folders of the ledgers of all gateways', ja: '全ゲートウェイの証跡のフォルダー' },
  // Settings available only in zenbun.yaml.
  serveRollouts: {
    en: 'staged rollouts, by the name of the model that clients ask for (the stable one)',
    ja: '段階公開（クライアントが指定する安定版のモデル名ごと）',
  },
  rolloutCanary: {
    en: 'name of another of serve.models; it is served only as the share of this rollout',
    ja: 'serve.models の別のモデル名。この段階公開の割合としてだけ提供',
  },
  rolloutStages: {
    en: 'shares (5%), or objects with share, guard, for, answers (default: 1%, 5%, 25%, 50%, 100%)',
    ja: '割合（5%）、または share・guard・for・answers を持つ項目（既定値：1%、5%、25%、50%、100%）',
  },
  rolloutShare: { en: 'share of the traffic, such as 5%', ja: '公開する割合（例：5%）' },
  rolloutFor: {
    en: 'least time in the stage: 30s, 10m, 2h, 1d (default: 1h)',
    ja: '段階の最短時間：30s、10m、2h、1d（既定値：1h）',
  },
  rolloutAnswers: {
    en: 'least number of canary answers and probes counted in the stage (default: 100)',
    ja: '段階で数える回答とプローブの最少数（既定値：100）',
  },
  rolloutAlpha: {
    en: 'chance of a wrong rollback, over all attempts (default: 0.01)',
    ja: '誤って切り戻す確率（全試行の合計。既定値：0.01）',
  },
  rolloutBeta: { en: 'chance of a wrong promotion (default: 0.01)', ja: '誤って昇格させる確率（既定値：0.01）' },
  rolloutMetrics: {
    en: 'evidence by metric: refuse-then-comply, latch, partial, error, slow, judge; false turns one off',
    ja: '指標ごとの証拠：refuse-then-comply、latch、partial、error、slow、judge。false で無効',
  },
  rolloutMargin: {
    en: 'how much higher the rate may be than that of stable, such as 1%',
    ja: '安定版より高くてもよい幅（例：1%）',
  },
  rolloutWeight: { en: 'weight in the evidence for a rollback', ja: '切り戻しの証拠における重み' },
  rolloutRequired: { en: 'whether promotion needs evidence of this metric', ja: '昇格にこの指標の証拠を必要とするか' },
  rolloutUnit: {
    en: 'whom an assignment stays with: user (as the request says, else the conversation), conversation, key',
    ja: '割り当ての単位：user（リクエストの利用者。なければ会話）、conversation（会話）、key（キー）',
  },
  rolloutPerUnit: {
    en: 'how many answers of one unit count in how much time (default: 3 per 1h)',
    ja: '同じ単位の回答を数える上限（既定値：1h あたり 3）',
  },
  rolloutPer: { en: 'such as 1h', ja: '例：1h' },
  rolloutPairWithin: {
    en: 'answers of both models are compared within so much time (default: 10m)',
    ja: '両モデルの回答を組にする時間の幅（既定値：10m）',
  },
  rolloutLabelWithin: {
    en: 'a result that is missing after so much time counts against the canary (default: 10m)',
    ja: 'この時間を過ぎても結果がなければ、候補モデルに不利に数える（既定値：10m）',
  },
  rolloutSlow: {
    en: 'slower than this until the first text is slow (default: 10s)',
    ja: '最初の文字までがこれより長ければ遅いとみなす（既定値：10s）',
  },
  rolloutProbes: {
    en: 'secret questions sent to both models; false: none',
    ja: '両モデルに送る非公開の質問。false で無効',
  },
  rolloutProbesFrom: {
    en: 'core, or a file of probes (default: core)',
    ja: 'core、またはプローブのファイル（既定値：core）',
  },
  rolloutPerHour: { en: 'how many an hour (default: 20)', ja: '1 時間あたりの数（既定値：20）' },
  rolloutEntry: { en: 'the comparison that admits the canary', ja: '候補モデルを認める比較結果' },
  rolloutCompare: {
    en: 'result of zenbun compare --json: not worse, for these very digests',
    ja: 'zenbun compare --json の結果：同じダイジェストで「悪化なし」',
  },
  rolloutFingerprint: {
    en: "a result of zenbun fingerprint --json: same within the margin as the canary's digest",
    ja: 'zenbun fingerprint --json の結果。候補モデルのダイジェストの基準と許容差の範囲で同じであること',
  },
  rolloutWithin: { en: 'not older than this (default: 14d)', ja: '結果の有効期間（既定値：14d）' },
  beforeDigest: {
    en: 'digest of its weights, for the result: a rollout asks for it',
    ja: '重みのダイジェスト（結果に記録。段階公開で照合）',
  },
  afterDigest: {
    en: 'the same of the model after fine-tuning',
    ja: 'ファインチューニング後のモデルの重みのダイジェスト',
  },
} satisfies Record<string, Message>;
