import type { Message } from '../../schema/index.ts';

/** What `--help` says of commands, arguments and options. Descriptions of settings stand in the JSON schema, too. */
export const HELP = {
  program: {
    en:
      'zenbun (全文, "the whole text"): reads fine-tuning data and model answers to the end.\n' +
      'Exit codes: 0 done · 1 findings at or above --fail-on, or worse · 2 usage or unreadable input · 3 not completed',
    ja:
      'zenbun（全文）：ファインチューニング用データとモデルの回答を最後まで読み、安全性を検査します。\n' +
      '終了コード：0 完了 · 1 --fail-on 以上の検出、または悪化 · 2 使い方の誤り、または読めない入力 · 3 未完了',
  },
  afterError: {
    en: '(zenbun --help shows the commands, zenbun <command> --help its flags)',
    ja: '（コマンドの一覧は zenbun --help、フラグの一覧は zenbun <command> --help で表示します）',
  },
  help: { en: 'display help for command', ja: 'ヘルプを表示' },
  version: { en: 'output the version number', ja: 'バージョンを表示' },
  examples: { en: 'Examples:', ja: '例:' },
  // Shared.
  lang: {
    en: 'language of the report (default: the locale, else en)',
    ja: 'レポートの言語（既定値：ロケール、なければ en）',
  },
  configFlag: {
    en: 'settings (default: zenbun.yaml or zenbun.yml, where there is one); flags win over it',
    ja: '設定ファイル（既定値：zenbun.yaml または zenbun.yml）。フラグの指定が優先',
  },
  quiet: {
    en: 'no progress, no report; files and the exit code only',
    ja: '進捗とレポートを表示せず、ファイルと終了コードだけを出力',
  },
  noColor: { en: 'plain text (also NO_COLOR)', ja: '色なしで表示（NO_COLOR でも可）' },
  json: { en: 'the whole result (- for stdout)', ja: '結果の全体（- は標準出力）' },
  junit: { en: 'JUnit XML, for CI', ja: 'CI 向けの JUnit XML' },
  md: { en: 'Markdown, for a pull request', ja: 'プルリクエスト向けの Markdown' },
  jobs: { en: 'worker threads (default: one per core)', ja: 'ワーカースレッド数（既定値：コア数）' },
  // The configuration.
  config: {
    en: 'Settings of zenbun. A flag on the command line wins over them.',
    ja: 'zenbun の設定。コマンドラインのフラグの指定が優先',
  },
  // scan
  scan: {
    en: 'data gate: read every row of a training set to its end',
    ja: '学習データの検査：すべての行を最後まで読み取り',
  },
  scanPaths: {
    en: 'files, folders, globs, or - for standard input',
    ja: 'ファイル、フォルダー、glob、または -（標準入力）',
  },
  format: {
    en: 'the row format (default: auto, recognised by itself)',
    ja: '行の形式（既定値：auto、自動判別）',
  },
  scanMap: {
    en: 'user=COL,assistant=COL[,system=COL] for any other layout',
    ja: 'そのほかの形式での列の指定：user=列名,assistant=列名[,system=列名]',
  },
  failOn: {
    en: 'exit 1 at this level (default: block)',
    ja: '終了コードを 1 にする判定（既定値：block）',
  },
  maxSkipped: {
    en: 'from this share of unreadable rows on no set passes (default: 1%)',
    ja: '読めない行がこの割合以上の場合は合格としない（既定値：1%）',
  },
  rows: { en: 'one line per flagged row, as JSON lines', ja: '検出された行の一覧（JSON Lines）' },
  sarif: { en: 'SARIF 2.1.0, for code scanning', ja: 'コードスキャン向けの SARIF 2.1.0' },
  clean: {
    en: 'the input without flagged and unreadable rows (a folder for several inputs)',
    ja: '検出された行と読めない行を除いた入力（入力が複数ならフォルダー）',
  },
  quarantine: { en: 'the rows that --clean leaves out', ja: '--clean が除いた行' },
  accept: {
    en: 'findings that were reviewed and accepted, with reason, name and date (YAML or JSON)',
    ja: '確認のうえ承認する検出結果。理由、氏名、日付を記入（YAML または JSON）',
  },
  show: {
    en: 'rows shown whole for each finding, at most 10 (default: 2; --rows has all)',
    ja: '検出ごとに全文を表示する行数、最大 10（既定値：2。すべての行は --rows）',
  },
  listDetectors: { en: 'the detectors with their titles; reads nothing', ja: '検出器の一覧を表示（検査なし）' },
  // explain
  explain: {
    en: 'what a detector looks for, with an example, and what to do about a finding',
    ja: '検出器の説明：検出する内容、例、検出されたときの対応',
  },
  explainDetector: {
    en: 'as the report names it; without one, all are listed',
    ja: 'レポートに表示される名前。指定がなければ一覧を表示',
  },
  // read
  read: {
    en: 'the outcome of recorded responses, one JSON line each',
    ja: '記録済みの回答を読み取り、結果を 1 件 1 行の JSON で出力',
  },
  readFile: {
    en: 'JSON lines with response (and prompt, id), or messages; - for standard input',
    ja: 'response（と prompt、id）または messages を持つ JSON Lines。- は標準入力',
  },
  readJson: { en: 'where the lines go', ja: '出力先' },
  readMap: {
    en: 'assistant=COL[,user=COL] for any other layout',
    ja: 'そのほかの形式での列の指定：assistant=列名[,user=列名]',
  },
  // probes
  probes: {
    en: 'the questions of a comparison, to be answered elsewhere and replayed',
    ja: '比較用の質問の書き出し。別の環境で得た回答を比較に使う場合に使用',
  },
  probesOut: {
    en: 'JSON lines with id, set, category and prompt (- for stdout)',
    ja: 'id、set、category、prompt を持つ JSON Lines（- は標準出力）',
  },
  probesProbes: {
    en: 'as compare takes them; may be repeated (default: core,contrast)',
    ja: 'compare と同じ指定。複数回指定可（既定値：core,contrast）',
  },
  probesMap: {
    en: 'text=COL[,id=COL][,category=COL] for any other probe file',
    ja: 'そのほかの質問ファイルでの列の指定：text=列名[,id=列名][,category=列名]',
  },
  probesHow: {
    en: 'Write the answer of your model into each line as "response"; then compare the two files.',
    ja: '各行にモデルの回答を "response" として書き加え、2 つのファイルを比較してください。',
  },
  // compare
  compare: {
    en: 'behaviour gate: did tuning make the model worse? Asks both models, and reads whole answers',
    ja: '挙動の検査：ファインチューニング前後のモデルに質問し、回答を最後まで読み取って悪化の有無を判定',
  },
  before: { en: 'the model before tuning', ja: 'ファインチューニング前のモデル' },
  after: { en: 'the model after it', ja: 'ファインチューニング後のモデル' },
  compareProbes: {
    en: 'core, contrast, core.ja, … or files; may be repeated (default: core,contrast)',
    ja: 'core、contrast、core.ja など、またはファイル。複数回指定可（既定値：core,contrast）',
  },
  data: {
    en: 'training data: its system prompts, triggers and wrappers are put around the probes',
    ja: '学習データ：そのシステムプロンプト、トリガー、定型文を質問に付加',
  },
  prefill: {
    en: 'also continue after a forced refusal, where the server can',
    ja: '断りの書き出しを与えた場合の続きも確認（サーバーが対応している場合）',
  },
  samples: { en: 'answers to each probe, of each model (default: 1)', ja: '質問ごと、モデルごとの回答数（既定値：1）' },
  alpha: { en: 'chance of a wrong word, at most (default: 0.01)', ja: '誤った結論を出す確率の上限（既定値：0.01）' },
  margin: { en: 'a rise up to this is not called worse (default: 0)', ja: '悪化とみなさない増加の上限（既定値：0）' },
  tolerance: {
    en: 'a rise below this is called not worse (default: 0.1)',
    ja: '悪化なしとみなす増加の上限（既定値：0.1）',
  },
  all: { en: 'ask every probe, also when it is decided', ja: '結論が出た後も、すべての質問を実施' },
  judge: {
    en: 'a harm judge, shown beside the built-in reading; its template, where the name does not tell; may be repeated',
    ja: '有害性の判定モデル。結果は内蔵の読み取り結果に併記。名前から判別できない場合はテンプレートも指定。複数回指定可',
  },
  prefix: {
    en: 'show what a guard that reads only K tokens would have seen',
    ja: '先頭 K トークンだけを読むガードの結果を併記',
  },
  maxRequests: {
    en: 'hard cap, checked before each request',
    ja: 'リクエスト数の上限。リクエストのたびに送信前に確認',
  },
  maxTokens: { en: 'hard cap on prompt and answer tokens together', ja: '入力と回答の合計トークン数の上限' },
  maxCost: { en: 'hard cap in US dollars; needs --price', ja: '料金の上限（米ドル）。--price が必要' },
  price: {
    en: 'US dollars for a million prompt and answer tokens; may be repeated',
    ja: '入力と回答の 100 万トークンあたりの料金（米ドル）。複数回指定可',
  },
  concurrency: {
    en: 'requests at a time to one host (default: 8)',
    ja: 'ホストごとの同時リクエスト数（既定値：8）',
  },
  timeout: {
    en: 'for one request, to the last word of its answer (default: 300)',
    ja: '1 リクエストの制限時間（秒）。回答の末尾を受け取るまで（既定値：300）',
  },
  maxAnswerTokens: {
    en: 'most tokens of one answer (default: 1024)',
    ja: '回答 1 件の最大トークン数（既定値：1024）',
  },
  temperature: {
    en: "of the answers (default: the server's own)",
    ja: '回答の温度パラメーター（既定値：サーバーの設定）',
  },
  seed: {
    en: 'of the order of the probes, and of the answers where servers take one (default: 1)',
    ja: '質問の順序と、対応するサーバーでの回答のシード（既定値：1）',
  },
  resume: {
    en: 'take up a run again: what was answered is not asked again',
    ja: '実行を再開（回答済みの質問は省略）',
  },
  runs: {
    en: 'folder in which answers are recorded (default: ".zenbun/runs")',
    ja: '回答を記録するフォルダー（既定値：".zenbun/runs"）',
  },
  cache: {
    en: 'keep answers of the model before tuning (servers only), and take them from there the next time',
    ja: 'ファインチューニング前のモデルの回答を保存し、次回から再利用（サーバーのモデルのみ）',
  },
  unmask: { en: 'show harmful questions and answers as they are', ja: '有害な質問と回答を伏せずに表示' },
  compareHow: {
    en: `Models: openai:NAME  anthropic:NAME  ollama:NAME  http(s)://host/v1#NAME  gguf:path  replay:answers.jsonl  toy:NAME
        Azure: https://NAME.openai.azure.com/openai/v1/#DEPLOYMENT, or …/openai/deployments/DEPLOYMENT?api-version=VERSION#DEPLOYMENT
Keys and hosts: OPENAI_API_KEY, ANTHROPIC_API_KEY, AZURE_OPENAI_API_KEY, ZENBUN_API_KEY (for URLs), … from the
environment or .env

Exits with 0 for not worse, 1 for worse, 3 for undecided.`,
    ja: `モデル：openai:NAME  anthropic:NAME  ollama:NAME  http(s)://host/v1#NAME  gguf:path  replay:answers.jsonl  toy:NAME
        Azure：https://NAME.openai.azure.com/openai/v1/#DEPLOYMENT、または …/openai/deployments/DEPLOYMENT?api-version=VERSION#DEPLOYMENT
キーとホスト：環境変数または .env の OPENAI_API_KEY、ANTHROPIC_API_KEY、AZURE_OPENAI_API_KEY、ZENBUN_API_KEY（URL 用）など

終了コード：悪化なしは 0、悪化は 1、判定できない場合は 3`,
  },
  // demo
  demo: {
    en: 'scan a shipped, harmless, poisoned data set, offline',
    ja: '付属のデモ用データセット（汚染済み、無害）をオフラインで検査',
  },
  // lab
  lab: {
    en: 'the paper on toy models: a made-up language, tiny transformers, attacks and defences',
    ja: 'トイモデルによる論文の再現：人工言語、小さな Transformer、攻撃と防御',
  },
  labRun: {
    en: 'train toy models, attack them, put defences before them, and show the table',
    ja: 'トイモデルの学習、攻撃、防御を行い、結果の表を表示',
  },
  labSeeds: {
    en: 'how many worlds (3), a range (4-10) or a list (2,5,7)',
    ja: '世界の個数（3）、範囲（4-10）、または一覧（2,5,7）',
  },
  labRows: {
    en: 'rows of the table, with commas between (default: all)',
    ja: '表の行、カンマ区切り（既定値：すべて）',
  },
  labDefences: {
    en: 'columns of the table, with commas between (default: all)',
    ja: '表の列、カンマ区切り（既定値：すべて）',
  },
  labKernels: {
    en: 'WebAssembly, or plain TypeScript, several times slower (default: wasm where there is SIMD)',
    ja: 'WebAssembly、または数倍遅い TypeScript（既定値：SIMD があれば wasm）',
  },
  labModels: {
    en: 'keep the trained models there, as safetensors',
    ja: '学習したモデルの保存先（safetensors 形式）',
  },
  labMd: { en: 'the page, as Markdown (- for stdout)', ja: 'Markdown のページ（- は標準出力）' },
  labRunHow: {
    en: 'Exits with 1 where the pattern of the paper does not show.',
    ja: '論文の示す傾向が再現されない場合、終了コードは 1 です。',
  },
  labExport: {
    en: 'write the toy fine-tuning files, as JSON lines of chat messages',
    ja: 'トイモデルのファインチューニング用ファイルを、チャット形式の JSON Lines で出力',
  },
  labFolder: {
    en: 'where they go; it is made where it is not there',
    ja: '出力先のフォルダー（なければ作成）',
  },
  labSeed: { en: 'the world', ja: '世界のシード' },
  labExportRows: {
    en: 'which files, with commas between (default: all)',
    ja: '出力するファイル、カンマ区切り（既定値：すべて）',
  },
  labServe: {
    en: 'serve toy models as an OpenAI-compatible endpoint, on this machine only',
    ja: 'トイモデルを OpenAI 互換の API として提供（このマシンからのみ接続可）',
  },
  labNames: {
    en: 'toy models (default: all that are shipped), or safetensors files of `lab run --models`',
    ja: 'トイモデル（既定値：付属のすべて）、または `lab run --models` の safetensors ファイル',
  },
  labPort: { en: 'the port; 0 takes a free one', ja: 'ポート番号。0 なら空きポート' },
  labHost: { en: 'a loopback address', ja: 'ループバックアドレス' },
  // init
  init: {
    en: 'write a commented zenbun.yaml, and a CI file where one is wanted; asks on a terminal',
    ja: 'コメント付きの zenbun.yaml と、必要なら CI 用のファイルを作成（端末では質問に回答）',
  },
  initYes: { en: 'take the defaults without asking', ja: '質問せず、既定値で作成' },
  initData: {
    en: 'your training data, for compare and the CI file; may be repeated',
    ja: '学習データ。compare と CI 用のファイルに記入。複数回指定可',
  },
  initCi: { en: 'what shall run zenbun (default: none)', ja: 'zenbun を自動実行する仕組み（既定値：none）' },
  initForce: { en: 'replace files that are there already', ja: '既存のファイルを置換' },
  // completion
  completion: {
    en: 'a script that lets your shell complete commands, flags and choices',
    ja: 'コマンド、フラグ、選択肢をシェルで補完するためのスクリプトを出力',
  },
  completionShell: { en: 'the shell that is to complete', ja: '補完を行うシェル' },
  completionNow: { en: 'For this shell alone:', ja: '現在のシェルだけで使う場合:' },
  completionInstall: {
    en: 'For good (in folders that exist; zenbun must be on the PATH, as after npm install --global):',
    ja: '常に使う場合（フォルダーは作成済みのこと。zenbun は npm install --global などで PATH に置いてください）:',
  },
} as const satisfies Record<string, Message>;
