import {
  EventDecoder,
  type ServerSentEvent,
  type WireEvent,
  type WireProblem,
  type WireStream,
} from '../../wire/index.ts';
import { AnswerGuard } from '../guard/answer-guard.ts';
import { ClientGone, type ClientResponse } from '../server/client-response.ts';
import type { AnswerDeadline, TimedAnswer } from './asking/answer-deadline.ts';
import { additionsOf, Fallbacks, harmsOf } from './conclude.ts';
import { type Exchange, type ExchangePorts, isWithdrawn } from './exchange.ts';
import { type ExchangeEnd, responseRecord } from './exchange-records.ts';
import { type ChoiceAddition, releasedOf, sentOf } from './guarded-choice.ts';
import { logged } from './log-exchange.ts';
import { letsUnreadOut } from './lost-answers.ts';
import { MAX_BYTES_PER_CHAR } from './read-bytes.ts';
import { isShowable, shownProblem } from './shown-problem.ts';
import {
  BROKEN_OFF,
  errorOf,
  FAILED_AFTER_CUT,
  finished,
  isPlainError,
  isUnasked,
  MAX_CHOICES,
  MAX_EVENT_BYTES,
  NOTHING_READ,
  TOO_LONG,
  TOO_SLOW,
  UNASKED,
} from './stream-problems.ts';
import { StreamRelease } from './stream-release.ts';

/** Maximum number of event names; an endpoint has no more. */
const MAX_NAMES = 100;

/** One streamed answer on its way from the server to the client. */
class StreamedExchange {
  readonly #exchange: Exchange;
  readonly #ports: ExchangePorts;
  readonly #out: ClientResponse;
  readonly #stream: WireStream;
  readonly #release: StreamRelease;
  readonly #fallbacks: Fallbacks;
  readonly #deadline: AnswerDeadline;
  /** Names of the events that have come. */
  readonly #names = new Set<string>();
  #chars = 0;
  /** Bytes of events that hold something unread, or no text at all: they may have to wait. */
  #textlessBytes = 0;
  #firstTextAt: number | null = null;
  #lastTextAt = 0;
  #charsAtCut: number | null = null;
  #lag: (() => void) | null = null;
  /** Serialises all writes, including those of the timer. */
  #writing: Promise<void> = Promise.resolve();
  #problem: { readonly what: WireProblem; readonly event: WireEvent | null } | null = null;
  #readToEnd = true;
  #isRead = false;

  constructor(exchange: Exchange, ports: ExchangePorts, deadline: AnswerDeadline, out: ClientResponse) {
    const { endpoint, request, route } = exchange;
    this.#exchange = exchange;
    this.#ports = ports;
    this.#out = out;
    this.#stream = endpoint.stream(request);
    this.#fallbacks = new Fallbacks(exchange, ports);
    this.#deadline = deadline;
    const { policy, hold, fallback } = route;
    const options = { policy, hold, prompt: request.prompt, keepsRefusal: fallback === null };
    this.#release = new StreamRelease(this.#stream, () => new AnswerGuard(options), letsUnreadOut(exchange));
  }

  /**
   * Reads the server's stream up to its end or a cap. Rejects if the client leaves, or if the server breaks off or takes
   * too long.
   */
  async read(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new EventDecoder(MAX_EVENT_BYTES);
    try {
      for await (const bytes of body) if (await this.#take(decoder.push(bytes))) return;
      const last = finished(decoder.end());
      if (last !== null) await this.#take([last]);
    } finally {
      this.#deadline.end();
      this.#isRead = true;
      this.#lag?.();
    }
  }

  /** Decides on, records and ends the answer. `broken` is the reason why reading failed, or null. */
  async conclude(intent: number | null, broken: unknown): Promise<ExchangeEnd> {
    const { abort, request } = this.#exchange;
    const release = this.#release;
    if (broken instanceof ClientGone) abort.abort(broken);
    // A server that has ended every answer may keep the connection open.
    const isLate = this.#deadline.isExhausted;
    const isRead = release.isComplete(request.choices) && (broken === null || isLate);
    if (this.#readToEnd && !isRead && !abort.signal.aborted)
      this.#problem ??= { what: isLate ? TOO_SLOW : BROKEN_OFF, event: null };
    this.#tightenIfWithdrawn();
    if (release.lost.any && !letsUnreadOut(this.#exchange)) this.#problem ??= { what: NOTHING_READ, event: null };
    const undecided = abort.signal.aborted ? new Map() : release.undecided();
    const harms = await harmsOf(undecided, this.#exchange, this.#ports);
    // The judge takes time, so check again.
    this.#tightenIfWithdrawn();
    const choices = release.end(harms);
    if (!abort.signal.aborted) this.#askFallbacks();
    const fallbacks = await this.#fallbacks.answers();
    const isGone = abort.signal.aborted;
    const additions = additionsOf(choices, fallbacks, request.prompt);
    const end: ExchangeEnd = {
      state: isGone ? 'aborted' : this.#problem === null ? 'complete' : 'incomplete',
      status: 200,
      choices,
      released: isGone ? sentOf(choices) : releasedOf(choices, additions),
      fallbacks,
      times: this.#times(),
      usage: release.usage,
      unread: release.unread,
      problem: this.#problem?.what.message ?? '',
      readToEnd: this.#readToEnd && (broken === null || isRead),
    };
    await logged(responseRecord(this.#exchange, intent, end), this.#ports);
    if (!abort.signal.aborted) await this.#end(additions);
    return end;
  }

  async #end(additions: ReadonlyMap<number, ChoiceAddition>): Promise<void> {
    try {
      await this.#write(this.#release.close(additions, this.#problem === null));
      if (this.#problem !== null) await this.#write([this.#problemBytes(this.#problem)]);
      this.#out.end();
    } catch (cause) {
      // The client left after the record was written.
      if (!(cause instanceof ClientGone)) throw cause;
    }
  }

  /**
   * Returns the server's own event, unless it holds more than a short error, is no error for clients of the endpoint, or
   * follows a cut.
   */
  #problemBytes({ what, event }: { what: WireProblem; event: WireEvent | null }): Uint8Array {
    if (event === null) return this.#stream.problem(what);
    if (this.#release.cuts > 0) return this.#stream.problem(FAILED_AFTER_CUT);
    const isOwn = isPlainError(this.#exchange.endpoint.name, event) && isShowable(this.#exchange, errorOf(event));
    const own = isOwn ? this.#stream.forward(event) : null;
    return own ?? this.#stream.problem(shownProblem(this.#exchange, what));
  }

  /** Takes events in order; returns true if the server need not be read any further. */
  async #take(events: readonly ServerSentEvent[]): Promise<boolean> {
    const out: Uint8Array[] = [];
    const now = this.#ports.clock.now();
    this.#tightenIfWithdrawn();
    for (const one of events) {
      if (one.isOversized) {
        this.#problem = { what: TOO_LONG, event: null };
        break;
      }
      const event = this.#stream.read(one);
      this.#count(event, now);
      const isStray = isUnasked(event, this.#exchange.request.choices);
      if (event.problem !== null || isStray) {
        this.#release.read(event, now);
        this.#problem = event.problem === null ? { what: UNASKED, event: null } : { what: event.problem, event };
        break;
      }
      out.push(...this.#release.take(event, now));
      if (this.#isOverCap()) break;
    }
    this.#askFallbacks();
    await this.#deadline.suspend(this.#write(out));
    this.#watchLag();
    return this.#problem !== null || !this.#readToEnd;
  }

  #tightenIfWithdrawn(): void {
    if (isWithdrawn(this.#exchange)) this.#release.tighten();
  }

  #count(event: WireEvent, now: number): void {
    const { pieces, isLast, unread } = event;
    if (unread.length > 0 || (pieces.length === 0 && event.event.data !== null))
      this.#textlessBytes += event.event.bytes.length;
    if (isLast) this.#deadline.sawEnd(now);
    else if (this.#isPiece(event)) this.#deadline.saw(now, pieces.length > 0);
    if (pieces.length === 0) return;
    for (const { text } of pieces) this.#chars += text.length;
    this.#firstTextAt ??= now;
    this.#lastTextAt = now;
  }

  /**
   * Comments and empty deltas are no pieces of an answer, but the first event of each name is: its role, its head, a
   * search that begins.
   */
  #isPiece({ event, pieces, finishes, unread }: WireEvent): boolean {
    if (event.data === null) return false;
    const isFirst = !this.#names.has(event.event) && this.#names.size < MAX_NAMES;
    if (isFirst) this.#names.add(event.event);
    return isFirst || pieces.length > 0 || finishes.length > 0 || unread.length > 0;
  }

  #times(): ExchangeEnd['times'] {
    const { since } = this.#exchange;
    return this.#firstTextAt === null ? null : [this.#firstTextAt - since, this.#lastTextAt - since];
  }

  #isOverCap(): boolean {
    const { maxAnswerChars, maxCharsAfterCut } = this.#ports.settings;
    if (this.#charsAtCut === null && this.#release.cuts >= this.#exchange.request.choices)
      this.#charsAtCut = this.#chars;
    if (this.#charsAtCut !== null && this.#chars - this.#charsAtCut > maxCharsAfterCut) this.#readToEnd = false;
    else if (
      this.#chars > maxAnswerChars ||
      this.#textlessBytes > maxAnswerChars * MAX_BYTES_PER_CHAR ||
      this.#release.choices > MAX_CHOICES
    )
      this.#problem = { what: TOO_LONG, event: null };
    else return false;
    return true;
  }

  #askFallbacks(): void {
    if (this.#exchange.route.fallback !== null) this.#fallbacks.ask(this.#release.cutChoices());
  }

  /** Makes sure that text waits for the end of its unit no longer than `maxLagMs`. */
  #watchLag(): void {
    const since = this.#release.waitsSince();
    if (this.#lag !== null || this.#isRead || since === null) return;
    const { clock, settings } = this.#ports;
    this.#lag = clock.after(Math.max(0, since + settings.maxLagMs - clock.now()), () => {
      this.#lag = null;
      if (this.#isRead) return;
      // The client may have left; the reading loop will notice.
      this.#write(this.#release.readOpen(clock.now() - settings.maxLagMs)).then(
        () => this.#watchLag(),
        () => undefined,
      );
    });
  }

  #write(pieces: readonly Uint8Array[]): Promise<void> {
    if (pieces.length === 0) return this.#writing;
    const written = this.#writing.then(() => this.#out.write(pieces));
    this.#writing = written;
    return written;
  }
}

/**
 * Streams the server's answer to the client, guarded, and records it. Rejects with LogUnavailable; nothing looks
 * complete then.
 */
export async function streamExchange(
  exchange: Exchange,
  ports: ExchangePorts,
  answer: TimedAnswer,
  intent: number | null,
  out: ClientResponse,
): Promise<ExchangeEnd> {
  const streamed = new StreamedExchange(exchange, ports, answer.deadline, out);
  const broken = await streamed.read(answer.body).then(
    () => null,
    (cause: unknown) => cause ?? new Error('The stream broke off.'),
  );
  return streamed.conclude(intent, broken);
}
