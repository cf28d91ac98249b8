import { tokensOf } from '../choices/choice-usage.ts';
import type { Replacement, WireProblem, WireUsage } from '../endpoint.ts';
import { holdsText, isRecord, type JsonRecord, LONGEST_NAME, recordOf, stringOf } from '../json-value.ts';
import { headFields } from './response-fields.ts';

/** Returns a response without its answer. */
export function responseHead(response: JsonRecord, model: string): JsonRecord {
  const bare = {
    id: 'resp_0',
    created_at: 0,
    model,
    instructions: null,
    metadata: {},
    parallel_tool_calls: true,
    temperature: null,
    tool_choice: 'auto',
    tools: [],
    top_p: null,
  };
  return { ...bare, ...headFields(response), object: 'response', error: null, incomplete_details: null };
}

/** Returns a whole response with one message in place of its output. */
export function replacedResponse(body: unknown, { text, filtered, finish = null }: Replacement): JsonRecord {
  const original = recordOf(body);
  const own = stringOf(original.status);
  const asServer = own === '' || own.length > LONGEST_NAME ? 'incomplete' : own;
  const isOurs = filtered || finish !== null;
  const { status, details } = isOurs
    ? endFields(filtered, finish ?? '')
    : { status: asServer, details: endDetails(original) };
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  const itemStatus = status === 'completed' ? 'completed' : 'incomplete';
  return {
    ...responseHead(original, ''),
    status,
    incomplete_details: details,
    output: [{ id: 'msg_0', type: 'message', role: 'assistant', status: itemStatus, content }],
    usage: holdsText(original.usage, LONGEST_NAME) ? null : (original.usage ?? null),
  };
}

/** Returns the `incomplete_details` of a response; null if it gives no reason. */
export function endDetails(response: JsonRecord): JsonRecord | null {
  const reason = stringOf(recordOf(response.incomplete_details).reason).slice(0, LONGEST_NAME);
  return reason === '' ? null : { reason };
}

export function responseUsage(value: unknown): WireUsage | null {
  if (!isRecord(value)) return null;
  return { promptTokens: tokensOf(value.input_tokens), completionTokens: tokensOf(value.output_tokens) };
}

export function writtenResponseUsage(usage: WireUsage | null): JsonRecord | null {
  if (usage === null) return null;
  const { promptTokens, completionTokens } = usage;
  return {
    input_tokens: promptTokens ?? 0,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: completionTokens ?? 0,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: (promptTokens ?? 0) + (completionTokens ?? 0),
  };
}

/**
 * Returns an error in a stream, with both the documented fields and the object that servers send and clients look for.
 */
export function responseError({ message, type, code }: WireProblem): JsonRecord {
  return { code, message, param: null, error: { type: type ?? 'server_error', code, message, param: null } };
}

/** Returns the fields of a response that state how it ended, if we end it. */
export function endFields(
  isFiltered: boolean,
  reason: string,
): { readonly status: 'completed' | 'incomplete'; readonly details: JsonRecord | null } {
  if (isFiltered) return { status: 'incomplete', details: { reason: 'content_filter' } };
  if (reason === 'completed') return { status: 'completed', details: null };
  return { status: 'incomplete', details: reason === '' ? null : { reason } };
}
