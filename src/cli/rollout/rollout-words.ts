import type { Lang, Message } from '../../schema/index.ts';
import { printableLine } from '../ledger/printable.ts';

/** Keeps a unit on the same line as its number. */
const SPACE = '\u00a0';

const UNITS: readonly (readonly [ms: number, unit: Message])[] = [
  [86_400_000, { en: 'd', ja: '日' }],
  [3_600_000, { en: 'h', ja: '時間' }],
  [60_000, { en: 'min', ja: '分' }],
  [1000, { en: 's', ja: '秒' }],
];

/** Formats a duration given in milliseconds, rounded up to seconds, in its two largest units: `1 h 30 min`. */
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

/** Formats a percentage: `5 %`. */
export const percentWords = (percent: number): string => `${Number(percent.toFixed(3))}${SPACE}%`;

/** Formats `harms` out of `of` as a rate, such as `0.25 %`; `-` if there is nothing to count. */
export const rateWords = (harms: number, of: number): string =>
  of === 0 ? '-' : `${Number(((100 * harms) / of).toFixed(2))}${SPACE}%`;

/** Formats an e-value, given as its logarithm to base 10, rounded down so that a missed goal does not look reached. */
export function evidenceWords(log10: number): string {
  if (log10 < -2) return '<0.01';
  if (log10 >= 6) return `10^${Math.floor(log10 * 10) / 10}`;
  const value = 10 ** log10;
  return value >= 10 ? String(Math.floor(value + 1e-6)) : String(Math.floor(value * 100 + 1e-6) / 100);
}

/** Formats a required e-value, rounded up. */
export const goalWords = (log10: number): string =>
  log10 >= 6 ? `10^${Math.ceil(log10 * 10) / 10}` : String(Math.ceil(10 ** log10 - 1e-2));

/** Formats a chance as `1 in 100`, never understating it. */
export function oneIn(chance: number, lang: Lang): string {
  const many = Math.floor(1 / chance + 1e-9);
  return lang === 'ja' ? `${many} 件に 1 件` : `1 in ${many}`;
}

const BAR = 20;

/** Draws the progress of evidence on its logarithmic scale, from 1 to the goal. */
export function evidenceBar(log10: number, goal: number): string {
  const filled = Math.min(BAR, Math.max(0, Math.floor((log10 / goal) * BAR)));
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}]`;
}

const METRIC_COLUMNS = 22;

/** Returns a metric's name, cut to the width of its column. */
export const metricName = (id: string): string => printableLine(id).slice(0, METRIC_COLUMNS);

const NO_DIGEST: Message = { en: 'no digest', ja: 'ダイジェストなし' };

/** Names a model and its weights. */
export function servedName({ model, digest }: { model: string; digest: string | null }, lang: Lang): string {
  const [name, weights] = [printableLine(model), digest === null ? NO_DIGEST[lang] : printableLine(digest)];
  return lang === 'ja' ? `${name}（${weights}）` : `${name} (${weights})`;
}
