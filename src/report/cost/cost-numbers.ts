import type { CostInput, CostOutcome, Lang } from '../../schema/index.ts';

const LOCALES = { en: 'en-US', ja: 'ja-JP' } as const;

/** Digits of a result: its ranges are wide, and more would pretend to know. */
const RESULT_DIGITS = 2;
/** Digits of an input: as it was given, unless it was measured to many. */
const INPUT_DIGITS = 4;

/** An amount of a result in words of business: "$4,300", "43 万円"; never a fraction of a unit. */
export const money = (amount: number, currency: string, lang: Lang): string =>
  // Adding 0 makes 0 of what was rounded to -0.
  amountOf(Math.round(amount) + 0, currency, lang, RESULT_DIGITS);

/** Two amounts as a range: "$190 to $1,400". */
export function moneyRange({ low, high }: Pick<CostOutcome, 'low' | 'high'>, currency: string, lang: Lang): string {
  const [from, to] = [low, high].map((amount) => money(amount, currency, lang));
  return lang === 'ja' ? `${from}～${to}` : `${from} to ${to}`;
}

/** A value of an input in its own unit: "5 %", "720 h". `digits`: significant ones. */
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

/** Of draws, whole percent: "fewer" and "more" where rounding would say none or all. */
export function drawnShare(share: number, lang: Lang): string {
  const percent = Math.round(share * 100);
  if (share > 0 && percent === 0) return lang === 'ja' ? '1\u00a0% 未満' : 'less than 1\u00a0%';
  if (share < 1 && percent === 100) return lang === 'ja' ? '99\u00a0% 超' : 'more than 99\u00a0%';
  return `${percent}\u00a0%`;
}

/** Incidents a year in words that can be pictured: "one in 290 years". */
export function incidentRate(incidents: number, lang: Lang): string {
  if (incidents === 0) return lang === 'ja' ? '0 件' : 'none';
  const number = (value: number) => plainNumber(value, lang, RESULT_DIGITS);
  if (incidents >= 1) return lang === 'ja' ? `年 ${number(incidents)} 件` : `${number(incidents)} a year`;
  const years = number(1 / incidents);
  return lang === 'ja' ? `${years} 年に 1 件` : `one in ${years} ${years === '1' ? 'year' : 'years'}`;
}

const plainNumber = (value: number, lang: Lang, digits: number): string =>
  new Intl.NumberFormat(LOCALES[lang], { maximumSignificantDigits: digits }).format(value);

/** Japanese counts in 万 and 億, and puts the name of the currency behind. */
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
