import { xmlAttribute } from '../xml-text.ts';

/** A piece of HTML. Only `html` and `trusted` make one, so that a text never becomes one. */
export interface Markup {
  readonly markup: string;
}

/** A value in a template: texts are escaped, pieces are not, lists are joined, null is nothing. */
type TemplatePart = string | number | Markup | null | readonly TemplatePart[];

/**
 * Makes HTML from a template. Every value is escaped for text and for attributes in double quotes; nothing else may
 * contain a value.
 *
 * @example
 * html`<p title="${name}">${text}</p>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly TemplatePart[]): Markup {
  return { markup: strings.reduce((text, string, i) => text + written(parts[i - 1] ?? null) + string) };
}

/** Takes markup from a function that escapes by itself, as the charts do. */
export const trusted = (markup: string): Markup => ({ markup });

function written(part: TemplatePart): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return xmlAttribute(String(part)).replaceAll('&#10;', '\n');
  if ('markup' in part) return part.markup;
  return part.map(written).join('');
}
