import type { ServerSentEvent, WireContent, WireEvent, WireProblem } from '../../wire/index.ts';
import { jsonOf } from './read-bytes.ts';

/** Bytes of one event; a longer one ends the stream with an error. */
export const MAX_EVENT_BYTES = 4 * 1024 * 1024;

/** Answers of one stream; no server gives more. */
export const MAX_CHOICES = 128;
/** Characters of a server's error that the client gets where it cannot go out as it came. */
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
/** What a server says went wrong could be the rest of an answer: after a cut the client gets this, and the record has the other. */
export const FAILED_AFTER_CUT: WireProblem = {
  ...BROKEN_OFF,
  message: 'The model server ended the answer with an error.',
};
/** More answers than were asked for would be read apart from those that declined. */
export const UNASKED: WireProblem = {
  message: 'The model server sent an answer that was not asked for.',
  type: 'upstream_error',
  code: 'unexpected_answer',
};

/** Reasons of an end that no client takes for a complete answer. */
const FAILED: ReadonlySet<string> = new Set(['failed', 'cancelled', 'error']);

/** Whether an event of the server tells an error that clients know as one, and nothing else. */
export function isPlainError({ event, pieces, unread, finishes, isLast }: WireEvent): boolean {
  if (pieces.length > 0 || unread.length > 0 || !finishes.every(({ reason }) => FAILED.has(reason))) return false;
  if (isLast && finishes.length === 0) return false;
  const told = jsonOf(Buffer.from(event.data ?? ''));
  const isObject = typeof told === 'object' && told !== null;
  return event.event === 'error' || (isObject && ('error' in told || 'response' in told));
}

/** Whether an answer is beyond those that were asked for. */
export function isUnasked({ pieces, finishes }: WireContent, choices: number): boolean {
  return [...pieces, ...finishes].some(({ choice }) => choice >= choices);
}

/**
 * A last event without its blank line, as many servers end: with that line. null for one that broke off in the middle, which no client could
 * read.
 */
export function finished(event: ServerSentEvent | null): ServerSentEvent | null {
  if (event === null || event.isFinished) return event;
  if (event.data === null || (event.data !== '[DONE]' && jsonOf(Buffer.from(event.data)) === undefined)) return null;
  return { ...event, bytes: Buffer.concat([event.bytes, Buffer.from('\n\n')]), isFinished: true };
}
