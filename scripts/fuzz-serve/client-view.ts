import { createParser } from 'eventsource-parser';
import type { EndpointName } from '../../src/wire/index.ts';

/** A client's view of a stream, computed by code that shares nothing with `wire`. */
export interface ClientView {
  /** Ordinary text by answer. */
  readonly texts: Map<number, string>;
  /** Answers that appear to have ended, and not with an error. */
  readonly ended: Set<number>;
  /** True once the stream has announced its end. */
  isOver: boolean;
  /** True if the stream reported an error. */
  hasError: boolean;
  /** Data that is neither JSON nor `[DONE]`. */
  readonly unreadable: string[];
  /** Violated rules of the endpoint, for streams that were sound on arrival. */
  readonly broken: string[];
  events: number;
}

type Told = { readonly [key: string]: unknown };
const recordOf = (value: unknown): Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Told) : {};

const nameOf = (value: unknown) => (typeof value === 'object' ? 'object' : String(value));

/** Reads a whole stream. */
export function clientView(bytes: Uint8Array, endpoint: EndpointName): ClientView {
  const view: ClientView = {
    texts: new Map(),
    ended: new Set(),
    isOver: false,
    hasError: false,
    unreadable: [],
    broken: [],
    events: 0,
  };
  const open = new Map<string, string>();
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (view.isOver && data.trim() !== '[DONE]') view.broken.push('something follows the end');
      view.events += 1;
      if (event === 'error') view.hasError = true;
      if (data.trim() === '[DONE]') {
        if (endpoint !== 'messages') view.isOver = true;
        return;
      }
      let json: unknown;
      try {
        json = JSON.parse(data);
      } catch {
        if (data !== '') view.unreadable.push(data);
        return;
      }
      const told = recordOf(json);
      const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
      const type = typeof told.type === 'string' && told.type !== '' ? told.type : isObject ? (event ?? '') : '';
      if (type === 'error' || told.error) view.hasError = true;
      if (endpoint === 'messages') seeMessage(view, told, type, open);
      else if (endpoint === 'responses') seeResponse(view, told, type, open);
      else seeChoices(view, told);
    },
  });
  parser.feed(new TextDecoder().decode(bytes));
  // The parser waits for the LF that may follow a CR.
  if (bytes.at(-1) === 13) parser.feed('\n');
  return view;
}

function say(view: ClientView, choice: number, text: unknown): void {
  if (typeof text !== 'string' || text === '') return;
  if (view.ended.has(choice)) view.broken.push('text after the end of its answer');
  view.texts.set(choice, (view.texts.get(choice) ?? '') + text);
}

function seeChoices(view: ClientView, told: Told): void {
  if (!Array.isArray(told.choices)) return;
  for (const value of told.choices) {
    const entry = recordOf(value);
    const choice = typeof entry.index === 'number' ? entry.index : 0;
    const delta = recordOf(entry.delta);
    const { content } = delta;
    if (Array.isArray(content)) for (const part of content) say(view, choice, recordOf(part).text);
    else say(view, choice, content ?? entry.text);
    const reason = entry.finish_reason;
    if (typeof reason === 'string' && reason !== '' && reason !== 'error') view.ended.add(choice);
  }
}

function seeMessage(view: ClientView, told: Told, type: string, open: Map<string, string>): void {
  const key = nameOf(told.index);
  if (type === 'message_start') open.set('message', 'open');
  else if (type !== 'ping' && type !== 'error' && !open.has('message'))
    view.broken.push(`${type} before message_start`);
  if (type === 'content_block_start') {
    if (open.has(key)) view.broken.push('a block begins twice');
    open.set(key, nameOf(recordOf(told.content_block).type));
    say(view, 0, recordOf(told.content_block).text);
  } else if (type === 'content_block_delta') {
    const delta = recordOf(told.delta);
    if (delta.type === 'text_delta' && open.get(key) !== 'text') view.broken.push('text in a block that is not open');
    say(view, 0, delta.text);
  } else if (type === 'content_block_stop') {
    if (open.get(key) === undefined || open.get(key) === 'closed') view.broken.push('a block ends that is not open');
    open.set(key, 'closed');
  } else if (type === 'message_delta') {
    const reason = recordOf(told.delta).stop_reason;
    if (typeof reason === 'string' && reason !== '') view.ended.add(0);
    if ([...open].some(([name, state]) => name !== 'message' && state !== 'closed'))
      view.broken.push('a block stays open');
  } else if (type === 'message_stop') view.isOver = true;
}

function seeResponse(view: ClientView, told: Told, type: string, open: Map<string, string>): void {
  if (type === 'response.created') open.set('response', 'open');
  const key = `${nameOf(told.item_id)}/${nameOf(told.content_index)}`;
  if (type === 'response.content_part.added') open.set(key, 'open');
  if (type === 'response.output_text.delta') {
    if (open.get(key) !== 'open') view.broken.push('text in a part that is not open');
    say(view, 0, told.delta);
  }
  if (type === 'response.output_text.done') {
    const said = view.texts.get(0) ?? '';
    if (typeof told.text === 'string' && !said.endsWith(told.text)) view.broken.push('a part repeats another text');
  }
  if (type === 'response.content_part.done') open.set(key, 'closed');
  if (/^response\.(failed|cancelled)$/.test(type)) view.hasError = true;
  if (!/^response\.(completed|incomplete)$/.test(type)) return;
  view.ended.add(0);
  view.isOver = true;
  if (!open.has('response')) view.broken.push('an end before response.created');
  if ([...open].some(([name, state]) => name !== 'response' && state === 'open')) view.broken.push('a part stays open');
}
