import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun watch`. */
export const WATCH_HELP = {
  watch: {
    en: 'watch recorded answers over time: has the model begun to answer differently?',
    ja: '記録した回答を時系列で監視：モデルの回答の傾向が変化していないか',
  },
  watchHow: {
    en:
      'The first days are the reference; later answers are compared with it, by time of day, weekday or weekend, model and language.\n' +
      'Logs: OpenAI requests and replies, LiteLLM, Langfuse, or {time, response, prompt, user, model}; JSONL, JSON, CSV, Parquet, compressed or not.\n' +
      'Exit codes: 0 quiet · 1 alarm · 2 usage or unreadable · 3 not enough data (learning, or too many rows that could not be read).',
    ja:
      '最初の数日間を基準とし、その後の回答を、時間帯、平日・土日、モデル、言語ごとに比べます。\n' +
      '対応ログ：OpenAI のリクエストと応答、LiteLLM、Langfuse、{time, response, prompt, user, model}。JSONL、JSON、CSV、Parquet（圧縮も可）。\n' +
      '終了コード：0 変化なし · 1 警報 · 2 使い方の誤り、読み取り不能 · 3 判断できない（学習中、または読めない行が多い）',
  },
  watchLog: {
    en: 'log with times; a file, folder, glob or - for standard input; may be repeated, all are read together',
    ja: '時刻付きのログ。ファイル、フォルダー、glob、- は標準入力。複数回指定すると、まとめて読み込む',
  },
  watchReferenceDays: {
    en: 'days of the log that are the reference (default: 14)',
    ja: '基準とする日数（ログの先頭から。既定値：14）',
  },
  watchReferenceFile: {
    en: 'reference written by zenbun watch reference, instead of the first days of the log',
    ja: 'zenbun watch reference で作成した基準（ログの先頭の代わりに使用）',
  },
  watchAlpha: {
    en: 'chance of a false alarm within the horizon (default: 0.05)',
    ja: '期間内に誤報が出る確率の上限（既定値：0.05）',
  },
  watchHorizon: {
    en: 'answers within which that chance holds (default: 1000000)',
    ja: 'その確率を保証する回答の件数（既定値：1000000）',
  },
  watchTimeZone: {
    en: 'time zone for the parts of the day, e.g. Asia/Tokyo (default: UTC)',
    ja: '時間帯を区切るタイムゾーン。Asia/Tokyo など（既定値：UTC）',
  },
  watchHours: {
    en: 'how long the parts of a day are that are compared: 1, 2, 3, 4, 6 … (default: 6); fewer for more than 10,000 answers a day',
    ja: '比較する時間帯の長さ。1、2、3、4、6 など（既定値：6）。1 日 1 万件を超える場合は短くする',
  },
  watchTolerance: {
    en: "ignore changes in a signal's odds up to this factor; 1.5 tolerates most holidays (default: 1)",
    ja: 'オッズがこの倍率まで増減しても変化とみなさない。1.5 なら祝日程度の変動を許容（既定値：1）',
  },
  watchPerUser: {
    en: 'answers per user counted in an hour (default: 3)',
    ja: '1 時間に数える、同じ利用者への回答の件数（既定値：3）',
  },
  watchIdentity: {
    en: 'identifier of the model and configuration (model digest, system prompt …); must match that of the reference (default: the version of zenbun)',
    ja: '回答するモデルと読み取りの構成（モデルのダイジェスト、システムプロンプトなど）。基準と一致が必要（既定値：zenbun のバージョン）',
  },
  watchWebhook: {
    en: 'URL to notify of an alarm',
    ja: '警報を通知する URL',
  },
  watchWebhookTemplate: {
    en: 'for whom the body is (default: plain)',
    ja: '本文の形式（既定値：plain）',
  },
  watchWebhookKey: {
    en: 'where the key of its signature is: env:NAME or file:PATH (header x-zenbun-signature)',
    ja: '署名の鍵の場所：env:NAME または file:PATH（x-zenbun-signature ヘッダー）',
  },
  watchReference: {
    en: 'write a reference from the answers of a log',
    ja: 'ログの回答から基準を作成',
  },
  watchOutput: { en: 'file of the reference', ja: '基準のファイル' },
  watchReferenceAll: {
    en: 'only this many days from the start of the log (default: the whole log)',
    ja: '先頭からこの日数だけを使用（既定値：ログ全体）',
  },
  watchStatusHow: {
    en: 'Exit codes: 0 quiet · 1 alarm · 2 not configured, or the key lacks permission · 3 gathering or learning, or no gateway answers',
    ja: '終了コード：0 変化なし · 1 警報 · 2 設定なし、または権限なし · 3 収集中、学習中、またはゲートウェイの応答なし',
  },
  watchSignals: { en: 'list what is watched in an answer', ja: '監視する信号の一覧' },
} as const satisfies Record<string, Message>;
