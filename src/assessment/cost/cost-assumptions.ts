import type { CostInput, CostRange, Message } from '../../schema/index.ts';

/** The currencies in which money can be counted. */
export const COST_CURRENCIES = ['JPY', 'USD'] as const;

export type CostCurrency = (typeof COST_CURRENCIES)[number];

/** An input of the model before anybody has said anything about it. */
interface Assumed {
  readonly id: string;
  readonly title: Message;
  readonly unit: CostInput['unit'];
  /** For money, one range per currency; null if the currency does not need the input. */
  readonly range: CostRange | Readonly<Record<CostCurrency, CostRange | null>>;
  readonly why: Message;
}

const range = (low: number, likely: number, high: number): CostRange => ({ low, likely, high });

/** In the order in which people are asked. */
const ASSUMED = [
  {
    id: 'requestsPerMonth',
    title: { en: 'Requests a month', ja: '月間リクエスト数' },
    unit: 'count',
    range: range(10_000, 100_000, 1_000_000),
    why: {
      en: 'From a tool used inside a company to a small public service; the log of the gateway tells it exactly.',
      ja: '社内ツールから小規模な公開サービスまで。ゲートウェイのログで正確に分かります。',
    },
  },
  {
    id: 'riskyShare',
    title: { en: 'Share of harmful requests', ja: '有害なリクエストの割合' },
    unit: 'share',
    range: range(0.0005, 0.005, 0.03),
    why: {
      en: 'A tool used inside a company is at the low end, a public chat at the high end.',
      ja: '社内ツールは下限、公開チャットは上限に近いと想定しています。',
    },
  },
  {
    id: 'tuningRuns',
    title: { en: 'Tuned models in service a year', ja: '年間に導入するモデルの数' },
    unit: 'count',
    range: range(2, 4, 12),
    why: {
      en: 'From twice a year to once a month, counting each tuned model that users get.',
      ja: '半年に 1 回から月 1 回まで。利用者に公開するファインチューニング済みモデルを数えます。',
    },
  },
  {
    id: 'compromise',
    title: { en: 'Probability of a compromised model', ja: 'モデルが侵害されている確率' },
    unit: 'share',
    range: range(0.002, 0.01, 0.05),
    why: {
      en: 'Of each tuned model, by poisoned data, a manipulated base model, or safety lost by accident. We know of no statistics: data that only own staff can write are at the low end, collected or bought data at the high end.',
      ja: 'ファインチューニング済みモデルごとに、汚染データ、改ざんされた基盤モデル、または意図しない安全性の低下による確率です。統計は見当たりません。自社だけが書き込めるデータなら下限、収集・購入したデータなら上限に近いと想定しています。',
    },
  },
  {
    id: 'attackBefore',
    title: { en: 'Attack success before tuning', ja: '元のモデルの攻撃成功率' },
    unit: 'share',
    range: range(0.01, 0.05, 0.2),
    why: {
      en: 'Share of harmful questions that the model answers anyway; a comparison measures it.',
      ja: '元のモデルでも応じてしまう有害な質問の割合です。モデルの比較で測定できます。',
    },
  },
  {
    id: 'attackAfter',
    title: { en: 'Attack success of a compromised model', ja: '侵害されたモデルの攻撃成功率' },
    unit: 'share',
    range: range(0.3, 0.6, 0.8),
    why: {
      en: 'The paper behind zenbun measured 57 % and 72 % on two commercial models (arXiv 2502.19537).',
      ja: 'zenbun の基になった論文では、商用の 2 モデルで 57 % と 72 % でした（arXiv 2502.19537）。',
    },
  },
  {
    id: 'incidentShare',
    title: { en: 'Incident from a harmful answer', ja: '有害な回答が事故になる確率' },
    unit: 'share',
    range: range(0.0001, 0.001, 0.01),
    why: {
      en: 'Probability for each of them. Most harmful answers are seen by the asker alone. We know of no statistics: one in a thousand becomes public or does damage.',
      ja: '多くの有害な回答は質問者しか見ません。統計は見当たらず、1,000 件に 1 件が公になるか実害を生むと想定しています。',
    },
  },
  {
    id: 'incidentCost',
    title: { en: 'Cost of an incident', ja: '事故 1 件の損失' },
    unit: 'money',
    range: {
      JPY: range(2_000_000, 20_000_000, 200_000_000),
      USD: range(15_000, 150_000, 1_500_000),
    },
    why: {
      en: 'All in one: hours of the response, the pause of the service, lost customers, legal costs and damages. Ask those who would pay.',
      ja: '対応の工数、サービス停止、顧客の離脱、法務費用、賠償をすべて含みます。負担する部門に確認してください。',
    },
  },
  {
    id: 'dataGate',
    title: { en: 'Stopped by the data gate', ja: '学習データの検査で止まる割合' },
    unit: 'share',
    range: range(0.2, 0.6, 0.9),
    why: {
      en: 'Share of compromised models. Known attacks in the data are mostly found, new ones less, a manipulated base model not at all.',
      ja: '侵害されたモデルに対する割合です。既知の攻撃は多くを検出できますが、新しい攻撃は検出率が下がり、基盤モデルの改ざんは検出できません。',
    },
  },
  {
    id: 'behaviourGate',
    title: { en: 'Of the rest: by the comparison', ja: '残りのうち比較で止まる割合' },
    unit: 'share',
    range: range(0.5, 0.8, 0.95),
    why: {
      en: 'Share of compromised models that got past the data gate. Behaviour hidden behind a trigger that nobody asks for is not seen.',
      ja: '学習データの検査を通った、侵害されたモデルに対する割合です。質問に含まれないトリガーで現れる挙動は検出できません。',
    },
  },
  {
    id: 'operationGate',
    title: { en: 'Of the rest: answers held back', ja: '残りのうち保留される回答の割合' },
    unit: 'share',
    range: range(0.1, 0.4, 0.8),
    why: {
      en: 'Share of harmful answers of a model that got past both. Answers that refuse first and comply later are held back; one that complies at once needs a harm judge.',
      ja: '両方を通ったモデルの有害な回答に対する割合です。拒否した後で応じる回答は保留されます。最初から応じる回答には有害性の判定モデルが必要です。',
    },
  },
  {
    id: 'noticedWithout',
    title: { en: 'Hours unnoticed, without checks', ja: '気づくまでの時間（検査なし）' },
    unit: 'hours',
    range: range(72, 720, 4380),
    why: {
      en: 'From three days to half a year: nobody looks, so a user or a newspaper has to tell.',
      ja: '3 日から半年まで。監視がなければ、利用者の申告や報道で気づくことになります。',
    },
  },
  {
    id: 'noticedWith',
    title: { en: 'Hours unnoticed, with checks', ja: '気づくまでの時間（検査あり）' },
    unit: 'hours',
    range: range(4, 48, 336),
    why: {
      en: 'From the next look at the alarms to two weeks: the log is read to the end and watched.',
      ja: '次に警報を確認するまでの数時間から 2 週間まで。回答を最後まで記録し、監視しているためです。',
    },
  },
  {
    id: 'comparisonTokens',
    title: { en: 'Tokens of a comparison', ja: '比較 1 回のトークン数' },
    unit: 'count',
    range: range(50_000, 200_000, 1_000_000),
    why: {
      en: 'Some hundred questions to two models; a comparison measures it.',
      ja: '2 つのモデルに数百問を尋ねる想定です。モデルの比較で測定できます。',
    },
  },
  {
    id: 'tokenPrice',
    title: { en: 'Price of a million tokens', ja: '100 万トークンの単価' },
    unit: 'usd',
    range: range(0.2, 3, 15),
    why: {
      en: 'In US dollars, from small to large hosted models; 0 for models on own machines.',
      ja: '米ドル建て、クラウドの小型モデルから大型モデルまで。自社設備のモデルは 0 です。',
    },
  },
  {
    id: 'dollar',
    title: { en: 'Exchange rate of a US dollar', ja: '1 米ドルの為替レート' },
    unit: 'money',
    range: { JPY: range(135, 150, 165), USD: null },
    why: { en: 'Calls of models are billed in US dollars.', ja: 'モデルの利用料は米ドルで請求されます。' },
  },
  {
    id: 'checkHours',
    title: { en: 'Staff hours of checks per model', ja: 'モデルごとの検査の工数' },
    unit: 'hours',
    range: range(1, 4, 12),
    why: {
      en: 'To run the scan and the comparison, read the reports and decide.',
      ja: '学習データの検査とモデルの比較を実行し、結果を読んで判断する時間です。',
    },
  },
  {
    id: 'operationHours',
    title: { en: 'Staff hours of operation a month', ja: '運用の工数（月あたり）' },
    unit: 'hours',
    range: range(1, 3, 12),
    why: {
      en: 'To keep the gateway and look at its alarms; set-up of the first year included.',
      ja: 'ゲートウェイの維持と警報の確認の時間です。初年度の導入作業を含みます。',
    },
  },
  {
    id: 'hourlyCost',
    title: { en: 'Cost of a staff hour', ja: '1 時間あたりの人件費' },
    unit: 'money',
    range: { JPY: range(3000, 5000, 10_000), USD: range(40, 70, 120) },
    why: { en: 'Salary with all that comes on top.', ja: '給与に社会保険料などを加えた額です。' },
  },
  {
    id: 'gatewayMachine',
    title: { en: 'Gateway and its storage a month', ja: 'ゲートウェイと保存領域（月額）' },
    unit: 'money',
    range: { JPY: range(2000, 8000, 30_000), USD: range(15, 60, 200) },
    why: {
      en: 'One small machine with a disk for the log; a harm judge on an additional GPU costs more.',
      ja: '小型サーバー 1 台と証跡用のディスクです。GPU を追加して判定モデルを動かす場合は高くなります。',
    },
  },
  {
    id: 'falseAlarm',
    title: { en: 'False alarm for a healthy model', ja: '問題のないモデルの誤報の確率' },
    unit: 'share',
    range: range(0.01, 0.05, 0.2),
    why: {
      en: 'Probability for each of them. A comparison errs in at most 1 % by default; findings in the data that turn out harmless come on top.',
      ja: 'モデルの比較で誤る確率は既定で最大 1 % です。学習データの検出が無害だったと分かる場合を加えています。',
    },
  },
  {
    id: 'falseAlarmHours',
    title: { en: 'Staff hours of a false alarm', ja: '誤報 1 件の対応の工数' },
    unit: 'hours',
    range: range(2, 8, 24),
    why: {
      en: 'To find out that nothing is wrong; the delay itself is not counted.',
      ja: '問題がないと確認するまでの時間です。公開の遅れそのものは含みません。',
    },
  },
] as const satisfies readonly Assumed[];

export type CostInputId = (typeof ASSUMED)[number]['id'];

/** An input with the range that zenbun assumes. */
export interface CostAssumption extends CostInput {
  readonly id: CostInputId;
}

/** Returns all inputs of the model with the ranges that zenbun assumes, in the order in which people are asked. */
export function costAssumptions(currency: CostCurrency): readonly CostAssumption[] {
  return (ASSUMED as readonly (Assumed & { readonly id: CostInputId })[]).flatMap(({ range, ...input }) => {
    const own = 'low' in range ? range : range[currency];
    return own === null ? [] : [{ ...input, range: own, from: { kind: 'assumed' } as const }];
  });
}
