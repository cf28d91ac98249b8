import { ENDPOINTS } from '../../../src/wire/index.ts';
import type { Draw } from './draw.ts';
import { soundRequest } from './sound-bodies.ts';
import { damagedBytes, split } from './stream-bytes.ts';

/** Kinds of client behaviour. */
export const HTTP_KINDS = [
  'sound',
  'half a request',
  'bad headers',
  'pipelined',
  'leaves early',
  'damaged bytes',
  'odd method or path',
  'chunked',
  'odd body',
  'slow',
] as const;
export type HttpKind = (typeof HTTP_KINDS)[number];

/** The bytes that one connection sends, and its behaviour. */
export interface HttpScript {
  readonly kind: HttpKind;
  readonly bytes: Buffer;
  /** Number of requests that a server must answer regardless of what else arrives; null: it may give up. */
  readonly answers: number | null;
  /** Number of bytes after which the client closes; null: when the server is done. */
  readonly leavesAfter: number | null;
}

export function httpScript(draw: Draw, kind: HttpKind): HttpScript {
  const plain = { kind, leavesAfter: null, answers: null };
  const sound = requestOf(draw, {});
  switch (kind) {
    case 'sound':
    case 'slow':
      return { ...plain, bytes: sound, answers: 1 };
    case 'half a request':
      return { ...plain, bytes: sound.subarray(0, draw.below(sound.length)), leavesAfter: 0 };
    case 'bad headers':
      return { ...plain, bytes: requestOf(draw, { header: draw.pick(BAD_HEADERS) }) };
    case 'pipelined': {
      const count = 2 + draw.below(3);
      const whole = Array.from({ length: count }, () => requestOf(draw, { stream: draw.chance(0.3) }));
      return { ...plain, bytes: Buffer.concat(whole), answers: count };
    }
    case 'leaves early':
      return { ...plain, bytes: sound, leavesAfter: draw.below(600) };
    case 'damaged bytes':
      return { ...plain, bytes: damagedBytes(sound, draw) };
    case 'odd method or path':
      return { ...plain, bytes: requestOf(draw, { start: draw.pick(ODD_STARTS) }) };
    case 'chunked':
      return { ...plain, bytes: chunked(draw) };
    case 'odd body':
      return { ...plain, bytes: requestOf(draw, { body: draw.pick(ODD_BODIES)() }), answers: 1 };
  }
}

const BAD_HEADERS = [
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Content-Encoding: gzip',
  'Expect: 100-continue',
  'Expect: nonsense',
  'X-Zenbun-Subject: a b',
  'X-Zenbun-Subject: a\r\nX-Zenbun-Subject: b',
  'traceparent: \u0001\u0002',
  `X-Long: ${'a'.repeat(20_000)}`,
  'No colon',
  ' folded',
  'Host: example.org',
  'Upgrade: websocket\r\nConnection: Upgrade',
  'Connection: close',
  'x-request-id: é',
  'anthropic-version: a\r\nanthropic-version: b',
];
const ODD_STARTS = [
  'GET /v1/chat/completions',
  'DELETE /v1/messages',
  'POST /v1/embeddings',
  'POST /v1/chat/completions/../../metrics',
  'POST //v1/messages',
  'GET /',
  'GET /log/../../etc/passwd',
  'GET /checkpoint',
  'GET /metrics',
  'GET /healthz',
  'GET /readyz',
  'GET /v1/models/%00',
  'POST http://other.example/v1/messages',
  'OPTIONS *',
  'CONNECT other.example:443',
  'post /v1/messages',
  'GET /%ff%fe',
  `GET /${'a'.repeat(9000)}`,
  'BREW /pot',
];
const ODD_BODIES: readonly (() => string)[] = [
  () => '',
  () => '{',
  () => '[]',
  () => 'null',
  () => `{"model":"m","messages":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  () => `{"model":"m","x":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)},"messages":[{"role":"user","content":"x"}]}`,
  () => '{"model":"other","messages":[{"role":"user","content":"x"}]}',
  () => JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x'.repeat(100_000) }] }),
  () => '{"model":"m","messages":[{"role":"user","content":"\\ud800"}],"n":9007199254740991}',
  () => '{"model":"m","prompt":["a","b"],"n":9007199254740991}',
  () => '{"__proto__":{"model":"m"},"messages":[]}',
];

interface RequestParts {
  readonly header?: string;
  readonly start?: string;
  readonly body?: string;
  readonly stream?: boolean;
}

function requestOf(draw: Draw, { header, start, body, stream = draw.chance(0.6) }: RequestParts): Buffer {
  const endpoint = draw.pick(ENDPOINTS);
  const sound = { ...soundRequest(endpoint.name, draw, 'What is the capital of France?'), stream };
  const sent = body ?? JSON.stringify(sound);
  const length = Buffer.byteLength(sent);
  const headers = ['Host: 127.0.0.1', 'Content-Type: application/json', `Content-Length: ${length}`];
  const lines = [`${start ?? `POST ${endpoint.path}`} HTTP/1.1`, ...headers, ...(header === undefined ? [] : [header])];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${sent}`);
}

function chunked(draw: Draw): Buffer {
  const body = JSON.stringify(soundRequest('chat-completions', draw, 'x'));
  const head = 'POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n';
  const pieces = split(Buffer.from(body), draw).map(
    (piece) => `${piece.length.toString(16)}\r\n${Buffer.from(piece)}\r\n`,
  );
  const end = draw.pick(['0\r\n\r\n', '0\r\nX: y\r\n\r\n', '', 'zz\r\n', '-1\r\n\r\n', '0\r\n']);
  return Buffer.from(head + pieces.join('') + end);
}
