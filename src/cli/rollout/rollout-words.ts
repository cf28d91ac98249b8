import type { Lang, Message } from '../../schema/index.ts';
import { printableLine } from '../ledger/printable.ts';

/** Stays on one line with the number before it. */
const SPACE = '\u00a0';

const UNITS: readonly (readonly [ms: number, unit: Message])[] = [
  [86_400_000, { en: 'd', ja: '日' }],
  [3_600_000, { en: 'h', ja: '時間' }],
  [60_000, { en: 'min', ja: '分' }],
  [1000, { en: 's', ja: '秒' }],
];

/** `1 h 30 min`: the two largest units of a length of time, in milliseconds, rounded up to seconds. */
export function durationWords(ms: number, lang: Lang): string {
  let left = Math.ceil(ms / 1000) * 1000;
  const parts: string[] = [];
  for (const [size, unit] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count}${SPACE}${unit[lang]}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? `0${SPACE}${UNITS.at(-1)![1][lang]}` : parts.join(' ');
}

/** `5 %`, of a number of percent. */
export const percentWords = (percent: number): string => `${Number(percent.toFixed(3))}${SPACE}%`;

/** `0.25 %` of `harms` in `of`; `-` where there is nothing to count. */
export const rateWords = (harms: number, of: number): string =>
  of === 0 ? '-' : `${Number(((100 * harms) / of).toFixed(2))}${SPACE}%`;

/** An e-value from its logarithm to base 10, rounded down, so that what is not reached does not look reached. */
export function evidenceWords(log10: number): string {
  if (log10 < -2) return '<0.01';
  if (log10 >= 6) return `10^${Math.floor(log10 * 10) / 10}`;
  const value = 10 ** log10;
  return value >= 10 ? String(Math.floor(value + 1e-6)) : String(Math.floor(value * 100 + 1e-6) / 100);
}

/** An e-value that is needed, rounded up. */
export const goalWords = (log10: number): string =>
  log10 >= 6 ? `10^${Math.ceil(log10 * 10) / 10}` : String(Math.ceil(10 ** log10 - 1e-2));

/** `1 in 100`, never less than the chance that it stands for. */
export function oneIn(chance: number, lang: Lang): string {
  const many = Math.floor(1 / chance + 1e-9);
  return lang === 'ja' ? `${many} 件に 1 件` : `1 in ${many}`;
}

const BAR = 20;

/** How far evidence has come on its logarithmic scale, from 1 to the goal. */
export function evidenceBar(log10: number, goal: number): string {
  const filled = Math.min(BAR, Math.max(0, Math.floor((log10 / goal) * BAR)));
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}]`;
}

const METRIC_COLUMNS = 22;

/** A metric's name, as long as a column has room for it. */
export const metricName = (id: string): string => printableLine(id).slice(0, METRIC_COLUMNS);

const NO_DIGEST: Message = { en: 'no digest', ja: 'ダイジェストなし' };

/** A model and its weights. */
export function servedName({ model, digest }: { model: string; digest: string | null }, lang: Lang): string {
  const [name, weights] = [printableLine(model), digest === null ? NO_DIGEST[lang] : printableLine(digest)];
  return lang === 'ja' ? `${name}（${weights}）` : `${name} (${weights})`;
}
