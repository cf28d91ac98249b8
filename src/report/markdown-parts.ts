/** A table of GitHub-flavoured Markdown; the first `left` columns are texts, the others numbers. Cells are Markdown. */
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

/** A block of text as it is. No line may begin with a fence. */
export const codeBlock = (lines: readonly string[], language = 'text'): string =>
  lines.length === 0 ? '' : ['```'.concat(language), ...lines, '```'].join('\n');

/** Parts one after the other; empty ones are left out. */
export const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** A heading and what is beneath it; nothing where nothing is. */
export const markdownSection = (title: string, parts: readonly string[]): string => {
  const body = paragraphs(parts);
  return body === '' ? '' : `## ${title}\n\n${body}`;
};

/** Titles and names of machines, as they are: no mark of them is rendered, no table broken. */
export function literally(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~]/g, (mark) => `\\${mark}`)
    .replace(/@/g, '@\u200b');
}
