import type { Message } from '../../schema/index.ts';

/**
 * The form of a value in a state: the single description by which it is written, read and bounded. Both directions
 * throw `StateFault` at the first part that does not match; nothing is repaired, left out or added.
 */
export interface StateShape<Value> {
  /** The description in words, by which two programs can tell whether they write the same format. */
  readonly form: string;
  /** Maximum number of bytes of its JSON in UTF-8, without white space. */
  readonly longest: number;
  /**
   * Returns a JSON value (`JSON.parse` gives back the same). Equal states give equal values, whatever their history.
   */
  encode(value: Value): unknown;
  /** Takes any JSON value, from any source. Looks no deeper than the shape goes. */
  decode(json: unknown): Value;
}

/**
 * A fault in a part of a state, phrased to follow its place: "is not a whole number". The place starts at the state.
 */
export class StateFault extends Error {
  override readonly name = 'StateFault';
  readonly fault: Message;
  readonly place: string;

  constructor(fault: Message, place = '') {
    super(fault.en);
    this.fault = fault;
    this.place = place;
  }
}

/** Returns the same fault, seen from the part around it. */
export function within(outer: string, error: unknown): unknown {
  return error instanceof StateFault ? new StateFault(error.fault, `${outer}${error.place}`) : error;
}

function checked<Value>(
  form: string,
  longest: number,
  fault: Message,
  holds: (value: unknown) => boolean,
): StateShape<Value> {
  const check = (value: unknown): Value => {
    if (!holds(value)) throw new StateFault(fault);
    return value as Value;
  };
  return { form, longest, encode: check, decode: check };
}

/** Rejects -0, which JSON would give back as another number. */
function isWhole(value: unknown, most: number, least = 0): value is number {
  return (
    Number.isSafeInteger(value) && !Object.is(value, -0) && (value as number) >= least && (value as number) <= most
  );
}

export function wholeNumber(most: number, least = 0): StateShape<number> {
  const fault: Message = {
    en: `is not a whole number from ${least} to ${most}`,
    ja: `は ${least} 以上 ${most} 以下の整数ではありません`,
  };
  return checked(`${least}..${most}`, `${most}`.length, fault, (value) => isWhole(value, most, least));
}

/** Maximum number of rows in all files together: 100 TB of rows of 91 bytes. A sum over 8,192 states is then exact. */
export const MOST_ROWS = 2 ** 40;

export const COUNT: StateShape<number> = { ...wholeNumber(MOST_ROWS), form: 'count' };

/** Number of rows in which something was seen. */
export const ROWS: StateShape<number> = { ...wholeNumber(MOST_ROWS, 1), form: 'rows' };

/** A hash of up to 53 bits. */
export const HASH: StateShape<number> = { ...wholeNumber(Number.MAX_SAFE_INTEGER), form: 'hash' };

/** Bytes of a character that JSON writes as an escape: `\u0000`. */
const ESCAPED = 6;

/**
 * Returns the shape of a text of at most `most` UTF-16 code units. Lone surrogates stay: JSON writes them as escapes.
 */
export function text(most: number): StateShape<string> {
  const fault: Message = {
    en: `is not a text of at most ${most} characters`,
    ja: `は ${most} 文字以内の文字列ではありません`,
  };
  return checked(
    `text(${most})`,
    ESCAPED * most + 2,
    fault,
    (value) => typeof value === 'string' && value.length <= most,
  );
}

export const FLAG: StateShape<boolean> = checked(
  'flag',
  'false'.length,
  { en: 'is neither true nor false', ja: 'は true でも false でもありません' },
  (value) => typeof value === 'boolean',
);

export function oneOf<Value extends string | null>(values: readonly Value[]): StateShape<Value> {
  const named = values.map(String).join(', ');
  const fault: Message = { en: `is not one of ${named}`, ja: `は ${named} のいずれでもありません` };
  return checked(`(${named})`, Math.max(...values.map((value) => JSON.stringify(value).length)), fault, (value) =>
    values.includes(value as Value),
  );
}

/**
 * Returns the shape of a list of hashes or other whole numbers up to `greatest`, at most `most` of them, each greater
 * than the one before.
 */
export function rising(most: number, greatest = Number.MAX_SAFE_INTEGER): StateShape<readonly number[]> {
  const fault: Message = {
    en: `is not a list of at most ${most} whole numbers from 0 to ${greatest} in rising order`,
    ja: `は、0 以上 ${greatest} 以下の整数を昇順に並べた ${most} 個以内のリストではありません`,
  };
  return checked(
    `rising(${most})`,
    longestList(most, `${greatest}`.length),
    fault,
    (value) =>
      Array.isArray(value) &&
      value.length <= most &&
      value.every((one, i) => isWhole(one, greatest) && (i === 0 || one > value[i - 1])),
  );
}

/** Returns the length of a list: brackets around values of at most `longest` bytes, with commas between them. */
export function longestList(values: number, longest: number): number {
  return 2 + values * longest + Math.max(0, values - 1);
}
