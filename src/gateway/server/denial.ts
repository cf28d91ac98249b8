import type { ServerResponse } from 'node:http';
import { ENDPOINTS, type WireEndpoint, type WireProblem } from '../../wire/index.ts';

/** Reason why the gateway itself does not serve a request. */
export interface Denial {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503;
  /** Code for clients: `invalid_api_key`, `model_not_found`, … */
  readonly code: string;
  readonly message: string;
  /** In seconds. */
  readonly retryAfter?: number;
  readonly allow?: string;
}

/** Denies a request, in the shape of its endpoint (OpenAI's if it has none). */
export function deny(response: ServerResponse, denial: Denial, endpoint: WireEndpoint = ENDPOINTS[0]!): void {
  const { status, code, message, retryAfter, allow } = denial;
  const problem: WireProblem = { message, code, type: status < 500 ? 'invalid_request_error' : 'server_error' };
  const body = Buffer.from(JSON.stringify(endpoint.problem(problem)));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(allow === undefined ? {} : { allow }),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    // The rest of the body is not read, so the connection cannot be reused.
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(body);
}
