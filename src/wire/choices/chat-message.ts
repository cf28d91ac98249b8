import type { FoundContent } from '../found-content.ts';
import { indexOf, type JsonPath, type JsonRecord } from '../json-value.ts';

const READ: ReadonlySet<string> = new Set(
  `content refusal reasoning reasoning_content reasoning_details thinking thinking_blocks tool_calls function_call
  audio`.split(/\s+/),
);
const NAMES: ReadonlySet<string> = new Set(['role', 'id', 'name', 'index', 'phase']);
// Signatures and encrypted reasoning are opaque: only the server can read them.
const DETAIL_READ: ReadonlySet<string> = new Set(['text', 'summary', 'signature', 'data']);
const BLOCK_READ: ReadonlySet<string> = new Set(['thinking', 'signature', 'data']);
const PART_READ: ReadonlySet<string> = new Set(['text', 'refusal', 'thinking', 'signature']);
const TEXT_READ: ReadonlySet<string> = new Set(['text']);
const PART_NAMES: ReadonlySet<string> = new Set(['type', 'id', 'index', 'format']);
const CALL_READ: ReadonlySet<string> = new Set(['function', 'custom']);
const CALL_NAMES: ReadonlySet<string> = new Set(['id', 'index', 'type']);
const FUNCTION_READ: ReadonlySet<string> = new Set(['name', 'arguments', 'input']);
const AUDIO_READ: ReadonlySet<string> = new Set(['transcript']);
const AUDIO_NAMES: ReadonlySet<string> = new Set(['id', 'expires_at']);
const NONE: ReadonlySet<string> = new Set();

/**
 * Reads the message of a whole answer, or the delta of an event (OpenAI, vLLM, DeepSeek, Mistral, OpenRouter, LiteLLM,
 * Ollama).
 */
export function readMessage(message: JsonRecord, choice: number, path: JsonPath, found: FoundContent): void {
  found.others(message, READ, NAMES, path);
  readReasoning(message, choice, path, found);
  readContent(message.content, choice, [...path, 'content'], found);
  found.text(choice, 'refusal', 'refusal', message.refusal, [...path, 'refusal']);
  readCalls(message.tool_calls, choice, [...path, 'tool_calls'], found);
  const called = [...path, 'function_call'];
  readFunction(found.record(message.function_call, called), choice, 'function_call', called, found);
  readAudio(message.audio, choice, [...path, 'audio'], found);
}

/**
 * Reads reasoning. If a server gives the same reasoning under two or three names in one event, it becomes one piece.
 */
function readReasoning(message: JsonRecord, choice: number, path: JsonPath, found: FoundContent): void {
  const from = found.pieces.length;
  const add = (value: unknown, place: JsonPath) => found.again(choice, 'reasoning', value, place, from, path.length);
  add(message.reasoning_content, [...path, 'reasoning_content']);
  add(message.reasoning, [...path, 'reasoning']);
  add(message.thinking, [...path, 'thinking']);
  const listed = [...path, 'reasoning_details'];
  for (const [i, value] of found.list(message.reasoning_details, listed).entries()) {
    const here = [...listed, i];
    const detail = found.record(value, here);
    found.others(detail, DETAIL_READ, PART_NAMES, here);
    if (detail.type !== 'reasoning.encrypted') found.other(detail.data, [...here, 'data']);
    add(detail.text, [...here, 'text']);
    add(detail.summary, [...here, 'summary']);
  }
  const blocks = [...path, 'thinking_blocks'];
  for (const [i, value] of found.list(message.thinking_blocks, blocks).entries()) {
    const here = [...blocks, i];
    const block = found.record(value, here);
    found.others(block, BLOCK_READ, PART_NAMES, here);
    if (block.type !== 'redacted_thinking') found.other(block.data, [...here, 'data']);
    add(block.thinking, [...here, 'thinking']);
  }
}

function readContent(content: unknown, choice: number, path: JsonPath, found: FoundContent): void {
  if (!Array.isArray(content)) {
    found.text(choice, 'content', 'content', content, path);
    return;
  }
  for (const [i, value] of content.entries()) {
    const here = [...path, i];
    if (typeof value === 'string') {
      found.text(choice, 'content', 'content', value, here);
      continue;
    }
    const part = found.record(value, here);
    found.others(part, PART_READ, PART_NAMES, here);
    readThinking(part.thinking, choice, [...here, 'thinking'], found);
    found.text(choice, 'content', 'content', part.text, [...here, 'text']);
    found.text(choice, 'refusal', 'refusal', part.refusal, [...here, 'refusal']);
  }
}

/** Reads Mistral's form: `{"type": "thinking", "thinking": [{"type": "text", "text": …}]}`. */
function readThinking(thinking: unknown, choice: number, path: JsonPath, found: FoundContent): void {
  if (!Array.isArray(thinking)) {
    found.text(choice, 'reasoning', 'reasoning', thinking, path);
    return;
  }
  for (const [i, value] of thinking.entries()) {
    const part = found.record(value, [...path, i]);
    found.others(part, TEXT_READ, PART_NAMES, [...path, i]);
    found.text(choice, 'reasoning', 'reasoning', part.text, [...path, i, 'text']);
  }
}

function readCalls(calls: unknown, choice: number, path: JsonPath, found: FoundContent): void {
  for (const [position, value] of found.list(calls, path).entries()) {
    const here = [...path, position];
    const call = found.record(value, here);
    found.others(call, CALL_READ, CALL_NAMES, here);
    const part = `tool_calls[${indexOf(call.index, position)}]`;
    for (const key of CALL_READ) {
      readFunction(found.record(call[key], [...here, key]), choice, part, [...here, key], found);
    }
  }
}

function readFunction(called: JsonRecord, choice: number, part: string, path: JsonPath, found: FoundContent): void {
  found.others(called, FUNCTION_READ, NONE, path);
  found.text(choice, 'tool', `${part}.name`, called.name, [...path, 'name']);
  // Some servers give the arguments as an object.
  found.json(choice, 'tool', `${part}.arguments`, called.arguments, [...path, 'arguments']);
  found.text(choice, 'tool', `${part}.input`, called.input, [...path, 'input']);
}

/** Reads the transcript as text; the sound itself is not read. */
function readAudio(value: unknown, choice: number, path: JsonPath, found: FoundContent): void {
  const audio = found.record(value, path);
  found.others(audio, AUDIO_READ, AUDIO_NAMES, path);
  found.text(choice, 'content', 'audio.transcript', audio.transcript, [...path, 'transcript']);
}
