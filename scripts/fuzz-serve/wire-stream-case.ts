import {
  ENDPOINTS,
  EventDecoder,
  type ServerSentEvent,
  type StreamedRequest,
  type WireEndpoint,
  type WireEvent,
  type WireStream,
} from '../../src/wire/index.ts';
import { type CaseLabel, hold } from './case.ts';
import { clientView } from './client-view.ts';
import type { Draw } from './input/draw.ts';
import { CANARIED, CANARY, MARK, MARKED, placesOf } from './input/marker.ts';
import { mutatedTold } from './input/mutate-told.ts';
import { ordinarySaying, soundStream } from './input/sayings.ts';
import { bytesOf, damagedBytes, split } from './input/stream-bytes.ts';
import type { Told } from './input/told.ts';

const KINDS = ['sound', 'sound', 'events', 'events', 'events', 'bytes', 'bytes', 'noise'] as const;
type Kind = (typeof KINDS)[number];
const USES = ['forward', 'forward', 'cut', 'cut', 'wild'] as const;

/** Runs one stream through the decoder and an endpoint's stream: forwarded, cut, or with calls in any order. */
export function wireStreamCase(draw: Draw, told: (label: CaseLabel) => void): void {
  const endpoint = draw.pick(ENDPOINTS);
  const kind = draw.pick(KINDS);
  const use = draw.pick(USES);
  told({ endpoint: endpoint.name, direction: 'to client', kind: `${use}, ${kind}` });
  const sound = soundStream(endpoint.name, draw, ordinarySaying(draw, endpoint.name));
  const choices = 1 + draw.below(2);
  const asked = {
    model: 'm',
    choices,
    usageWanted: endpoint.name === 'messages' || endpoint.name === 'responses' || draw.chance(0.5),
  };
  const stream = endpoint.stream(asked);
  if (use === 'cut') {
    cutStream(draw, endpoint, stream, sound.told, kind);
    return;
  }
  const events = decoded(draw, bytesAs(draw, kind, sound.told, [CANARIED]), draw.pick([1e6, 1e6, 200]));
  if (use === 'forward') forwardStream(endpoint, stream, asked, events);
  else wildStream(draw, stream, events);
}

function bytesAs(draw: Draw, kind: Kind, told: readonly Told[], texts: readonly string[]): Buffer {
  if (kind === 'sound') return bytesOf(told, draw, draw.chance(0.5));
  if (kind === 'noise') return Buffer.from(Array.from({ length: draw.below(80) }, () => draw.pick(NOISE)));
  const foreign = soundStream(draw.pick(ENDPOINTS).name, draw, {
    content: ['x'],
    reasoning: ['y'],
    tool: '{}',
    choices: 1,
  });
  const mutated = kind === 'events' ? mutatedTold(told, draw, foreign.told, texts) : told;
  const bytes = bytesOf(mutated, draw, draw.chance(0.5));
  return kind === 'bytes' ? damagedBytes(bytes, draw) : bytes;
}

const NOISE = [...Buffer.from('data: {}\n\r:event[]"D\n\n'), 0xff, 0xc3, 0xef, 0xbb, 0xbf, 0];

function decoded(draw: Draw, bytes: Buffer, limit = 1e6): ServerSentEvent[] {
  const decoder = new EventDecoder(limit);
  const events = split(bytes, draw).flatMap((piece) => decoder.push(piece));
  const last = decoder.end();
  if (last !== null) events.push(last);
  hold(Buffer.concat(events.map((one) => one.bytes)).equals(bytes), 'the bytes of the events, joined, are the input');
  return events;
}

/** Forwards everything: the bytes pass through, and all text is in a piece or named as unread. */
function forwardStream(
  endpoint: WireEndpoint,
  stream: WireStream,
  asked: StreamedRequest,
  events: readonly ServerSentEvent[],
) {
  let isOver = false;
  let isOpen = false;
  for (const one of events) {
    const event = stream.read(one);
    readOrNamed(event);
    const bytes = stream.forward(event);
    if (isOver) hold(bytes === null || bytes.length === 0, 'nothing follows the end of the stream');
    else if (bytes === null) {
      const isUsage = event.usage !== null && !asked.usageWanted && event.pieces.length === 0;
      const isStray = endpoint.name === 'messages' || endpoint.name === 'responses';
      hold(isUsage || (isStray && one.data !== null), 'an event is kept back although nothing was cut');
    } else {
      const expected = isOpen ? Buffer.concat([Buffer.from('\n\n'), one.bytes]) : one.bytes;
      hold(Buffer.from(bytes).equals(expected), 'the forwarded bytes are those of the event');
      isOpen = !one.isFinished && !one.isOversized;
    }
    isOver ||= event.isLast;
  }
  const ended = isOver ? null : stream.end(null);
  if (ended !== null) hold(ended.length > 0, 'a stream that has not ended is ended');
  hold(stream.say(0, 'x').length === 0, 'nothing is said after the end');
}

/** Checks that a long text is in a piece, in the problem, or its place is named. */
function readOrNamed({ event, pieces, unread, problem }: WireEvent): void {
  if (event.data === null || !event.data.includes(CANARY) || unread.length > 0 || problem !== null) return;
  const text = event.data;
  if (pieces.some((piece) => piece.text.includes(CANARY))) return;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    hold(false, 'data that is not JSON is named as unread');
  }
  hold(
    placesOf(CANARY, json).length === 0,
    `a text is neither read nor named: ${placesOf(CANARY, json)[0]?.join('.')}`,
  );
}

/** Cuts at an event: no later text goes out, and the client can read what it receives. */
function cutStream(draw: Draw, endpoint: WireEndpoint, stream: WireStream, told: readonly Told[], kind: Kind): void {
  const at = draw.below(told.length);
  const before = decoded(draw, bytesOf(told.slice(0, at + 1), draw, true));
  const after = decoded(draw, bytesAs(draw, kind === 'sound' ? 'events' : kind, told.slice(at + 1), [MARKED]));
  const out: Uint8Array[] = [];
  const send = (bytes: Uint8Array | null) => void (bytes !== null && bytes.length > 0 && out.push(bytes));
  const choices = new Set([0]);
  let kept = '';
  // Events from this index on had to wait, and are cut although all of their text is kept.
  const waiting = draw.below(before.length);
  for (const [i, one] of before.entries()) {
    const event = stream.read(one);
    for (const piece of event.pieces) choices.add(piece.choice);
    // The last event's first piece is cut and the pieces after it are dropped; events that end an answer have to wait.
    const isLast = i === before.length - 1;
    const keep = isLast ? [draw.below(9)] : event.pieces.map(({ text }) => text.length);
    if (isLast || i >= waiting) send(stream.cut(event, keep));
    else if (event.finishes.length === 0 && !event.isLast) send(stream.forward(event));
    for (const [j, piece] of event.pieces.entries())
      if (piece.choice === 0 && piece.channel === 'content' && !isLast) kept += piece.text.slice(0, keep[j] ?? 0);
  }
  for (const one of after) {
    const event = stream.read(one);
    for (const piece of event.pieces) choices.add(piece.choice);
    send(stream.cut(event, []));
  }
  for (const choice of choices) {
    if (draw.chance(0.8)) send(stream.say(choice, 'The rest is withheld.'));
    send(stream.finish(choice, draw.chance(0.7), endpoint.name === 'messages' ? 'end_turn' : 'stop'));
  }
  send(stream.end({ promptTokens: 5, completionTokens: 7 }));
  const bytes = Buffer.concat(out);
  hold(!bytes.includes(MARK), 'a withheld text goes out');
  const view = clientView(bytes, endpoint.name);
  hold(view.unreadable.length === 0, 'a client can parse what it gets');
  hold(view.isOver, 'an answer that is cut ends');
  hold((view.texts.get(0) ?? '').startsWith(kept), 'a client gets all text before the cut');
  hold(view.broken.length === 0, `a client finds what it gets well formed: ${view.broken[0]}`);
  for (const choice of choices) hold(view.ended.has(choice), 'every answer that is cut ends');
}

/** Makes calls in any order, with any arguments: nothing may throw, and nothing may follow the end. */
function wildStream(draw: Draw, stream: WireStream, sent: readonly ServerSentEvent[]): void {
  const events: WireEvent[] = [];
  let isOver = false;
  const check = (bytes: Uint8Array | null) =>
    hold(!isOver || bytes === null || bytes.length === 0, 'something after the end');
  for (const one of sent) {
    const event = stream.read(one);
    events.push(event);
    const which = draw.chance(0.8) ? event : draw.pick(events);
    const choice = draw.pick([0, 0, 1, 2 ** 40]);
    const kind = draw.below(8);
    if (kind <= 2) check(stream.forward(which));
    else if (kind <= 4) check(stream.cut(which, [draw.pick([0, 1, 3, 1e9, -1, Number.NaN, 0.5])]));
    else if (kind === 5) check(stream.say(choice, draw.pick(['', 'a', '\ud800', 'data: x\n\n\r'])));
    else if (kind === 6) check(stream.finish(choice, draw.chance(0.5), draw.pick(['stop', '', 'x\ny'])));
    else if (draw.chance(0.3)) {
      check(draw.chance(0.5) ? stream.end(null) : stream.problem({ message: 'x\n\ny', type: null, code: null }));
      isOver = true;
    }
  }
  check(stream.end({ promptTokens: null, completionTokens: 1e300 }));
}
