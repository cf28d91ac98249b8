/**
 * Returns the text of the first element of a name, if it holds only text; null otherwise. S3 answers have no prefixes
 * or CDATA.
 */
export function xmlText(xml: string, name: string): string | null {
  const start = xml.indexOf(`<${name}>`);
  if (start < 0) return null;
  const from = start + name.length + 2;
  const end = xml.indexOf('<', from);
  return end >= 0 && xml.startsWith(`</${name}>`, end) ? unescaped(xml.slice(from, end)) : null;
}

/** Returns the content of each element of a name, in order; such elements must not be nested in each other. */
export function xmlParts(xml: string, name: string): string[] {
  const parts: string[] = [];
  const close = `</${name}>`;
  for (let at = 0; ; ) {
    const start = xml.indexOf(`<${name}>`, at);
    const end = start < 0 ? -1 : xml.indexOf(close, start);
    if (end < 0) return parts;
    parts.push(xml.slice(start + name.length + 2, end));
    at = end + close.length;
  }
}

/** Escapes a text for use in an element. */
export function xmlEscaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(\w{2,4}));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : all;
  });
}
