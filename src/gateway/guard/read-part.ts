import { type ResponseReader, readResponse, startReading } from '../../reader/index.ts';
import type { Act, Span } from '../../schema/index.ts';
import { type Channel, ToolText } from '../../wire/index.ts';
import { GrowingText } from './growing-text.ts';
import type { Latch } from './guard-policy.ts';
import { isSpoken } from './letter.ts';

/** Maximum length of an open unit's text that waits to be shown to the reader, in UTF-16 code units. */
const MAX_UNREAD_CHARS = 4080;
/** Length beyond which an unfinished unit is read as far as it goes, in UTF-16 code units. */
export const MAX_OPEN_CHARS = 360;
/**
 * Interval at which open units are checked for length, counted from the start of the part so that the result does not
 * depend on the pieces.
 */
export const LOOK_EVERY_CHARS = 120;

/** Receives the acts that settle, in order, and handles an open unit that has become long. */
export interface PartWatcher {
  settled(part: ReadPart, acts: readonly Act[]): void;
  long(part: ReadPart): void;
}

/**
 * Start of a stretch of a part: `start` in the part, `at` in the letter, `edge` in the letter including the gap before
 * it.
 */
interface PartStretch {
  readonly start: number;
  readonly at: number;
  readonly edge: number;
}

/**
 * One part of an answer, read by itself, so that text arriving between its pieces does not tear its sentences. Offsets
 * refer to its own text, in UTF-16 code units, unless they are said to be of the letter.
 */
export class ReadPart {
  readonly isSpoken: boolean;
  readonly isCalled: boolean;
  readonly text = new GrowingText();
  /** Offset before which all units have settled. */
  settled = 0;
  /** Offset before which everything may go out, as far as this part is concerned. */
  cleared = 0;
  /**
   * The latch of the open unit as far as it was read; null if it does not decline. Nothing more goes out before the
   * unit settles.
   */
  declined: Latch | null = null;
  readonly #prompt: string;
  #tool: ToolText | null;
  /** null while asleep; the part then reads on from its open unit. */
  #reader: ResponseReader | null = null;
  /** Offset at which the reader's text begins. */
  #base = 0;
  /** Stretches in order, without those that have settled. */
  readonly #stretches: PartStretch[] = [];
  #received = 0;
  /** Text that the reader has not seen yet, and the length of the part at which it will. */
  #unread = '';
  #readAt = 0;

  /** Offset up to which the open unit was read. */
  #readTo = 0;
  /** The same for reads that were made because the unit was long. */
  #longTo = 0;

  constructor(prompt: string, channel: Channel) {
    this.#prompt = prompt;
    this.isSpoken = isSpoken(channel);
    this.isCalled = channel === 'tool';
    this.#tool = channel === 'tool' ? new ToolText() : null;
  }

  /**
   * Begins or resumes the part at an offset of the letter, after a gap of `gap` characters. `forgets` drops stretches
   * that have settled.
   */
  goOn(at: number, gap: number, forgets: boolean): void {
    const open = this.#stretches.findIndex((_, i) => (this.#stretches[i + 1]?.start ?? Infinity) > this.settled);
    if (forgets && open > 0) this.#stretches.splice(0, open);
    this.#stretches.push({ start: this.#received, at, edge: at - gap });
  }

  /**
   * Continues this part with text that is another part to the client. Used for answers whose parts follow one another.
   */
  join(gap: string, channel: Channel, watcher: PartWatcher): void {
    this.#take(this.#tool?.end() ?? '', watcher);
    this.#tool = channel === 'tool' ? new ToolText() : null;
    this.#received += gap.length;
    this.#take(gap, watcher);
  }

  /** Number of characters received since the part last resumed. */
  get stretchChars(): number {
    return this.#received - this.#stretches.at(-1)!.start;
  }

  /** True if something else came between its pieces. */
  get isResumed(): boolean {
    return this.#stretches.length > 1 || this.#stretches[0]!.start > 0;
  }

  push(piece: string, watcher: PartWatcher): void {
    this.#received += piece.length;
    this.#take(this.#tool === null ? piece : this.#tool.push(piece), watcher);
  }

  #take(text: string, watcher: PartWatcher): void {
    for (let at = 0; at < text.length; ) {
      const next = Math.min(text.length, at + LOOK_EVERY_CHARS - (this.text.length % LOOK_EVERY_CHARS));
      this.#add(text.slice(at, next), watcher);
      at = next;
    }
  }

  #add(piece: string, watcher: PartWatcher): void {
    this.text.add(piece);
    this.#unread += piece;
    const { length } = this.text;
    if (length >= this.#readAt) this.#read(watcher);
    if (length % LOOK_EVERY_CHARS !== 0) return;
    const open = length - this.settled;
    // The reader looks at an open unit from its start. A long unit is shown in larger pieces, so that the cost stays
    // linear.
    if (this.#unread === '')
      this.#readAt =
        open < MAX_OPEN_CHARS
          ? 0
          : length + LOOK_EVERY_CHARS * Math.ceil(Math.min(open / 4, MAX_UNREAD_CHARS) / LOOK_EVERY_CHARS);
    if (length - Math.max(this.#longTo, this.settled) < MAX_OPEN_CHARS) return;
    watcher.long(this);
    this.#longTo = length;
  }

  #read(watcher: PartWatcher): void {
    const piece = this.#reader === null ? this.text.lastChars(this.text.length - this.settled) : this.#unread;
    this.#unread = '';
    watcher.settled(this, this.#moved(this.#awake().push(piece)));
  }

  /**
   * Returns the acts of the open unit as far as it goes. Of a long unit, reads only a stretch that depends on its text
   * alone, so that the cost stays linear.
   */
  readOpen(): readonly Act[] {
    const from = Math.max(this.settled, this.#longTo - MAX_OPEN_CHARS);
    this.#readTo = this.text.length;
    const { acts } = readResponse(this.text.lastChars(this.text.length - from), { prompt: this.#prompt });
    return acts.map((act) => ({ ...act, start: act.start + from, end: act.end + from }));
  }

  /**
   * Ends the part and reports what settles with its end. Acts of the whole text may join settled with unsettled text.
   */
  end(watcher: PartWatcher): ReturnType<ResponseReader['end']> {
    this.#take(this.#tool?.end() ?? '', watcher);
    this.#read(watcher);
    const reading = this.#awake().end();
    const from = this.text.text.slice(this.settled).search(/\S|$/) + this.settled;
    const left = this.#moved(reading.acts).filter(({ end }) => end > from);
    watcher.settled(
      this,
      left.map((act) => ({ ...act, start: Math.max(act.start, from) })),
    );
    return reading;
  }

  /** Gives up the reader. Its knowledge of earlier units is lost; the open unit is not. */
  sleep(): void {
    this.#reader = null;
  }

  #awake(): ResponseReader {
    if (this.#reader === null) {
      this.#reader = startReading({ prompt: this.#prompt });
      this.#base = this.settled;
    }
    return this.#reader;
  }

  #moved(acts: readonly Act[]): readonly Act[] {
    const base = this.#base;
    return base === 0 ? acts : acts.map((act) => ({ ...act, start: act.start + base, end: act.end + base }));
  }

  /** True if there is waiting text that has not been read and that nothing holds. */
  get isUnread(): boolean {
    const { length } = this.text;
    return this.declined === null && this.cleared < length && this.#readTo < length;
  }

  /** Clears everything, even half a character, because another part comes next. */
  clearAll(): void {
    this.cleared = this.#received;
  }

  /**
   * Offset of the letter before which everything may go out, as far as this part is concerned; null if all of it may.
   */
  get frontier(): number | null {
    if (this.cleared >= this.#received) return null;
    const { start, at, edge } = this.#stretchOf(this.cleared);
    return this.cleared === start ? edge : at + this.cleared - start;
  }

  /** Returns the offset in the letter of the character at `offset`. */
  inLetter(offset: number): number {
    const { start, at } = this.#stretchOf(offset);
    return at + offset - start;
  }

  /** Returns the text of a range that lies behind an offset of the letter. */
  behind(from: number, { start, end }: Span): string {
    let own = start;
    while (own < end && this.inLetter(own) < from) own += 1;
    return this.text.text.slice(own, end);
  }

  #stretchOf(offset: number): PartStretch {
    let low = 0;
    for (let high = this.#stretches.length - 1; low < high; ) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#stretches[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#stretches[low]!;
  }
}
