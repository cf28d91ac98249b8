import { ZenbunError } from '../errors.ts';

/** All names of an options type. The type checker reports any name that is missing. */
export type OptionNames<T> = Readonly<Record<keyof T, true>>;

/**
 * Rejects unknown options: without type checking, a misspelt option would be ignored silently. Options that are
 * `undefined` count as not given. `place` names the function that took the options. Throws `usage`.
 */
export function requireKnownOptions<T extends object>(options: T, names: OptionNames<T>, place: string): void {
  const unknown = Object.entries(options).find(([name, value]) => value !== undefined && !Object.hasOwn(names, name));
  if (unknown === undefined) return;
  const known = Object.keys(names).join(', ');
  throw new ZenbunError(
    'usage',
    { en: `${place}: unknown option ${unknown[0]}`, ja: `${place}：${unknown[0]} というオプションはありません` },
    { advice: { en: `Known options: ${known}.`, ja: `指定できるオプション：${known}` } },
  );
}
