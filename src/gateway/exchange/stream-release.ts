import type { WireEvent, WireStream, WireUsage } from '../../wire/index.ts';
import type { AnswerGuard } from '../guard/answer-guard.ts';
import { Letter, type LetterRange } from '../guard/letter.ts';
import type { HarmWord } from '../guard/release.ts';
import { endOf, type GuardedChoice } from './guarded-choice.ts';

/** An event that has not gone out yet; `ranges`: where its pieces stand in the letters of their answers. */
interface WaitingEvent {
  readonly event: WireEvent;
  readonly ranges: readonly LetterRange[];
}

interface OpenChoice {
  readonly letter: Letter;
  readonly guard: AnswerGuard;
  finish: string | null;
}

/**
 * Decides which events of one streamed answer go out, in their order. Events whose texts may all go out leave as they came; events that
 * end an answer wait for `close`. Every method that returns bytes takes them as sent.
 */
export class StreamRelease {
  readonly #stream: WireStream;
  readonly #newGuard: () => AnswerGuard;
  readonly #choices = new Map<number, OpenChoice>();
  readonly #waiting: WaitingEvent[] = [];
  #usage: WireUsage | null = null;
  #sawLast = false;
  readonly #unread = new Set<string>();

  constructor(stream: WireStream, newGuard: () => AnswerGuard) {
    this.#stream = stream;
    this.#newGuard = newGuard;
  }

  get usage(): WireUsage | null {
    return this.#usage;
  }

  /** Places of the stream that hold something that nobody read. */
  get unread(): readonly string[] {
    return [...this.#unread];
  }

  /** Whether the server said that everything was complete: the end of the stream, or of each of so many answers. */
  isComplete(choices: number): boolean {
    const finished = [...this.#choices.values()].filter(({ finish }) => finish !== null).length;
    return this.#sawLast || finished >= choices;
  }

  /** Answers that latched and are cut already. */
  cutChoices(): number[] {
    return [...this.#choices].flatMap(([choice, { guard }]) => (guard.cut === null ? [] : [choice]));
  }

  /** Whether anything waits that the guard could let out if it read on. */
  get holdsText(): boolean {
    return this.#waiting.some(({ ranges }) => ranges.length > 0);
  }

  /** Takes the next event; returns what may go out now. */
  take(event: WireEvent): Uint8Array[] {
    const ranges = event.pieces.map((piece) => {
      const { letter, guard } = this.#open(piece.choice);
      const { added, range } = letter.add(piece);
      guard.push(added);
      return range;
    });
    for (const { choice, reason } of event.finishes) this.#open(choice).finish = reason;
    for (const place of event.unread) this.#unread.add(place);
    this.#usage = event.usage ?? this.#usage;
    this.#sawLast ||= event.isLast;
    this.#waiting.push({ event, ranges });
    return this.#flush(false);
  }

  /** Nothing has come for a while: what is unfinished is read as far as it goes. */
  readOpen(): Uint8Array[] {
    for (const { guard } of this.#choices.values()) guard.readOpen();
    return this.#flush(false);
  }

  /** The server has ended the stream: what came of each answer, by number. */
  end(harms: ReadonlyMap<number, HarmWord>): ReadonlyMap<number, GuardedChoice> {
    return new Map(
      [...this.#choices]
        .sort(([a], [b]) => a - b)
        .map(([choice, { letter, guard, finish }]) => [
          choice,
          { letter, finish, guarded: guard.end(harms.get(choice) ?? 'not-judged') },
        ]),
    );
  }

  /** Answers that latched under a policy that decides at the end, with their text so far. */
  undecided(): ReadonlyMap<number, string> {
    return new Map(
      [...this.#choices].flatMap(([choice, { guard }]) =>
        guard.latch !== null && guard.cut === null ? [[choice, guard.text] as const] : [],
      ),
    );
  }

  /**
   * Everything that is left, after `end`. `additions`: by answer that is cut, what is said after the cut and how it ends. A stream that did
   * not complete gets no end: the caller sends an error.
   */
  close(additions: ReadonlyMap<number, { readonly text: string; readonly filtered: boolean }>, complete: boolean) {
    const isCut = [...this.#choices.values()].some(({ guard }) => guard.cut !== null);
    const bytes = this.#flush(complete && !isCut);
    if (!isCut && complete) return bytes;
    for (const [choice, open] of [...this.#choices].sort(([a], [b]) => a - b)) {
      const addition = additions.get(choice);
      if (addition !== undefined && addition.text !== '') bytes.push(this.#stream.say(choice, addition.text));
      if (complete) bytes.push(this.#stream.finish(choice, addition?.filtered ?? false, endOf(open.finish)));
    }
    if (complete) bytes.push(this.#stream.end(this.#usage));
    return bytes.filter(({ length }) => length > 0);
  }

  #open(choice: number): OpenChoice {
    let open = this.#choices.get(choice);
    if (open === undefined) {
      open = { letter: new Letter(), guard: this.#newGuard(), finish: null };
      this.#choices.set(choice, open);
    }
    return open;
  }

  /** Sends what may go out; with `everything`, the events that end answers too. */
  #flush(everything: boolean): Uint8Array[] {
    const out: Uint8Array[] = [];
    const isCut = this.cutChoices().length > 0;
    let sent = 0;
    for (const waiting of this.#waiting) {
      const { event } = waiting;
      const ends = event.finishes.length > 0 || event.isLast || (event.usage !== null && event.pieces.length === 0);
      const bytes = isCut ? this.#cutEvent(waiting) : ends && !everything ? undefined : this.#wholeEvent(waiting);
      if (bytes === undefined) break;
      if (bytes !== null && bytes.length > 0) out.push(bytes);
      sent += 1;
    }
    this.#waiting.splice(0, sent);
    return out;
  }

  /** The event as it came; undefined where it has to wait. */
  #wholeEvent({ event, ranges }: WaitingEvent): Uint8Array | null | undefined {
    const mayGo = event.pieces.every(({ choice }, i) => ranges[i]!.end <= this.#open(choice).guard.releasable);
    return mayGo ? this.#stream.forward(event) : undefined;
  }

  /** What is left of an event where answers are cut; undefined where another answer has to wait. */
  #cutEvent({ event, ranges }: WaitingEvent): Uint8Array | null | undefined {
    const keep: number[] = [];
    for (const [i, { choice, text }] of event.pieces.entries()) {
      const { guard } = this.#open(choice);
      const { start, end } = ranges[i]!;
      if (guard.cut === null && end > guard.releasable) return undefined;
      keep.push(guard.cut === null ? text.length : Math.min(text.length, Math.max(0, guard.cut - start)));
    }
    return this.#stream.cut(event, keep);
  }
}
