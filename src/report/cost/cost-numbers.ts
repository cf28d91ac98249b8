import type { CostInput, CostOutcome, Lang } from '../../schema/index.ts';
import { fill } from '../texts.ts';
import { COST_TEXTS } from './cost-texts.ts';

const LOCALES = { en: 'en-US', ja: 'ja-JP' } as const;

/** Digits of a result: its ranges are wide, and more digits would pretend to know. */
const RESULT_DIGITS = 2;
/** Digits of an input: as it was given, unless it was measured to more. */
const INPUT_DIGITS = 4;

/** Formats an amount of a result in business terms: "$4,300", "43 万円"; never a fraction of a unit. */
export const money = (amount: number, currency: string, lang: Lang): string =>
  // Adding 0 turns an amount that was rounded to -0 into 0.
  amountOf(Math.round(amount) + 0, currency, lang, RESULT_DIGITS);

/** An amount that is less than this part of the largest amount next to it is almost nothing. */
const ALMOST_NOTHING = 0.01;

type RangeEnds = Pick<CostOutcome, 'low' | 'high'>;

const isAlmostNothing = (amount: number, { low, high }: RangeEnds): boolean =>
  Math.abs(amount) < ALMOST_NOTHING * Math.max(Math.abs(low), Math.abs(high));

/** Formats an amount next to the range that it belongs to: "$4" of "$45,000" is almost nothing. */
export function moneyWithin(amount: number, range: RangeEnds, currency: string, lang: Lang): string {
  if (amount === 0 || !isAlmostNothing(amount, range)) return money(amount, currency, lang);
  return lang === 'ja' ? `ほぼ ${money(0, currency, lang)}` : 'almost nothing';
}

/** Formats two amounts as a range: "$190 to $1,400". */
export function moneyRange(range: RangeEnds, currency: string, lang: Lang): string {
  const [from, to] = [range.low, range.high].map((amount) => moneyWithin(amount, range, currency, lang));
  return lang === 'ja' ? `${from}～${to}` : `${from} to ${to}`;
}

/** Formats what is left over, in words that need no sign: "a net cost of $3,500", "500 万円の得". */
export function netAmount(amount: number, range: RangeEnds, currency: string, lang: Lang): string {
  if (isAlmostNothing(amount, range) || Math.round(amount) === 0) return COST_TEXTS.netNothing[lang];
  const text = amount < 0 ? COST_TEXTS.netCost : COST_TEXTS.netSaving;
  return fill(text[lang], { amount: money(Math.abs(amount), currency, lang) });
}

/** Keeps a sign and its amount on one line, for output that others break into lines. */
export const unbroken = (text: string): string => text.replace(/\u2212(?=\S)/g, '\u2212\u2060');

/** Formats a value of an input in its own unit: "5 %", "720 h". `digits`: significant ones. */
export function inputValue(
  value: number,
  { unit }: Pick<CostInput, 'unit'>,
  {
    currency,
    lang,
    digits = INPUT_DIGITS,
  }: { readonly currency: string; readonly lang: Lang; readonly digits?: number },
): string {
  if (unit === 'money') return amountOf(value, currency, lang, digits);
  if (unit === 'usd') return amountOf(value, 'USD', lang, digits);
  if (unit === 'share') return `${plainNumber(value * 100, lang, digits)}\u00a0%`;
  if (unit === 'hours') return `${plainNumber(value, lang, digits)}\u00a0${lang === 'ja' ? '時間' : 'h'}`;
  return plainNumber(value, lang, digits);
}

/** Formats a share of draws in whole percent, with "less than" and "more than" where rounding would say none or all. */
export function drawnShare(share: number, lang: Lang): string {
  const percent = Math.round(share * 100);
  if (share > 0 && percent === 0) return lang === 'ja' ? '1\u00a0% 未満' : 'less than 1\u00a0%';
  if (share < 1 && percent === 100) return lang === 'ja' ? '99\u00a0% 超' : 'more than 99\u00a0%';
  return `${percent}\u00a0%`;
}

/** For anything rarer than once in this many years, a number would pretend to know. */
const MOST_YEARS = 1000;

/** Formats incidents per year in words that can be pictured: "one in 290 years". */
export function incidentRate(incidents: number, lang: Lang): string {
  if (incidents === 0) return lang === 'ja' ? '0 件' : 'none';
  const number = (value: number) => plainNumber(value, lang, RESULT_DIGITS);
  if (incidents >= 1) return lang === 'ja' ? `年 ${number(incidents)} 件` : `${number(incidents)} a year`;
  if (1 / incidents > MOST_YEARS) return fill(COST_TEXTS.rarely[lang], { years: number(MOST_YEARS) });
  const years = number(1 / incidents);
  return lang === 'ja' ? `${years} 年に 1 件` : `one in ${years} ${years === '1' ? 'year' : 'years'}`;
}

const plainNumber = (value: number, lang: Lang, digits: number): string =>
  new Intl.NumberFormat(LOCALES[lang], { maximumSignificantDigits: digits }).format(value);

/** Japanese counts in 万 and 億, and puts the name of the currency last. */
function amountOf(amount: number, currency: string, lang: Lang, digits: number): string {
  const options = { style: 'currency', currency, maximumSignificantDigits: digits, useGrouping: true } as const;
  const shown =
    lang === 'ja'
      ? new Intl.NumberFormat(LOCALES.ja, { ...options, currencyDisplay: 'name', notation: 'compact' })
          .format(amount)
          .replace(/(\d)(\p{L})/u, '$1 $2')
      : new Intl.NumberFormat(LOCALES.en, options).format(amount);
  return shown.replace('-', '\u2212');
}
