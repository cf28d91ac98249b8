import { excerpt } from './excerpt.ts';

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reports whether a text is an ISO 8601 time with its zone, and nothing else. */
export const isIsoTime = (text: string): boolean => ISO.test(text);

/** Formats "2026-11-29 09:30 UTC", to the minute; a text that is not an ISO 8601 time stays as it is, on one line. */
export function minuteOf(time: string): string {
  const [, day, minute, zone] = ISO.exec(time) ?? [];
  if (day === undefined) return excerpt(time, 40);
  return `${day} ${minute} ${zone === 'Z' ? 'UTC' : `UTC${zone}`}`;
}
