import type { Message } from '../../schema/index.ts';

/** Every sentence and label of the report on costs. */
export const COST_TEXTS = {
  title: { en: 'Costs and losses of a year', ja: '年間の費用と損失' },
  checking: { en: 'Checking costs {range} a year.', ja: '検査の費用は年間 {range} です。' },
  saving: { en: 'It is expected to save {range} a year in losses.', ja: '避けられる損失の期待値は年間 {range} です。' },
  paying: {
    en: 'It pays in {share} of {draws} draws from the ranges below: the benefit is {range} a year, {median} in the middle.',
    ja: '下表の範囲で {draws} 回試算すると、{share} で費用を上回りました。差し引きの効果は年間 {range}、中央値は {median} です。',
  },
  assumed: {
    en: '{assumed} of {inputs} inputs {assumed:is an assumption|are assumptions} of zenbun that nobody has confirmed for your company.',
    ja: '入力 {inputs} 項目のうち {assumed} 項目は zenbun の想定値で、貴社の値として確認されていません。',
  },
  noneAssumed: {
    en: 'None of the {inputs} inputs is an assumption of zenbun.',
    ja: '入力 {inputs} 項目に zenbun の想定値はありません。',
  },
  average: {
    en: 'An expected loss is an average: most years pass without an incident, and one incident costs many times as much.',
    ja: '損失の期待値は平均です。多くの年は事故が起きず、起きた年の損失は期待値の何倍にもなります。',
  },
  moves: { en: 'The result depends most on: {names}.', ja: '結果を最も左右する入力：{names}。' },
  turnsAbove: {
    en: 'Checking pays if "{name}" is above {value}, all other inputs at their likely values.',
    ja: 'ほかの入力が標準値のとき、検査が費用に見合うのは「{name}」が {value} を上回る場合です。',
  },
  turnsBelow: {
    en: 'Checking pays if "{name}" is below {value}, all other inputs at their likely values.',
    ja: 'ほかの入力が標準値のとき、検査が費用に見合うのは「{name}」が {value} を下回る場合です。',
  },
  ranges: {
    en: 'Ranges: 5 % of the draws lie below, 5 % above.',
    ja: '範囲の下と上に、それぞれ試算の 5 % があります。',
  },
  resultTable: { en: 'Results a year', ja: '年間の結果' },
  result: { en: 'Result', ja: '結果' },
  checks: { en: 'Costs of checks', ja: '検査の費用' },
  lossWithout: { en: 'Expected loss without checks', ja: '損失の期待値（検査なし）' },
  lossWith: { en: 'Expected loss with checks', ja: '損失の期待値（検査あり）' },
  saved: { en: 'Loss saved', ja: '避けられる損失' },
  benefit: { en: 'Benefit: saved less costs', ja: '効果（避けられる損失 − 費用）' },
  low: { en: 'Low', ja: '下限' },
  middle: { en: 'Middle', ja: '中央' },
  likely: { en: 'Likely', ja: '標準' },
  high: { en: 'High', ja: '上限' },
  yearTable: { en: 'A year with all inputs at their likely values', ja: 'すべての入力が標準値の場合の 1 年' },
  part: { en: 'Part', ja: '内訳' },
  amount: { en: 'A year', ja: '年間' },
  comparisons: { en: 'Calls of models for comparisons', ja: 'モデルの比較の利用料' },
  staff: { en: 'Staff', ja: '人件費' },
  gateway: { en: 'Gateway and its storage', ja: 'ゲートウェイと保存領域' },
  falseAlarms: { en: 'False alarms', ja: '誤報への対応' },
  incidentsWithout: { en: 'Incidents without checks', ja: '事故（検査なし）' },
  incidentsWith: { en: 'Incidents with checks', ja: '事故（検査あり）' },
  moversTable: { en: 'What moves the result', ja: '結果を左右する入力' },
  moversNote: {
    en: 'Benefit a year with one input at its low and at its high end, all others likely; strongest first. Break-even: where checking just pays; – where it does everywhere or nowhere.',
    ja: '1 つの入力を下限または上限にし、ほかは標準値とした場合の年間の効果。影響の大きい順です。損益分岐点は費用と効果が釣り合う値、「–」は常に見合うか、常に見合わない入力です。',
  },
  input: { en: 'Input', ja: '入力' },
  atLow: { en: 'At low', ja: '下限のとき' },
  atHigh: { en: 'At high', ja: '上限のとき' },
  breakEven: { en: 'Break-even', ja: '損益分岐点' },
  inputsTable: { en: 'Inputs', ja: '入力' },
  source: { en: 'Source', ja: '出典' },
  why: { en: 'Why', ja: '根拠' },
  fromAssumed: { en: 'assumed', ja: '想定' },
  fromGiven: { en: 'yours', ja: '指定' },
  notes: { en: 'Notes', ja: '補足' },
  limits: { en: 'Not counted', ja: '含まれないもの' },
  run: { en: '{draws} draws, seed {seed}, {currency}', ja: '試算 {draws} 回、シード {seed}、{currency}' },
} as const satisfies Record<string, Message>;

/** What the model leaves out. Each of them would change the result, in the direction it says. */
export const COST_LIMITS: readonly Message[] = [
  {
    en: 'Harm that the model before tuning would have done as well, and what checks do against it.',
    ja: 'ファインチューニング前のモデルでも生じた被害と、それに対する検査の効果',
  },
  {
    en: 'A second incident of the same model: it is taken back after the first.',
    ja: '同じモデルの 2 件目以降の事故（1 件目の後に切り戻すものとします）',
  },
  {
    en: 'Costs of delay, and help that was held back by mistake.',
    ja: '公開の遅れによる費用、および誤って保留した有用な回答の損失',
  },
  {
    en: 'What is common to both sides: to clean the data and tune again after a compromise was found.',
    ja: 'どちらでも必要になる費用（侵害の発見後のデータの修正と再度のファインチューニング）',
  },
  {
    en: 'That inputs move together: each is drawn by itself.',
    ja: '入力どうしの連動（それぞれ独立に試算します）',
  },
];
