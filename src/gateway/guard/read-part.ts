import { type ResponseReader, readResponse, startReading } from '../../reader/index.ts';
import type { Act, Span } from '../../schema/index.ts';
import { type Channel, ToolText } from '../../wire/index.ts';
import { GrowingText } from './growing-text.ts';
import type { Latch } from './guard-policy.ts';
import { isSpoken } from './letter.ts';

/** Of a long open unit, no more than this waits to be shown to the reader, in UTF-16 code units. */
const MAX_UNREAD_CHARS = 4080;
/** An unfinished unit longer than this is read as far as it goes, in UTF-16 code units. */
export const MAX_OPEN_CHARS = 360;
/** Whether a unit is too long is looked at where the part has a multiple of this many, so that it does not depend on the pieces. */
export const LOOK_EVERY_CHARS = 120;

/** What takes the acts that settle, in order, and looks at an open unit that has become long. */
export interface PartWatcher {
  settled(part: ReadPart, acts: readonly Act[]): void;
  long(part: ReadPart): void;
}

/** Where a stretch of a part begins: here, in the letter, and in the letter with what sets it off. */
interface PartStretch {
  readonly start: number;
  readonly at: number;
  readonly edge: number;
}

/**
 * One part of an answer, read by itself: whatever comes between its pieces, its sentences are not torn. Offsets are of its own text, in UTF-16
 * code units, unless they are said to be of the letter.
 */
export class ReadPart {
  readonly isSpoken: boolean;
  readonly isCalled: boolean;
  readonly text = new GrowingText();
  /** The units before it have settled. */
  settled = 0;
  /** Everything before it may go out, as far as this part is concerned. */
  cleared = 0;
  /** How the open unit declines as far as it was read; null where it does not. Nothing more goes out before it settles. */
  declined: Latch | null = null;
  readonly #prompt: string;
  #tool: ToolText | null;
  /** null: it is asleep, and reads on from the unit that is open. */
  #reader: ResponseReader | null = null;
  /** Where the reader's text begins. */
  #base = 0;
  /** Stretches in order, but for those that settled. */
  readonly #stretches: PartStretch[] = [];
  #received = 0;
  /** What the reader has not seen yet, and from which length on it does. */
  #unread = '';
  #readAt = 0;

  /** The open unit was read up to here. */
  #readTo = 0;
  /** The same, where it was read because it was long. */
  #longTo = 0;

  constructor(prompt: string, channel: Channel) {
    this.#prompt = prompt;
    this.isSpoken = isSpoken(channel);
    this.isCalled = channel === 'tool';
    this.#tool = channel === 'tool' ? new ToolText() : null;
  }

  /** It begins or goes on, at this offset of the letter, set off by so many characters. `forgets`: nobody asks for what has settled. */
  goOn(at: number, gap: number, forgets: boolean): void {
    const open = this.#stretches.findIndex((_, i) => (this.#stretches[i + 1]?.start ?? Infinity) > this.settled);
    if (forgets && open > 0) this.#stretches.splice(0, open);
    this.#stretches.push({ start: this.#received, at, edge: at - gap });
  }

  /** What is another part to the client goes on as this one: what is read of an answer whose parts come one after the other. */
  join(gap: string, channel: Channel, watcher: PartWatcher): void {
    this.#take(this.#tool?.end() ?? '', watcher);
    this.#tool = channel === 'tool' ? new ToolText() : null;
    this.#received += gap.length;
    this.#take(gap, watcher);
  }

  /** How much of it has come since it last went on. */
  get stretchChars(): number {
    return this.#received - this.#stretches.at(-1)!.start;
  }

  /** Whether something else came between its pieces. */
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
    // The reader looks at an open unit from its start: so that the cost stays linear, a long one is shown in larger pieces.
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

  /** What the open unit does as far as it goes. Of a long one a stretch that depends on its text alone: the cost stays linear. */
  readOpen(): readonly Act[] {
    const from = Math.max(this.settled, this.#longTo - MAX_OPEN_CHARS);
    this.#readTo = this.text.length;
    const { acts } = readResponse(this.text.lastChars(this.text.length - from), { prompt: this.#prompt });
    return acts.map((act) => ({ ...act, start: act.start + from, end: act.end + from }));
  }

  /** The part is over: what settles with its end. Acts of the whole join what settled before with what did not. */
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

  /** Gives up the reader. What it knew of the units before is lost; the open unit is not. */
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

  /** Whether text waits that was not read yet, and that nothing holds. */
  get isUnread(): boolean {
    const { length } = this.text;
    return this.declined === null && this.cleared < length && this.#readTo < length;
  }

  /** All of it may go out, and half a character too: another part comes next. */
  clearAll(): void {
    this.cleared = this.#received;
  }

  /** Everything before this offset of the letter may go out, as far as this part is concerned; null: all of it. */
  get frontier(): number | null {
    if (this.cleared >= this.#received) return null;
    const { start, at, edge } = this.#stretchOf(this.cleared);
    return this.cleared === start ? edge : at + this.cleared - start;
  }

  /** Where the character at an offset stands in the letter. */
  inLetter(offset: number): number {
    const { start, at } = this.#stretchOf(offset);
    return at + offset - start;
  }

  /** What of a range of it stands behind an offset of the letter. */
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
