/** Escapes text for XML; characters that XML 1.0 cannot hold even escaped are replaced. */
export function xmlContent(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Escapes text for an attribute in double quotes. */
export const xmlAttribute = (text: string): string => xmlContent(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;');
