import { type JsonRecord, recordOf, without } from '../json-value.ts';

const MANY_OR_STREAMED: ReadonlySet<string> = new Set(['stream', 'stream_options', 'n', 'best_of']);

/** A request for the server: the usage of a stream is asked for, unless that server does not know the field. */
export function choiceUpstreamBody(body: unknown, model: string, asksUsage = true): JsonRecord {
  const asked = recordOf(body);
  if (asked.stream !== true || !asksUsage) return { ...asked, model };
  return { ...asked, model, stream_options: { ...recordOf(asked.stream_options), include_usage: true } };
}

/** The same turn, whole and once. */
export function choiceWholeBody(body: unknown, model: string): JsonRecord {
  return { ...without(recordOf(body), MANY_OR_STREAMED), model };
}
