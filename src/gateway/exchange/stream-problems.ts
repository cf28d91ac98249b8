import type { EndpointName, ServerSentEvent, WireContent, WireEvent, WireProblem } from '../../wire/index.ts';
import { jsonOf } from './read-bytes.ts';

/** Maximum bytes of one event; a longer one ends the stream with an error. */
export const MAX_EVENT_BYTES = 4 * 1024 * 1024;

/** Maximum number of answers in one stream; no server gives more. */
export const MAX_CHOICES = 128;

export const BROKEN_OFF: WireProblem = {
  message: 'The model server ended the stream before the answer was complete.',
  type: 'upstream_error',
  code: 'incomplete_answer',
};
export const TOO_LONG: WireProblem = {
  message: 'The answer is longer than this gateway reads.',
  type: 'upstream_error',
  code: 'answer_too_long',
};
export const TOO_SLOW: WireProblem = {
  message: 'The model server took too long.',
  type: 'upstream_error',
  code: 'upstream_timeout',
};
/** Problem of an answer whose text is in a place that the endpoint does not have, so that nothing of it was read. */
export const NOTHING_READ: WireProblem = {
  message: 'The model server sent no answer that this gateway can read.',
  type: 'upstream_error',
  code: 'unreadable_answer',
};
/**
 * Sent to the client after a cut instead of the server's error, which could be the rest of an answer; the record keeps
 * that.
 */
export const FAILED_AFTER_CUT: WireProblem = {
  ...BROKEN_OFF,
  message: 'The model server ended the answer with an error.',
};
/** Problem of an unrequested answer, which would be read separately from those that declined. */
export const UNASKED: WireProblem = {
  message: 'The model server sent an answer that was not asked for.',
  type: 'upstream_error',
  code: 'unexpected_answer',
};

/** Finish reasons that no client mistakes for a complete answer. */
const FAILED: ReadonlySet<string> = new Set(['failed', 'cancelled', 'error']);

/** Reports whether a server's event carries nothing but an error, in a form that clients of the endpoint recognise. */
export function isPlainError(name: EndpointName, one: WireEvent): boolean {
  const { event, pieces, unread, finishes, isLast } = one;
  if (pieces.length > 0 || unread.length > 0 || !finishes.every(({ reason }) => FAILED.has(reason))) return false;
  if (isLast && finishes.length === 0) return false;
  const told = jsonOf(Buffer.from(event.data ?? ''));
  if (!isObject(told)) return false;
  if (name === 'messages') return event.event === 'error' && isObject(told.error);
  if (name === 'responses') return isObject(told.response) || isObject(told.error) || told.type === 'error';
  return isObject(told.error);
}

/** Returns the error in the data of an event, with everything beside it that counts as read for its sake. */
export function errorOf({ event }: WireEvent): unknown {
  const told = jsonOf(Buffer.from(event.data ?? ''));
  return isObject(told) && isObject(told.response)
    ? [told.response.error ?? null, ...problemTexts(told.response), ...problemTexts(told)]
    : told;
}

/** Members that count as read beside a problem. `type` is left out: it names the object, also of a sound answer. */
const TELLING = ['error', 'message', 'detail', 'code', 'param'];

/** Returns what an object says about a problem, whatever its form; whoever shows the object shows all of it. */
export const problemTexts = (body: object): unknown[] =>
  TELLING.map((key) => (body as Readonly<Record<string, unknown>>)[key] ?? null);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reports whether every answer says itself that it failed, so that no client mistakes it for a complete one. */
export const isFailed = ({ finishes }: WireContent): boolean =>
  finishes.length > 0 && finishes.every(({ reason }) => FAILED.has(reason));

/** Reports whether an answer exceeds the number that was asked for. */
export function isUnasked({ pieces, finishes }: WireContent, choices: number): boolean {
  return [...pieces, ...finishes].some(({ choice }) => choice >= choices);
}

/**
 * Completes a last event that lacks its blank line, as many servers end a stream. Returns null for one that broke off
 * in the middle, which no client could read.
 */
export function finished(event: ServerSentEvent | null): ServerSentEvent | null {
  if (event === null || event.isFinished) return event;
  if (event.data === null || (event.data !== '[DONE]' && jsonOf(Buffer.from(event.data)) === undefined)) return null;
  return { ...event, bytes: Buffer.concat([event.bytes, Buffer.from('\n\n')]), isFinished: true };
}
