import type { Message } from '../schema/index.ts';

/** Joins the first few distinct texts, and says how many more there are. */
export function joined(texts: readonly Message[], most: number): Message {
  const distinct = texts.filter((one, i) => texts.findIndex(({ en }) => en === one.en) === i);
  const shown = distinct.slice(0, most);
  const more = distinct.length - shown.length;
  return {
    en: `${shown.map(({ en }) => en).join('; ')}${more === 0 ? '' : `; and ${more} more`}`,
    ja: `${shown.map(({ ja }) => ja).join('、')}${more === 0 ? '' : `ほか ${more} 件`}`,
  };
}

/** Prepares a title for use inside a sentence: without its initial capital and its full stop. */
export const named = ({ en, ja }: Message): Message => ({
  en: en.replace(/\.$/, '').replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase()),
  ja: ja.replace(/。$/, ''),
});

/** Returns the day of an ISO 8601 time. */
export const isoDay = (time: string): string => time.slice(0, 10);
