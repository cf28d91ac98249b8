import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonOf, readBytes } from '../exchange/read-bytes.ts';
import type { ControlPage, ControlRequest } from '../ports.ts';
import { deny } from './denial.ts';

const MAX_BODY_BYTES = 64 * 1024;

export const isControl = (path: string): boolean => /^\/(rollouts|watch)(\/|$)/.test(path);

/** Passes a request to the control page and sends its reply as JSON. */
export async function controlled(
  control: ControlPage,
  { path, by }: Pick<ControlRequest, 'path' | 'by'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method === 'POST' ? 'POST' : 'GET';
  const bytes = method === 'GET' ? null : await readBytes(request.iterator({ destroyOnReturn: false }), MAX_BODY_BYTES);
  if (method === 'POST' && bytes === null)
    return deny(response, { status: 413, code: 'request_too_large', message: `At most ${MAX_BODY_BYTES} bytes.` });
  const body = bytes === null ? null : (jsonOf(bytes) ?? null);
  const reply = await control({ method, path, body, by });
  if (reply === null) return deny(response, { status: 404, code: 'not_found', message: `${path} is not served.` });
  const text = JSON.stringify(reply.body);
  response.writeHead(reply.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
