import fc from 'fast-check';
import type { Channel, EndpointName } from '../../src/wire/index.ts';

/** A text of a stream; no two texts of a stream share six consecutive letters. */
export interface MarkedText {
  readonly choice: number;
  readonly channel: Channel;
  readonly text: string;
}

/** Returns letters that differ from those of any other number. */
function mark(i: number, length: number): string {
  let state = (i + 1) * 2654435761;
  let text = '';
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + at + i) >>> 0;
    text += String.fromCharCode(97 + (state % 26));
  }
  return text;
}

/** Texts in the order in which a stream contains them. */
export function markedTexts(channels: readonly Channel[], choices: number): fc.Arbitrary<MarkedText[]> {
  const one = fc.record({
    choice: fc.nat(choices - 1),
    channel: fc.constantFrom(...channels),
    length: fc.integer({ min: 1, max: 20 }),
  });
  return fc
    .array(one, { minLength: 1, maxLength: 12 })
    .map((texts) => texts.map(({ choice, channel, length }, i) => ({ choice, channel, text: mark(i, length) })));
}

const sse = (event: object, name = '') => `${name === '' ? '' : `event: ${name}\n`}data: ${JSON.stringify(event)}\n\n`;
const typed = (event: { type: string; [field: string]: unknown }) => sse(event, event.type);

/** Returns a stream of these texts, including everything that repeats a text. */
export function markedStream(endpoint: EndpointName, texts: readonly MarkedText[], choices: number): string {
  return {
    'chat-completions': chatStream,
    completions: completionStream,
    messages: messageStream,
    responses: responseStream,
  }[endpoint](texts, choices);
}

const tokens = (text: string) =>
  [...text].map((token) => ({ token, logprob: -1, top_logprobs: [{ token: text, logprob: -1 }] }));

function chatStream(texts: readonly MarkedText[], choices: number): string {
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm' };
  const event = (index: number, delta: object, reason: string | null, logprobs: unknown = null) =>
    sse({ ...head, choices: [{ index, delta, logprobs, finish_reason: reason }] });
  const called = new Set<number>();
  const delta = ({ choice, channel, text }: MarkedText) => {
    if (channel === 'reasoning') return { reasoning: text, reasoning_content: text };
    if (channel === 'tool') {
      const begun = called.has(choice) ? {} : { id: `call_${choice}`, type: 'function' };
      const named = called.has(choice) ? {} : { name: 'f' };
      called.add(choice);
      return { tool_calls: [{ index: 0, ...begun, function: { ...named, arguments: text } }] };
    }
    return { [channel]: text };
  };
  const all = Array.from({ length: choices }, (_, i) => i);
  return [
    ...all.map((i) => event(i, { role: 'assistant', content: '' }, null)),
    ...texts.map((text) => event(text.choice, delta(text), null, { content: tokens(text.text), refusal: null })),
    ...all.map((i) => event(i, {}, 'stop')),
    sse({ ...head, choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }),
    'data: [DONE]\n\n',
  ].join('');
}

function completionStream(texts: readonly MarkedText[], choices: number): string {
  const event = (index: number, text: string, reason: string | null) => {
    const logprobs = { tokens: [text], token_logprobs: [-1], top_logprobs: [{ [text]: -1 }], text_offset: [0] };
    const entry = { index, text, logprobs: text === '' ? null : logprobs, finish_reason: reason };
    return sse({ id: 'cmpl-1', object: 'text_completion', created: 1, model: 'm', choices: [entry] });
  };
  const last = Array.from({ length: choices }, (_, i) => texts.findLastIndex(({ choice }) => choice === i));
  const ends = last.flatMap((at, i) => (at === -1 ? [event(i, '', 'stop')] : []));
  // The reason is on the last text, as with some servers.
  const told = texts.map(({ choice, text }, i) => event(choice, text, last[choice] === i ? 'stop' : null));
  return [...told, ...ends, 'data: [DONE]\n\n'].join('');
}

function messageStream(texts: readonly MarkedText[]): string {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [],
    stop_reason: null,
    usage,
  };
  const out = [typed({ type: 'message_start', message })];
  texts.forEach(({ channel, text }, index) => {
    const [content_block, delta] =
      channel === 'reasoning'
        ? [
            { type: 'thinking', thinking: '', signature: '' },
            { type: 'thinking_delta', thinking: text },
          ]
        : channel === 'tool'
          ? [
              { type: 'tool_use', id: `t${index}`, name: 'f', input: {} },
              { type: 'input_json_delta', partial_json: text },
            ]
          : [
              { type: 'text', text: text.slice(0, 2) },
              { type: 'text_delta', text: text.slice(2) },
            ];
    out.push(typed({ type: 'content_block_start', index, content_block }));
    out.push(typed({ type: 'content_block_delta', index, delta }), typed({ type: 'content_block_stop', index }));
  });
  out.push(typed({ type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage }));
  return [...out, typed({ type: 'message_stop' })].join('');
}

function responseStream(texts: readonly MarkedText[]): string {
  const head = { id: 'resp_1', object: 'response', created_at: 1, model: 'm', tools: [] };
  const out: { type: string; [field: string]: unknown }[] = [
    { type: 'response.created', response: { ...head, status: 'in_progress', output: [] } },
  ];
  const output = texts.map(({ channel, text }, i) => {
    const told = toldItem(channel, text, i);
    out.push(...told.events);
    return told.item;
  });
  const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };
  out.push({ type: 'response.completed', response: { ...head, status: 'completed', output, usage } });
  return out.map((event, i) => typed({ ...event, sequence_number: i })).join('');
}

function toldItem(channel: Channel, text: string, output_index: number) {
  const id = `item_${output_index}`;
  const at = { item_id: id, output_index };
  const added = (item: object) => ({ type: 'response.output_item.added', output_index, item });
  const done = (item: object) => ({ type: 'response.output_item.done', output_index, item });
  if (channel === 'tool') {
    const item = {
      id,
      type: 'function_call',
      call_id: `c${output_index}`,
      name: 'f',
      arguments: text,
      status: 'completed',
    };
    const events = [
      added({ ...item, arguments: '', status: 'in_progress' }),
      { type: 'response.function_call_arguments.delta', ...at, delta: text },
      { type: 'response.function_call_arguments.done', ...at, name: 'f', arguments: text },
      done(item),
    ];
    return { item, events };
  }
  const [kind, field, event] =
    channel === 'reasoning'
      ? ['reasoning_text', 'text', 'reasoning_text']
      : channel === 'refusal'
        ? ['refusal', 'refusal', 'refusal']
        : ['output_text', 'text', 'output_text'];
  const part = {
    type: kind,
    [field!]: text,
    ...(kind === 'output_text' ? { annotations: [], logprobs: tokens(text) } : {}),
  };
  const own = channel === 'reasoning' ? { type: 'reasoning', summary: [] } : { type: 'message', role: 'assistant' };
  const item = { id, ...own, status: 'completed', content: [part] };
  const place = { ...at, content_index: 0 };
  const events = [
    added({ ...item, status: 'in_progress', content: [] }),
    { type: 'response.content_part.added', ...place, part: { ...part, [field!]: '', logprobs: [] } },
    { type: `response.${event}.delta`, ...place, delta: text.slice(0, 4), logprobs: tokens(text.slice(0, 4)) },
    { type: `response.${event}.delta`, ...place, delta: text.slice(4), logprobs: tokens(text.slice(4)) },
    { type: `response.${event}.done`, ...place, [field!]: text, logprobs: tokens(text) },
    { type: 'response.content_part.done', ...place, part },
    done(item),
  ];
  return { item, events };
}
