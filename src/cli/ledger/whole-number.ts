import { ZenbunError } from '../../errors.ts';

/** Parses a whole number from 0; undefined if nothing was typed. Throws `usage`, naming the flag or argument. */
export function wholeNumber(name: string, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  const number = Number(typed);
  if (/^\d+$/.test(typed) && Number.isSafeInteger(number)) return number;
  throw new ZenbunError('usage', {
    en: `${name} ${typed} is not a whole number`,
    ja: `${name} は 0 以上の整数で指定してください（指定値：${typed}）`,
  });
}
