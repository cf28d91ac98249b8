import { xmlAttribute, xmlContent } from '../../xml-text.ts';

/**
 * Markup of one element. Attributes are escaped here; `content` is markup already: of elements, or of `escaped`. Numbers are rounded to a tenth,
 * and one that is none becomes 0, so that no data can break a picture.
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

/** A text as markup. */
export const escaped = xmlContent;

/** To a tenth of a unit: finer than any screen shows, and the same digits on every machine. */
export function rounded(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 10) / 10 + 0) : '0';
}

/** From one point straight to another. */
export type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

/** Strokes of one kind, as one element: a page has many. */
export function strokes(kind: string, all: readonly Stroke[]): string {
  const d = all.map(([x1, y1, x2, y2]) => `M${rounded(x1)} ${rounded(y1)}L${rounded(x2)} ${rounded(y2)}`).join('');
  return d === '' ? '' : element('path', { class: kind, d });
}

export const line = (kind: string, ...stroke: Stroke): string => strokes(kind, [stroke]);
