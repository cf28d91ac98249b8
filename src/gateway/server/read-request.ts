import type { IncomingMessage } from 'node:http';
import { isWireProblem, type WireEndpoint, type WireRequest } from '../../wire/index.ts';
import type { AccessKey } from '../access/access-key.ts';
import { jsonOf, readBytes } from '../exchange/read-bytes.ts';
import type { GatewayClient, GatewayRoute, Router } from '../ports.ts';
import type { Denial } from './denial.ts';

/** A request that has been read. */
export interface Asked {
  /** The parsed body, and its bytes as received. */
  readonly body: unknown;
  readonly bytes: Buffer;
  /** The body for the server. */
  readonly sent: Buffer;
  readonly wire: WireRequest;
  readonly client: GatewayClient;
  readonly route: GatewayRoute;
}

/** Context for reading a request. */
export interface RequestReading {
  readonly endpoint: WireEndpoint;
  readonly key: AccessKey;
  readonly router: Router;
  readonly maxRequestBytes: number;
}

/** A subject is a pseudonym and needs no other characters. */
const SUBJECT = /^[\w.:-]{1,64}$/;

const NO_JSON: Denial = { status: 400, code: 'invalid_json', message: 'The body is not valid JSON.' };
const TOO_DEEP: Denial = { status: 400, code: 'invalid_json', message: 'The body nests too deep.' };
const COMPRESSED: Denial = { status: 415, code: 'unsupported_encoding', message: 'Compressed requests are not read.' };
const NO_SUBJECT: Denial = {
  status: 400,
  code: 'invalid_subject',
  message: 'x-zenbun-subject: up to 64 letters, digits, . _ : -',
};
const NO_MODEL: Denial = {
  status: 404,
  code: 'model_not_found',
  message: 'This gateway serves no model of that name.',
};

/** Reads a request and finds its route, or denies it. */
export async function readRequest(request: IncomingMessage, reading: RequestReading): Promise<Asked | Denial> {
  const { endpoint, key, router, maxRequestBytes } = reading;
  const message = `A request may be at most ${maxRequestBytes} bytes long.`;
  const tooLarge: Denial = { status: 413, code: 'request_too_large', message };
  const { headers } = request;
  if (Number(headers['content-length'] ?? 0) > maxRequestBytes) return tooLarge;
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return COMPRESSED;
  const subject = headers['x-zenbun-subject'];
  if (subject !== undefined && !SUBJECT.test(String(subject))) return NO_SUBJECT;
  // Leaving the body early must not break the connection: the denial still has to get through.
  const bytes = await readBytes(request.iterator({ destroyOnReturn: false }), maxRequestBytes).catch(() => undefined);
  if (bytes === null) return tooLarge;
  const body = bytes === undefined ? undefined : jsonOf(bytes);
  if (bytes === undefined || body === undefined) return NO_JSON;
  const wire = endpoint.request(body);
  if (isWireProblem(wire)) return { status: 400, code: wire.code ?? 'invalid_request', message: wire.message };
  const client = { id: key.id, subject: subject === undefined ? null : String(subject) };
  const route = router(wire, client);
  if (route === null) return NO_MODEL;
  const sent = written(endpoint.upstreamBody(body, route.model));
  return sent === null ? TOO_DEEP : { body, bytes, sent, wire, client, route };
}

/** Serialises a value; null if it nests too deep. */
function written(value: unknown): Buffer | null {
  try {
    return Buffer.from(JSON.stringify(value));
  } catch {
    return null;
  }
}
