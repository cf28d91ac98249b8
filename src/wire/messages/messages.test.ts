import { expect, test } from 'vitest';
import type { Piece, WireEvent, WireStream } from '../endpoint.ts';
import { EventDecoder } from '../event-decoder.ts';
import { encodeEvent } from '../event-encoder.ts';
import { messages } from './messages.ts';

const asked = { model: 'm', stream: true, choices: 1, usageWanted: true, prompt: '', maxTokens: null };
const textOf = (bytes: Uint8Array | null) => (bytes === null ? '' : Buffer.from(bytes).toString());
const short = ({ channel, part, text }: Piece) => `${channel} ${part}: ${text}`;

function readOne(stream: WireStream, json: { type: string; [field: string]: unknown }): WireEvent {
  return stream.read(new EventDecoder(1e6).push(encodeEvent(JSON.stringify(json), json.type))[0]!);
}

/** Returns the bytes sent, as parsed events, and checks that each is named after its type. */
function sent(...parts: (Uint8Array | null)[]): { type: string; [field: string]: unknown }[] {
  const events = new EventDecoder(1e6).push(Buffer.concat(parts.map((part) => part ?? new Uint8Array(0))));
  return events.map(({ event, data }) => {
    const json = JSON.parse(data!);
    expect(json.type).toBe(event);
    return json;
  });
}

const start = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-x',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1, service_tier: 'standard' },
  },
};
const blockStart = (index: number, content_block: object) => ({ type: 'content_block_start', index, content_block });
const blockDelta = (index: number, delta: object) => ({ type: 'content_block_delta', index, delta });
const blockStop = (index: number) => ({ type: 'content_block_stop', index });

test('a request', () => {
  const turns = [
    { role: 'user', content: 'question' },
    { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {} }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'result' }] },
  ];
  const body = { model: 'm', max_tokens: 9, stream: true, messages: turns, system: 's' };
  const texts = { prompt: 'question', firstPrompt: 'question' };
  expect(messages.request(body)).toEqual({ ...asked, ...texts, user: null, maxTokens: 9 });
  expect(messages.request({ ...body, metadata: { user_id: 'u-1' } })).toMatchObject({ user: 'u-1' });
  expect(messages.request({ ...body, metadata: { user_id: 1 } })).toMatchObject({ user: null });
  expect(messages.request({ ...body, messages: 'x' })).toMatchObject({ message: expect.stringMatching(/^messages:/) });
  expect(messages.upstreamBody(body, 'up')).toEqual({ ...body, model: 'up' });
  expect(messages.wholeBody(body, 'up')).toEqual({ model: 'up', max_tokens: 9, messages: turns, system: 's' });
});

test('every kind of block and delta', () => {
  const stream = messages.stream(asked);
  const events = [
    start,
    { type: 'ping' },
    blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
    blockDelta(0, { type: 'thinking_delta', thinking: 'hm' }),
    blockDelta(0, { type: 'signature_delta', signature: 's'.repeat(600) }),
    blockStop(0),
    blockStart(1, { type: 'text', text: 'a', citations: null }),
    blockDelta(1, { type: 'text_delta', text: 'b' }),
    blockDelta(1, { type: 'citations_delta', citation: { type: 'char_location', cited_text: 'quoted' } }),
    blockStart(2, { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} }),
    blockDelta(2, { type: 'input_json_delta', partial_json: '{"x"' }),
    blockStart(3, { type: 'server_tool_use', id: 'srv_1', name: 'web_search', input: { query: 'q' } }),
    blockStart(4, { type: 'web_search_tool_result', tool_use_id: 'srv_1', content: [{ title: 't' }] }),
    blockStart(5, { type: 'redacted_thinking', data: 'd'.repeat(600) }),
    blockDelta(6, { type: 'novel_delta', novel: 'n' }),
    { type: 'novel_event', novel: 'n' },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 20 } },
    { type: 'message_stop' },
  ].map((json) => readOne(stream, json));
  expect(events.flatMap(({ pieces }) => pieces).map(short)).toEqual([
    'reasoning content[0]: hm',
    'content content[1]: a',
    'content content[1]: b',
    'tool content[2].name: f',
    'tool content[2].input: {"x"',
    'tool content[3].name: web_search',
    'tool content[3].input: {"query":"q"}',
  ]);
  expect(events.flatMap(({ unread }) => unread)).toEqual([
    'delta.citation',
    'content_block.content',
    'delta.novel',
    'novel',
  ]);
  expect(events.flatMap(({ finishes }) => finishes)).toEqual([{ choice: 0, reason: 'end_turn' }]);
  expect(events[0]!.usage).toEqual({ promptTokens: 15, completionTokens: 1 });
  expect(events.at(-2)!.usage).toEqual({ promptTokens: 15, completionTokens: 20 });
  expect(events.map(({ isLast }) => isLast)).toEqual(events.map((_, i) => i === events.length - 1));
  for (const event of events) expect(stream.forward(event)).toBe(event.event.bytes);
});

test('a text that is cut goes on in its block, and ends as a refusal', () => {
  const stream = messages.stream(asked);
  for (const json of [start, blockStart(0, { type: 'text', text: '' })]) stream.forward(readOne(stream, json));
  const delta = readOne(stream, blockDelta(0, { type: 'text_delta', text: 'fine secret' }));
  const parts = [stream.cut(delta, [5]), stream.say(0, 'Notice.'), stream.finish(0, true, ''), stream.end(null)];
  expect(sent(...parts)).toEqual([
    blockDelta(0, { type: 'text_delta', text: 'fine ' }),
    blockDelta(0, { type: 'text_delta', text: 'Notice.' }),
    blockStop(0),
    {
      type: 'message_delta',
      delta: {
        stop_reason: 'refusal',
        stop_sequence: null,
        stop_details: { type: 'refusal', category: null, explanation: 'Notice.' },
      },
      usage: { output_tokens: 1 },
    },
    { type: 'message_stop' },
  ]);
  expect(stream.forward(delta)).toBeNull();
  expect(stream.end(null)).toHaveLength(0);
});

test('another open block is closed before we say something, and the server is silent from then on', () => {
  const stream = messages.stream(asked);
  const tool = blockStart(0, { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} });
  stream.forward(readOne(stream, start));
  const parts = [stream.cut(readOne(stream, tool), [1]), stream.say(0, 'a'), stream.say(0, 'b')];
  expect(sent(...parts)).toEqual([
    tool,
    blockStop(0),
    blockStart(1, { type: 'text', text: '' }),
    blockDelta(1, { type: 'text_delta', text: 'a' }),
    blockDelta(1, { type: 'text_delta', text: 'b' }),
  ]);
  const late = readOne(stream, blockDelta(0, { type: 'input_json_delta', partial_json: '{}' }));
  expect([stream.forward(late), stream.cut(late, [2])]).toEqual([null, null]);
  const stop = readOne(stream, { type: 'message_stop' });
  expect(sent(stream.finish(0, false, 'end_turn')).map(({ type }) => type)).toEqual([
    'content_block_stop',
    'message_delta',
  ]);
  expect(stream.forward(stop)).toBe(stop.event.bytes);
});

test('a block whose beginning was withheld does not go on', () => {
  const stream = messages.stream(asked);
  stream.forward(readOne(stream, start));
  expect(stream.cut(readOne(stream, blockStart(0, { type: 'text', text: 'secret' })), [0])).toBeNull();
  const more = readOne(stream, blockDelta(0, { type: 'text_delta', text: 'more' }));
  expect([stream.forward(more), stream.cut(more, [4])]).toEqual([null, null]);
  expect(stream.forward(readOne(stream, blockStop(0)))).toBeNull();
});

test('a stream that we begin ourselves is complete', () => {
  const stream = messages.stream(asked);
  readOne(stream, start);
  const types = sent(stream.say(0, 'x'), stream.finish(0, true, ''), stream.end(null)).map(({ type }) => type);
  expect(types).toEqual([
    'message_start',
    'content_block_start',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ]);
});

test('text in the event that begins the message', () => {
  const stream = messages.stream(asked);
  const content = [{ type: 'text', text: 'early secret' }];
  const read = readOne(stream, { ...start, message: { ...start.message, content } });
  expect(read.pieces.map(short)).toEqual(['content content[0]: early secret']);
  const cut = stream.cut(read, [6]);
  expect(textOf(cut)).not.toContain('secret');
  expect(sent(cut)).toMatchObject([
    { message: { id: 'msg_1', role: 'assistant', content: [{ type: 'text', text: 'early ' }] } },
  ]);
});

test('errors', () => {
  const stream = messages.stream(asked);
  const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
  const problem = { type: 'overloaded_error', message: 'Overloaded', code: null };
  expect(readOne(stream, error).problem).toEqual(problem);
  expect(messages.whole(error).problem).toEqual(problem);
  expect(messages.problem(problem)).toEqual(error);
  expect(sent(stream.problem(problem))).toEqual([error]);
});

test('a whole answer, and one that is replaced', () => {
  const body = {
    ...start.message,
    content: [
      { type: 'thinking', thinking: 'hm', signature: 's' },
      { type: 'text', text: 'secret' },
      { type: 'tool_use', id: 't', name: 'f', input: { a: 'secret' } },
    ],
    stop_reason: 'tool_use',
    novel: 'secret',
  };
  const read = messages.whole(body);
  expect(read.pieces.map(short)).toEqual([
    'reasoning content[0]: hm',
    'content content[1]: secret',
    'tool content[2].name: f',
    'tool content[2].input: {"a":"secret"}',
  ]);
  expect(read).toMatchObject({ unread: ['novel'], finishes: [{ reason: 'tool_use' }], model: 'claude-x' });
  const replaced = messages.replaced(body, new Map([[0, { text: 'Notice.', filtered: true }]]));
  expect(JSON.stringify(replaced)).not.toContain('secret');
  expect(replaced).toMatchObject({
    id: 'msg_1',
    content: [{ type: 'text', text: 'Notice.' }],
    stop_reason: 'refusal',
    stop_details: { type: 'refusal' },
    usage: body.usage,
  });
  expect(messages.replaced(body, new Map())).toBe(body);
});

/** Cuts an event such that every piece is kept in full. */
function keptWhole(stream: WireStream, json: { type: string; [field: string]: unknown }): Uint8Array | null {
  const read = readOne(stream, json);
  return stream.cut(
    read,
    read.pieces.map(({ text }) => text.length),
  );
}

const text = (text: string) => ({ type: 'text', text });
const tool = { type: 'tool_use', id: 'toolu_1', name: 'look_up', input: {} };
const stopped = { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: {} };

test('text before a cut that waited as a whole: the message and its blocks begin with their first text', () => {
  const stream = messages.stream(asked);
  const parts = [
    start,
    blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
    blockDelta(0, { type: 'signature_delta', signature: 'x' }),
    blockStop(0),
    blockStart(1, text('')),
    blockDelta(1, { type: 'text_delta', text: 'Paris.' }),
    blockStop(1),
    blockStart(2, tool),
    blockDelta(2, { type: 'input_json_delta', partial_json: '{}' }),
    blockStop(2),
  ].map((json) => keptWhole(stream, json));
  expect(parts.slice(0, 5)).toEqual([null, null, null, null, null]);
  const events = sent(...parts, stream.say(0, 'Notice.'), stream.finish(0, true, ''));
  expect(events).toMatchObject([
    { type: 'message_start', message: { id: 'msg_1', model: 'claude-x', content: [] } },
    blockStart(0, text('')),
    blockDelta(0, { type: 'text_delta', text: 'Paris.' }),
    blockStop(0),
    blockStart(1, tool),
    blockDelta(1, { type: 'input_json_delta', partial_json: '{}' }),
    blockStop(1),
    blockStart(2, text('')),
    blockDelta(2, { type: 'text_delta', text: 'Notice.' }),
    blockStop(2),
    { type: 'message_delta' },
  ]);
});

test('a block that the client has open ends before the next one begins', () => {
  const stream = messages.stream(asked);
  const before = [start, blockStart(0, text('')), blockDelta(0, { type: 'text_delta', text: 'a' })];
  for (const json of before) stream.forward(readOne(stream, json));
  expect(sent(keptWhole(stream, blockStop(0)), keptWhole(stream, blockStart(1, tool)))).toEqual([
    blockStop(0),
    blockStart(1, tool),
  ]);
  expect(keptWhole(stream, blockDelta(0, { type: 'text_delta', text: 'late' }))).toBeNull();
});

test('a delta of a block that the server never began begins it', () => {
  const begun = [{ text: 'a' }, { thinking: 'b' }, { partial_json: '{}' }].flatMap((delta) => {
    return sent(keptWhole(messages.stream(asked), blockDelta(7, delta))).slice(1);
  });
  expect(begun).toMatchObject([
    blockStart(0, text('')),
    blockDelta(0, { text: 'a' }),
    blockStart(0, { type: 'thinking', thinking: '' }),
    blockDelta(0, { thinking: 'b' }),
    blockStart(0, { type: 'tool_use', input: {} }),
    blockDelta(0, { partial_json: '{}' }),
  ]);
});

test('after a cut the server may go on: its blocks are numbered as the client counts them', () => {
  const stream = messages.stream(asked);
  const parts = [stream.forward(readOne(stream, start))];
  parts.push(stream.cut(readOne(stream, blockStart(0, text('secret'))), [0]));
  const after = [
    blockStop(0),
    blockStart(1, text('fine')),
    blockDelta(1, { type: 'text_delta', text: ' text', novel: 'secret' }),
    blockStop(1),
    { ...stopped, novel: 'secret' },
    stopped,
  ];
  for (const json of after) parts.push(stream.forward(readOne(stream, json)));
  expect(sent(...parts).slice(1)).toEqual([
    blockStart(0, text('fine')),
    blockDelta(0, { type: 'text_delta', text: ' text' }),
    blockStop(0),
    stopped,
  ]);
});

test('a block that is open is ended before an end of the server that follows a cut', () => {
  const stream = messages.stream(asked);
  const parts = [start, blockStart(0, text(''))].map((json) => stream.forward(readOne(stream, json)));
  parts.push(stream.cut(readOne(stream, blockDelta(0, { type: 'text_delta', text: 'ab' })), [1]));
  parts.push(stream.forward(readOne(stream, stopped)));
  expect(sent(...parts).slice(2)).toEqual([blockDelta(0, { type: 'text_delta', text: 'a' }), blockStop(0), stopped]);
});

test('nothing was cut: the last events pass with what nobody knows', () => {
  const stream = messages.stream(asked);
  const ends = [start, stopped, { type: 'ping', trace: 'abc' }, { type: 'message_stop', trace: 'abc' }];
  for (const json of ends) {
    const read = readOne(stream, json);
    expect(stream.forward(read)).toBe(read.event.bytes);
  }
});

test('an event that no client can read ends nothing', () => {
  const stream = messages.stream(asked);
  const unreadable = [
    'event: message_stop\n\n',
    'event: message_stop\ndata: {"type"\n\n',
    'event: message_stop\ndata: 5\n\n',
  ];
  for (const bytes of unreadable) {
    const read = stream.read(new EventDecoder(1e6).push(Buffer.from(bytes))[0]!);
    expect(read.isLast).toBe(false);
    expect(stream.forward(read)).toBe(read.event.bytes);
  }
  expect(stream.end(null)).not.toHaveLength(0);
  const named = new EventDecoder(1e6).push(Buffer.from('event: message_stop\ndata: {}\n\n'))[0]!;
  expect(messages.stream(asked).read(named).isLast).toBe(true);
});

test('an answer that another text stands for ends as that one did, or without calls', () => {
  const ended = (end: object, reason = 'tool_use') => {
    const body = { ...start.message, stop_reason: reason, stop_sequence: 'END' };
    return messages.replaced(body, new Map([[0, { text: 'y', filtered: false, ...end }]]));
  };
  expect(ended({})).toMatchObject({ stop_reason: 'end_turn' });
  expect(ended({}, 'stop_sequence')).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'END' });
  expect(ended({ finish: 'max_tokens' }, 'stop_sequence')).toMatchObject({
    stop_reason: 'max_tokens',
    stop_sequence: null,
  });
  const stream = messages.stream(asked);
  expect(sent(stream.finish(0, false, null))).toMatchObject([{}, { delta: { stop_reason: 'end_turn' } }]);
});

test('a sum of tokens is a whole number below 2^53', () => {
  const usage = { input_tokens: Number.MAX_SAFE_INTEGER, cache_read_input_tokens: 1, output_tokens: 2 };
  expect(messages.whole({ ...start.message, usage }).usage).toEqual({
    promptTokens: Number.MAX_SAFE_INTEGER,
    completionTokens: 2,
  });
});

test('blocks that never end cost no more than their number after a cut', () => {
  const stream = messages.stream(asked);
  let sentBytes = 0;
  for (let index = 0; index < 50_000; index++) {
    const data = JSON.stringify(blockStart(index, { type: 'text', text: 'a' }));
    const read = stream.read({ bytes: new Uint8Array(0), event: '', data, isFinished: true, isOversized: false });
    sentBytes += stream.cut(read, [1])!.length;
  }
  expect(sentBytes).toBeGreaterThan(50_000);
}, 10_000);
