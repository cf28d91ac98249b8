import type { Message, Probe } from '../schema/index.ts';

/** Maximum number of consecutive characters that a message and a question share by chance. */
const BY_CHANCE = 11;
/** The same for scripts in which one character says as much as a word. */
const BY_CHANCE_UNSPACED = 5;

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

/**
 * Returns a failure in a form that may be told to anyone. Servers quote what they were sent, so the message ends where
 * it begins to quote the question. The probe's id is left out, so that the same failure of many probes counts as one.
 */
export function tellable({ en, ja }: Message, { id, text }: Pick<Probe, 'id' | 'text'>): Message {
  const length = (UNSPACED.test(text) ? BY_CHANCE_UNSPACED : BY_CHANCE) + 1;
  const starts = Array.from({ length: Math.max(1, text.length - length + 1) }, (_, i) => text.slice(i, i + length));
  // Our own Japanese words may occur in a question, too; what a server quotes occurs in both languages.
  const quoted = starts.filter((start) => en.includes(start));
  const told = (message: string) => {
    const places = quoted.map((start) => message.indexOf(start)).filter((at) => at >= 0);
    return places.length === 0 ? message : `${message.slice(0, Math.min(...places))}[…]`;
  };
  return { en: told(en).replaceAll(`"${id}"`, 'a question'), ja: told(ja).replaceAll(`「${id}」`, '質問') };
}
