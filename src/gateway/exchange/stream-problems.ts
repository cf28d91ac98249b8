import type { ServerSentEvent, WireContent, WireEvent, WireProblem } from '../../wire/index.ts';
import { jsonOf } from './read-bytes.ts';

/** Maximum bytes of one event; a longer one ends the stream with an error. */
export const MAX_EVENT_BYTES = 4 * 1024 * 1024;

/** Maximum number of answers in one stream; no server gives more. */
export const MAX_CHOICES = 128;
/** Maximum number of characters of a server's error shown to the client if it cannot go out unchanged. */
export const MAX_PROBLEM_CHARS = 1000;

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

/** Reports whether a server's event carries an error in a form that clients recognise, and nothing else. */
export function isPlainError({ event, pieces, unread, finishes, isLast }: WireEvent): boolean {
  if (pieces.length > 0 || unread.length > 0 || !finishes.every(({ reason }) => FAILED.has(reason))) return false;
  if (isLast && finishes.length === 0) return false;
  const told = jsonOf(Buffer.from(event.data ?? ''));
  const isObject = typeof told === 'object' && told !== null;
  return event.event === 'error' || (isObject && ('error' in told || 'response' in told));
}

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
