import { ZenbunError } from '../../errors.ts';

const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * The time that a bundle is to state, in milliseconds since 1970: as typed, or of `SOURCE_DATE_EPOCH` (seconds, reproducible-builds.org); null where neither
 * is given. Throws `usage` for what is no time.
 */
export function timeOf(typed: string | undefined, epoch: string | undefined): number | null {
  if (typed !== undefined) {
    const time = ISO.test(typed) ? Date.parse(typed) : Number.NaN;
    if (Number.isNaN(time)) throw noTime('--at', typed);
    return time;
  }
  if (epoch === undefined || epoch === '') return null;
  const time = /^\d{1,11}$/.test(epoch) ? Number(epoch) * 1000 : Number.NaN;
  if (Number.isNaN(time)) throw noTime('SOURCE_DATE_EPOCH', epoch);
  return time;
}

const noTime = (where: string, found: string) =>
  new ZenbunError('usage', {
    en: `${where} takes a time such as 2026-11-30T09:00:00Z (SOURCE_DATE_EPOCH: seconds since 1970), not ${found}`,
    ja: `${where} には 2026-11-30T09:00:00Z のような日時（SOURCE_DATE_EPOCH は 1970 年からの秒数）を指定してください（指定値：${found}）`,
  });
