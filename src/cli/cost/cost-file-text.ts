import { type CostCurrency, costAssumptions } from '../../assessment/index.ts';
import { wrap } from '../../report/index.ts';
import type { CostInput, Lang, Message } from '../../schema/index.ts';

const WIDTH = 100;

const HEAD: Message = {
  en:
    'What checks of tuned models cost and save. zenbun cost reads this file.\n' +
    'All numbers are assumptions of zenbun. Replace them with yours; what you leave is reported as assumed.\n' +
    'low, likely, high: one in twenty is below low, half below likely, one in twenty above high. A number alone is exact.\n' +
    'Shares may be written as 5% or 0.05. Numbers have no separators. Say where a number comes from:\n' +
    '{ low: 1, likely: 2, high: 5, source: "log of October" }',
  ja:
    'ファインチューニング済みモデルの検査の費用と効果の試算に使う入力です。zenbun cost が読み取ります。\n' +
    '数値はすべて zenbun の想定値です。自社の値に置き換えてください。変更しない値は「仮の値」と表示します。\n' +
    'low、likely、high：low を下回る確率は 5 %、likely を下回る確率は 50 %、high を上回る確率は 5 %。確定値は数値 1 つで書けます。\n' +
    '割合は 5% または 0.05 の形で、数値は桁区切りなしで書きます。出典を添えられます：\n' +
    '{ low: 1, likely: 2, high: 5, source: "10 月のログ" }',
};

/** Names of units. Counts have none, since their title names what is counted. */
const UNITS: Readonly<Record<Exclude<CostInput['unit'], 'money' | 'count'>, Message>> = {
  share: { en: '%', ja: '%' },
  hours: { en: 'hours', ja: '時間' },
  usd: { en: 'US dollars', ja: '米ドル' },
};

/** Returns a file of inputs with zenbun's assumption for every input, each with its unit and the reason. */
export function costFileText(currency: CostCurrency, lang: Lang): string {
  const comment = (text: string, margin = '') => wrap(text, WIDTH).map((line) => `${margin}# ${line}`);
  return [
    ...comment(HEAD[lang]),
    '',
    `currency: ${currency}`,
    '',
    'inputs:',
    ...costAssumptions(currency).flatMap((input) => {
      const { low, likely, high } = input.range;
      const [from, middle, to] = [low, likely, high].map((value) => written(value, input));
      return [
        ...comment(titleOf(input, currency, lang), '  '),
        ...comment(input.why[lang], '  '),
        `  ${input.id}: { low: ${from}, likely: ${middle}, high: ${to} }`,
        '',
      ];
    }),
  ].join('\n');
}

function titleOf({ title, unit }: CostInput, currency: CostCurrency, lang: Lang): string {
  if (unit === 'count') return title[lang];
  const name = unit === 'money' ? currency : UNITS[unit][lang];
  return lang === 'ja' ? `${title.ja}（${name}）` : `${title.en} (${name})`;
}

/** Formats shares as people write them, leaving out digits that only binary fractions have. */
const written = (value: number, { unit }: CostInput): string =>
  unit === 'share' ? `${Number((value * 100).toPrecision(12))}%` : String(value);
