import { ZenbunError } from '../errors.ts';

/** Every name of a type of options, so that the type checker asks for a name that is missing here. */
export type OptionNames<T> = Readonly<Record<keyof T, true>>;

/**
 * Refuses options that there are not: to programs without types a misspelt one would look as if it had been obeyed. What is
 * `undefined` is not said. `place` names what took the options. Throws `usage`.
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
