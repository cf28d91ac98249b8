import type { Replacement, WireProblem, WireUsage } from '../endpoint.ts';
import { type JsonRecord, LONGEST_NAME, recordOf, stringOf } from '../json-value.ts';

/** Fields of a response that say what was asked and how: they are written again as the server gave them first. */
const HEAD = `id object created_at model instructions tools tool_choice metadata parallel_tool_calls temperature top_p
  background conversation max_output_tokens max_tool_calls previous_response_id prompt prompt_cache_key reasoning
  safety_identifier service_tier store text top_logprobs truncation user`.split(/\s+/);

/** A response without its answer. */
export function responseHead(response: JsonRecord, model: string): JsonRecord {
  const entries = HEAD.filter((key) => key in response).map((key) => [key, response[key]]);
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
  return { ...bare, ...Object.fromEntries(entries), object: 'response', error: null, incomplete_details: null };
}

/** A whole response with one message in place of its output. */
export function replacedResponse(body: unknown, { text, filtered }: Replacement): JsonRecord {
  const original = recordOf(body);
  const status = stringOf(original.status);
  const ended = filtered || status === '' || status.length > LONGEST_NAME ? 'incomplete' : status;
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  const itemStatus = ended === 'completed' ? 'completed' : 'incomplete';
  const reason = stringOf(recordOf(original.incomplete_details).reason).slice(0, LONGEST_NAME);
  return {
    ...responseHead(original, ''),
    status: ended,
    incomplete_details: filtered ? { reason: 'content_filter' } : reason === '' ? null : { reason },
    output: [{ id: 'msg_0', type: 'message', role: 'assistant', status: itemStatus, content }],
    usage: original.usage ?? null,
  };
}

export function writtenResponseUsage({ promptTokens, completionTokens }: WireUsage): JsonRecord {
  return {
    input_tokens: promptTokens ?? 0,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: completionTokens ?? 0,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: (promptTokens ?? 0) + (completionTokens ?? 0),
  };
}

/** An error in a stream: with the fields that the documentation names, and with the object that servers send and clients look for. */
export function responseError({ message, type, code }: WireProblem): JsonRecord {
  return { code, message, param: null, error: { type: type ?? 'server_error', code, message, param: null } };
}
