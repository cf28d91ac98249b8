/**
 * Renders a table in GitHub-flavoured Markdown; the first `left` columns are texts, the others numbers. Cells are
 * Markdown.
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { left = 1 }: { readonly left?: number } = {},
): string {
  if (rows.length === 0) return '';
  const rule = head.map((_, i) => (i < left ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const markdownList = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Renders a block of text verbatim. No line may begin with a fence. */
export const codeBlock = (lines: readonly string[], language = 'text'): string =>
  lines.length === 0 ? '' : ['```'.concat(language), ...lines, '```'].join('\n');

/** Joins parts with blank lines; empty ones are left out. */
export const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** Returns a heading and what belongs under it; nothing if that is empty. */
export const markdownSection = (title: string, parts: readonly string[]): string => {
  const body = paragraphs(parts);
  return body === '' ? '' : `## ${title}\n\n${body}`;
};

/** Escapes titles and names of machines, so that no mark in them is rendered and no table is broken. */
export function literally(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~]/g, (mark) => `\\${mark}`)
    .replace(/@/g, '@\u200b');
}
