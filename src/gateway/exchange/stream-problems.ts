import type { ServerSentEvent, WireProblem } from '../../wire/index.ts';
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

/**
 * A last event without its blank line, as many servers end: with that line. null for one that broke off in the middle, which no client could
 * read.
 */
export function finished(event: ServerSentEvent | null): ServerSentEvent | null {
  if (event === null || event.isFinished) return event;
  if (event.data === null || (event.data !== '[DONE]' && jsonOf(Buffer.from(event.data)) === undefined)) return null;
  return { ...event, bytes: Buffer.concat([event.bytes, Buffer.from('\n\n')]), isFinished: true };
}
