import { ZenbunError } from '../../errors.ts';

/** Parses the number of threads, 1 to 256; undefined if not given. Throws `usage`. */
export function jobsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (jobs >= 1 && jobs <= 256) return jobs;
  throw new ZenbunError('usage', {
    en: `--jobs must be a whole number from 1 to 256, not ${text}`,
    ja: `--jobs は 1 から 256 の整数で指定してください（指定値：${text}）`,
  });
}
