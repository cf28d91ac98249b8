import { ZenbunError } from '../../../errors.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Parses a duration such as `30s`, `10m`, `2h` or `1d` into milliseconds. Throws `usage`; `where`: name of the setting.
 */
export function durationMs(text: string, where: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text.trim()) ?? [];
  const ms = Math.round(Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN));
  if (!Number.isSafeInteger(ms))
    throw new ZenbunError('usage', {
      en: `${where}: "${text}" is not a length of time such as 30s, 10m, 2h or 1d`,
      ja: `${where}：「${text}」は時間として読めません（例：30s、10m、2h、1d）`,
    });
  return ms;
}

/**
 * Parses a percentage such as `5%` or `0.5%` into a share in 1/100,000: it must be a whole number of them, up to 100 %.
 * Throws `usage`.
 */
export function shareOf(text: string, where: string): number {
  const [, percent] = /^(\d+(?:\.\d{1,3})?)\s*[%％]$/.exec(text.trim()) ?? [];
  const share = Math.round(Number(percent) * 1000);
  if (percent === undefined || share > 100_000)
    throw new ZenbunError('usage', {
      en: `${where}: "${text}" is not a share such as 5% (at most 100%, in steps of 0.001%)`,
      ja: `${where}：「${text}」は割合として読めません（例：5%。最大 100%、0.001% 単位）`,
    });
  return share;
}

/** Converts a number above 0 and below 1 into a probability in 1/100,000. Throws `usage`. */
export function chanceOf(value: number, where: string): number {
  const chance = Math.round(value * 100_000);
  if (!(chance >= 1 && chance < 100_000))
    throw new ZenbunError('usage', {
      en: `${where}: ${value} is not a probability such as 0.01`,
      ja: `${where}：${value} は確率として使えません（例：0.01）`,
    });
  return chance;
}

/** Checks that a value is a whole number of at least `least`. Throws `usage`. */
export function wholeOf(value: number, least: number, where: string): number {
  if (!Number.isSafeInteger(value) || value < least)
    throw new ZenbunError('usage', {
      en: `${where}: ${value} is not a whole number of at least ${least}`,
      ja: `${where}：${value} は使えません（${least} 以上の整数）`,
    });
  return value;
}
