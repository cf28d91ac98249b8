import { isRecord, type JsonRecord } from './json-value.ts';

/**
 * Why an answer ended: on its own or at a stop string; at a token limit or because the server broke off; through the
 * vendor's filter or refusal channel; or in another way.
 */
export type Finish = 'stop' | 'length' | 'content-filter' | 'other';

const kind = (finish: Finish, words: string): [string, Finish][] => words.split(/\s+/).map((word) => [word, finish]);

/** The reasons used by common servers and tools, in lower case, with `_` for `-`. */
const WORDS: ReadonlyMap<string, Finish> = new Map([
  ...kind(
    'stop',
    'stop end end_turn eos eos_token stop_sequence stopped complete completed finished finish success word',
  ),
  ...kind('stop', 'succeeded ok tool_calls tool_call tool_use function_call'),
  ...kind(
    'length',
    'length limit max_tokens max_length max_output_tokens max_completion_tokens model_length token_limit',
  ),
  ...kind('length', 'model_context_window_exceeded context_length_exceeded truncated'),
  // Answers that broke off on the server's side, or were paused there.
  ...kind('length', 'incomplete error failed abort aborted cancelled canceled timeout in_progress queued pause_turn'),
  ...kind('length', 'insufficient_system_resource malformed_function_call malformed_model_output'),
  ...kind(
    'content-filter',
    'content_filter content_filtered content_filtering refusal safety blocklist spii recitation',
  ),
  ...kind('content-filter', 'prohibited_content language image_safety guardrail_intervened error_toxic blocked'),
]);

/** Maps a server's reason to a `Finish`. By default an unknown reason maps to `other`: the answer is taken as it is. */
export function finishOf(reason: unknown, unknown: Finish = 'other'): Finish {
  if (typeof reason !== 'string' || reason === '') return 'other';
  return WORDS.get(reason.toLowerCase().replaceAll('-', '_')) ?? unknown;
}

/** The fields in which records of answers give the reason. */
const NAMES = `finish finish_reason finishReason stop_reason stopReason stop_type done_reason completionReason
  completion_reason`.split(/\s+/);

/** Returns why the answer of a record ended, from its own fields. Signs of a cut or a filter outweigh a regular end. */
export function finishIn(record: JsonRecord): Finish {
  const details = isRecord(record.incomplete_details) ? finishOf(record.incomplete_details.reason) : 'other';
  // A chunk from Ollama that is not the last one.
  const open = record.done === false ? 'length' : 'other';
  const status = finishOf(record.status) === 'length' ? 'length' : 'other';
  return worstFinish([details, open, status, ...NAMES.map((name) => finishOf(record[name]))]);
}

const WORST: readonly Finish[] = ['content-filter', 'length', 'stop', 'other'];

/** Returns, out of several reasons for one answer, the one that speaks most against the answer being whole. */
export function worstFinish(finishes: readonly Finish[]): Finish {
  return WORST.find((finish) => finishes.includes(finish)) ?? 'other';
}

const NO_ERROR = /^(?:|none|null|nil|nan|false|no|0|ok|success)$/i;
const LONGEST_ERROR = 120;

/** Returns the error in a record, on one line, or null if it has none. */
export function errorIn({ error }: JsonRecord): string | null {
  if (error === undefined || error === null || error === false || error === 0) return null;
  if (typeof error === 'string') return NO_ERROR.test(error.trim()) ? null : oneLine(error);
  if (!isRecord(error)) return Array.isArray(error) && error.length === 0 ? null : 'error';
  if (Object.keys(error).length === 0) return null;
  const told = [error.message, error.type, error.code].find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof told === 'string' ? oneLine(told) : 'error';
}

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ').slice(0, LONGEST_ERROR);
