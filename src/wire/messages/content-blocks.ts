import type { FoundContent } from '../found-content.ts';
import { isRecord, type JsonPath, type JsonRecord } from '../json-value.ts';

const BLOCK_READ: ReadonlySet<string> = new Set(['text', 'thinking', 'signature', 'name', 'input']);
const REDACTED_READ: ReadonlySet<string> = new Set([...BLOCK_READ, 'data']);
const COMPACTION_READ: ReadonlySet<string> = new Set([...BLOCK_READ, 'content']);
const READ_OF_TYPE: ReadonlyMap<unknown, ReadonlySet<string>> = new Map([
  ['redacted_thinking', REDACTED_READ],
  ['compaction', COMPACTION_READ],
]);
const BLOCK_NAMES: ReadonlySet<string> = new Set(['type', 'id', 'tool_use_id', 'server_name', 'caller']);
const DELTA_READ: ReadonlySet<string> = new Set(['text', 'thinking', 'signature', 'partial_json']);
const DELTA_NAMES: ReadonlySet<string> = new Set(['type']);
const MESSAGE_READ: ReadonlySet<string> = new Set(['content', 'stop_details']);
const MESSAGE_NAMES: ReadonlySet<string> = new Set(
  'id type role model stop_reason stop_sequence usage container context_management'.split(' '),
);
const DETAILS_READ: ReadonlySet<string> = new Set(['explanation']);
const DETAILS_NAMES: ReadonlySet<string> = new Set(['type', 'category']);

/** Reads a message: a whole answer, or the message at the start of a stream. */
export function readBlocks(message: JsonRecord, path: JsonPath, found: FoundContent): void {
  found.others(message, MESSAGE_READ, MESSAGE_NAMES, path);
  if (typeof message.model === 'string') found.model = message.model;
  const { content } = message;
  const here = [...path, 'content'];
  if (typeof content === 'string') found.text(0, 'content', 'content[0]', content, here);
  else {
    for (const [i, block] of found.list(content, here).entries()) readBlock(block, i, [...here, i], found);
  }
  readStop(message, path, found);
}

/**
 * Reads a block. Signatures and redacted thinking are opaque: only the server can read them. Citations and the results
 * of the server's tools come from outside and are unread. A compaction sums up the conversation for the model.
 */
export function readBlock(value: unknown, index: number, path: JsonPath, found: FoundContent): void {
  const block = found.record(value, path);
  const part = `content[${index}]`;
  found.others(block, READ_OF_TYPE.get(block.type) ?? BLOCK_READ, BLOCK_NAMES, path);
  if (block.type === 'compaction') found.text(0, 'reasoning', part, block.content, [...path, 'content']);
  found.text(0, 'reasoning', part, block.thinking, [...path, 'thinking']);
  found.text(0, 'content', part, block.text, [...path, 'text']);
  found.text(0, 'tool', `${part}.name`, block.name, [...path, 'name']);
  found.json(0, 'tool', `${part}.input`, block.input, [...path, 'input']);
}

/** Reads what an event adds to a block. */
export function readBlockDelta(value: unknown, index: number, path: JsonPath, found: FoundContent): void {
  const delta = found.record(value, path);
  const part = `content[${index}]`;
  const isCompaction = delta.type === 'compaction_delta';
  found.others(delta, isCompaction ? COMPACTION_READ : DELTA_READ, DELTA_NAMES, path);
  if (isCompaction) found.text(0, 'reasoning', part, delta.content, [...path, 'content']);
  found.text(0, 'reasoning', part, delta.thinking, [...path, 'thinking']);
  found.text(0, 'content', part, delta.text, [...path, 'text']);
  found.text(0, 'tool', `${part}.input`, delta.partial_json, [...path, 'partial_json']);
}

/** Reads why an answer ended. The explanation of a refusal counts as text. */
export function readStop(stopped: JsonRecord, path: JsonPath, found: FoundContent): void {
  const { stop_reason: reason, stop_details: details } = stopped;
  const here = [...path, 'stop_details'];
  if (isRecord(details)) {
    found.others(details, DETAILS_READ, DETAILS_NAMES, here);
    found.text(0, 'refusal', 'stop_details', details.explanation, [...here, 'explanation']);
  } else found.other(details, here);
  if (typeof reason === 'string' && reason !== '') found.finishes.push({ choice: 0, reason });
}
