import { signal } from '@preact/signals';
import type { ConsoleSession } from '../../../schema/index.ts';
import { BASE } from '../address/route.ts';
import { type AskProblem, problemOf, unreachable } from './problem.ts';

const API = `${BASE}/api`;

/** The current session; null if nobody is signed in, undefined until that is known. */
export const session = signal<ConsoleSession | null | undefined>(undefined);

/** The requested data, or the reason why it is missing. */
export type WireReply<T> =
  | { readonly data: T; readonly problem: null }
  | { readonly data: null; readonly problem: AskProblem };

async function send<T>(path: string, init: RequestInit): Promise<WireReply<T>> {
  let response: Response;
  try {
    response = await fetch(`${API}${path}`, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    return { data: null, problem: unreachable };
  }
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return { data: body as T, problem: null };
  if (response.status === 401) session.value = null;
  return { data: null, problem: problemOf(response.status, body) };
}

/** Replies requested ahead of time, by path. */
const early = new Map<string, Promise<WireReply<unknown>>>();

/**
 * Requests something that will be needed soon: the first `get` of the path receives the reply, unless it is a problem.
 */
export async function askEarly(path: string): Promise<void> {
  const reply = send<unknown>(path, {});
  early.set(path, reply);
  await reply;
}

/** Gets data from a path of the API. Rejects only if `signal` fires. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<WireReply<T>> {
  const asked = early.get(path) as Promise<WireReply<T>> | undefined;
  early.delete(path);
  const reply = await asked;
  if (reply !== undefined && reply.problem === null) return reply;
  return send<T>(path, signal === undefined ? {} : { signal });
}

/** Sends a change, together with the session's token. */
export function change<T>(method: 'POST' | 'DELETE', path: string, body: unknown): Promise<WireReply<T>> {
  const csrf = session.value?.csrf;
  const headers = { 'content-type': 'application/json', ...(csrf === undefined ? {} : { 'x-zenbun-csrf': csrf }) };
  return send<T>(path, { method, headers, body: JSON.stringify(body) });
}

export async function openSession(): Promise<void> {
  const { data, problem } = await get<ConsoleSession>('/session');
  session.value = problem === null ? data : null;
}

/** Signs in; returns the problem if the key is unknown, or null. */
export async function signIn(key: string): Promise<AskProblem | null> {
  const { data, problem } = await change<ConsoleSession>('POST', '/session', { key });
  if (problem === null) session.value = data;
  return problem;
}

export async function signOut(): Promise<void> {
  await change('DELETE', '/session', {});
  session.value = null;
}

export const mayChange = (): boolean => session.value?.scopes.includes('administer') ?? false;

/**
 * Returns the bytes of a public file of the log, or null if it does not exist. Rejects if the server cannot be reached
 * or answers with another error.
 */
export async function publicFile(path: string): Promise<Uint8Array | null> {
  const response = await fetch(`${API}/log/${path}`, { credentials: 'same-origin' });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Address of the stream of new rows. */
export const tailAddress = (from: number): string => `${API}/tail?from=${from}`;
