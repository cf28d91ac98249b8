import type { FileRecord } from '../file-records.ts';
import { isObject } from '../formats/turns/text-of.ts';

/** The texts of Ollama stream events collected so far; the stream is open until an event with `done: true`. */
interface OpenStream {
  readonly line: number;
  texts: string[];
}

/**
 * Yields records with the lines of an Ollama stream (`response` or `message` with `done: false`) joined into one
 * answer, at the line of the first event. A stream that breaks off keeps `done: false`.
 */
export async function* joinedStreams(records: AsyncIterable<FileRecord>): AsyncGenerator<FileRecord> {
  let open: OpenStream | null = null;
  for await (const record of records) {
    const text: string | null = 'value' in record ? streamed(record.value) : null;
    const isLast = text !== null && isDone(record);
    if (open !== null && text === null) {
      yield closed(open, { done: false });
      open = null;
    }
    if (text === null || (open === null && isLast)) yield record;
    else {
      open ??= { line: record.line, texts: [] };
      open.texts.push(text);
      if (isLast) {
        yield closed(open, (record as { readonly value: object }).value);
        open = null;
      }
    }
  }
  if (open !== null) yield closed(open, { done: false });
}

const closed = ({ line, texts }: OpenStream, last: object): FileRecord => ({
  line,
  value: { ...last, message: undefined, response: texts.join('') },
});

const isDone = (record: FileRecord): boolean =>
  'value' in record && isObject(record.value) && record.value.done === true;

/** Returns the text that an event adds; null for a record that is not an event. */
function streamed(value: unknown): string | null {
  if (!isObject(value) || typeof value.done !== 'boolean' || 'prompt' in value) return null;
  if (typeof value.response === 'string') return value.response;
  return isObject(value.message) && typeof value.message.content === 'string' ? value.message.content : null;
}
