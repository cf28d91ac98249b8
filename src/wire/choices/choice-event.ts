import type { Piece, WireContent, WireEvent, WireProblem, WireUsage } from '../endpoint.ts';
import type { FoundContent } from '../found-content.ts';
import type { JsonRecord } from '../json-value.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import type { PlainDelta } from './plain-delta.ts';

const NOTHING: readonly never[] = [];

/** An event in `choices`, with everything its stream needs to write it. */
export class ChoiceEvent implements WireEvent {
  readonly event: ServerSentEvent;
  readonly isLast: boolean;
  readonly pieces: readonly Piece[];
  readonly finishes: WireContent['finishes'];
  readonly usage: WireUsage | null;
  readonly problem: WireProblem | null;
  readonly unread: readonly string[];
  readonly unreadIn: WireContent['unreadIn'];
  readonly model: string | null;
  readonly json: unknown;
  /** Null if the event contains nothing but `plain`. */
  readonly found: FoundContent | null;
  readonly plain: PlainDelta | null;

  private constructor(
    event: ServerSentEvent,
    isLast: boolean,
    content: WireContent,
    json: unknown,
    found: FoundContent | null,
    plain: PlainDelta | null,
  ) {
    this.event = event;
    this.isLast = isLast;
    this.pieces = content.pieces;
    this.finishes = content.finishes;
    this.usage = content.usage;
    this.problem = content.problem;
    this.unread = content.unread;
    this.unreadIn = content.unreadIn;
    this.model = content.model;
    this.json = json;
    this.found = found;
    this.plain = plain;
  }

  static found(event: ServerSentEvent, isLast: boolean, json: unknown, found: FoundContent): ChoiceEvent {
    return new ChoiceEvent(event, isLast, found.content(), json, found, null);
  }

  static plain(event: ServerSentEvent, json: JsonRecord, plain: PlainDelta): ChoiceEvent {
    const { choice, text } = plain;
    const pieces: readonly Piece[] = text === '' ? NOTHING : [{ choice, channel: 'content', part: 'content', text }];
    const model = typeof json.model === 'string' ? json.model : null;
    const none = { finishes: NOTHING, usage: null, problem: null, unread: NOTHING, unreadIn: NOTHING };
    const content = { ...none, pieces, model };
    return new ChoiceEvent(event, false, content, json, null, plain);
  }
}
