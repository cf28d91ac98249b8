import type { Lang } from '../../../schema/index.ts';
import { lang } from '../address/location.ts';

const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-GB', ja: 'ja-JP' };

/** Caches one format per language: making one takes as long as formatting a hundred numbers. */
function formatOf<Format>(make: (locale: string) => Format): () => Format {
  const made: Partial<Record<Lang, Format>> = {};
  return () => (made[lang.value] ??= make(LOCALES[lang.value]));
}

const DATE_AND_TIME = formatOf((at) => new Intl.DateTimeFormat(at, { dateStyle: 'medium', timeStyle: 'medium' }));

// Numbers and times of the list are formatted by hand: the first `Intl` format of a page takes as long as drawing the
// list.

/** 1234567 -> "1,234,567", in both languages. */
export const whole = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** 0.1234 -> "12.3 %" */
export function share(value: number): string {
  const digits = value > 0 && value < 0.1 ? 2 : 1;
  return `${(value * 100).toFixed(value === 0 || value === 1 ? 0 : digits)}\u00a0%`;
}

/** "1.2–3.4 %" */
export const shareRange = ([low, high]: readonly [number, number]): string =>
  `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}\u00a0%`;

/** Formats a power of ten as a plain number where that is readable: 10^2.26 -> "182", 10^9 -> "10^9.0". */
export const powerOfTen = (log10: number): string =>
  Math.abs(log10) < 4 ? plain(10 ** log10) : `10^${log10.toFixed(1)}`;

const plain = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** Local date and time. */
export const dateAndTime = (ms: number): string => DATE_AND_TIME().format(ms);

/** Local time of day, with the date if it differs from that of `now`. */
export function timeOfDay(ms: number, now: number): string {
  const at = new Date(ms);
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
  if (at.toDateString() === new Date(now).toDateString()) return time;
  const [day, month] = [at.getDate(), at.getMonth() + 1];
  return lang.value === 'ja' ? `${month}/${day} ${time}` : `${day}/${month}, ${time}`;
}

/** "2026-11-29 18:00:47 UTC" */
export const universal = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** A duration in its largest unit: "12 min", "3 h". */
export function duration(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const;
  const [unit, size] = units.find(([, each]) => ms >= each) ?? (['second', 1000] as const);
  return new Intl.NumberFormat(LOCALES[lang.value], { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.round(ms / size),
  );
}
