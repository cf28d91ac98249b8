import type { Lang } from '../../schema/index.ts';

/** Control characters, and those that turn the direction of what follows: what a record says must not steer a terminal. */
const STEERING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text of a record, safe to print: tabs and line ends stay. */
export const printable = (text: string): string => text.replace(STEERING, '\ufffd');

/** The same in one line. */
export const printableLine = (text: string): string => printable(text).replace(/[\t\n]+/g, ' ');

const MASK = /\[masked: (\d+) characters\]/g;

/** Masks in the words of the reader's language. */
export const withMasksIn = (lang: Lang, text: string): string =>
  lang === 'en' ? text : text.replace(MASK, (_, characters: string) => `［伏せ字：${characters} 文字］`);
