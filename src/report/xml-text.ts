/**
 * Escapes text for XML; characters that XML 1.0 cannot hold even escaped are replaced. A carriage return is escaped,
 * since a parser would read it as a line feed (XML 1.0, 2.11).
 */
export function xmlContent(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;');
}

/** Escapes text for an attribute in double quotes, where a parser would read tabs and line feeds as spaces (3.3.3). */
export const xmlAttribute = (text: string): string =>
  xmlContent(text).replace(/"/g, '&quot;').replace(/\t/g, '&#9;').replace(/\n/g, '&#10;');
