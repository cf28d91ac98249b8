import type { Message } from './message.ts';

/** A placeholder in a text that a value is put into. */
const PLACE = /\{(\w+)\}/g;

/** Puts values into the `{places}` of a text. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(PLACE, (_, name: string) => String(values[name]));
}

/**
 * Returns a function that finds the Japanese of English texts made from templates, for contracts that hold English
 * only. A text that fits no template stays as it is; the first template that fits is used. The value of a place named
 * `reason` is translated in the same way.
 */
export function japaneseBy(templates: readonly Message[]): (english: string) => string {
  const patterns = templates.map(({ en, ja }) => {
    const pieces = en.split(PLACE).map((piece, i) => (i % 2 === 1 ? `(?<${piece}>.*)` : literal(piece)));
    return { pattern: new RegExp(`^${pieces.join('')}$`, 's'), ja };
  });
  const japanese = (english: string): string => {
    for (const { pattern, ja } of patterns) {
      const found = pattern.exec(english);
      if (found === null) continue;
      const { reason, ...values } = found.groups ?? {};
      return filled(ja, reason === undefined ? values : { ...values, reason: japanese(reason) });
    }
    return english;
  };
  return japanese;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
