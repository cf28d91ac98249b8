import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayMetrics } from '../metrics.ts';
import type { Recorder } from '../ports.ts';
import type { GatewaySettings } from '../settings.ts';
import { deny } from './denial.ts';

const LEDGER = '/ledger/';
/** File names of the log: parts begin with a letter or a digit, so that no path leads out of the log. */
const LOG_FILE = /^[a-z0-9][\w.-]*(\/[a-z0-9][\w.-]*)*$/i;

export const isUnderLog = (path: string): boolean => path.startsWith(LEDGER);

/** Reports whether requests can be served, for load balancers. */
export function ready({ failure }: Recorder, { requiresLog }: GatewaySettings, isStopping: boolean) {
  if (isStopping) return { status: 503, text: 'stopping\n' };
  if (failure === null) return { status: 200, text: 'ready\n' };
  return requiresLog
    ? { status: 503, text: 'the log takes no records\n' }
    : { status: 200, text: 'ready, without a log\n' };
}

export async function metricsPage({ registry }: GatewayMetrics, response: ServerResponse): Promise<void> {
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType });
  response.end(text);
}

/** Serves `/v1/models`, or one of its models. */
export function modelList(path: string, models: readonly string[], response: ServerResponse): void {
  const listed = models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'zenbun' }));
  const name = path.slice('/v1/models/'.length);
  if (name === '') {
    json(response, { object: 'list', data: listed });
    return;
  }
  const one = listed.find(({ id }) => id === decoded(name));
  if (one !== undefined) json(response, one);
  else deny(response, { status: 404, code: 'model_not_found', message: 'There is no such model.' });
}

/** Serves a file of the public log. The checkpoint changes; everything else never does. */
export async function ledgerFile(
  path: string,
  recorder: Recorder,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = path.slice(LEDGER.length);
  const bytes = LOG_FILE.test(name) ? await recorder.publicFile(name) : null;
  if (bytes === null)
    return deny(response, { status: 404, code: 'not_found', message: 'There is no such file in the log.' });
  const isCheckpoint = name === 'checkpoint';
  response.writeHead(200, {
    'content-type': isCheckpoint ? 'text/plain; charset=utf-8' : 'application/octet-stream',
    'content-length': bytes.length,
    'cache-control': isCheckpoint ? 'no-cache' : 'public, max-age=31536000, immutable',
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function json(response: ServerResponse, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
