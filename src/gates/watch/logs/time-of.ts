import { type UnreadReason, unread } from '../../../schema/index.ts';

/** Year first, as in ISO 8601 and in Japan, without a zone: `2027-01-04T09:30`, `2027/1/4 9:30:15`. */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?$/;
/** Day and month, or month and day: there is no way to know. */
const YEAR_LAST = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)/;
/** Time zone after a time of day. */
const ZONE =
  /:\d\d(?:[.,]\d+)?\s*(?:[ap]m)?\s*(?:z|utc|gmt|[ecmp][sd]t|(?:utc|gmt)?[+-]\d\d(?::?\d\d)?)(?:\s*\([^)]*\))?$/i;
/** Times before 1990 and after 2200, in milliseconds, cannot be times of answers. */
const EARLIEST = 631_152_000_000;
const LATEST = 7_258_118_400_000;

/**
 * Returns a time in milliseconds since 1970. Accepts numbers (also as text) in seconds, milliseconds, microseconds or
 * nanoseconds, distinguished by their size; ISO 8601; and formats known to Date.parse, in UTC if no zone is given,
 * regardless of the zone of this machine. Returns null for anything else, and for ambiguous dates.
 */
export function timeOf(value: unknown): number | null {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' ? Number(value.trim() || Number.NaN) : Number.NaN;
  const time = Number.isFinite(number)
    ? inMilliseconds(number)
    : typeof value === 'string'
      ? parsed(value.trim())
      : null;
  return time !== null && time >= EARLIEST && time <= LATEST ? time : null;
}

/** Returns why there is no time. `value`: the content of the field. */
export const unreadTime = (value: unknown): UnreadReason =>
  unread(typeof value === 'string' && YEAR_LAST.test(value.trim()) ? 'yearLast' : 'noTime');

function inMilliseconds(number: number): number {
  if (number < 1e11) return Math.round(number * 1000);
  if (number < 1e14) return Math.round(number);
  return Math.round(number / (number < 1e17 ? 1e3 : 1e6));
}

function parsed(text: string): number | null {
  if (YEAR_LAST.test(text)) return null;
  const [, year, , month, day, hour = '0', minute = '00', second = '00', fraction = '0'] = YEAR_FIRST.exec(text) ?? [];
  const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}.${fraction}Z`;
  const zoned = year !== undefined ? iso : ZONE.test(text) ? text : `${text} UTC`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : time;
}

const two = (digits = ''): string => digits.padStart(2, '0');
