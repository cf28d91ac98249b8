declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const utf8 = new TextEncoder();

/** An event of a `text/event-stream` as text, with the blank line that ends it. `event` is '' where it has no name. */
export function eventText(data: string, event = ''): string {
  const name = event === '' ? '' : `event: ${event.replace(/[\r\n]+/g, ' ')}\n`;
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${name}${lines.join('')}\n`;
}

export function encodeEvent(data: string, event = ''): Uint8Array {
  return utf8.encode(eventText(data, event));
}

/** A comment: every client ignores it, so it keeps a silent stream alive. */
export function encodeComment(text: string): Uint8Array {
  const lines = text.split(/\r\n|\r|\n/).map((line) => `: ${line}\n`);
  return utf8.encode(`${lines.join('')}\n`);
}

export function encodeText(text: string): Uint8Array {
  return utf8.encode(text);
}
