/**
 * Returns the English form to use with a number, which may already be grouped ("1,200"): `one` for 1, `many` for all
 * others.
 */
export const plural = (count: number | string, one: string, many: string): string =>
  String(count) === '1' ? one : many;

/** Returns a number with the noun it counts: "1 row", "0 rows". `many` is `one` with an "s" unless given. */
export const counted = (count: number | string, one: string, many = `${one}s`): string =>
  `${count} ${plural(count, one, many)}`;
