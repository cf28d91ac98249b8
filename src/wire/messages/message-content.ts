import { tokensOf } from '../choices/choice-usage.ts';
import type { Replacement, WireProblem, WireUsage } from '../endpoint.ts';
import { jsonEvent } from '../event-writer.ts';
import { FoundContent } from '../found-content.ts';
import { indexOf, isRecord, type JsonRecord, recordOf, stringOf, without } from '../json-value.ts';
import { PROBLEM_KEYS, toldProblem } from '../problems.ts';
import { readBlock, readBlockDelta, readBlocks, readStop } from './content-blocks.ts';

const NONE: ReadonlySet<string> = new Set();
const PROBLEM: ReadonlySet<string> = new Set(PROBLEM_KEYS);
const EVENT_NAMES: ReadonlySet<string> = new Set(['type', 'index', 'usage', 'context_management']);
const DELTA_READ: ReadonlySet<string> = new Set(['stop_details']);
const DELTA_NAMES: ReadonlySet<string> = new Set(['stop_reason', 'stop_sequence', 'container']);

/** Reads a whole answer. */
export function messageContent(body: unknown): FoundContent {
  const found = new FoundContent();
  found.problem = toldProblem(body, false);
  const message = found.record(body, ['data']);
  readBlocks(found.problem === null ? message : without(message, PROBLEM), [], found);
  if (found.problem === null && message.content === undefined) found.missing(['content']);
  found.usage = messageUsage(message.usage);
  return found;
}

/** Reads an event of a stream. `type` is taken from its data, or else from its name. */
export function messageEventContent(json: unknown, type: string): FoundContent {
  const found = new FoundContent();
  found.problem = toldProblem(json, type === 'error');
  const event = found.problem !== null && !isRecord(json) ? {} : found.record(json, ['data']);
  const index = indexOf(event.index, 0);
  const read = new Set([READ_BY_TYPE[type] ?? '', ...(found.problem === null ? [] : PROBLEM_KEYS)]);
  found.others(event, read, EVENT_NAMES, []);
  if (type === 'message_start') {
    const message = found.record(event.message, ['message']);
    readBlocks(message, ['message'], found);
    found.usage = messageUsage(message.usage);
  } else if (type === 'content_block_start') readBlock(event.content_block, index, ['content_block'], found);
  else if (type === 'content_block_delta') readBlockDelta(event.delta, index, ['delta'], found);
  else if (type === 'message_delta') {
    const delta = found.record(event.delta, ['delta']);
    found.others(delta, DELTA_READ, DELTA_NAMES, ['delta']);
    readStop(delta, ['delta'], found);
    found.usage = messageUsage(event.usage);
  }
  return found;
}

/** The field that is read in each type of event. The type comes from outside, so the object has no prototype. */
const READ_BY_TYPE: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  message_start: 'message',
  content_block_start: 'content_block',
  content_block_delta: 'delta',
  message_delta: 'delta',
});

/** Reads usage. The request's tokens include those read from or written to a cache. */
function messageUsage(value: unknown): WireUsage | null {
  if (!isRecord(value)) return null;
  const input = tokensOf(value.input_tokens);
  const cached = (tokensOf(value.cache_creation_input_tokens) ?? 0) + (tokensOf(value.cache_read_input_tokens) ?? 0);
  return {
    promptTokens: input === null ? null : tokensOf(input + cached),
    completionTokens: tokensOf(value.output_tokens),
  };
}

/** Reasons after which the client has to answer calls, or let the server continue with its own. */
const CALLS: ReadonlySet<string> = new Set(['tool_use', 'pause_turn']);

/** Returns a whole answer with one block of text in place of all its blocks. */
export function replacedMessage(body: unknown, { text, filtered, finish = null }: Replacement): JsonRecord {
  const original = recordOf(body);
  const found = new FoundContent();
  const readable = without(original, new Set(['content', 'stop_details', 'error']));
  found.others(readable, NONE, new Set([...MESSAGE_KEPT]), []);
  const kept = without(readable, new Set(found.unread.map((path) => String(path[0]))));
  const own = stringOf(kept.stop_reason);
  const reason = finish ?? (own === '' || CALLS.has(own) ? 'end_turn' : own);
  return {
    id: 'msg_0',
    ...kept,
    type: 'message',
    role: 'assistant',
    content: [{ type: 'text', text }],
    stop_reason: filtered ? 'refusal' : reason,
    ...(filtered || finish !== null ? { stop_sequence: null } : {}),
    ...(filtered ? { stop_details: refusalDetails(null) } : {}),
  };
}

const MESSAGE_KEPT = 'id type role model stop_reason stop_sequence usage container context_management'.split(' ');

/** Returns why an answer was refused, in the format of Anthropic's API. */
export function refusalDetails(explanation: string | null): JsonRecord {
  return { type: 'refusal', category: null, explanation };
}

export function messageError({ message, type }: WireProblem): JsonRecord {
  return { type: 'error', error: { type: type ?? 'api_error', message } };
}

/** Returns an event of ours as text. */
export function messageEvent(event: JsonRecord & { readonly type: string }): string {
  return jsonEvent(event, event.type);
}
