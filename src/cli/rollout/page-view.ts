import { type Style, wrap } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

/** Language, style and width of a page. */
export interface PageView {
  readonly lang: Lang;
  readonly style: Style;
  readonly width: number;
}

export const pageView = (flags: SharedFlags, lang: Lang): PageView => ({
  lang,
  style: terminalStyle(flags.color, process.env),
  width: Math.min(100, Math.max(60, terminalWidth())),
});

/** Wraps a sentence with its label; later lines are indented under the first. */
export function sentence(label: string, text: string, { width, lang }: PageView, indent = '  '): string[] {
  const colon = lang === 'ja' ? '：' : ': ';
  const [first = '', ...rest] = wrap(`${label}${label === '' ? '' : colon}${text}`, width - indent.length - 2);
  return [indent + first, ...rest.map((line) => `${indent}  ${line}`)];
}
