import {
  EventDecoder,
  type ServerSentEvent,
  type WireEvent,
  type WireProblem,
  type WireStream,
} from '../../wire/index.ts';
import { AnswerGuard } from '../guard/answer-guard.ts';
import type { UpstreamAnswer } from '../ports.ts';
import type { ClientResponse } from '../server/client-response.ts';
import { additionsOf, Fallbacks, harmsOf } from './conclude.ts';
import type { Exchange, ExchangePorts, ExchangeState } from './exchange.ts';
import { type ExchangeEnd, responseRecord } from './exchange-records.ts';
import { logged } from './log-exchange.ts';
import { jsonOf } from './read-bytes.ts';
import { StreamRelease } from './stream-release.ts';

/** Bytes of one event; a longer one ends the stream with an error. */
const MAX_EVENT_BYTES = 4 * 1024 * 1024;

const BROKEN_OFF: WireProblem = {
  message: 'The model server ended the stream before the answer was complete.',
  type: 'upstream_error',
  code: 'incomplete_answer',
};
const TOO_LONG: WireProblem = {
  message: 'The answer is longer than this gateway reads.',
  type: 'upstream_error',
  code: 'answer_too_long',
};

/**
 * A last event without its blank line, as many servers end: with that line. null for one that broke off in the middle, which no client could
 * read.
 */
function finished(event: ServerSentEvent | null): ServerSentEvent | null {
  if (event === null || event.isFinished) return event;
  if (event.data === null || (event.data !== '[DONE]' && jsonOf(Buffer.from(event.data)) === undefined)) return null;
  return { ...event, bytes: Buffer.concat([event.bytes, Buffer.from('\n\n')]), isFinished: true };
}

/** One streamed answer on its way from the server to the client. */
class StreamedExchange {
  readonly #exchange: Exchange;
  readonly #ports: ExchangePorts;
  readonly #out: ClientResponse;
  readonly #stream: WireStream;
  readonly #release: StreamRelease;
  readonly #fallbacks: Fallbacks;
  #chars = 0;
  #charsAtCut: number | null = null;
  #lag: (() => void) | null = null;
  /** Writes happen one after the other, those of the timer too. */
  #writing: Promise<void> = Promise.resolve();
  #problem: { readonly what: WireProblem; readonly event: WireEvent | null } | null = null;
  #readToEnd = true;

  constructor(exchange: Exchange, ports: ExchangePorts, out: ClientResponse) {
    const { endpoint, request, route } = exchange;
    this.#exchange = exchange;
    this.#ports = ports;
    this.#out = out;
    this.#stream = endpoint.stream(request);
    this.#fallbacks = new Fallbacks(exchange, ports);
    const { policy, hold, fallback } = route;
    const options = { policy, hold, prompt: request.prompt, keepsRefusal: fallback === null };
    this.#release = new StreamRelease(this.#stream, () => new AnswerGuard(options));
  }

  /** Reads the server's stream, up to its end or a cap. Rejects when the client leaves or the server breaks off. */
  async read(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new EventDecoder(MAX_EVENT_BYTES);
    try {
      for await (const bytes of body) if (await this.#take(decoder.push(bytes))) return;
      const last = finished(decoder.end());
      if (last !== null) await this.#take([last]);
    } finally {
      this.#lag?.();
    }
  }

  /** Decides, records, and ends the answer. `broken`: why reading failed; null where it did not. */
  async conclude(intent: number | null, broken: unknown): Promise<ExchangeEnd> {
    const { abort, request } = this.#exchange;
    const release = this.#release;
    if (broken !== null && this.#problem === null) this.#problem = { what: BROKEN_OFF, event: null };
    if (!this.#readToEnd || (this.#problem === null && release.isComplete(request.choices))) this.#problem = null;
    else this.#problem ??= { what: BROKEN_OFF, event: null };
    const isGone = abort.signal.aborted;
    const choices = release.end(isGone ? new Map() : await harmsOf(release.undecided(), this.#exchange, this.#ports));
    this.#askFallbacks();
    const fallbacks = isGone ? new Map() : await this.#fallbacks.answers();
    const additions = additionsOf(choices, fallbacks, request.prompt);
    const end: ExchangeEnd = {
      state: isGone ? 'aborted' : this.#state(),
      status: 200,
      choices,
      additions,
      fallbacks,
      usage: release.usage,
      unread: release.unread,
      problem: this.#problem?.what.message ?? '',
      readToEnd: this.#readToEnd && broken === null,
    };
    await logged(responseRecord(this.#exchange, intent, end), this.#ports);
    if (isGone) return end;
    await this.#write(release.close(additions, this.#problem === null));
    if (this.#problem !== null) await this.#write([this.#problemBytes(this.#problem)]);
    this.#out.end();
    return end;
  }

  #state(): ExchangeState {
    return this.#problem === null ? 'complete' : 'incomplete';
  }

  #problemBytes({ what, event }: { what: WireProblem; event: WireEvent | null }): Uint8Array {
    return (event === null ? null : this.#stream.forward(event)) ?? this.#stream.problem(what);
  }

  /** Takes events in order; true: the server need not be read any further. */
  async #take(events: readonly ServerSentEvent[]): Promise<boolean> {
    const out: Uint8Array[] = [];
    for (const one of events) {
      if (one.isOversized) {
        this.#problem = { what: TOO_LONG, event: null };
        break;
      }
      const event = this.#stream.read(one);
      if (event.problem !== null) {
        this.#problem = { what: event.problem, event };
        break;
      }
      for (const { text } of event.pieces) this.#chars += text.length;
      out.push(...this.#release.take(event));
    }
    this.#askFallbacks();
    await this.#write(out);
    this.#watchLag();
    return this.#problem !== null || this.#isOverCap();
  }

  #isOverCap(): boolean {
    const { maxAnswerChars, maxCharsAfterCut } = this.#ports.settings;
    const isAllCut = this.#release.cutChoices().length >= this.#exchange.request.choices;
    if (isAllCut) this.#charsAtCut ??= this.#chars;
    if (this.#charsAtCut !== null && this.#chars - this.#charsAtCut > maxCharsAfterCut) this.#readToEnd = false;
    else if (this.#chars > maxAnswerChars) this.#problem = { what: TOO_LONG, event: null };
    else return false;
    return true;
  }

  #askFallbacks(): void {
    if (this.#exchange.route.fallback !== null) this.#fallbacks.ask(this.#release.cutChoices());
  }

  /** Text that waits for the end of its unit waits no longer than so long. */
  #watchLag(): void {
    if (this.#lag !== null || !this.#release.holdsText) return;
    this.#lag = this.#ports.clock.after(this.#ports.settings.maxLagMs, () => {
      this.#lag = null;
      // The client may have left; the reading loop finds out.
      this.#write(this.#release.readOpen()).then(
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

/** Streams the server's answer to the client, guarded, and records it. Rejects with LogUnavailable; then nothing looks complete. */
export async function streamExchange(
  exchange: Exchange,
  ports: ExchangePorts,
  answer: UpstreamAnswer,
  intent: number | null,
  out: ClientResponse,
): Promise<ExchangeEnd> {
  const streamed = new StreamedExchange(exchange, ports, out);
  const broken = await streamed.read(answer.body).then(
    () => null,
    (cause: unknown) => cause ?? new Error('The stream broke off.'),
  );
  return streamed.conclude(intent, broken);
}
