/** Ends of lines in place of what frames JSON, so that a sentence in it is read as one. */
const FRAME = /[{}[\]"]/g;
const ESCAPE = /\\(?:u([\da-f]{4})|(.))/gis;
/** Seen by nobody, and passed over by the reader. */
const FILLER = '\u200b';
/** An escape that has not ended yet. */
const OPEN_ESCAPE = /(?<!\\)(?:\\\\)*(\\(?:u[\da-f]{0,3})?)$/i;

/** The arguments of a call as they are read: the strings of JSON without its frame, of the same length, so that offsets stay. */
export function readableToolText(text: string): string {
  return text
    .replace(ESCAPE, (code: string, hex: string | undefined, sign: string | undefined) => {
      const told = hex === undefined ? (ESCAPED[sign!] ?? sign!) : String.fromCharCode(Number.parseInt(hex, 16));
      return told === '"' ? "'".padEnd(code.length, FILLER) : told.padEnd(code.length, FILLER);
    })
    .replace(FRAME, '\n');
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: ' ', b: ' ', f: ' ' };

/** The same of arguments that come in pieces: an escape waits for its end. */
export class ToolText {
  #open = '';

  push(piece: string): string {
    const text = this.#open + piece;
    this.#open = OPEN_ESCAPE.exec(text)?.[1] ?? '';
    return readableToolText(text.slice(0, text.length - this.#open.length));
  }

  end(): string {
    const rest = this.#open;
    this.#open = '';
    return readableToolText(rest);
  }
}
