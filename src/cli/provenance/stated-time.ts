import { ZenbunError } from '../../errors.ts';
import { parseInstant } from '../../provenance/index.ts';

/**
 * Parses the time of `--at` into milliseconds since 1970: RFC 3339, or a day, meaning its midnight in UTC. Throws
 * `usage`.
 */
export function timeOfFlag(typed: string): number {
  const time = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(typed) ? `${typed}T00:00:00Z` : typed);
  if (time !== null) return time;
  throw new ZenbunError('usage', {
    en: `--at must be a time such as 2026-11-30T12:00:00Z or a day such as 2026-11-30 (its midnight in UTC), not ${typed}`,
    ja: `--at は 2026-11-30T12:00:00Z のような日時、または 2026-11-30 のような日付（UTC の午前 0 時）で指定してください（指定値：${typed}）`,
  });
}

/**
 * Returns the time that a file states: from `--at`, or from `SOURCE_DATE_EPOCH` (seconds, reproducible-builds.org);
 * null if neither is given. Throws `usage`.
 */
export function statedTime(typed: string | undefined, epoch: string | undefined): number | null {
  if (typed !== undefined) return timeOfFlag(typed);
  if (epoch === undefined || epoch === '') return null;
  if (/^\d{1,11}$/.test(epoch)) return Number(epoch) * 1000;
  throw new ZenbunError('usage', {
    en: `SOURCE_DATE_EPOCH must be seconds since 1970, not ${epoch}`,
    ja: `SOURCE_DATE_EPOCH は 1970 年からの秒数で指定してください（指定値：${epoch}）`,
  });
}
