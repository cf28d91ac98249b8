import type { Message } from './message.ts';

/** A place in a text that something else is put into. */
const PLACE = /\{(\w+)\}/g;

/** Puts values into the `{places}` of a text. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(PLACE, (_, name: string) => String(values[name]));
}

/**
 * Finds the Japanese of English texts that were made of templates: for contracts that hold English only. What none of the templates
 * makes stays as it is; the first that fits is taken. What stands in a place named `reason` is of the same kind.
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
