import { holdsText, isRecord, type JsonRecord, LONGEST_NAME } from '../json-value.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const EVENT_NAMES = words(
  `type sequence_number item_id output_index content_index summary_index annotation_index obfuscation status
  partial_image_index`,
);
/** Fields in which the server only repeats the request; they are not examined. */
const REPEATED = words('instructions tools tool_choice metadata prompt text');
export const RESPONSE_READ: ReadonlySet<string> = new Set([...REPEATED, 'output', 'error', 'input']);
/**
 * Reports whether a field only repeats the request. Repeated fields have the form they have in a request; in any other
 * form, the server is saying something of its own.
 */
export function isRepeated(key: string, value: unknown): boolean {
  if (value === null || value === undefined || !REPEATED.has(key))
    return key !== 'input' || value == null || isGiven(value);
  if (key === 'instructions') return isGiven(value);
  if (key === 'tools') return Array.isArray(value);
  return isRecord(value) || (key === 'tool_choice' && typeof value === 'string');
}

const isGiven = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value);

export const RESPONSE_NAMES = words(
  `id object created_at completed_at model status incomplete_details usage parallel_tool_calls temperature top_p
  background conversation max_output_tokens max_tool_calls moderation previous_response_id prompt_cache_key
  prompt_cache_options prompt_cache_retention reasoning safety_identifier service_tier store top_logprobs truncation user
  content_filters billing frequency_penalty presence_penalty`,
);
/** Fields of a response that state what was asked and how. They are written again as the server first gave them. */
const HEAD = `id object created_at model parallel_tool_calls temperature top_p background conversation max_output_tokens
  max_tool_calls previous_response_id prompt_cache_key reasoning safety_identifier service_tier store top_logprobs
  truncation user`.split(/\s+/);
// `encrypted_content` is opaque: only the server can read it.
export const ITEM_READ = words(
  'content summary name arguments input code action actions queries operation encrypted_content',
);
export const ITEM_NAMES = words(
  `id type role status phase call_id server_label namespace caller container_id created_by execution
  approval_request_id pending_safety_checks`,
);
export const PART_READ = words('text refusal logprobs');
export const PART_NAMES = words('type');
export const HELD = words('response item part');
export const ENDS = words('response.completed response.incomplete response.failed response.cancelled');

/** Returns the fields that state what was asked and how, without those that hold an unread text. */
export function headFields(response: JsonRecord): JsonRecord {
  const isReadable = (key: string) => !holdsText(response[key], LONGEST_NAME);
  const repeated = [...REPEATED].filter((key) => isRepeated(key, response[key]));
  const keys = [...repeated, ...HEAD.filter(isReadable)].filter((key) => key in response);
  return Object.fromEntries(keys.map((key) => [key, response[key]]));
}
