import { type UnreadReason, unread } from '../../schema/index.ts';
import { afterComments } from './json-comments.ts';

/** Extensions that promise rows; such a file is taken at its word unless it opens like something else. */
const OF_ROWS = /\.(?:jsonl|ndjson|json|csv|tsv)$/;

const XML_DECLARATION = /^\s*<\?xml\b/;
const XML_ROOT = /^\s*<([A-Za-z_][\w.-]{0,60})(?:\s[^<>]{0,999})?>/;
/** The head of a TOML table. A list of JSON may look like one, but no line after it has an equals sign. */
const TOML_HEAD = /^\s*\[{1,2}[A-Za-z_][\w.-]{0,99}\]{1,2}[ \t]*\r?\n/;
const TOML_VALUE = /\n[ \t]*[\w.-]{1,99}[ \t]*=[ \t]*\S/;

/**
 * Returns what a text looks like, as the reason why its lines are not rows; undefined if it looks like data. It only
 * words the reason for what cannot be decoded: a line that is a row is read all the same. `text`: the beginning of the
 * file. `name`: in lower case, without a compression extension.
 */
export function lookOf(text: string, name: string): UnreadReason | undefined {
  if (isXml(text, name)) return unread('looksOther', { kind: 'XML' });
  if (isToml(text, name)) return unread('looksOther', { kind: 'TOML' });
  if (isCommented(text)) return unread('jsonComment');
  if (OF_ROWS.test(name) || /^\s*[[{]/.test(text)) return undefined;
  if (/\.(?:md|markdown|mdx)$/.test(name)) return unread('looksOther', { kind: 'Markdown' });
  return isTable(text) ? undefined : unread('looksText');
}

function isXml(text: string, name: string): boolean {
  if (name.endsWith('.xml') || XML_DECLARATION.test(text)) return true;
  const root = OF_ROWS.test(name) ? undefined : XML_ROOT.exec(text)?.[1];
  return root !== undefined && text.includes(`</${root}>`);
}

const isToml = (text: string, name: string): boolean =>
  name.endsWith('.toml') || (!OF_ROWS.test(name) && TOML_HEAD.test(text) && TOML_VALUE.test(text));

/** JSON in one piece behind comments. JSON Lines behind a comment are read, without that line. */
function isCommented(text: string): boolean {
  const begun = afterComments(text);
  if (begun === null || !/^[[{]/.test(begun)) return false;
  try {
    JSON.parse(begun.split('\n', 1)[0]!);
    return false;
  } catch {
    return true;
  }
}

/** Number of lines that are compared. */
const COMPARED = 20;

/**
 * Reports whether the first line may be the header of a table: it has a separator as often as most other lines. Tabs
 * are rare in prose, and quoted cells may hold line breaks.
 */
function isTable(text: string): boolean {
  const lines = text.split('\n', 4 * COMPARED).filter((line) => line.trim() !== '');
  const [header = '', ...others] = lines.slice(0, COMPARED);
  if (header.includes('\t')) return true;
  const separator = [',', ';'].find((one) => header.includes(one));
  if (separator === undefined) return false;
  const cells = (line: string) => line.split(separator).length;
  const alike = others.filter((line) => cells(line) === cells(header)).length;
  return /(?:^|[,;])"/m.test(text) || 2 * alike >= others.length;
}
