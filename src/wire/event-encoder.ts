declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const utf8 = new TextEncoder();

/**
 * Returns an event of a `text/event-stream` as text, including the blank line that ends it. `event` is '' for an
 * unnamed event.
 */
export function eventText(data: string, event = ''): string {
  const name = event === '' ? '' : `event: ${event.replace(/[\r\n]+/g, ' ')}\n`;
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${name}${lines.join('')}\n`;
}

export function encodeEvent(data: string, event = ''): Uint8Array {
  return utf8.encode(eventText(data, event));
}

/** Encodes a comment, which every client ignores, to keep a silent stream alive. */
export function encodeComment(text: string): Uint8Array {
  const lines = text.split(/\r\n|\r|\n/).map((line) => `: ${line}\n`);
  return utf8.encode(`${lines.join('')}\n`);
}

export function encodeText(text: string): Uint8Array {
  return utf8.encode(text);
}
