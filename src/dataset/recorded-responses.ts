import { Buffer, isUtf8 } from 'node:buffer';
import type { Turn } from '../schema/index.ts';
import type { Chunk } from './chunk.ts';
import { GAP, GAP_REASONS } from './chunk.ts';
import { isObject, listOf, textOf } from './formats/text-of.ts';
import { addMessages } from './formats/turns.ts';
import { openDataset } from './open-dataset.ts';
import type { ReadOptions } from './options.ts';

/** One recorded answer of a model, or the reason why a line holds none. */
export type RecordedResponse =
  | {
      readonly line: number;
      /** As the record names it; null where it does not. */
      readonly id: string | number | null;
      /** undefined where the record holds no request. */
      readonly prompt: string | undefined;
      readonly response: string;
    }
  | { readonly line: number; readonly unread: string };

/**
 * Reads recorded answers: records with `response` (and `prompt`, `id`), or with `messages`, of which the last assistant
 * turn is the answer and the user turn before it the request. Nothing is left out: a line that holds no answer comes
 * as `unread` with its reason. Throws as `openDataset` does.
 */
export async function* recordedResponses(path: string, options: ReadOptions = {}): AsyncGenerator<RecordedResponse> {
  const reader = await openDataset(path, 0, options);
  try {
    for await (const chunk of reader) yield* responsesOf(chunk);
  } finally {
    await reader.close();
  }
}

function* responsesOf({ bytes, ranges, firstLine }: Chunk): Generator<RecordedResponse> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0; i < ranges.length; i += 2) {
    const line = firstLine + i / 2;
    const [start, end] = [ranges[i]!, ranges[i + 1]!];
    if (start === GAP) yield { line, unread: GAP_REASONS[end]! };
    else if (buffer.subarray(start, end).some((byte) => byte > 0x20))
      yield responseOf(line, buffer.subarray(start, end));
  }
}

function responseOf(line: number, bytes: Buffer): RecordedResponse {
  if (!isUtf8(bytes)) return { line, unread: 'not valid UTF-8' };
  let record: unknown;
  try {
    record = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { line, unread: 'not valid JSON' };
  }
  if (!isObject(record)) return { line, unread: 'not an object with named fields' };
  const id = typeof record.id === 'string' || typeof record.id === 'number' ? record.id : null;
  if (record.response !== undefined) {
    const response = textOf(record.response);
    if (response === null) return { line, unread: 'response is not text' };
    return { line, id, response, prompt: requestOf(record.prompt) };
  }
  const turns: Turn[] = [];
  const messages = listOf(record.messages);
  const reason = messages === null ? 'has neither response nor messages' : addMessages(turns, messages);
  if (reason !== null) return { line, unread: reason };
  const last = turns.findLastIndex((turn) => turn.role === 'assistant');
  if (last < 0) return { line, unread: 'messages hold no assistant turn' };
  const asked = turns.slice(0, last).findLast((turn) => turn.role === 'user');
  return { line, id, response: turns[last]!.text, prompt: asked?.text };
}

/** A prompt is a text, or the messages before the answer. */
function requestOf(prompt: unknown): string | undefined {
  if (prompt === undefined || prompt === null) return undefined;
  const turns: Turn[] = [];
  const messages = Array.isArray(prompt) ? listOf(prompt) : null;
  if (messages?.every(isObject) && addMessages(turns, messages) === null) {
    return turns.findLast((turn) => turn.role === 'user')?.text;
  }
  return textOf(prompt) ?? undefined;
}
