/** The form that English takes beside a number, which may be grouped already ("1,200"): `one` beside 1, `many` beside all others. */
export const plural = (count: number | string, one: string, many: string): string =>
  String(count) === '1' ? one : many;

/** "1 row", "0 rows": a number with what is counted. `many` is `one` with an "s" unless given. */
export const counted = (count: number | string, one: string, many = `${one}s`): string =>
  `${count} ${plural(count, one, many)}`;
