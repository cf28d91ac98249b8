import type { Draw } from './draw.ts';

const KEYS =
  `choices delta message content text reasoning reasoning_content reasoning_details refusal tool_calls function_call function
  arguments input name audio transcript thinking partial_json signature index finish_reason logprobs tokens token usage error
  detail type object id model role response item part output summary code action queries output_index content_index item_id
  status incomplete_details stop_reason stop_details explanation content_block encrypted_content annotations n stream
  stream_options messages prompt max_tokens background instructions __proto__ constructor toString length hasOwnProperty x`.split(
    /\s+/,
  );

const TYPES =
  `message_start content_block_start content_block_delta content_block_stop message_delta message_stop ping error text
  thinking tool_use text_delta thinking_delta input_json_delta signature_delta redacted_thinking output_text summary_text
  reasoning_text refusal message reasoning function_call mcp_call custom_tool_call web_search_call code_interpreter_call
  response.created response.in_progress response.output_item.added response.output_item.done response.content_part.added
  response.content_part.done response.output_text.delta response.output_text.done response.refusal.delta
  response.reasoning_text.delta response.function_call_arguments.delta response.function_call_arguments.done
  response.mcp_call_arguments.delta response.output_text.annotation.added response.completed response.incomplete
  response.failed response.reasoning_summary_text.delta response. stop length assistant user`.split(/\s+/);

const STRINGS = [
  '',
  ' ',
  '\ud800',
  'a\udc00b',
  '\u0000',
  '\ufeff',
  'data: x\n\n',
  '[DONE]',
  '日本語',
  '\r\n',
  '0',
  'true',
];

const NUMBERS = [0, 1, -1, -0, 2, 7, 1e9, 1e21, -1e308, 2 ** 53, 2 ** 53 - 1, 0.5, 2 ** 31, 2 ** 32];

/** Placeholder that is written as this many nested brackets. */
const DEEP = /"@DEEP(\d+)@"/g;

/** Returns a value whose keys and strings are ones that endpoints look for. */
export function randomJson(draw: Draw, depth = 0): unknown {
  const kind = draw.below(depth > 3 ? 5 : 8);
  if (kind === 0) return draw.pick([null, true, false]);
  if (kind === 1) return draw.pick(NUMBERS);
  if (kind === 2) return draw.pick(STRINGS);
  if (kind <= 4) return draw.pick(TYPES);
  const size = draw.below(4);
  if (kind === 5) return Array.from({ length: size }, () => randomJson(draw, depth + 1));
  if (kind === 6 && draw.chance(0.05)) return `@DEEP${draw.pick([40, 600, 3000, 12_000])}@`;
  const record = {};
  for (let i = 0; i <= size; i++) setKey(record, draw.pick(KEYS), randomJson(draw, depth + 1));
  return record;
}

/** Sets an own key, even `__proto__`. */
export function setKey(record: object, key: string, value: unknown): void {
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Returns the JSON text of a value, with its depth placeholders expanded. */
export function jsonOf(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.replace(DEEP, (_, depth: string) => '['.repeat(Number(depth)) + ']'.repeat(Number(depth)));
}

export const anyKey = (draw: Draw): string => draw.pick(KEYS);
