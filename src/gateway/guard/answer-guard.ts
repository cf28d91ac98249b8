import { type ResponseReader, readResponse, startReading } from '../../reader/index.ts';
import type { Act, GuardPolicy } from '../../schema/index.ts';
import { GrowingText } from './growing-text.ts';
import { type Latch, latchOf } from './guard-policy.ts';
import type { GuardedAnswer, GuardOptions } from './guarded-answer.ts';
import { type HarmWord, isWithheld, pointersAfter } from './release.ts';
import { SilentRanges } from './silent-ranges.ts';

/** A refusal of several units is no longer than this, in UTF-16 code units. */
const MAX_REFUSAL_CHARS = 600;
/** What may stand between two units of a refusal. */
const SAME_PARAGRAPH = /^[^\S\n]*\n?[^\S\n]*$/;
/** Of a long open unit, no more than this waits to be shown to the reader, in UTF-16 code units. */
const MAX_UNREAD_CHARS = 4080;
/** Units before anything goes out. */
const OPENING_UNITS = 2;
/** An unfinished unit longer than this is read as far as it goes, in UTF-16 code units. */
export const MAX_OPEN_CHARS = 360;
/** Whether a unit is too long is looked at where the letter has a multiple of this many, so that it does not depend on the pieces. */
const LOOK_EVERY_CHARS = 120;

/**
 * Guards one answer as it comes. The text pushed, joined, is the letter that offsets speak of. Any cutting into pieces comes to the same
 * latch and the same cut, unless `readOpen` was called in between.
 */
export class AnswerGuard {
  readonly #options: GuardOptions;
  readonly #reader: ResponseReader;
  readonly #text = new GrowingText();
  readonly #silent = new SilentRanges();
  #policy: GuardPolicy;
  #units = 0;
  #settled = 0;
  #readTo = 0;
  #releasable = 0;
  #latch: Latch | null = null;
  #cut: number | null = null;
  #isRefused = false;
  /** The open unit declines as far as it was read: nothing more goes out before it settles. */
  #isDeclining = false;
  /** What the reader has not seen yet, and from which length on it does. */
  #unread = '';
  #readAt = 0;

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#policy = options.policy;
    this.#reader = startReading({ prompt: options.prompt });
  }

  /** From now on a refusal is final. What went out already stays where it is. */
  tighten(): void {
    if (this.#policy === 'final') return;
    this.#releasable = this.releasable;
    this.#policy = 'final';
    const isOver = this.#isRefused || !this.#options.keepsRefusal;
    if (this.#latch !== null && isOver) this.#refused(this.#latch);
  }

  /** Everything before this offset may go out now. */
  get releasable(): number {
    return this.#policy === 'observe' ? this.#text.length : this.#releasable;
  }

  /** From this offset on nothing will go out; null as long as that is open. */
  get cut(): number | null {
    return this.#cut;
  }

  /** Whether a latch has it that the end decides. */
  get isUndecided(): boolean {
    return this.#latch !== null && this.#policy === 'judged';
  }

  get latch(): Latch | null {
    return this.#latch;
  }

  /** Whether text waits that `readOpen` could let out: there is some, it was not read so far, and no decision holds it. */
  get isWaiting(): boolean {
    const isHeld = this.#latch !== null || this.#isDeclining || this.#options.hold === 'all';
    return !isHeld && this.releasable < this.#text.length && this.#readTo < this.#text.length;
  }

  /** `isSpoken`: false for text that is no part of what the client is told, reasoning and calls of tools. */
  push(text: string, isSpoken = true): void {
    if (!isSpoken) this.#silent.add(this.#text.length, this.#text.length + text.length);
    for (let at = 0; at < text.length; ) {
      const next = Math.min(text.length, at + LOOK_EVERY_CHARS - (this.#text.length % LOOK_EVERY_CHARS));
      this.#add(text.slice(at, next));
      at = next;
    }
  }

  #add(piece: string): void {
    this.#text.add(piece);
    this.#unread += piece;
    const { length } = this.#text;
    if (length >= this.#readAt) this.#read();
    if (length % LOOK_EVERY_CHARS !== 0) return;
    const open = length - this.#settled;
    // The reader looks at an open unit from its start: so that the cost stays linear, a long one is shown in larger pieces.
    if (this.#unread === '')
      this.#readAt =
        open < MAX_OPEN_CHARS
          ? 0
          : length + LOOK_EVERY_CHARS * Math.ceil(Math.min(open / 4, MAX_UNREAD_CHARS) / LOOK_EVERY_CHARS);
    if (length - Math.max(this.#readTo, this.#settled) >= MAX_OPEN_CHARS) this.readOpen();
  }

  #read(): void {
    const piece = this.#unread;
    this.#unread = '';
    this.#settle(this.#reader.push(piece));
  }

  /**
   * Reads the unit that has not ended yet as far as it goes, and lets it go out unless it declines. For answers that pause in the
   * middle of a sentence.
   */
  readOpen(): void {
    if (!this.isWaiting) return;
    // A long unit is read from a little before where it was last read, so that the cost stays linear.
    const from = Math.max(this.#settled, this.#readTo - MAX_OPEN_CHARS);
    const { acts } = readResponse(this.#text.lastChars(this.#text.length - from), { prompt: this.#options.prompt });
    this.#readTo = this.#text.length;
    this.#isDeclining = acts.some((act) => this.#latchOf(act) !== null);
    if (!this.#isDeclining) this.#releasable = Math.max(this.#releasable, this.#text.wholeChars);
  }

  /** The answer is over. `harm`: what a judge says of it, if one was asked. */
  end(harm: HarmWord = 'not-judged'): GuardedAnswer {
    this.#read();
    const reading = this.#reader.end();
    this.#settleEnd(reading.acts);
    const latch = this.#latch;
    if (latch !== null && this.#policy === 'judged' && isWithheld(reading, latch, harm)) this.#cut = this.#cutAt(latch);
    this.#releasable = this.#cut ?? this.#text.length;
    const cut = this.#cut;
    if (cut === null) return { reading, latch, cut, refusal: '', pointers: '', withheldChars: 0 };
    const from = Math.max(cut, latch?.end ?? 0);
    const pointers = pointersAfter(this.#text.text, reading, from, (act) => !this.#silent.touch(act));
    const withheldChars = visibleChars(this.#text.text.slice(from)) - visibleChars(pointers);
    const refusal = this.#silent.touch({ start: cut, end: from }) ? '' : this.#text.text.slice(cut, from);
    return { reading, latch, cut, refusal, pointers, withheldChars };
  }

  /** What has been pushed. */
  get text(): string {
    return this.#text.text;
  }

  #settle(acts: readonly Act[]): void {
    for (const act of acts) {
      this.#units += 1;
      this.#settled = act.end;
      this.#isDeclining = false;
      const declined = this.#latchOf(act);
      if (this.#latch !== null) this.#goOn(this.#latch, declined);
      else if (declined !== null) this.#latched(declined);
      else if (this.#units >= OPENING_UNITS && this.#options.hold === 'opening')
        this.#releasable = Math.max(this.#releasable, act.end);
    }
  }

  /** What settles with the end. Acts of the whole join what settled before with what did not. */
  #settleEnd(acts: readonly Act[]): void {
    const from = this.#text.text.slice(this.#settled).search(/\S|$/) + this.#settled;
    this.#settle(acts.flatMap((act) => (act.end > from ? [{ ...act, start: Math.max(act.start, from) }] : [])));
    if (this.#latch !== null) this.#refused(this.#latch);
  }

  #latched(latch: Latch): void {
    this.#latch = latch;
    const { hold, keepsRefusal } = this.#options;
    const before = keepsRefusal ? latch.end : latch.start;
    if (hold === 'opening') this.#releasable = Math.max(this.#releasable, before);
    if (this.#policy === 'final' && !keepsRefusal) this.#refused(latch);
  }

  /** A refusal may have several units: clauses of a sentence, sentences of a paragraph. The first that does not decline ends it. */
  #goOn(latch: Latch, declined: Latch | null): void {
    if (this.#isRefused) return;
    const isPart =
      declined !== null &&
      declined.end - latch.start <= MAX_REFUSAL_CHARS &&
      SAME_PARAGRAPH.test(this.#text.text.slice(latch.end, declined.start));
    if (isPart)
      this.#latched({ ...latch, end: declined.end, confidence: Math.max(latch.confidence, declined.confidence) });
    else this.#refused(latch);
  }

  /** The refusal is over. What went out before its units ended cannot be taken back. */
  #refused(latch: Latch): void {
    this.#isRefused = true;
    if (this.#policy !== 'final') return;
    this.#cut ??= this.#cutAt(latch);
  }

  #latchOf(act: Act): Latch | null {
    return latchOf(act, this.#options.latchConfidence);
  }

  #cutAt({ start, end }: Latch): number {
    return Math.max(this.#options.keepsRefusal ? end : start, this.#releasable);
  }
}

const visibleChars = (text: string) => text.replace(/\s+/g, '').length;
