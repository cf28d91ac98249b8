import type { Channel, Piece } from '../../wire/index.ts';

/** Half-open range of UTF-16 code units of a letter. */
export interface LetterRange {
  readonly start: number;
  readonly end: number;
}

/** What a letter grows by. */
export interface LetterAddition {
  /** Tells the part from all others. */
  readonly name: string;
  readonly channel: Channel;
  readonly text: string;
  /** What sets it off from the part before it. */
  readonly gap: string;
  /** Where it stands. */
  readonly range: LetterRange;
}

/** Text of one channel and part: one stretch, or all of it. */
export interface LetterPart {
  readonly channel: Channel;
  readonly part: string;
  readonly text: string;
}

/** Between parts of a letter, so that no sentence runs over from one into the other. */
export const BETWEEN_PARTS = '\n\n';

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

  add({ channel, part, text }: Piece): LetterAddition {
    const last = this.#parts.at(-1);
    const continues = last !== undefined && last.channel === channel && last.part === part;
    if (continues) last.pieces.push(text);
    else if (text !== '') this.#parts.push({ channel, part, pieces: [text] });
    const gap = continues || last === undefined || text === '' ? '' : BETWEEN_PARTS;
    this.#length += gap.length + text.length;
    const range = { start: this.#length - text.length, end: this.#length };
    return { name: `${channel} ${part}`, channel, text, gap, range };
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

  /** The stretches, in order of arrival. */
  parts(): LetterPart[] {
    return this.#parts.map(({ channel, part, pieces }) => ({ channel, part, text: pieces.join('') }));
  }

  /** Each part as a whole, whatever came between its pieces, in order of first arrival. */
  wholes(): LetterPart[] {
    const wholes = new Map<string, { channel: Channel; part: string; pieces: string[] }>();
    for (const { channel, part, pieces } of this.#parts) {
      const name = `${channel} ${part}`;
      const whole = wholes.get(name) ?? { channel, part, pieces: [] };
      wholes.set(name, whole);
      for (const piece of pieces) whole.pieces.push(piece);
    }
    return [...wholes.values()].map(({ channel, part, pieces }) => ({ channel, part, text: pieces.join('') }));
  }
}
