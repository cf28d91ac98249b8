/** Without a zone; such times are taken for UTC. */
const NO_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?$/;
/** Times before 1990 and after 2200, in milliseconds, are no times of answers. */
const EARLIEST = 631_152_000_000;
const LATEST = 7_258_118_400_000;

/**
 * A time in milliseconds since 1970: numbers (also as text) in seconds, milliseconds, microseconds or nanoseconds, told by their size; ISO 8601 and
 * what Date.parse knows, UTC where no zone is given. null for anything else.
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

function inMilliseconds(number: number): number {
  if (number < 1e11) return Math.round(number * 1000);
  if (number < 1e14) return Math.round(number);
  return Math.round(number / (number < 1e17 ? 1e3 : 1e6));
}

function parsed(text: string): number | null {
  const time = Date.parse(NO_ZONE.test(text) ? `${text.replace(' ', 'T').replace(',', '.')}Z` : text);
  return Number.isNaN(time) ? null : time;
}
