import type { WireContent, WireEvent } from './endpoint.ts';
import type { ServerSentEvent } from './server-sent-events.ts';

/** An event that remembers what it was read from. A WeakMap from events to that would cost as much as parsing them. */
export class ReadEvent<From> implements WireEvent {
  readonly event: ServerSentEvent;
  readonly isLast: boolean;
  readonly pieces: WireEvent['pieces'];
  readonly finishes: WireEvent['finishes'];
  readonly usage: WireEvent['usage'];
  readonly problem: WireEvent['problem'];
  readonly unread: WireEvent['unread'];
  readonly model: WireEvent['model'];
  readonly #from: From;

  constructor(content: WireContent, event: ServerSentEvent, isLast: boolean, from: From) {
    this.event = event;
    this.isLast = isLast;
    this.pieces = content.pieces;
    this.finishes = content.finishes;
    this.usage = content.usage;
    this.problem = content.problem;
    this.unread = content.unread;
    this.model = content.model;
    this.#from = from;
  }

  /** What an event was read from, by the stream that read it; undefined where that was nobody. */
  static from<From>(event: WireEvent): From | undefined {
    return event instanceof ReadEvent ? (event.#from as From) : undefined;
  }
}
