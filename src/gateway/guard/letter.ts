import type { Channel, Piece } from '../../wire/index.ts';

/** Half-open range of UTF-16 code units of a letter. */
export interface LetterRange {
  readonly start: number;
  readonly end: number;
}

/** An addition to a letter. */
export interface LetterAddition {
  /** Identifies the part. */
  readonly name: string;
  readonly channel: Channel;
  readonly text: string;
  /** Text that sets it off from the part before it. */
  readonly gap: string;
  /** Its place in the letter. */
  readonly range: LetterRange;
}

/** Text of one channel and part: one stretch, or all of it. */
export interface LetterPart {
  readonly channel: Channel;
  readonly part: string;
  readonly text: string;
}

/** Separates the parts of a letter, so that no sentence runs from one into the next. */
export const BETWEEN_PARTS = '\n\n';

/** Reports whether a channel is addressed to the client; reasoning and tool calls are not meant for a person. */
export const isSpoken = (channel: Channel): boolean => channel === 'content' || channel === 'refusal';

/** Everything an answer says, on all channels, in order of arrival. */
export class Letter {
  readonly #parts: { channel: Channel; part: string; pieces: string[] }[] = [];
  #length = 0;

  /** Number of UTF-16 code units so far. */
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

  /** Returns the whole text. */
  text(): string {
    return this.parts()
      .map(({ text }) => text)
      .join(BETWEEN_PARTS);
  }

  /** Returns what was said to the client before an offset (UTF-16 code units), without reasoning and tool calls. */
  spokenBefore(offset: number): string {
    let start = 0;
    const spoken: string[] = [];
    for (const { channel, text } of this.parts()) {
      if (isSpoken(channel)) spoken.push(text.slice(0, Math.max(0, offset - start)));
      start += text.length + BETWEEN_PARTS.length;
    }
    return spoken.filter((text) => text !== '').join(BETWEEN_PARTS);
  }

  /** Returns the stretches, in order of arrival. */
  parts(): LetterPart[] {
    return this.#parts.map(({ channel, part, pieces }) => ({ channel, part, text: pieces.join('') }));
  }

  /** Returns each part as a whole, regardless of what came between its pieces, in order of first arrival. */
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
