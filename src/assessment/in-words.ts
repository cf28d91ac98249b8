import type { Message } from '../schema/index.ts';

/** The first few of some texts in a row, each once, and how many more there are. */
export function joined(texts: readonly Message[], most: number): Message {
  const distinct = texts.filter((one, i) => texts.findIndex(({ en }) => en === one.en) === i);
  const shown = distinct.slice(0, most);
  const more = distinct.length - shown.length;
  return {
    en: `${shown.map(({ en }) => en).join('; ')}${more === 0 ? '' : `; and ${more} more`}`,
    ja: `${shown.map(({ ja }) => ja).join('、')}${more === 0 ? '' : `ほか ${more} 件`}`,
  };
}

/** A title as it stands inside a sentence: without a capital and a full stop of its own. */
export const named = ({ en, ja }: Message): Message => ({
  en: en.replace(/\.$/, '').replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase()),
  ja: ja.replace(/。$/, ''),
});

/** The day of a time in ISO 8601. */
export const isoDay = (time: string): string => time.slice(0, 10);
