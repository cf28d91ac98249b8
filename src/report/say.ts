import type { Message } from '../schema/index.ts';
import { grouped } from './numbers.ts';
import { fill } from './texts.ts';

/** Values for the places of a text: numbers are grouped, messages give each language its own value. */
export type SaidValues = Readonly<Record<string, string | number | Message>>;

/** Fills a text with its values, in both languages. */
export function say(text: Message, values: SaidValues): Message {
  return { en: fill(text.en, valuesIn('en', values)), ja: fill(text.ja, valuesIn('ja', values)) };
}

function valuesIn(lang: keyof Message, values: SaidValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? grouped(value) : typeof value === 'string' ? value : value[lang],
    ]),
  );
}

/** The empty message, for when there is nothing to say. */
export const NOTHING: Message = { en: '', ja: '' };
