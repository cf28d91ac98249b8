/** Characters that frame JSON. They are replaced with line ends, so that a sentence inside is read on its own. */
const FRAME = /[{}[\]"]/g;
const ESCAPE = /\\(?:u([\da-f]{4})|(.))/gis;
/** Invisible character that the reader skips. */
const FILLER = '\u200b';
/** An escape that is still incomplete. */
const OPEN_ESCAPE = /(?<!\\)(?:\\\\)*(\\(?:u[\da-f]{0,3})?)$/i;

/**
 * Returns the arguments of a call in readable form: the strings of the JSON without its framing. The length is
 * unchanged, so offsets stay valid.
 */
export function readableToolText(text: string): string {
  return text
    .replace(ESCAPE, (code: string, hex: string | undefined, sign: string | undefined) => {
      const told = hex === undefined ? (ESCAPED[sign!] ?? sign!) : String.fromCharCode(Number.parseInt(hex, 16));
      return told === '"' ? "'".padEnd(code.length, FILLER) : told.padEnd(code.length, FILLER);
    })
    .replace(FRAME, '\n');
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: ' ', b: ' ', f: ' ' };

/**
 * Converts arguments that arrive in pieces to readable form; an incomplete escape is held back until its end arrives.
 */
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
