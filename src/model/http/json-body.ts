/** Some servers on Windows put a byte order mark in front. */
const BOM = /^\uFEFF/;

/** Parses JSON, or returns undefined (which no server can send) if the text is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(BOM, ''));
  } catch {
    return undefined;
  }
}
