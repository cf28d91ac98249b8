import { type JsonRecord, recordOf, without } from '../json-value.ts';

const MANY_OR_STREAMED: ReadonlySet<string> = new Set(['stream', 'stream_options', 'n', 'best_of']);

/** Returns a request for the server. Streams ask for usage unless the server does not know that field. */
export function choiceUpstreamBody(body: unknown, model: string, asksUsage = true): JsonRecord {
  const asked = recordOf(body);
  if (asked.stream !== true || !asksUsage) return { ...asked, model };
  return { ...asked, model, stream_options: { ...recordOf(asked.stream_options), include_usage: true } };
}

/** Returns a request for the same turn as a single whole answer. */
export function choiceWholeBody(body: unknown, model: string): JsonRecord {
  return { ...without(recordOf(body), MANY_OR_STREAMED), model };
}
