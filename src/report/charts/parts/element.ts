import { xmlAttribute, xmlContent } from '../../xml-text.ts';

/**
 * Returns the markup of one element. Attributes are escaped here; `content` must already be markup, of elements or of
 * `escaped`. Numbers are rounded to a tenth, and any that is not finite becomes 0, so that no data can break a picture.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : xmlAttribute(value ?? '')}"`);
  const inner = content.join('');
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
}

/** Returns a text as markup. */
export const escaped = xmlContent;

/** Rounds to a tenth of a unit: finer than any screen shows, and the same digits on every machine. */
export function rounded(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 10) / 10 + 0) : '0';
}

/** A straight line from one point to another. */
export type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

/** Draws strokes of one kind as a single element, because a page has many. */
export function strokes(kind: string, all: readonly Stroke[]): string {
  const d = all.map(([x1, y1, x2, y2]) => `M${rounded(x1)} ${rounded(y1)}L${rounded(x2)} ${rounded(y2)}`).join('');
  return d === '' ? '' : element('path', { class: kind, d });
}

export const line = (kind: string, ...stroke: Stroke): string => strokes(kind, [stroke]);
