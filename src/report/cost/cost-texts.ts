import type { Message } from '../../schema/index.ts';

/** All sentences and labels of the report on costs. */
export const COST_TEXTS = {
  title: { en: 'Costs and losses of a year', ja: '年間の費用と損失' },
  mostAssumed: {
    en: '{assumed} of {inputs} input figures {assumed:is an assumption|are assumptions} of the tool, not our own: no basis for a budget.',
    ja: '入力 {inputs} 項目中 {assumed} 項目は当社の実績ではなく仮の値です。予算の根拠には使えません。',
  },
  someAssumed: {
    en: '{assumed} of {inputs} input figures {assumed:is an assumption|are assumptions} of the tool, not our own: to be replaced before this is used for a budget.',
    ja: '入力 {inputs} 項目中 {assumed} 項目は当社の実績ではなく仮の値です。予算に使う前に、実際の値に置き換える必要があります。',
  },
  noneAssumed: {
    en: 'None of the {inputs} input figures is an assumption of the tool.',
    ja: '入力 {inputs} 項目に仮の値はありません。',
  },
  scope: {
    en: 'About a year of checking; not the cost of a stop, of new training or of a delay.',
    ja: '検査を 1 年間続ける場合の試算です。今回の停止、再学習、公開延期の費用は含みません。',
  },
  turnsAbove: {
    en: 'Checking pays for itself if "{name}" is above {value} (likely: {likely}) and all other figures are as likely.',
    ja: 'ほかの項目が標準値のとき、検査が費用に見合うのは「{name}」が {value} を上回る場合です（標準値：{likely}）。',
  },
  turnsBelow: {
    en: 'Checking pays for itself if "{name}" is below {value} (likely: {likely}) and all other figures are as likely.',
    ja: 'ほかの項目が標準値のとき、検査が費用に見合うのは「{name}」が {value} を下回る場合です（標準値：{likely}）。',
  },
  net: {
    en: 'Typical year: {median} (range: {low} to {high}).',
    ja: '差し引き（年間）の真ん中の結果：{median}（範囲：{low}～{high}）。',
  },
  netCost: { en: 'a net cost of {amount}', ja: '{amount}の持ち出し' },
  netSaving: { en: 'a net saving of {amount}', ja: '{amount}の得' },
  netNothing: { en: 'costs and savings about equal', ja: '差し引きほぼゼロ' },
  trials: {
    en: 'Of {draws} trial calculations with varied assumptions, checking paid for itself in about {pays} of 10; in about {rest} of 10 it cost more than it saved.',
    ja: '前提の値を変えた {draws} 回の試算では、10 回中およそ {pays} 回で費用に見合い、およそ {rest} 回で費用が効果を上回りました。',
  },
  trialsAll: {
    en: 'Checking paid for itself in all of {draws} trial calculations with varied assumptions.',
    ja: '前提の値を変えた {draws} 回の試算のすべてで、検査は費用に見合いました。',
  },
  trialsMost: {
    en: 'Of {draws} trial calculations with varied assumptions, checking paid for itself in more than 19 of 20.',
    ja: '前提の値を変えた {draws} 回の試算では、20 回中 19 回を超えて費用に見合いました。',
  },
  trialsFew: {
    en: 'Of {draws} trial calculations with varied assumptions, checking paid for itself in fewer than 1 of 20.',
    ja: '前提の値を変えた {draws} 回の試算では、費用に見合ったのは 20 回中 1 回未満でした。',
  },
  trialsNone: {
    en: 'Checking paid for itself in none of {draws} trial calculations with varied assumptions.',
    ja: '前提の値を変えた {draws} 回の試算で、費用に見合ったものはありません。',
  },
  yearly: {
    en: 'Checking costs {checks} a year, and avoids expected losses of {saved}.',
    ja: '検査の費用は年間 {checks}、避けられる損失の期待値は年間 {saved} です。',
  },
  rarely: { en: 'under 1 in {years} years', ja: '{years} 年に 1 件未満' },
  average: {
    en: 'An expected loss is an average: most years pass without an incident, and one incident costs many times as much.',
    ja: '損失の期待値は平均です。多くの年は事故が起きず、起きた年の損失は期待値の何倍にもなります。',
  },
  moves: { en: 'The result depends most on: {names}.', ja: '結果を最も左右する入力：{names}。' },
  ranges: {
    en: 'Ranges: 5 % of the trial calculations lie below, 5 % above.',
    ja: '範囲の下と上に、それぞれ試算の 5 % があります。',
  },
  resultTable: {
    en: 'A year: low, middle and high result of {draws} trial calculations with varied assumptions',
    ja: '年間の結果：前提の値を変えた {draws} 回の試算の下限、中央、上限',
  },
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
  yearTable: {
    en: 'By these assumptions: one calculation with all inputs at their likely values (not the middle result above)',
    ja: 'この前提による 1 回の計算：すべての入力を標準値とした場合（上の表の「中央」とは別の値）',
  },
  part: { en: 'Part', ja: '内訳' },
  amount: { en: 'A year', ja: '年間' },
  comparisons: { en: 'Model calls for comparisons', ja: 'モデルの比較の利用料' },
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
  fromAssumed: { en: 'assumed', ja: '仮の値' },
  fromGiven: { en: 'given', ja: '指定' },
  notes: { en: 'Notes', ja: '補足' },
  limits: { en: 'Not counted', ja: '含まれないもの' },
  run: { en: '{draws} trial calculations, seed {seed}, {currency}', ja: '試算 {draws} 回、シード {seed}、{currency}' },
} as const satisfies Record<string, Message>;

/** Points that the model leaves out. Each of them would change the result, in the direction that it states. */
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
    en: 'That inputs move together: each is varied by itself.',
    ja: '入力どうしの連動（それぞれ独立に試算します）',
  },
];
