import type { Message } from '../../../schema/index.ts';

/** Texts about `zenbun serve` for `--help` and the JSON schema. */
export const SERVE_HELP = {
  serve: {
    en: 'operation gate: a gateway that reads every live answer to the end and keeps it as evidence',
    ja: '運用の検査：本番の回答をすべて最後まで読み、証跡として残すゲートウェイ',
  },
  serveDemo: {
    en: 'show it on toy models, offline: ask, see a refusal that is not followed by an answer, verify the log',
    ja: 'トイモデルで実演（オフライン）：質問し、断った後の回答が止まることを確かめ、証跡を検証',
  },
  serveListen: {
    en: 'address and port (default: 127.0.0.1:8787; port 0 picks a free one); beyond loopback, keys are required',
    ja: 'アドレスとポート（既定値：127.0.0.1:8787。ポート 0 なら空きポート）。ループバック以外ではキーが必要',
  },
  serveUpstream: {
    en: 'OpenAI- or Anthropic-compatible server of the model, up to /v1 (instead of serve.upstreams)',
    ja: 'モデルの OpenAI または Anthropic 互換サーバー。/v1 までの URL（serve.upstreams の代わり）',
  },
  serveModel: {
    en: 'model to serve from --upstream; may be repeated (instead of serve.models)',
    ja: '--upstream から提供するモデル。複数回指定可（serve.models の代わり）',
  },
  serveGuard: {
    en: 'what happens after a refusal: final (it stays one), judged (released if the whole answer is harmless), observe (only recorded)',
    ja: '断った後の扱い：final（続きを出さない）、judged（全文を読んで問題がなければ出す）、observe（記録のみ）',
  },
  serveLedgerFolder: { en: 'folder of the ledger (default: ledger)', ja: '証跡のフォルダー（既定値：ledger）' },
  serveHow: {
    en: 'Point the base URL of your client at the gateway; nothing else changes. Settings: serve: in zenbun.yaml. SIGHUP reads it again.',
    ja: 'クライアントのベース URL をゲートウェイに変えるだけで使えます。設定は zenbun.yaml の serve に書きます。SIGHUP で読み直します。',
  },
  serveKey: {
    en: 'make a key for a client: prints it once, with the hash for the configuration',
    ja: 'クライアント用のキーを作成：キーを一度だけ表示し、設定に書くハッシュを出力',
  },
  serveKeyId: { en: 'name of the key, as recorded in the log', ja: '証跡に記録するキーの名前' },
  view: {
    en: 'show results and a ledger of a folder in the console, on this machine only',
    ja: 'フォルダーの結果と証跡をコンソールで表示（このマシンからのみ接続可）',
  },
  viewFolder: {
    en: 'folder with results of scan, compare or lab (--json), and the ledger, if it is one or holds one named ledger',
    ja: 'scan・compare・lab の結果（--json）のフォルダー。証跡のフォルダー自体か、その中の ledger も表示',
  },
  // Settings available only in zenbun.yaml.
  serveUpstreams: { en: 'servers of models, by name', ja: 'モデルのサーバー（名前ごと）' },
  upstreamUrl: { en: 'URL of the server, up to /v1', ja: 'サーバーの URL（/v1 まで）' },
  upstreamKey: {
    en: 'where the key of the server is: env:NAME or file:PATH',
    ja: 'サーバーのキーがある場所（env:NAME または file:PATH）',
  },
  upstreamKeyHeader: {
    en: 'header of the key (default: authorization, as a bearer)',
    ja: 'キーを送るヘッダー（既定値：authorization の bearer）',
  },
  upstreamTimeout: {
    en: 'seconds until a stream begins, or a whole answer is complete (default: 300)',
    ja: 'ストリームの開始、または一括の回答の完了までの秒数（既定値：300）',
  },
  upstreamIdleTimeout: {
    en: 'seconds between two pieces of an answer (default: 120)',
    ja: '回答が途切れてよい秒数（既定値：120）',
  },
  serveModels: { en: 'models for clients, by name', ja: '提供するモデル（名前ごと）' },
  modelUpstream: { en: 'name of its server', ja: 'サーバーの名前' },
  modelThere: { en: 'its name at the server (default: the same)', ja: 'サーバーでの名前（既定値：同じ）' },
  modelHold: {
    en: 'what is held before anything goes out: opening (default) or all',
    ja: '出す前に確かめる範囲：opening（冒頭、既定値）または all（全文）',
  },
  modelStage: { en: 'name of its share of traffic (default: stable)', ja: 'トラフィックの区分名（既定値：stable）' },
  modelDigest: { en: 'digest of its weights, for the log', ja: '重みのダイジェスト（証跡用）' },
  modelFallback: {
    en: 'name of another model that answers where this one declined',
    ja: 'このモデルが断ったときに代わりに答えるモデルの名前',
  },
  serveKeys: { en: 'keys of clients, by their hashes', ja: 'クライアントのキー（ハッシュ）' },
  keyHash: {
    en: 'hash of the key, as zenbun serve key prints it',
    ja: 'キーのハッシュ（zenbun serve key が表示する値）',
  },
  keyScopes: {
    en: 'what it may do: use (default), read-log, administer',
    ja: 'できること：use（既定値）、read-log、administer',
  },
  keyRequests: { en: 'requests a minute (default: no limit)', ja: '1 分あたりのリクエスト数（既定値：無制限）' },
  keyTokens: { en: 'tokens a minute (default: no limit)', ja: '1 分あたりのトークン数（既定値：無制限）' },
  keyConcurrent: { en: 'requests at a time (default: no limit)', ja: '同時リクエスト数（既定値：無制限）' },
  serveLedger: { en: 'the ledger, where every exchange is kept', ja: 'やり取りをすべて残す証跡' },
  ledgerOrigin: {
    en: 'name of the log in checkpoints, a URL without its scheme (default: localhost/zenbun)',
    ja: 'チェックポイントでのログの名前。スキームを除いた URL（既定値：localhost/zenbun）',
  },
  ledgerMode: {
    en: 'required (default): nothing is served that cannot be recorded; best-effort: it is served all the same, and every response says so',
    ja: 'required（既定値）：記録できないものは提供しない。best-effort：記録できなくても提供し、応答にその旨を記載',
  },
  ledgerShip: {
    en: 'S3-compatible storage that the public log is shipped to, so that others can check it there',
    ja: '公開ログの転送先（S3 互換ストレージ）。第三者がそこで検証できる',
  },
  shipTo: {
    en: 's3://BUCKET/PREFIX, one prefix for each log',
    ja: 's3://バケット名/プレフィックス。ログごとに別のプレフィックス',
  },
  shipEndpoint: {
    en: 'URL of another server than Amazon (default: AWS_ENDPOINT_URL)',
    ja: 'Amazon 以外のサーバーの URL（既定値：AWS_ENDPOINT_URL）',
  },
  shipRegion: {
    en: 'region of the bucket (default: AWS_REGION, else us-east-1)',
    ja: 'バケットのリージョン（既定値：AWS_REGION、なければ us-east-1）',
  },
  shipKeyId: {
    en: 'where the id of the key is: env:NAME or file:PATH (default: AWS_ACCESS_KEY_ID)',
    ja: 'アクセスキー ID がある場所：env:NAME か file:PATH（既定値：AWS_ACCESS_KEY_ID）',
  },
  shipKey: {
    en: 'where the secret key is: env:NAME or file:PATH (default: AWS_SECRET_ACCESS_KEY)',
    ja: 'シークレットキーがある場所：env:NAME か file:PATH（既定値：AWS_SECRET_ACCESS_KEY）',
  },
  serveLease: {
    en: 'what gateways that serve the same models agree on: which stage of a rollout is in force',
    ja: '同じモデルを提供するゲートウェイの間で、段階公開の現在の段階を共有する方法',
  },
  leaseDriver: {
    en: 'file: gateways of one machine; postgres: gateways of many',
    ja: 'file：1 台のマシン上のゲートウェイ、postgres：複数のマシンのゲートウェイ',
  },
  leaseUrl: {
    en: 'where the URL of PostgreSQL is: env:NAME or file:PATH',
    ja: 'PostgreSQL の URL がある場所：env:NAME か file:PATH',
  },
  leaseFolder: {
    en: 'folder that the gateways of one machine share',
    ja: '同じマシンのゲートウェイが共有するフォルダー',
  },
  serveConsole: {
    en: 'the console under /console/ (default: true); false switches it off',
    ja: '/console/ のコンソール（既定値：true）。false で無効',
  },
  consoleRuns: {
    en: 'folder of results that the console shows',
    ja: 'コンソールに表示する結果のフォルダー',
  },
  serveUnread: {
    en: 'paths that are passed on although they are not read, such as /v1/embeddings',
    ja: '読まずに通すパス（/v1/embeddings など）',
  },
  serveJudge: {
    en: 'harm judge for answers whose release is in doubt (guard: judged) and for the metric judge of rollouts, as for compare --judge',
    ja: '出すかどうか判断が必要な回答（guard: judged）と、段階公開の指標 judge の判定モデル。compare --judge と同じ書き方',
  },
  serveTls: { en: 'files of the TLS certificate and its key', ja: 'TLS 証明書と鍵のファイル' },
  tlsCert: { en: 'certificate chain, PEM', ja: '証明書（PEM）' },
  tlsKey: { en: 'private key, PEM', ja: '秘密鍵（PEM）' },
  maxRequestBytes: { en: 'bytes of a request (default: 8 MiB)', ja: 'リクエストの上限バイト数（既定値：8 MiB）' },
  maxAnswerChars: {
    en: 'characters of an answer (default: 4 Mi); a longer one ends with an error',
    ja: '回答の上限文字数（既定値：4 Mi）。超えた回答はエラーで終了',
  },
} as const satisfies Record<string, Message>;
