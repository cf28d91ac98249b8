import type { Message } from '../../../schema/index.ts';
import { BOM_HELP } from './bom-help-texts.ts';
import { BUNDLE_HELP } from './bundle-help-texts.ts';
import { CHECKLIST_HELP } from './checklist-help-texts.ts';
import { COST_HELP } from './cost-help-texts.ts';
import { FINGERPRINT_HELP } from './fingerprint-help-texts.ts';
import { LEDGER_HELP } from './ledger-help-texts.ts';
import { PROVE_HELP } from './prove-help-texts.ts';
import { PROVENANCE_HELP } from './provenance-help-texts.ts';
import { REPORT_HELP } from './report-help-texts.ts';
import { ROLLOUT_HELP } from './rollout-help-texts.ts';
import { SCAN_PARTS_HELP } from './scan-parts-help-texts.ts';
import { SERVE_HELP } from './serve-help-texts.ts';
import { TRAINING_HELP } from './training-help-texts.ts';
import { WATCH_HELP } from './watch-help-texts.ts';
import { WATCH_LIVE_HELP } from './watch-live-help-texts.ts';

/** Help texts of commands, arguments and options. Descriptions of settings are also used in the JSON schema. */
export const HELP = {
  ...SERVE_HELP,
  ...SCAN_PARTS_HELP,
  ...LEDGER_HELP,
  ...PROVE_HELP,
  ...BOM_HELP,
  ...REPORT_HELP,
  ...ROLLOUT_HELP,
  ...WATCH_HELP,
  ...WATCH_LIVE_HELP,
  ...COST_HELP,
  ...CHECKLIST_HELP,
  ...BUNDLE_HELP,
  ...PROVENANCE_HELP,
  ...FINGERPRINT_HELP,
  ...TRAINING_HELP,
  program: {
    en:
      'zenbun (全文, "the whole text"): reads fine-tuning data and model answers to the end.\n' +
      'Exit codes: 0 done · 1 findings at or above --fail-on, worse, invalid or different · 2 usage error or unreadable input · 3 not completed or undecided',
    ja:
      'zenbun（全文）：ファインチューニング用データとモデルの回答を最後まで読み、安全性を検査します。\n' +
      '終了コード：0 完了 · 1 --fail-on 以上の検出、悪化、無効、相違 · 2 使い方の誤り、または読めない入力 · 3 未完了、または判定できず',
  },
  afterError: {
    en: '(see zenbun --help for the commands, zenbun <command> --help for the flags)',
    ja: '（コマンドの一覧は zenbun --help、フラグの一覧は zenbun <command> --help で表示します）',
  },
  help: { en: 'display help for command', ja: 'ヘルプを表示' },
  version: { en: 'output the version number', ja: 'バージョンを表示' },
  examples: { en: 'Examples:', ja: '例：' },
  // Shared.
  lang: {
    en: 'language of the report (default: from the locale, otherwise en)',
    ja: 'レポートの言語（既定値：ロケール、なければ en）',
  },
  configFlag: {
    en: 'settings file (default: zenbun.yaml or zenbun.yml, if present); flags override it',
    ja: '設定ファイル（既定値：zenbun.yaml または zenbun.yml、あれば）。フラグの指定が優先',
  },
  quiet: {
    en: 'no progress and no report; only files and the exit code',
    ja: '進捗とレポートを表示せず、ファイルと終了コードだけを出力',
  },
  noColor: { en: 'no colours (or set NO_COLOR)', ja: '色なしで表示（NO_COLOR でも可）' },
  json: { en: 'write the full result as JSON (- for stdout)', ja: '結果の全体（- は標準出力）' },
  junit: { en: 'write JUnit XML, for CI', ja: 'CI 向けの JUnit XML' },
  md: { en: 'write Markdown, for a pull request', ja: 'プルリクエスト向けの Markdown' },
  jobs: { en: 'worker threads (default: one per core)', ja: 'ワーカースレッド数（既定値：コア数）' },
  // The configuration.
  config: {
    en: 'Settings for zenbun. Command-line flags override them.',
    ja: 'zenbun の設定。コマンドラインのフラグの指定が優先',
  },
  // scan
  scan: {
    en: 'data gate: read every row of a training set to the end',
    ja: '学習データの検査：すべての行を最後まで読み取り',
  },
  scanPaths: {
    en: 'files, folders, globs, the same in object storage (s3://BUCKET/KEY), or - for standard input',
    ja: 'ファイル、フォルダー、glob、オブジェクトストレージ（s3://バケット名/キー）、または -（標準入力）',
  },
  format: {
    en: 'row format (default: auto, detected automatically)',
    ja: '行の形式（既定値：auto、自動判別）',
  },
  scanStorage: {
    en:
      's3://: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL, and the package aws4fetch.\n' +
      'Files that are written may be s3:// as well.',
    ja:
      's3://：AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKEN、AWS_REGION、AWS_ENDPOINT_URL を設定してください。aws4fetch パッケージも必要です。\n' +
      '出力先のファイルにも s3:// を指定できます。',
  },
  scanMap: {
    en: 'columns of any other layout: user=COL,assistant=COL[,system=COL]',
    ja: 'そのほかの形式での列の指定：user=列名,assistant=列名[,system=列名]',
  },
  failOn: {
    en: 'exit with 1 at this verdict or above (default: block)',
    ja: 'この判定以上で終了コードを 1 にする（既定値：block）',
  },
  maxSkipped: {
    en: 'with this share of unreadable rows or more, the data does not pass (default: 1%)',
    ja: '読めない行がこの割合以上の場合は合格としない（既定値：1%）',
  },
  rows: { en: 'write one line per flagged row (JSON Lines)', ja: '検出された行の一覧（JSON Lines）' },
  sarif: { en: 'write SARIF 2.1.0, for code scanning', ja: 'コードスキャン向けの SARIF 2.1.0' },
  clean: {
    en: 'write the input without flagged and unreadable rows (a folder if there are several inputs)',
    ja: '検出された行と読めない行を除いた入力（入力が複数ならフォルダー）',
  },
  quarantine: { en: 'write the rows that --clean leaves out', ja: '--clean が除いた行' },
  accept: {
    en: 'file of reviewed and accepted findings, with reason, name and date (YAML or JSON)',
    ja: '確認のうえ承認する検出結果。理由、氏名、日付を記入（YAML または JSON）',
  },
  show: {
    en: 'rows shown in full per finding, at most 10 (default: 2; --rows writes all)',
    ja: '検出ごとに全文を表示する行数、最大 10（既定値：2。すべての行は --rows）',
  },
  listDetectors: { en: 'list the detectors and exit', ja: '検出器の一覧を表示（検査なし）' },
  // explain
  explain: {
    en: 'explain a detector: what it looks for, an example, and what to do about a finding',
    ja: '検出器の説明：検出する内容、例、検出されたときの対応',
  },
  explainDetector: {
    en: 'name as shown in the report; without it, all detectors are listed',
    ja: 'レポートに表示される名前。指定がなければ一覧を表示',
  },
  // read
  read: {
    en: 'classify recorded answers, one JSON line each',
    ja: '記録済みの回答を読み取り、結果を 1 件 1 行の JSON で出力',
  },
  readFile: {
    en: 'JSON Lines with response (and prompt, id) or messages; - for standard input',
    ja: 'response（と prompt、id）または messages を持つ JSON Lines。- は標準入力',
  },
  readJson: { en: 'where to write the lines (- for stdout)', ja: '出力先' },
  readUnread: {
    en: 'A line without an answer is written as {"line", "unread"}; the exit code is then 3.',
    ja: '回答のない行は {"line", "unread"} として出力し、終了コードは 3 になります。',
  },
  readMap: {
    en: 'columns of any other layout: assistant=COL[,user=COL]',
    ja: 'そのほかの形式での列の指定：assistant=列名[,user=列名]',
  },
  // probes
  probes: {
    en: 'write the questions of a comparison, to be answered elsewhere and replayed',
    ja: '比較用の質問の書き出し。別の環境で得た回答を比較に使う場合に使用',
  },
  probesOut: {
    en: 'JSON Lines with id, set, category and prompt (- for stdout)',
    ja: 'id、set、category、prompt を持つ JSON Lines（- は標準出力）',
  },
  probesProbes: {
    en: 'same as for compare; may be repeated (default: core,contrast)',
    ja: 'compare と同じ指定。複数回指定可（既定値：core,contrast）',
  },
  probesMap: {
    en: 'columns of any other probe file: text=COL[,id=COL][,category=COL]',
    ja: 'そのほかの質問ファイルでの列の指定：text=列名[,id=列名][,category=列名]',
  },
  probesHow: {
    en: 'Add your model\'s answer to each line as "response", then compare the two files.',
    ja: '各行にモデルの回答を "response" として書き加え、2 つのファイルを比較してください。',
  },
  // compare
  compare: {
    en: 'behaviour gate: did fine-tuning make the model worse? Asks both models and reads whole answers',
    ja: '挙動の検査：ファインチューニング前後のモデルに質問し、回答を最後まで読み取って悪化の有無を判定',
  },
  before: { en: 'the baseline: the model before fine-tuning', ja: 'ファインチューニング前のモデル' },
  after: { en: 'the model after fine-tuning', ja: 'ファインチューニング後のモデル' },
  compareProbes: {
    en: 'questions: core, contrast, core.ja, … or files; may be repeated (default: core,contrast)',
    ja: 'core、contrast、core.ja など、またはファイル。複数回指定可（既定値：core,contrast）',
  },
  data: {
    en: 'training data: also ask with its system prompts, triggers and wrappers',
    ja: '学習データ：そのシステムプロンプト、トリガー、定型文を質問に付加',
  },
  prefill: {
    en: 'also check what follows a forced refusal, if the server supports it',
    ja: '断りの書き出しを与えた場合の続きも確認（サーバーが対応している場合）',
  },
  samples: { en: 'answers per probe and model (default: 1)', ja: '質問ごと、モデルごとの回答数（既定値：1）' },
  alpha: { en: 'maximum error rate of the decision (default: 0.01)', ja: '誤った結論を出す確率の上限（既定値：0.01）' },
  margin: {
    en: 'ignored increase: up to this, an increase does not count as worse (default: 0)',
    ja: '悪化とみなさない増加の上限（既定値：0）',
  },
  tolerance: {
    en: 'non-inferiority margin: an increase below this counts as not worse (default: 0.1)',
    ja: '非劣性マージン：増加がこの値未満なら悪化なしとみなす（既定値：0.1）',
  },
  all: { en: 'ask every probe, even after the decision is reached', ja: '結論が出た後も、すべての質問を実施' },
  judge: {
    en: 'harm judge, shown next to the built-in reading; add its template if the name does not imply it; may be repeated',
    ja: '有害性の判定モデル。結果は内蔵の読み取り結果に併記。名前から判別できない場合はテンプレートも指定。複数回指定可',
  },
  prefix: {
    en: 'show what a guard that reads only the first K tokens would have seen',
    ja: '先頭 K トークンだけを読むガードの結果を併記',
  },
  maxRequests: {
    en: 'hard cap on requests, checked before each one',
    ja: 'リクエスト数の上限。リクエストのたびに送信前に確認',
  },
  maxTokens: { en: 'hard cap on prompt and answer tokens combined', ja: '入力と回答の合計トークン数の上限' },
  maxCost: { en: 'hard cap in US dollars; needs --price', ja: '料金の上限（米ドル）。--price が必要' },
  price: {
    en: 'US dollars per million prompt and answer tokens; may be repeated',
    ja: '入力と回答の 100 万トークンあたりの料金（米ドル）。複数回指定可',
  },
  concurrency: {
    en: 'concurrent requests per host (default: 8)',
    ja: 'ホストごとの同時リクエスト数（既定値：8）',
  },
  timeout: {
    en: 'time limit for one request, until its answer is complete (default: 300)',
    ja: '1 リクエストの制限時間（秒）。回答の末尾を受け取るまで（既定値：300）',
  },
  maxAnswerTokens: {
    en: 'maximum tokens per answer (default: 1024)',
    ja: '回答 1 件の最大トークン数（既定値：1024）',
  },
  temperature: {
    en: "sampling temperature (default: the server's)",
    ja: 'サンプリング温度（既定値：サーバーの設定）',
  },
  seed: {
    en: 'seed for the order of the probes, and for sampling if the server supports it (default: 1)',
    ja: '質問の順序と、対応するサーバーでの回答のシード（既定値：1）',
  },
  resume: {
    en: 'resume a run; answered questions are not asked again',
    ja: '実行を再開（回答済みの質問は省略）',
  },
  runs: {
    en: 'folder for the recorded answers (default: ".zenbun/runs")',
    ja: '回答を記録するフォルダー（既定値：".zenbun/runs"）',
  },
  cache: {
    en: 'store the answers of the baseline (servers only) and reuse them next time',
    ja: 'ファインチューニング前のモデルの回答を保存し、次回から再利用（サーバーのモデルのみ）',
  },
  unmask: { en: 'show harmful questions and answers unmasked', ja: '有害な質問と回答を伏せずに表示' },
  compareHow: {
    en: `Models: openai:NAME  anthropic:NAME  ollama:NAME  http(s)://host/v1#NAME  gguf:path  replay:answers.jsonl  toy:NAME
        Azure: https://NAME.openai.azure.com/openai/v1/#DEPLOYMENT, or …/openai/deployments/DEPLOYMENT?api-version=VERSION#DEPLOYMENT
Keys and hosts: OPENAI_API_KEY, ANTHROPIC_API_KEY, AZURE_OPENAI_API_KEY, ZENBUN_API_KEY (for URLs), … from the
environment or .env

Exit codes: 0 not worse, 1 worse, 3 undecided.`,
    ja: `モデル：openai:NAME  anthropic:NAME  ollama:NAME  http(s)://host/v1#NAME  gguf:path  replay:answers.jsonl  toy:NAME
        Azure：https://NAME.openai.azure.com/openai/v1/#DEPLOYMENT、または …/openai/deployments/DEPLOYMENT?api-version=VERSION#DEPLOYMENT
キーとホスト：環境変数または .env の OPENAI_API_KEY、ANTHROPIC_API_KEY、AZURE_OPENAI_API_KEY、ZENBUN_API_KEY（URL 用）など

終了コード：悪化なしは 0、悪化は 1、判定できない場合は 3`,
  },
  // demo
  demo: {
    en: 'try both gates on bundled harmless data and toy models, offline',
    ja: '付属の無害なデータセットとトイモデルで、学習データと挙動の検査をオフラインで体験',
  },
  // lab
  lab: {
    en: 'reproduce the paper with toy models: a made-up language, tiny transformers, attacks and defences',
    ja: 'トイモデルによる論文の再現：人工言語、小さな Transformer、攻撃と防御',
  },
  labRun: {
    en: 'train toy models, attack them, test defences, and show the results',
    ja: 'トイモデルの学習、攻撃、防御を行い、結果の表を表示',
  },
  labSeeds: {
    en: 'number of seeds (3), a range (4-10) or a list (2,5,7)',
    ja: 'シードの個数（3）、範囲（4-10）、または一覧（2,5,7）',
  },
  labRows: {
    en: 'rows of the table, comma-separated (default: all)',
    ja: '表の行、カンマ区切り（既定値：すべて）',
  },
  labDefences: {
    en: 'columns of the table, comma-separated (default: all)',
    ja: '表の列、カンマ区切り（既定値：すべて）',
  },
  labKernels: {
    en: 'WebAssembly, or plain TypeScript, which is several times slower (default: wasm if SIMD is available)',
    ja: 'WebAssembly、または数倍遅い TypeScript（既定値：SIMD があれば wasm）',
  },
  labModels: {
    en: 'folder to save the trained models in, as safetensors',
    ja: '学習したモデルの保存先（safetensors 形式）',
  },
  labMd: { en: 'write a Markdown page (- for stdout)', ja: 'Markdown のページ（- は標準出力）' },
  labRunHow: {
    en: 'Exits with 1 if the results do not show the pattern of the paper.',
    ja: '論文の示す傾向が再現されない場合、終了コードは 1 です。',
  },
  labExport: {
    en: 'write the toy fine-tuning files, as JSON Lines of chat messages',
    ja: 'トイモデルのファインチューニング用ファイルを、チャット形式の JSON Lines で出力',
  },
  labFolder: {
    en: 'output folder; created if it does not exist',
    ja: '出力先のフォルダー（なければ作成）',
  },
  labSeed: { en: 'seed of the toy world', ja: 'トイ環境のシード' },
  labExportRows: {
    en: 'which files, comma-separated (default: all)',
    ja: '出力するファイル、カンマ区切り（既定値：すべて）',
  },
  labServe: {
    en: 'serve toy models as an OpenAI-compatible endpoint, on this machine only',
    ja: 'トイモデルを OpenAI 互換の API として提供（このマシンからのみ接続可）',
  },
  labNames: {
    en: 'toy models (default: all bundled ones), or safetensors files from `lab run --models`',
    ja: 'トイモデル（既定値：付属のすべて）、または `lab run --models` の safetensors ファイル',
  },
  labPort: { en: 'port; 0 picks a free one', ja: 'ポート番号。0 なら空きポート' },
  labHost: { en: 'a loopback address', ja: 'ループバックアドレス' },
  // init
  init: {
    en: 'write a commented zenbun.yaml and, if wanted, a CI file; asks questions on a terminal',
    ja: 'コメント付きの zenbun.yaml と、必要なら CI 用のファイルを作成（端末では質問に回答）',
  },
  initYes: { en: 'use the defaults without asking', ja: '質問せず、既定値で作成' },
  initData: {
    en: 'your training data, for compare and the CI file; may be repeated',
    ja: '学習データ。compare と CI 用のファイルに記入。複数回指定可',
  },
  initCi: { en: 'CI system to set up (default: none)', ja: 'zenbun を自動実行する仕組み（既定値：none）' },
  initForce: { en: 'overwrite existing files', ja: '既存のファイルを置換' },
  // completion
  completion: {
    en: 'print a shell completion script for commands, flags and choices',
    ja: 'コマンド、フラグ、選択肢をシェルで補完するためのスクリプトを出力',
  },
  completionShell: { en: 'your shell', ja: '補完を行うシェル' },
  completionNow: { en: 'For the current shell only:', ja: '現在のシェルだけで使う場合：' },
  completionInstall: {
    en: 'Permanently (the folder must exist, and zenbun must be on the PATH, for example through npm install --global):',
    ja: '常に使う場合（フォルダーは作成済みのこと。zenbun は npm install --global などで PATH に置いてください）：',
  },
} as const satisfies Record<string, Message>;
