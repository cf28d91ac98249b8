import type { WireEvent, WireStream, WireUsage } from '../../wire/index.ts';
import type { AnswerGuard } from '../guard/answer-guard.ts';
import { Letter, type LetterRange } from '../guard/letter.ts';
import type { HarmWord } from '../guard/release.ts';
import type { ChoiceAddition, GuardedChoice } from './guarded-choice.ts';
import { LostAnswers } from './lost-answers.ts';
import { isOfOthers, type OpenChoice, type WaitingEvent } from './waiting-event.ts';

/** Maximum number of answer-ending events that other answers may overtake. */
const MAX_PASSED = 64;

/** With this many events waiting, comments are left out. */
const MAX_BEFORE_COMMENTS = 64;

/** Place of an event whose data are not JSON, or no object. */
const NOT_JSON = 'data';

/** Reports whether an event is none of its endpoint, so that no client could read it: its data are no JSON. */
const isNoEvent = ({ unread, pieces, finishes, usage, isLast }: WireEvent): boolean =>
  unread.includes(NOT_JSON) && pieces.length === 0 && finishes.length === 0 && usage === null && !isLast;

/**
 * Decides which events of one streamed answer go out, in order. Events whose texts may all go out leave unchanged.
 * Events that end an answer wait for `close`, and only other answers may overtake them. Every method that returns bytes
 * assumes that they get sent.
 */
export class StreamRelease {
  readonly #stream: WireStream;
  readonly #newGuard: () => AnswerGuard;
  /** True if unread content of an answer waits until something of it was read. */
  #holdsUnread: boolean;
  #isTight = false;
  readonly #choices = new Map<number, OpenChoice>();
  #waiting: WaitingEvent[] = [];
  #usage: WireUsage | null = null;
  #sawLast = false;
  readonly #unread = new Set<string>();
  readonly #lost = new LostAnswers();

  /** `letsUnreadOut`: content that nobody read goes out as it comes, even if there is nothing else. */
  constructor(stream: WireStream, newGuard: () => AnswerGuard, letsUnreadOut = false) {
    this.#stream = stream;
    this.#newGuard = newGuard;
    this.#holdsUnread = !letsUnreadOut;
  }

  /** Answers of which nothing was read although there is something. */
  get lost(): LostAnswers {
    return this.#lost;
  }

  get usage(): WireUsage | null {
    return this.#usage;
  }

  /** Places of the stream with content that was not read. */
  get unread(): readonly string[] {
    return [...this.#unread];
  }

  /** Makes refusals final in every answer from now on. */
  tighten(): void {
    if (this.#isTight) return;
    this.#isTight = true;
    this.#holdsUnread = true;
    for (const { guard } of this.#choices.values()) guard.tighten();
  }

  /** Number of answers. */
  get choices(): number {
    return this.#choices.size;
  }

  /** Reports whether the server declared everything complete, by ending the stream or each of `choices` answers. */
  isComplete(choices: number): boolean {
    const finished = [...this.#choices.values()].filter(({ finish }) => finish !== null).length;
    return this.#sawLast || finished >= choices;
  }

  /** Returns the answers that latched and are already cut. */
  cutChoices(): number[] {
    return [...this.#choices].flatMap(([choice, { guard }]) => (guard.cut === null ? [] : [choice]));
  }

  /** Number of cut answers. Queried at every event. */
  get cuts(): number {
    let cuts = 0;
    for (const { guard } of this.#choices.values()) if (guard.cut !== null) cuts += 1;
    return cuts;
  }

  /** Returns the start of the longest wait among texts that a guard could release by reading on; null if none waits. */
  waitsSince(): number | null {
    let since: number | null = null;
    for (const open of this.#choices.values())
      if (open.guard.isWaiting) since = Math.min(since ?? open.since, open.since);
    return since;
  }

  /** Takes the next event, received at `now` (milliseconds since 1970); returns the bytes that may go out now. */
  take(event: WireEvent, now: number): Uint8Array[] {
    // Comments behind an event that waits would pile up for as long as a server keeps the line open.
    if (event.event.data === null && this.#waiting.length >= MAX_BEFORE_COMMENTS) return [];
    this.#waiting.push({ event, ranges: this.read(event, now) });
    return this.#flush(false);
  }

  /** Reads an event without queueing it. Returns the ranges of its pieces. */
  read(event: WireEvent, now: number): LetterRange[] {
    const ranges = event.pieces.map((piece) => {
      const open = this.#open(piece.choice);
      const { letter, guard } = open;
      const { releasable, isWaiting } = guard;
      const addition = letter.add(piece);
      guard.push(addition.text, addition);
      if (!isWaiting || guard.releasable !== releasable) open.since = now;
      return addition.range;
    });
    for (const { choice, reason } of event.finishes) this.#open(choice).finish = reason;
    for (const place of event.unread) this.#unread.add(place);
    this.#lost.see(event);
    this.#usage = event.usage ?? this.#usage;
    this.#sawLast ||= event.isLast;
    return ranges;
  }

  /** Reads whatever has been waiting since `until` or longer as far as it goes. */
  readOpen(until: number): Uint8Array[] {
    for (const { guard, since } of this.#choices.values()) if (since <= until) guard.readOpen();
    return this.#flush(false);
  }

  /** Ends all guards after the server ended the stream; returns the results by number of answer. */
  end(harms: ReadonlyMap<number, HarmWord>): ReadonlyMap<number, GuardedChoice> {
    const choices = this.#sorted().map(([choice, { letter, guard, finish, sent }]) => {
      const guarded = guard.end(harms.get(choice) ?? 'not-judged');
      return [choice, { letter, finish, sent, guarded }] as const;
    });
    return this.#lost.named(new Map(choices));
  }

  /** Returns the answers that are decided only at the end, with their text so far. */
  undecided(): ReadonlyMap<number, string> {
    return new Map(
      [...this.#choices].flatMap(([choice, { guard }]) => (guard.isUndecided ? [[choice, guard.text] as const] : [])),
    );
  }

  /**
   * Returns everything that is left, after `end`. `additions` has, for each cut answer, what is said after the cut and
   * how it ends. A stream that did not complete gets no end: the caller sends an error.
   */
  close(additions: ReadonlyMap<number, ChoiceAddition>, complete: boolean): Uint8Array[] {
    const isCut = this.cuts > 0;
    const bytes = this.#flush(complete && !isCut);
    if (isCut)
      for (const [choice, open] of this.#sorted()) {
        const addition = additions.get(choice);
        if (addition !== undefined && addition.text !== '') bytes.push(this.#stream.say(choice, addition.text));
        if (!complete) continue;
        const reason = addition?.finish ?? open.finish;
        bytes.push(this.#stream.finish(choice, addition?.filtered ?? false, reason));
      }
    // Empty if the end has already gone out unchanged.
    if (complete) bytes.push(this.#stream.end(this.#usage));
    return bytes.filter(({ length }) => length > 0);
  }

  #open(choice: number): OpenChoice {
    let open = this.#choices.get(choice);
    if (open === undefined) {
      open = { letter: new Letter(), guard: this.#newGuard(), finish: null, sent: 0, since: 0 };
      this.#choices.set(choice, open);
      if (this.#isTight) open.guard.tighten();
    }
    return open;
  }

  #sorted(): [number, OpenChoice][] {
    return [...this.#choices].sort(([a], [b]) => a - b);
  }

  /** Sends what may go out; with `everything`, also the events that end answers. */
  #flush(everything: boolean): Uint8Array[] {
    const out: Uint8Array[] = [];
    const isCut = this.cuts > 0;
    /** Events that end answers, and those that must stay behind them. */
    const kept: WaitingEvent[] = [];
    const ended = new Set<number>();
    let at = 0;
    for (const waiting of this.#waiting) {
      const { event } = waiting;
      const isEnd = !isCut && !everything && (event.finishes.length > 0 || event.isLast);
      if (isEnd || (kept.length > 0 && !isOfOthers(event, ended))) {
        if (event.isLast || !(isEnd || event.event.data === null) || kept.length >= MAX_PASSED) break;
        kept.push(waiting);
        for (const { choice } of event.finishes) ended.add(choice);
      } else {
        const bytes = isCut ? this.#cutEvent(waiting) : this.#wholeEvent(waiting, everything);
        if (bytes === undefined) break;
        if (bytes !== null && bytes.length > 0) out.push(bytes);
      }
      at += 1;
    }
    if (at > kept.length) this.#waiting = [...kept, ...this.#waiting.slice(at)];
    return out;
  }

  /** Returns the event unchanged, or undefined if it has to wait. */
  #wholeEvent({ event, ranges }: WaitingEvent, everything: boolean): Uint8Array | null | undefined {
    if (this.#holdsUnread && event.unread.length > 0) {
      if (isNoEvent(event)) return null;
      if (!everything && event.unreadIn.some((choice) => !this.#isBegun(choice))) return undefined;
    }
    for (const [i, { choice }] of event.pieces.entries())
      if (ranges[i]!.end > this.#open(choice).guard.releasable) return undefined;
    for (const [i, { choice }] of event.pieces.entries()) this.#open(choice).sent = ranges[i]!.end;
    return this.#stream.forward(event);
  }

  /** Reports whether text of an answer may go out; with null, of any answer. */
  #isBegun(choice: number | null): boolean {
    if (choice !== null) return this.#lost.isRead(choice) && this.#open(choice).guard.releasable > 0;
    return [...this.#choices.keys()].some((one) => this.#isBegun(one));
  }

  /** Returns what is left of an event once answers are cut, or undefined if another answer has to wait. */
  #cutEvent({ event, ranges }: WaitingEvent): Uint8Array | null | undefined {
    const keep: number[] = [];
    for (const [i, { choice, text }] of event.pieces.entries()) {
      const { guard } = this.#open(choice);
      const { start, end } = ranges[i]!;
      if (guard.cut === null && end > guard.releasable) return undefined;
      keep.push(guard.cut === null ? text.length : Math.min(text.length, Math.max(0, guard.cut - start)));
    }
    for (const [i, { choice }] of event.pieces.entries())
      if (keep[i]! > 0) this.#open(choice).sent = ranges[i]!.start + keep[i]!;
    return this.#stream.cut(event, keep);
  }
}
