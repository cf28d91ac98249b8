import { ProvenanceError } from '../provenance-error.ts';
import { shown } from './shape.ts';

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/**
 * Returns the days from 1970-01-01 to a day of the Gregorian calendar (H. Hinnant, chrono-compatible low-level date
 * algorithms).
 */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * Parses an RFC 3339 time with zone to milliseconds since 1970. Null for anything else, including impossible days. A
 * leap second counts as the next second.
 */
export function parseInstant(text: string): number | null {
  const parts = RFC3339.exec(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > lengthOf(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const [zoneHour, zoneMinute] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  if (zoneHour > 23 || zoneMinute > 59) return null;
  const zone = (parts[8] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  const thousandths = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  return (daysOf(year, month, day) * 86_400 + hour * 3600 + (minute - zone) * 60 + second) * 1000 + thousandths;
}

/** Returns the text of an RFC 3339 time; throws `bad-time` with the place for anything else. */
export function instantAt(value: unknown, place: string): string {
  if (typeof value !== 'string' || parseInstant(value) === null)
    throw new ProvenanceError('bad-time', `${place}: ${shown(value)}`);
  return value;
}

/** Like `instantAt`, but returns null if absent or null. */
export function optionalInstantAt(value: unknown, place: string): string | null {
  return value === undefined || value === null ? null : instantAt(value, place);
}
