import { type ResponseReader, readResponse, startReading } from '../../reader/index.ts';
import type { Act, Reading } from '../../schema/index.ts';
import { type GuardPolicy, type HoldMode, type Latch, latchOf } from './guard-policy.ts';
import { cutOnLatch, type HarmWord, isWithheld, pointersAfter } from './release.ts';

/** How an answer is guarded. */
export interface GuardOptions {
  readonly policy: GuardPolicy;
  readonly hold: HoldMode;
  /** The request that is answered; '' where it is not known. */
  readonly prompt: string;
  /** false: the refusing unit itself does not go out, since another model answers in its place. */
  readonly keepsRefusal: boolean;
  /** How sure the reader must be that a unit declines, 0..1; LATCH_CONFIDENCE unless another value is measured. */
  readonly latchConfidence?: number;
}

/** What became of a whole answer. Offsets in UTF-16 code units of the letter. */
export interface GuardedAnswer {
  readonly reading: Reading;
  readonly latch: Latch | null;
  /** Everything before it goes out; null where everything does. */
  readonly cut: number | null;
  /** Pointers to help and cautions after the cut that go out; '' where there are none. */
  readonly pointers: string;
  /** Characters other than white space that do not go out. */
  readonly withheldChars: number;
}

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
  #text = '';
  #units = 0;
  #settled = 0;
  #readTo = 0;
  #releasable = 0;
  #latch: Latch | null = null;
  #cut: number | null = null;

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#reader = startReading({ prompt: options.prompt });
  }

  /** Everything before this offset may go out now. */
  get releasable(): number {
    return this.#options.policy === 'observe' ? this.#text.length : this.#releasable;
  }

  /** From this offset on nothing will go out; null as long as that is open. */
  get cut(): number | null {
    return this.#cut;
  }

  get latch(): Latch | null {
    return this.#latch;
  }

  /** Characters that wait. */
  get heldChars(): number {
    return this.#text.length - this.releasable;
  }

  push(text: string): void {
    for (let at = 0; at < text.length; ) {
      const next = Math.min(text.length, at + LOOK_EVERY_CHARS - (this.#text.length % LOOK_EVERY_CHARS));
      const piece = text.slice(at, next);
      this.#text += piece;
      this.#settle(this.#reader.push(piece));
      const isPlaceToLook = this.#text.length % LOOK_EVERY_CHARS === 0;
      if (isPlaceToLook && this.#text.length - Math.max(this.#readTo, this.#settled) >= MAX_OPEN_CHARS) this.readOpen();
      at = next;
    }
  }

  /**
   * Reads the unit that has not ended yet as far as it goes, and lets it go out unless it declines. For answers that pause in the
   * middle of a sentence.
   */
  readOpen(): void {
    if (this.#latch !== null || this.#options.hold === 'all') return;
    // A long unit is read from a little before where it was last read, so that the cost stays linear.
    const from = Math.max(this.#settled, this.#readTo - MAX_OPEN_CHARS);
    const { acts } = readResponse(this.#text.slice(from), { prompt: this.#options.prompt });
    this.#readTo = this.#text.length;
    if (acts.some((act) => this.#latchOf(act) !== null)) return;
    this.#releasable = Math.max(this.#releasable, this.#text.length);
  }

  /** The answer is over. `harm`: what a judge says of it, if one was asked. */
  end(harm: HarmWord = 'not-judged'): GuardedAnswer {
    const reading = this.#reader.end();
    if (this.#latch === null) this.#settleEnd(reading.acts);
    const latch = this.#latch;
    const { policy } = this.#options;
    if (latch !== null && policy === 'judged' && isWithheld(reading, latch, harm)) this.#cut = this.#cutAt(latch);
    this.#releasable = this.#cut ?? this.#text.length;
    const cut = this.#cut;
    const pointers = cut === null ? '' : pointersAfter(this.#text, reading, cut);
    const withheld = cut === null ? 0 : visibleChars(this.#text.slice(cut)) - visibleChars(pointers);
    return { reading, latch, cut, pointers, withheldChars: withheld };
  }

  /** What has been pushed. */
  get text(): string {
    return this.#text;
  }

  #settle(acts: readonly Act[]): void {
    for (const act of acts) {
      if (this.#latch !== null) return;
      this.#units += 1;
      this.#settled = act.end;
      this.#latch = this.#latchOf(act);
      if (this.#latch !== null) this.#latched(this.#latch);
      else if (this.#units >= OPENING_UNITS && this.#options.hold === 'opening')
        this.#releasable = Math.max(this.#releasable, act.end);
    }
  }

  #settleEnd(acts: readonly Act[]): void {
    this.#settle(acts.filter(({ start }) => start >= this.#settled));
  }

  #latched(latch: Latch): void {
    const cut = cutOnLatch(this.#options.policy, latch, this.#options.keepsRefusal);
    // What went out before the unit ended cannot be taken back.
    this.#cut = cut === null ? null : Math.max(cut, this.#releasable);
    const before = this.#options.keepsRefusal ? latch.end : latch.start;
    if (this.#options.hold === 'opening' || this.#cut !== null) this.#releasable = Math.max(this.#releasable, before);
  }

  #latchOf(act: Act): Latch | null {
    return latchOf(act, this.#options.latchConfidence);
  }

  #cutAt({ start, end }: Latch): number {
    return Math.max(this.#options.keepsRefusal ? end : start, this.#releasable);
  }
}

const visibleChars = (text: string) => text.replace(/\s+/g, '').length;
