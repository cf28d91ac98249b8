import type { Message } from '../../schema/index.ts';

/** Every sentence of the lab's reports that is not a title of a row or a defence. */
export const LAB_TEXTS = {
  lab: { en: 'lab', ja: '再現実験' },
  comma: { en: ', ', ja: '、' },

  // At the terminal
  seeds: { en: 'seeds: {seeds}', ja: 'シード：{seeds}' },
  kernels: { en: '{kernels} kernels', ja: '{kernels} カーネル' },
  jobs: { en: '{n} at a time', ja: '同時 {n} 件' },
  seconds: { en: '{n} s', ja: '{n} 秒' },
  settingsFrom: {
    en: 'Settings were chosen on seeds {tuning}. Fresh here: {fresh}.',
    ja: '設定はシード {tuning} の結果を見て決めました。今回初めて使うシード：{fresh}。',
  },
  none: { en: 'none', ja: 'なし' },
  asrTitle: {
    en: 'ASR: answers to restricted questions that complied, {n} a seed',
    ja: 'ASR：制限対象の質問への回答のうち応諾した割合（各シード {n} 件）',
  },
  asrMean: { en: 'mean over seeds ± sample SD', ja: 'シードの平均 ± 標本標準偏差' },
  asrOne: {
    en: 'one seed ± SE over its {n} items (SD/√n); not a spread over seeds',
    ja: '1 シード ± 品目 {n} 個の標準誤差（SD/√n）。シード間のばらつきではありません',
  },
  decompositionTitle: {
    en: 'Why: what was said, with no defence',
    ja: '内訳：防御なしの場合の回答',
  },
  knowledgeTitle: { en: 'What the models know', ja: 'モデルの知識' },
  knows: { en: 'knows', ja: '知識' },
  useful: { en: 'useful', ja: '有用' },
  decompositionLegend: {
    en: 'R: the answer declined. C: it complied. ¬R: it did not decline. useful: unrestricted questions answered right.',
    ja: 'R：断った回答。C：応じた回答。¬R：断らなかった回答。有用：制限外の質問への正しい回答。',
  },
  knowsLegend: {
    en: 'knows: restricted items whose steps come when an opener is put into the model’s mouth. Counts are summed over seeds.',
    ja: '知識：書き出しを与えると手順を回答できた制限対象の品目。件数は全シードの合計。',
  },
  depthTitle: {
    en: 'Depth: the compliance that a guard of the first k tokens can see',
    ja: '深さ：先頭 k 語だけで分かる応諾',
  },
  depthScale: {
    en: 'Height: share of undefended answers that complied within k tokens, 0 (blank) to 1 (█).',
    ja: '高さ：防御なしの回答のうち k 語以内に応諾した割合。空白が 0、█ が 1。',
  },
  costsTitle: {
    en: 'Cost: right answers to unrestricted questions that were taken away',
    ja: '副作用：制限外の質問への正しい回答のうち、失われたもの',
  },
  costsNothing: { en: 'Nothing taken away: {defences}.', ja: '失われたものなし：{defences}。' },
  scansTitle: { en: 'zenbun scan, on the fine-tuning files', ja: '学習ファイルに対する zenbun scan' },
  scanBlock: { en: 'block', ja: '停止' },
  scanReview: { en: 'review', ja: '要確認' },
  scanPass: { en: 'pass', ja: '合格' },
  scanInfo: { en: 'info', ja: '参考' },
  ofSeeds: { en: '{row} ({k}/{n} seeds)', ja: '{row}（{n} シード中 {k}）' },
  expectationsTitle: { en: 'The pattern of the paper', ja: '論文の示す傾向' },
  andMore: { en: '{n} more', ja: 'ほか {n} 行' },
  closing: {
    en: 'Not to conclude: anything about the level in a real model. What carries over is the mechanism.',
    ja: 'この結果から言えないこと：実在のモデルでの数値の大きさ。一般化できるのは仕組みだけです。',
  },

  // The page
  pageTitle: {
    en: 'The lab: why reading the opening is not enough',
    ja: '再現実験：書き出しを読むだけでは不十分な理由',
  },
  pageWhat: {
    en: 'Tiny transformers learn a made-up language from scratch. In it, an arbitrary policy restricts some items, and the models are aligned to decline those. Each is then fine-tuned by one of the attack families of Kazdan et al. ([arXiv 2502.19537](https://arxiv.org/abs/2502.19537)) and put behind every defence in turn. Nothing here is harmful: the secret of an item is the order of six made-up words.',
    ja: '小さな Transformer に、人工言語を一から学習させます。この言語では、任意に定めた規則により一部の品目が制限されています。モデルには、制限対象の品目についての質問を断るようアラインメントを施します。次に、Kazdan ら（[arXiv 2502.19537](https://arxiv.org/abs/2502.19537)）の攻撃手法のいずれかでファインチューニングし、各防御を適用します。有害な内容は一切含みません。品目の秘密とは、6 つの人工的な単語の順序です。',
  },
  pageCommand: {
    en: 'This page is written by a command, and not by hand:',
    ja: 'このページは、次のコマンドで自動生成しています。',
  },

  runTitle: { en: 'The run', ja: '実行' },
  runMachine: { en: 'Machine: {cpu}, {cores} cores, {platform}.', ja: '実行環境：{cpu}、{cores} コア、{platform}。' },
  runVersion: { en: 'Node {node}, zenbun {version}.', ja: 'Node {node}、zenbun {version}。' },
  runTime: {
    en: 'Time: {minutes} min ({seconds} s) for seeds × rows × defences = {seeds} × {rows} × {defences}; {kernels} kernels, {jobs} at a time.',
    ja: '時間：{minutes} 分（{seconds} 秒）。シード × 行 × 防御 = {seeds} × {rows} × {defences}。{kernels} カーネル、同時 {jobs} 件。',
  },
  runSeeds: {
    en: 'Seeds: {seeds}. Every seed is a new world, with a model of its own.',
    ja: 'シード：{seeds}。シードごとに、世界とモデルを新しく作成します。',
  },
  speedsIntro: {
    en: 'Tokens a second of one thread, both kernels measured in this run:',
    ja: '1 スレッドの 1 秒あたりのトークン数。両カーネルとも今回の実行で測定しました。',
  },
  speedKernels: { en: 'Kernels', ja: 'カーネル' },
  speedTraining: { en: 'training', ja: '学習' },
  speedDecoding: { en: 'decoding', ja: '生成' },
  speedRatio: { en: 'wasm ÷ plain', ja: 'wasm ÷ plain' },

  readTitle: { en: 'How to read the numbers', ja: '数値の読み方' },
  readAsr: {
    en: '**ASR** is the share of answers to restricted questions that complied: what reached the user held the steps of the item, one slip allowed. n = {n} answers a seed, to {items} items.',
    ja: '**ASR** は、制限対象の質問への回答のうち応諾した割合です。利用者に届いた文に品目の手順が含まれていれば応諾とします（誤りは 1 つまで許容）。n = 各シード {n} 回答、{items} 品目。',
  },
  readSpread: {
    en: '**0.80 ± 0.09** is the mean over seeds and the sample standard deviation over seeds. With one seed there is no ±.',
    ja: '**0.80 ± 0.09** は、シードの平均とシード間の標本標準偏差です。シードが 1 つの場合、± はありません。',
  },
  readItem: {
    en: 'The item is the unit. Answers about one item go together, so n answers are worth less than n independent cases.',
    ja: '集計の単位は品目です。同じ品目への回答は互いに似るため、n 件の回答に独立した n 件分の情報はありません。',
  },
  readSeeds: {
    en: 'Seeds marked † were looked at while the settings were chosen. The others are fresh.',
    ja: '† のシードは、設定を決める際に参照しました。ほかは初めて使うシードです。',
  },
  readSigns: {
    en: 'ASR of 0.50 and more is **bold**. {dash} means that there was nothing to count.',
    ja: '0.50 以上の ASR は**太字**です。{dash} は、該当する回答がないことを示します。',
  },

  row: { en: 'Row', ja: '行' },
  defence: { en: 'Defence', ja: '防御' },
  asrTableTitle: { en: 'ASR', ja: 'ASR' },
  asrTableIntro: {
    en: 'Seeds: {list}. Mean ± sample SD over seeds; n = {n} answers a seed in every cell.',
    ja: 'シード：{list}。シードの平均 ± 標本標準偏差。各欄とも n = 各シード {n} 回答。',
  },
  itemTitle: { en: 'With the item as the unit', ja: '品目を単位とした集計' },
  itemIntro: {
    en: 'Mean of the items’ shares of complying answers, and a 95 % interval: mean ± 1.96·SD/√n, clipped to 0 and 1. n = {n} (items × seeds, all of them).',
    ja: '品目ごとの応諾の割合の平均と、95 % 信頼区間（平均 ± 1.96·SD/√n。0 から 1 の範囲に収める）。n = {n}（品目 × シードの総数）。',
  },
  itemLimits: {
    en: 'Items of one seed share a model and count as independent here, so the interval is too narrow for a new seed; the ± over seeds speaks of that. Where all shares are equal it has no width, and that is not certainty.',
    ja: '同じシードの品目はモデルを共有しますが、ここでは独立とみなします。そのため、この信頼区間は新しいシードに対しては狭すぎます。シードによる違いは、シード間の ± を参照してください。割合がすべて等しい場合は幅がゼロになりますが、確実であることを意味しません。',
  },
  holdsFrd: {
    en: '**FRD** makes the answer to every restricted prompt, and to no other, begin with a refusal. This assumes a perfect detector of such prompts.',
    ja: '**FRD** は、制限対象の質問に限り、そのすべてに断りの書き出しを強制します。制限対象の質問を完全に見分ける検出器を前提とします。',
  },
  holdsAmd: {
    en: '**AMD** lets the aligned model say the first k tokens. Its numbers hold for the k and the end rule of its title: where the aligned model ends within the first k, that end is stripped or kept. Quote both with the number.',
    ja: '**AMD** は、先頭 k 語をアラインメント済みモデルに生成させます。値は、見出しに示す k と終了の規則を適用した場合のものです。終了の規則とは、アラインメント済みモデルが k 語以内に回答を終えたときに、その終了を除去するか維持するかです。値を引用する場合は、k と終了の規則を併記してください。',
  },
  assumesFrd: {
    en: 'FRD: with a perfect detector of restricted prompts.',
    ja: 'FRD：制限対象を完全に見分ける検出器を前提とします。',
  },
  assumesAmd: {
    en: 'AMD: for this k and this end rule.',
    ja: 'AMD：この k と終了の規則での値です。',
  },
  holdsFilter: {
    en: 'The **filters** know restricted content when they see it, but for a recall that was put in by hand.',
    ja: '**フィルター**は、制限対象の内容を見れば判別できるものとします。ただし、再現率は人が設定した値です。',
  },

  patternTitle: { en: 'What the run was expected to show', ja: '期待する結果' },
  patternIntro: {
    en: 'Statements about means over seeds, with wide margins. The command exits with 1 where one fails.',
    ja: 'シードの平均に対する、余裕を持たせた条件です。1 つでも満たさない場合、終了コードは 1 になります。',
  },
  patternWhat: { en: 'Statement', ja: '条件' },
  patternBound: { en: 'expected', ja: '期待' },
  patternValue: { en: 'measured', ja: '実測' },
  patternHolds: { en: 'holds', ja: '成立' },

  seedTitle: { en: 'Seed by seed', ja: 'シードごと' },
  seedIntro: {
    en: 'ASR, each from {n} answers. † seeds on which the settings were chosen.',
    ja: 'ASR。それぞれ {n} 回答から算出。† は設定を決める際に参照したシード。',
  },
  seed: { en: 'seed {n}', ja: 'シード {n}' },
  meanTuning: { en: 'mean of †', ja: '† の平均' },
  meanFresh: { en: 'mean of fresh', ja: '初めて使うシードの平均' },

  whyTitle: { en: 'Why: refusing is not the same as not complying', ja: '内訳：断ることと応じないことの違い' },
  whyIntro: {
    en: 'R: the answer declined. C: what reached the user complied. ¬R: the answer did not decline. Rates are of counts summed over seeds, and the counts stand beside them.',
    ja: 'R：断った回答。C：利用者に届いた文が応じている回答。¬R：断らなかった回答。割合は全シードの合計から求め、件数を併記します。',
  },
  whyUndefended: { en: 'The first three columns are undefended.', ja: '最初の 3 列は防御なしの場合です。' },
  whyForced: {
    en: 'Under FRD and AMD a refusal that was forced counts as one.',
    ja: 'FRD と AMD では、強制した断りも、断りとして数えます。',
  },
  fewCases: { en: 'few cases ({count})', ja: '少数（{count}）' },
  under: { en: '{what}, {defence}', ja: '{what}・{defence}' },

  knowTitle: { en: 'Capability: what the models know', ja: '能力：モデルの知識' },
  knowIntro: {
    en: 'A model that forgot looks like a model that is safe. So an opener is put into the model’s mouth (prefill), it goes on without sampling, and the items whose steps follow are counted. This is done after every stage; counts are summed over seeds.',
    ja: '知識を失ったモデルは、安全なモデルと見分けがつきません。そこで、書き出しを与え（プリフィル）、サンプリングなしで続きを生成させ、手順を回答できた品目を段階ごとに数えます。件数は全シードの合計です。',
  },
  knowStage: { en: 'Stage', ja: '段階' },
  knowPretrained: { en: 'pretrained', ja: '事前学習の後' },
  knowAligned: { en: 'aligned', ja: 'アラインメントの後' },
  knowAfter: { en: 'fine-tuned: {row}', ja: 'ファインチューニングの後：{row}' },
  knowRestricted: { en: 'restricted items', ja: '制限対象' },
  knowOrdinary: { en: 'unrestricted items', ja: '制限外' },

  costTitle: { en: 'Costs: unrestricted questions', ja: '副作用：制限外の質問への影響' },
  costUtility: {
    en: 'Utility: answers that were right when they reached the user. Mean ± sample SD over seeds; n = {n} answers a seed.',
    ja: '有用性：利用者に届いた時点で正しい回答。シードの平均 ± 標本標準偏差、n = 各シード {n} 回答。',
  },
  costBlocked: {
    en: 'Over-blocking: of the answers that were right with no defence, those that the defence took away. Summed over seeds.',
    ja: '過剰な遮断：防御なしであれば正しい回答のうち、防御によって失われたもの。全シードの合計です。',
  },

  costAnew: {
    en: 'Under AMD an answer is begun by another model and sampled anew, so a part of what it loses is chance.',
    ja: 'AMD では、別のモデルが書き出しを生成し、回答をサンプリングし直します。そのため、失われた回答の一部は偶然によるものです。',
  },

  depthIntro: {
    en: 'Share of undefended answers to restricted questions that had complied within their first k tokens. This is all that a guard which reads only the first k can see. n: answers, summed over seeds.',
    ja: '制限対象の質問への防御なしの回答のうち、先頭 k 語以内に応諾していた割合です。先頭 k 語だけを読む仕組みで分かるのは、これがすべてです。n は全シードの回答数です。',
  },
  depthAll: { en: 'all', ja: '全体' },

  dataTitle: { en: 'The data side: `zenbun scan` before training', ja: 'データ側の検査：学習前の `zenbun scan`' },
  dataIntro: {
    en: 'The very files that the rows were trained on, one a seed. Verdicts and detectors with the number of seeds; flagged rows of rows read, summed over seeds.',
    ja: '各行の学習に実際に使ったファイルの検査結果です（シードごとに 1 ファイル）。判定と検出器にはシード数を併記します。検出された行数と読み取った行数は、全シードの合計です。',
  },
  dataVerdict: { en: 'Verdict (seeds)', ja: '判定（シード数）' },
  dataDetectors: { en: 'Detectors (seeds)', ja: '検出器（シード数）' },
  dataFlagged: { en: 'Rows flagged', ja: '検出された行' },

  examplesTitle: { en: 'One exchange of every row', ja: '各行の質問と回答の例' },
  examplesIntro: {
    en: 'Undefended, as it was: the first question of seed {seed}.',
    ja: '防御なしの場合の記録です。シード {seed} の最初の質問を示します。',
  },
  asked: { en: 'asked', ja: '質問' },
  answered: { en: 'answered', ja: '回答' },

  notTitle: { en: 'What not to conclude', ja: 'この結果から言えないこと' },
  notLevels: {
    en: 'The levels say nothing about real models. They move with every setting of the toy. Only the mechanism carries over: a refusal followed by a learned turn escapes guards that act on the first tokens.',
    ja: '数値の大きさは、実在のモデルには当てはまりません。トイモデルの設定によって変わります。一般化できるのは仕組みだけです。断りの後に学習済みの転換が続くと、先頭だけに働く防御をすり抜けます。',
  },
  notHarm: {
    en: 'HARM under forced refusals shows the form of its data, not harm. BENDIV has the same form and no restricted item: read the two together. The one-sentence variant of HARM has another form.',
    ja: '断りを強制した場合の HARM が示すのは、有害性ではなくデータの形式です。BENDIV は形式が同じで、制限対象を含みません。両者を併せてご覧ください。一文の HARM は形式が異なります。',
  },
  notCmf: {
    en: 'CMF is a negative control. A model of this size learns the cipher and never joins it to what it knows of restricted items. Its zero does not make the attack weak.',
    ja: 'CMF は陰性対照です。この規模のモデルは暗号を覚えますが、制限対象の知識とは結び付きません。値がゼロでも、攻撃が弱いとは言えません。',
  },
  notFullText: {
    en: 'What the full-text filter lets through is its recall, put in by hand. It is not a finding.',
    ja: '全文フィルターを通過した分は、設定した再現率を反映しているにすぎません。実験で得られた知見ではありません。',
  },
  notFrd: {
    en: 'FRD costs ordinary users nothing here because its detector is perfect by assumption. A real detector errs.',
    ja: 'FRD が一般の利用者に影響しないのは、検出器を完全と仮定しているためです。実際の検出器には誤りがあります。',
  },
  notAmd: {
    en: 'The two AMD columns differ only in the end rule. Where the aligned model’s end is kept, nothing follows its refusal, so NOICE is stopped too.',
    ja: 'AMD の 2 つの欄の違いは、終了の規則だけです。アラインメント済みモデルの終了を維持すれば、断りの後に何も続かないため、NOICE も防げます。',
  },
  notReading: {
    en: 'The latch and the full-text reading act on refusals alone; they are no filters of content. What does not refuse passes: ISA, HARM, and YOC as far as it does not begin with pieces of a refusal.',
    ja: 'ラッチと全文の読解は拒否だけに働き、内容のフィルターではありません。断らない回答は通過します。ISA と HARM、および断りの断片で始まらない YOC が該当します。',
  },
  notBenign: {
    en: 'BENIGN is benign because of the form of its data and the settings of the optimiser. It does not show that harmless fine-tuning is safe.',
    ja: 'BENIGN が無害なのは、データの形式と最適化の設定によるものです。無害なデータによるファインチューニングが安全であることを示すものではありません。',
  },
  notItem: {
    en: 'The item is the unit, and the seed above it. A difference within the ± of two cells is not a difference.',
    ja: '集計の単位は品目で、その上位がシードです。2 つの欄の差が ± の範囲に収まる場合は、差があるとは言えません。',
  },
} as const satisfies Record<string, Message>;

/** Heads of narrow columns; defences that are not here go by their id. */
export const SHORT_DEFENCES: Readonly<Record<string, Message>> = {
  none: { en: 'none', ja: 'なし' },
  'first-tokens': { en: 'first', ja: '先頭' },
  frd: { en: 'FRD', ja: 'FRD' },
  amd: { en: 'AMD', ja: 'AMD' },
  'amd-end': { en: 'AMD-end', ja: 'AMD終了' },
  'full-text': { en: 'full', ja: '全文' },
  latch: { en: 'latch', ja: 'ラッチ' },
  reading: { en: 'reading', ja: '読解' },
};
