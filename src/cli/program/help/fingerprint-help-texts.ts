import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun fingerprint`. */
export const FINGERPRINT_HELP = {
  fingerprint: {
    en: 'is this endpoint the model that was approved? compares the first tokens of its answers with a reference',
    ja: 'エンドポイントが承認したモデルかを、回答の最初のトークンを基準と比べて確認',
  },
  fingerprintHow: {
    en:
      'Where the server lists log-probabilities, 50 requests of one token make a reference and 10 a check. Without them it looks for inputs whose\n' +
      'answer is near-tied, and compares the answers (some 430 requests once, then 50 a check).\n' +
      'same-within-margin: a difference above the margin is ruled out. differs: the answers are distributed otherwise; other weights, quantisation,\n' +
      'chat template, server version or hardware can each be why. undecided: neither could be shown.\n' +
      'Exit codes: 0 same within the margin, or saved · 1 differs · 2 usage or unreadable input · 3 undecided or not completed.',
    ja:
      'サーバーが対数確率を返す場合、1 トークンのリクエスト 50 件で基準を作り、10 件で確認します。返さない場合は、モデルの回答が分かれる質問を探し、\n' +
      'その回答を比べます（初回 430 件程度、以後 1 回 50 件）。\n' +
      '判定：許容差の範囲で同じ（許容差を超える差がないことを確認）、相違あり（回答の分布が異なる。重み、量子化、チャットテンプレート、\n' +
      'サーバーのバージョン、ハードウェアのいずれでも起こる）、判定できず（どちらも示せない）。\n' +
      '終了コード：0 許容差の範囲で同じ、または保存完了 · 1 相違あり · 2 使い方の誤り、または読めない入力 · 3 判定できず、または未完了',
  },
  fingerprintModel: { en: 'model ID, as compare takes it', ja: 'モデルの指定（compare と同じ形式）' },
  fingerprintSave: {
    en: 'ask the approved model, and write the reference to this new file',
    ja: '承認したモデルに質問し、基準をこのファイルに保存（既存のファイルは上書きしない）',
  },
  fingerprintAgainst: { en: 'check against this reference', ja: 'この基準と比較' },
  fingerprintSeries: {
    en: 'keep the evidence of repeated checks here: --alpha then holds for all of them together',
    ja: '繰り返し確認するときの証拠をこのファイルに蓄積。--alpha は全回を通した値になる',
  },
  fingerprintRequests: {
    en: 'requests of the reference (default: 50) or of a check (default: 10 with log-probabilities, otherwise 50)',
    ja: 'リクエスト数。基準の既定値：50、確認の既定値：対数確率なら 10、ほかは 50',
  },
  fingerprintMethod: {
    en: 'auto, logprob or border (default: auto: logprob where the server lists log-probabilities)',
    ja: 'auto、logprob、border のいずれか（既定値：auto。サーバーが対数確率を返せば logprob）',
  },
  fingerprintEndpoint: {
    en: 'chat, or completion for base models: the bare text, without a chat template (default: chat)',
    ja: 'chat、または補完モデル用の completion（チャットテンプレートなし）。既定値：chat',
  },
  fingerprintDigest: {
    en: "digest of the model's files, kept in the reference; a rollout can demand it",
    ja: '基準に記録するモデルファイルのダイジェスト。段階公開の開始条件に使用可能',
  },
  fingerprintAlpha: {
    en: 'highest probability that an unchanged model is said to differ (default: 0.01)',
    ja: '変化がないのに「相違あり」と判定する確率の上限（既定値：0.01）',
  },
  fingerprintMargin: {
    en: 'largest difference that still counts as the same: nats, or a share with border inputs (default: from the noise of the reference)',
    ja: '同じとみなす差の上限。対数確率では nats、境界入力では割合（既定値：基準のばらつきから計算）',
  },
  fingerprintMaxRequests: { en: 'send no more requests than this', ja: 'リクエスト数の上限' },
  fingerprintMaxTokens: { en: 'use no more tokens than this', ja: 'トークン数の上限' },
  serveFingerprint: {
    en: 'scheduled checks that upstreams still are the models that were approved; one record each in the ledger',
    ja: '上流が承認したモデルのままかを定期的に確認。1 回ごとに証跡へ記録',
  },
  fingerprintLiveModels: {
    en: 'models of serve.models that are checked, each with its reference',
    ja: '確認するモデル（serve.models の名前）とその基準',
  },
  fingerprintLiveRequests: {
    en: 'requests of one check (default: 10 with log-probabilities, otherwise 50)',
    ja: '1 回のリクエスト数（既定値：対数確率なら 10、ほかは 50）',
  },
  fingerprintLiveEvery: { en: 'time between checks, such as 6h (default: 6h)', ja: '確認の間隔。例：6h（既定値：6h）' },
  fingerprintLiveAlpha: {
    en: 'highest probability that an unchanged model is ever said to differ, over all checks together (default: 0.01)',
    ja: '変化がないのに「相違あり」と判定する確率の上限。全回を通した値（既定値：0.01）',
  },
  fingerprintOnDiffers: {
    en: 'beside telling it: roll back the rollout whose canary it is, or guard all routes as final (default: tell)',
    ja: '「相違あり」のときに、通知に加えて行う対応：候補モデルの切り戻し（rollback）、または全経路を final で保護（既定値：tell）',
  },
  fingerprintConcurrency: { en: 'requests at a time (default: 4)', ja: '同時リクエスト数（既定値：4）' },
} as const satisfies Record<string, Message>;
