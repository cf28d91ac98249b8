import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun cost`. */
export const COST_HELP = {
  cost: {
    en: 'what checks cost in a year, and what losses they are expected to save',
    ja: '検査の年間の費用と、避けられる損失の期待値の試算',
  },
  costFile: {
    en: 'inputs as YAML (default: zenbun-cost.yaml, if present; otherwise assumptions)',
    ja: '入力の YAML ファイル（既定値：zenbun-cost.yaml、なければ想定値）',
  },
  costInit: {
    en: 'write the file with every input, its unit, a range and the reason; existing files are kept',
    ja: 'すべての入力を単位、範囲、根拠とともに記載したファイルを作成（既存のファイルは上書きなし）',
  },
  costResults: {
    en: 'results of compare (--json or the folder of the run) and ledgers: inputs that they measure replace assumptions',
    ja: '比較の結果（--json のファイルまたは実行のフォルダー）と証跡。測定できる入力は想定値を置き換え',
  },
  costCurrency: {
    en: 'currency (default: that of the file; otherwise JPY in Japanese, USD in English)',
    ja: '通貨（既定値：ファイルの通貨。なければ日本語では JPY、英語では USD）',
  },
  costMd: { en: 'write Markdown, with the reason of each input', ja: '各入力の根拠を含む Markdown' },
  costHow: {
    en:
      'Every input is a range. 10,000 draws with a fixed seed give the results as ranges (5 %, 50 % and 95 % points),\n' +
      'what moves them most, and the value of each input at which checking just pays. All inputs are listed with their\n' +
      'source: assumed, yours, or the id of a result (E1, E2, in the order of --results).',
    ja:
      '入力はすべて範囲で指定します。シードを固定した 10,000 回の試算から、結果の範囲（5 %、50 %、95 % 点）、\n' +
      '影響の大きい入力、各入力の損益分岐点を示します。すべての入力を出典とともに表示します：\n' +
      '想定、指定、または結果の ID（--results の順に E1、E2）。',
  },
} satisfies Record<string, Message>;
