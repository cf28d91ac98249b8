import type { Lang } from '../../schema/index.ts';

/** Control characters, and those that change the direction of following text: a record must not steer a terminal. */
const STEERING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Makes a text of a record safe to print; keeps tabs and line breaks. */
export const printable = (text: string): string => text.replace(STEERING, '\ufffd');

/** Does the same on one line. */
export const printableLine = (text: string): string => printable(text).replace(/[\t\n]+/g, ' ');

const MASK = /\[masked: (\d+) characters\]/g;

/** Translates masks into the reader's language. */
export const withMasksIn = (lang: Lang, text: string): string =>
  lang === 'en' ? text : text.replace(MASK, (_, characters: string) => `［伏せ字：${characters} 文字］`);
