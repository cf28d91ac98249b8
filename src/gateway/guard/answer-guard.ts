import { readResponse } from '../../reader/index.ts';
import type { Act, GuardPolicy, Reading } from '../../schema/index.ts';
import { type Channel, readableToolText } from '../../wire/index.ts';
import { GrowingText } from './growing-text.ts';
import { type Latch, latchOf } from './guard-policy.ts';
import type { GuardedAnswer, GuardOptions } from './guarded-answer.ts';
import { BETWEEN_PARTS, isSpoken, type LetterAddition } from './letter.ts';
import { LOOK_EVERY_CHARS, type PartWatcher, ReadPart } from './read-part.ts';
import { type HarmWord, isWithheld, pointersAfter } from './release.ts';
import { SilentRanges } from './silent-ranges.ts';

/** Maximum length of a refusal that has several units, in UTF-16 code units. */
const MAX_REFUSAL_CHARS = 600;
/** Text allowed between two units of a refusal. */
const SAME_PARAGRAPH = /^[^\S\n]*\n?[^\S\n]*$/;
/**
 * Matches the name of a tool, or a key or value of its arguments: a single word there declines nothing, however it was
 * read.
 */
const ONE_WORD = /^[\w.:/-]*$/;
/** Number of units read before anything goes out. */
const OPENING_UNITS = 2;
/**
 * Maximum number of parts with an active reader. Beyond that, the part that has gone longest without text loses its
 * reader, and is read from its open unit when it continues.
 */
const MAX_AWAKE = 32;

/** The part of the letter that a text belongs to. */
type LetterPlace = Pick<LetterAddition, 'name' | 'channel' | 'gap'>;
/** Place of a text that is the only part. */
const ONLY: LetterPlace = { name: '', channel: 'content', gap: '' };

/** The units that declined, and their part. */
interface LatchedUnits {
  readonly part: ReadPart;
  readonly own: Latch;
}

/** One part as it was received. */
interface HeardPart {
  readonly channel: Channel;
  readonly stretches: { readonly at: number; readonly gap: string; readonly pieces: string[] }[];
  /** null while it is read together with the others. */
  reading: ReadPart | null;
}

/**
 * Guards one answer as it arrives. Offsets refer to the letter, which consists of the pushed texts and the gaps between
 * their stretches. Parts that follow one another are read in one go. Once a part resumes after another one began, each
 * part is read by itself, so that interleaved text does not tear its sentences. Latch and cut do not depend on how
 * stretches are split into pieces, unless `readOpen` was called in between.
 */
export class AnswerGuard {
  readonly #options: GuardOptions;
  readonly #text = new GrowingText();
  readonly #silent = new SilentRanges();
  readonly #parts = new Map<string, HeardPart>();
  #current: HeardPart | null = null;
  #currentName = '';
  /** All parts, as long as they follow one another; its offsets are those of the letter. */
  readonly #main: ReadPart;
  /** Parts being read, the one with the newest text last. */
  readonly #awake = new Set<ReadPart>();
  #isTorn = false;
  #policy: GuardPolicy;
  #units = 0;
  #releasable = 0;
  #refusal: LatchedUnits | null = null;
  #latch: Latch | null = null;
  #cut: number | null = null;
  #isRefused = false;
  readonly #watcher: PartWatcher = {
    settled: (part, acts) => this.#settle(part, acts),
    long: (part) => this.#readLong(part),
  };

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#policy = options.policy;
    this.#main = new ReadPart(options.prompt, 'content');
    this.#main.goOn(0, 0, false);
    this.#awake.add(this.#main);
  }

  /** Makes a refusal final from now on. Text that has already gone out is unaffected. */
  tighten(): void {
    if (this.#policy === 'final') return;
    this.#releasable = this.releasable;
    this.#policy = 'final';
    const isOver = this.#isRefused || !this.#options.keepsRefusal;
    if (this.#latch !== null && isOver) this.#refused();
  }

  /** Offset before which everything may go out now. */
  get releasable(): number {
    return this.#policy === 'observe' ? this.#text.length : this.#releasable;
  }

  /** Offset from which nothing will go out; null while that is open. */
  get cut(): number | null {
    return this.#cut;
  }

  /** True if the answer latched and its end decides. */
  get isUndecided(): boolean {
    return this.#latch !== null && this.#policy === 'judged';
  }

  get latch(): Latch | null {
    return this.#latch;
  }

  /** True if `readOpen` could let waiting text out: there is some, it has not been read, and no decision holds it. */
  get isWaiting(): boolean {
    if (this.#isHeld || this.releasable >= this.#text.length) return false;
    for (const part of this.#awake) if (part.isUnread) return true;
    return false;
  }

  get #isHeld(): boolean {
    return this.#latch !== null || this.#options.hold === 'all';
  }

  /** Everything pushed so far. */
  get text(): string {
    return this.#text.text;
  }

  /** Takes the next text of one part; without `place`, there is only one part. */
  push(text: string, place = ONLY): void {
    if (text === '') return;
    const { channel, gap } = place;
    const from = this.#text.length;
    const part = this.#partAt(place, from + gap.length);
    part.stretches.at(-1)!.pieces.push(text);
    this.#text.add(gap + (channel === 'tool' ? readableToolText(text) : text));
    if (!isSpoken(channel)) this.#silent.add(from, this.#text.length);
    const reading = this.#isTorn ? part.reading : this.#main;
    reading?.push(text, this.#watcher);
  }

  /** Returns the part that continues, or begins, at an offset of the letter. */
  #partAt({ name, channel, gap }: LetterPlace, at: number): HeardPart {
    if (this.#current !== null && this.#currentName === name) return this.#current;
    const known = this.#parts.get(name);
    if (this.#isTorn) this.#leave(this.#current!);
    else if (known !== undefined) this.#tear();
    const part = known ?? { channel, stretches: [], reading: null };
    this.#parts.set(name, part);
    part.stretches.push({ at, gap, pieces: [] });
    if (!this.#isTorn) this.#main.join(gap, channel, this.#watcher);
    else if (!this.#isRefused) this.#readingOf(part).goOn(at, gap.length, this.#latch === null);
    this.#current = part;
    this.#currentName = name;
    return part;
  }

  /**
   * Handles a part that resumes after another one began: from now on, each part is read by itself, from its beginning.
   */
  #tear(): void {
    this.#isTorn = true;
    this.#awake.delete(this.#main);
    this.#main.end(this.#watcher);
    if (this.#latch !== null) this.#refused();
    for (const part of this.#parts.values()) {
      if (this.#isRefused) return;
      const reading = this.#readingOf(part);
      for (const { at, gap, pieces } of part.stretches) {
        reading.goOn(at, gap.length, this.#latch === null);
        reading.push(pieces.join(''), this.#watcher);
      }
      // It was already read where it arrived, and may have gone out.
      reading.clearAll();
    }
  }

  /** Returns the reader of a part that continues now. */
  #readingOf(part: HeardPart): ReadPart {
    part.reading ??= new ReadPart(this.#options.prompt, part.channel);
    this.#awake.delete(part.reading);
    this.#awake.add(part.reading);
    if (this.#awake.size > MAX_AWAKE) this.#sleep([...this.#awake][0]!);
    return part.reading;
  }

  #sleep(reading: ReadPart): void {
    // A unit that declines as far as it goes counts as declined: it will not be looked at until the part continues.
    if (reading.declined === null) this.#readPart(reading);
    if (reading.declined !== null && this.#latch === null) this.#latched({ part: reading, own: reading.declined });
    reading.sleep();
    this.#awake.delete(reading);
  }

  /**
   * Reads the open unit as far as it goes when another part continues, since it may be the end. Skips this if little
   * text has arrived since the part last resumed: parts that alternate word by word would be read again and again.
   */
  #leave({ reading }: HeardPart): void {
    if (reading === null || this.#isHeld || reading.declined !== null) return;
    if (reading.isResumed && reading.stretchChars < LOOK_EVERY_CHARS) return;
    this.#readPart(reading);
    if (reading.declined !== null) return;
    reading.clearAll();
    this.#release(this.#units >= OPENING_UNITS);
  }

  /**
   * Reads the units that have not ended yet as far as they go, and lets them go out unless one declines. For answers
   * that pause in the middle of a sentence.
   */
  readOpen(): void {
    if (!this.isWaiting) return;
    for (const part of this.#awake) if (part.isUnread) this.#readPart(part);
    this.#release(true);
  }

  #readLong(part: ReadPart): void {
    if (this.#isHeld || this.#policy === 'observe' || !part.isUnread) return;
    this.#readPart(part);
    this.#release(true);
  }

  #readPart(part: ReadPart): void {
    const acts = part.readOpen();
    part.declined = acts.map((act) => this.#latchOf(act, part)).find((latch) => latch !== null) ?? null;
    if (part.declined === null) part.cleared = Math.max(part.cleared, part.text.wholeChars);
  }

  #release(isOpened: boolean): void {
    if (isOpened && !this.#isHeld)
      this.#releasable = Math.max(this.#releasable, this.#frontier(null, this.#text.length));
  }

  /** Returns the start of the first text before `end` that is not cleared by its part, leaving out `except`. */
  #frontier(except: ReadPart | null, end: number): number {
    let first = end;
    for (const part of this.#awake) if (part !== except) first = Math.min(first, part.frontier ?? end);
    return first;
  }

  /** Ends the answer. `harm` is the judge's verdict, if one was asked. */
  end(harm: HarmWord = 'not-judged'): GuardedAnswer {
    const reading = this.#readEnd();
    const latch = this.#latch;
    // Offsets of the reading match the letter only if nothing is torn; otherwise everything given counts.
    const given = latch !== null && this.#isTorn ? { ...latch, end: 0 } : latch;
    if (given !== null && this.#policy === 'judged' && isWithheld(reading, given, harm)) this.#cut = this.#cutAt();
    this.#releasable = this.#cut ?? this.#text.length;
    const cut = this.#cut;
    if (cut === null || latch === null) return { reading, latch, cut, refusal: '', pointers: '', withheldChars: 0 };
    const text = this.#text.text;
    const pointers = this.#isTorn
      ? ''
      : pointersAfter(text, reading, Math.max(cut, latch.end), (act) => !this.#silent.touch(act));
    const { part, own } = this.#refusal!;
    const rest = part.behind(cut, own);
    const isSilent = part === this.#main ? this.#silent.touch({ start: cut, end: latch.end }) : !part.isSpoken;
    const withheldChars = visibleChars(text.slice(cut)) - visibleChars(rest) - visibleChars(pointers);
    return { reading, latch, cut, refusal: isSilent ? '' : rest, pointers, withheldChars };
  }

  /** Settles what the end decides. The returned reading covers the parts one after the other. */
  #readEnd(): Reading {
    const reading = this.#isTorn ? this.#readTorn() : this.#main.end(this.#watcher);
    if (this.#latch !== null) this.#refused();
    return reading;
  }

  #readTorn(): Reading {
    for (const { reading } of this.#parts.values()) if (!this.#isRefused) reading?.end(this.#watcher);
    const texts = [...this.#parts.values()].map(({ channel, stretches }) => {
      const text = stretches.flatMap(({ pieces }) => pieces).join('');
      return channel === 'tool' ? readableToolText(text) : text;
    });
    const joined = texts.join(BETWEEN_PARTS);
    const reading = readResponse(joined, { prompt: this.#options.prompt });
    if (this.#latch === null) this.#latchLate(reading, joined);
    return reading;
  }

  /**
   * Latches on a refusal that shows only once the parts are joined. Its place in the letter is unknown, so whatever
   * still waits is kept back.
   */
  #latchLate({ acts }: Reading, joined: string): void {
    const at = this.#releasable;
    for (const act of acts) {
      const latch = latchOf(act, this.#options.latchConfidence);
      if (latch === null || ONE_WORD.test(joined.slice(act.start, act.end))) continue;
      this.#latch = { ...latch, start: at, end: at };
      this.#refusal = { part: this.#main, own: { ...latch, start: 0, end: 0 } };
      return;
    }
  }

  #settle(part: ReadPart, acts: readonly Act[]): void {
    for (const act of acts) {
      this.#units += 1;
      part.settled = act.end;
      part.declined = null;
      const declined = this.#latchOf(act, part);
      if (this.#refusal !== null) this.#goOn(this.#refusal, part, declined);
      else if (declined !== null) this.#latched({ part, own: declined });
      else {
        part.cleared = Math.max(part.cleared, act.end);
        this.#release(this.#units >= OPENING_UNITS);
      }
    }
  }

  #latched(refusal: LatchedUnits): void {
    const { part, own } = refusal;
    this.#refusal = refusal;
    this.#latch = { ...own, start: part.inLetter(own.start), end: part.inLetter(own.end - 1) + 1 };
    const { hold, keepsRefusal } = this.#options;
    if (hold === 'opening') this.#releasable = Math.max(this.#releasable, this.#before());
    if (this.#policy === 'final' && !keepsRefusal) this.#refused();
  }

  /**
   * Extends a refusal, which may have several units: clauses of a sentence, sentences of a paragraph. The first unit
   * that does not decline ends it.
   */
  #goOn({ part, own }: LatchedUnits, next: ReadPart, declined: Latch | null): void {
    if (this.#isRefused) return;
    const isPart =
      declined !== null &&
      next === part &&
      declined.end - own.start <= MAX_REFUSAL_CHARS &&
      SAME_PARAGRAPH.test(part.text.text.slice(own.end, declined.start));
    if (!isPart) this.#refused();
    else {
      const confidence = Math.max(own.confidence, declined.confidence);
      this.#latched({ part, own: { ...own, end: Math.max(own.end, declined.end), confidence } });
    }
  }

  /** Ends the refusal. Text that went out before its units ended cannot be taken back. */
  #refused(): void {
    this.#isRefused = true;
    if (this.#policy !== 'final') return;
    this.#cut ??= this.#cutAt();
  }

  #latchOf(act: Act, part: ReadPart): Latch | null {
    const latch = latchOf(act, this.#options.latchConfidence);
    if (latch === null) return null;
    return part.isCalled && ONE_WORD.test(part.text.text.slice(act.start, act.end)) ? null : latch;
  }

  #cutAt(): number {
    return Math.max(this.#before(), this.#releasable);
  }

  /**
   * Returns where the text that may go out ends at the refusal: after it, or before it if another model answers or
   * something else came between its pieces; but never beyond unread text of another part.
   */
  #before(): number {
    const { start, end } = this.#latch!;
    const { part, own } = this.#refusal!;
    const isWhole = end - start === own.end - own.start;
    return this.#frontier(part, this.#options.keepsRefusal && isWhole ? end : start);
  }
}

const visibleChars = (text: string) => text.replace(/\s+/g, '').length;
