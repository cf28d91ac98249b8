import type { Upstream, UpstreamAnswer } from '../../../src/gateway/index.ts';
import { ENDPOINTS, type EndpointName } from '../../../src/wire/index.ts';
import type { Draw } from './draw.ts';
import { CANARIED, MARKED, REFUSAL } from './marker.ts';
import { mutatedJson } from './mutate-json.ts';
import { mutatedTold } from './mutate-told.ts';
import { jsonOf, randomJson } from './random-json.ts';
import { ordinarySaying, soundStream } from './sayings.ts';
import { soundBody } from './sound-bodies.ts';
import { bytesOf, damagedBytes, split } from './stream-bytes.ts';
import type { Saying, Told } from './told.ts';

/** Kinds of damage to an answer. `refused`: a sound beginning refuses, and what follows is damaged and marked. */
const ANSWER_KINDS = ['sound', 'events', 'bytes', 'refused', 'refused bytes', 'whole', 'odd', 'breaks off'] as const;
type AnswerKind = (typeof ANSWER_KINDS)[number];

/** Answer of a scripted server. */
export interface AnswerScript {
  readonly kind: AnswerKind;
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
  /** True if the connection breaks after the bytes. */
  readonly breaks: boolean;
  /** Offset in the bytes at which the refusal is over, or null if there is none. */
  readonly refusedAt: number | null;
}

const EVENTS = 'text/event-stream';

/** Returns an answer to a request for `choices` answers. */
export function answerScript(draw: Draw, endpoint: EndpointName, isStream: boolean, choices: number): AnswerScript {
  const kind = draw.pick(ANSWER_KINDS);
  const plain = { kind, status: 200, type: EVENTS, breaks: false, refusedAt: null };
  const saying = { ...ordinarySaying(draw, endpoint), choices };
  const { told } = soundStream(endpoint, draw, saying);
  const foreign = () => soundStream(draw.pick(ENDPOINTS).name, draw, ordinarySaying(draw, 'messages')).told;
  if (kind === 'odd') return { ...plain, ...oddAnswer(draw, bytesOf(told, draw, true)) };
  if (kind === 'whole' || !isStream) return { ...plain, ...wholeAnswer(draw, endpoint, kind, saying) };
  if (kind === 'refused' || kind === 'refused bytes')
    return { ...plain, ...refusedAnswer(draw, endpoint, kind, foreign()) };
  if (kind === 'sound') return { ...plain, bytes: bytesOf(told, draw, draw.chance(0.5)) };
  if (kind === 'events')
    return { ...plain, bytes: bytesOf(mutatedTold(told, draw, foreign(), [CANARIED]), draw, draw.chance(0.5)) };
  const bytes = bytesOf(told, draw, draw.chance(0.5));
  if (kind === 'bytes') return { ...plain, bytes: damagedBytes(bytes, draw) };
  return { ...plain, bytes: bytes.subarray(0, draw.below(bytes.length + 1)), breaks: draw.chance(0.5) };
}

function oddAnswer(draw: Draw, bytes: Buffer): Partial<AnswerScript> & { bytes: Buffer } {
  const status = draw.pick([200, 200, 201, 204, 302, 400, 401, 404, 429, 500, 503, 529]);
  const type = draw.pick([
    'application/json',
    'text/html',
    '',
    EVENTS,
    'Text/Event-Stream',
    'application/json; charset=utf-8',
  ]);
  const texts = [
    '',
    '{}',
    'null',
    '[]',
    '7',
    '"x"',
    '<html>',
    '{"error":{"message":"busy"}}',
    '{"error":"x"}',
    '{"detail":"x"}',
  ];
  return { status, type, bytes: draw.chance(0.3) ? bytes : Buffer.from(draw.pick(texts)), breaks: draw.chance(0.2) };
}

function wholeAnswer(
  draw: Draw,
  endpoint: EndpointName,
  kind: AnswerKind,
  saying: Saying,
): Partial<AnswerScript> & { bytes: Buffer } {
  const isRefused = kind.startsWith('refused');
  const sound = soundBody(endpoint, draw, isRefused ? { ...refusing(saying), content: [REFUSAL, MARKED] } : saying);
  const json =
    kind === 'sound' || isRefused ? sound : draw.chance(0.1) ? randomJson(draw) : mutatedJson(sound, draw, [CANARIED]);
  const bytes = Buffer.from(jsonOf(json));
  const type = 'application/json';
  if (kind === 'bytes') return { type, bytes: damagedBytes(bytes, draw) };
  if (kind === 'breaks off')
    return { type, bytes: bytes.subarray(0, draw.below(bytes.length)), breaks: draw.chance(0.5) };
  return { type, bytes, refusedAt: isRefused ? 0 : null };
}

const refusing = (saying: Saying): Saying => ({ ...saying, reasoning: [], tool: null, choices: 1 });

/** Returns a sound stream up to the end of a refusal; what follows has marked texts in all places and is damaged. */
function refusedAnswer(draw: Draw, endpoint: EndpointName, kind: AnswerKind, foreign: readonly Told[]) {
  const saying = { ...refusing(ordinarySaying(draw, endpoint)), content: [REFUSAL, MARKED, 'And so on.\n'] };
  const more: Saying = {
    ...saying,
    tool: endpoint === 'completions' || draw.chance(0.5) ? null : JSON.stringify({ a: MARKED }),
  };
  const { told } = soundStream(endpoint, draw, more);
  const at = told.findIndex((one) => jsonOf(one.data ?? null).includes("can't help")) + 1;
  const head = bytesOf(told.slice(0, at), draw, true);
  const tail = draw.chance(0.2) ? told.slice(at) : mutatedTold(told.slice(at), draw, foreign, [MARKED, MARKED]);
  const rest = bytesOf(tail, draw, draw.chance(0.5));
  const bytes = Buffer.concat([head, kind === 'refused' ? rest : damagedBytes(rest, draw)]);
  return { bytes, refusedAt: head.length };
}

/** Returns a server that answers by a script, in pieces; `onPiece` is called before each. */
export function scripted(script: AnswerScript, draw: Draw, onPiece: () => void): Upstream {
  return async (_request, signal): Promise<UpstreamAnswer> => {
    const pieces = split(script.bytes, draw);
    async function* body() {
      for (const piece of pieces) {
        onPiece();
        signal.throwIfAborted();
        yield piece;
      }
      if (script.breaks) throw new Error('The connection broke.');
    }
    return { status: script.status, headers: script.type === '' ? {} : { 'content-type': script.type }, body: body() };
  };
}
