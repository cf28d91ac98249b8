import { type Channel, type Piece, readableToolText } from '../../wire/index.ts';

/** Half-open range of UTF-16 code units of a letter. */
export interface LetterRange {
  readonly start: number;
  readonly end: number;
}

/** Text of one channel and part that stands in one stretch. */
export interface LetterPart {
  readonly channel: Channel;
  readonly part: string;
  readonly text: string;
}

/** Between parts of a letter, so that no sentence runs over from one into the other. */
const BETWEEN_PARTS = '\n\n';

/** Whether the client is told this: reasoning and calls of tools are not for a person. */
export const isSpoken = (channel: Channel): boolean => channel === 'content' || channel === 'refusal';

/** Everything that an answer says, of all channels, in order of arrival. */
export class Letter {
  readonly #parts: { channel: Channel; part: string; pieces: string[] }[] = [];
  #length = 0;

  /** UTF-16 code units so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds a piece. `added`: what the letter grew by, as it is to be read; `range`: where the piece's own text stands. */
  add({ channel, part, text }: Piece): { readonly added: string; readonly range: LetterRange } {
    const last = this.#parts.at(-1);
    const continues = last !== undefined && last.channel === channel && last.part === part;
    if (continues) last.pieces.push(text);
    else if (text !== '') this.#parts.push({ channel, part, pieces: [text] });
    const read = channel === 'tool' ? readableToolText(text) : text;
    const added = continues || last === undefined || text === '' ? read : BETWEEN_PARTS + read;
    this.#length += added.length;
    return { added, range: { start: this.#length - text.length, end: this.#length } };
  }

  /** The whole text. */
  text(): string {
    return this.parts()
      .map(({ text }) => text)
      .join(BETWEEN_PARTS);
  }

  /** What stands before an offset (UTF-16 code units) and was said to the client: no reasoning, no calls of tools. */
  spokenBefore(offset: number): string {
    let start = 0;
    const spoken: string[] = [];
    for (const { channel, text } of this.parts()) {
      if (isSpoken(channel)) spoken.push(text.slice(0, Math.max(0, offset - start)));
      start += text.length + BETWEEN_PARTS.length;
    }
    return spoken.filter((text) => text !== '').join(BETWEEN_PARTS);
  }

  parts(): LetterPart[] {
    return this.#parts.map(({ channel, part, pieces }) => ({ channel, part, text: pieces.join('') }));
  }
}
