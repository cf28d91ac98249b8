import { xmlAttribute } from '../xml-text.ts';

/** A piece of HTML. Made by `html` alone, so that a text never becomes one. */
export interface Markup {
  readonly markup: string;
}

/** What stands in a template: texts are escaped, pieces are not, lists are put in a row, null is nothing. */
type TemplatePart = string | number | Markup | null | readonly TemplatePart[];

/**
 * HTML from a template. Every value is escaped for text and for attributes in double quotes; nothing else may hold one.
 *
 * @example
 * html`<p title="${name}">${text}</p>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly TemplatePart[]): Markup {
  return { markup: strings.reduce((text, string, i) => text + written(parts[i - 1] ?? null) + string) };
}

/** Markup of a function that escapes by itself, as the charts do. */
export const trusted = (markup: string): Markup => ({ markup });

function written(part: TemplatePart): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return xmlAttribute(String(part)).replaceAll('&#10;', '\n');
  if ('markup' in part) return part.markup;
  return part.map(written).join('');
}
