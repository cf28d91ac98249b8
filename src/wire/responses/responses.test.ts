import { expect, test } from 'vitest';
import type { Piece, WireEvent, WireStream } from '../endpoint.ts';
import { EventDecoder } from '../event-decoder.ts';
import { encodeEvent } from '../event-encoder.ts';
import { responses } from './responses.ts';

type Told = { type: string; [field: string]: unknown };

const asked = { model: 'm', stream: true, choices: 1, usageWanted: true, prompt: '', maxTokens: null };
const short = ({ channel, part, text }: Piece) => `${channel} ${part}: ${text}`;

function readOne(stream: WireStream, json: Told): WireEvent {
  return stream.read(new EventDecoder(1e6).push(encodeEvent(JSON.stringify(json), json.type))[0]!);
}

/** Returns the bytes sent, as parsed events, and checks that each is named after its type. */
function sent(...parts: (Uint8Array | null)[]): Told[] {
  const events = new EventDecoder(1e6).push(Buffer.concat(parts.map((part) => part ?? new Uint8Array(0))));
  return events.map(({ event, data }) => {
    const json = JSON.parse(data!);
    expect(json.type).toBe(event);
    return json;
  });
}

const head = {
  id: 'resp_1',
  object: 'response',
  created_at: 5,
  model: 'gpt-x',
  instructions: 'Be brief.',
  tools: [{ type: 'function', name: 'f', parameters: {} }],
  metadata: {},
};
const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
const message = (text: string, status = 'completed') => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status,
  content: text === '' ? [] : [{ type: 'output_text', text, annotations: [], logprobs: [] }],
});
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };

/** Returns a stream like OpenAI's: every text is repeated three times after its last delta. */
function textStream(deltas: readonly string[]): Told[] {
  const text = deltas.join('');
  const events: Told[] = [
    { type: 'response.created', response: { ...head, status: 'in_progress', output: [], usage: null } },
    { type: 'response.in_progress', response: { ...head, status: 'in_progress', output: [], usage: null } },
    { type: 'response.output_item.added', output_index: 0, item: message('', 'in_progress') },
    {
      type: 'response.content_part.added',
      ...at,
      part: { type: 'output_text', text: '', annotations: [], logprobs: [] },
    },
    ...deltas.map((delta) => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [], obfuscation: 'x' })),
    { type: 'response.output_text.done', ...at, text, logprobs: [] },
    { type: 'response.content_part.done', ...at, part: { type: 'output_text', text, annotations: [], logprobs: [] } },
    { type: 'response.output_item.done', output_index: 0, item: message(text) },
    { type: 'response.completed', response: { ...head, status: 'completed', output: [message(text)], usage } },
  ];
  return events.map((event, i) => ({ ...event, sequence_number: i }));
}

test('a request', () => {
  const input = [
    { role: 'user', content: [{ type: 'input_text', text: 'question' }] },
    { type: 'function_call_output', call_id: 'c', output: 'result' },
  ];
  const body = { model: 'm', input, stream: true, max_output_tokens: 9, instructions: 'i' };
  const texts = { prompt: 'question', firstPrompt: 'question' };
  expect(responses.request(body)).toEqual({ ...asked, ...texts, user: null, maxTokens: 9 });
  expect(responses.request({ ...body, safety_identifier: 's-1', user: 'u' })).toMatchObject({ user: 's-1' });
  expect(responses.request({ model: 'm', input: 'plain' })).toMatchObject({ prompt: 'plain', stream: false });
  expect(responses.request({ model: 'm', previous_response_id: 'r' })).toMatchObject({ prompt: '' });
  for (const [field, value] of Object.entries({ input: 5, background: true, instructions: 5, max_output_tokens: 0 })) {
    const problem = responses.request({ ...body, [field]: value });
    expect(problem).toMatchObject({ message: expect.stringMatching(`^${field}:`) });
  }
  expect(responses.upstreamBody(body, 'up')).toEqual({ ...body, model: 'up' });
  expect(responses.wholeBody(body, 'up')).not.toHaveProperty('stream');
});

test('a text that is told four times counts once, and all events pass as they are', () => {
  const stream = responses.stream(asked);
  const events = textStream(['one ', 'two']).map((json) => readOne(stream, json));
  expect(events.flatMap(({ pieces }) => pieces).map(short)).toEqual([
    'content output[0].content[0].output_text: one ',
    'content output[0].content[0].output_text: two',
  ]);
  expect(events.flatMap(({ unread }) => unread)).toEqual([]);
  expect(events.at(-1)).toMatchObject({
    isLast: true,
    finishes: [{ choice: 0, reason: 'completed' }],
    usage: { promptTokens: 3, completionTokens: 4 },
    model: 'gpt-x',
  });
  for (const event of events) expect(stream.forward(event)).toBe(event.event.bytes);
});

test('a text that no delta brought is a piece, and so is one that differs', () => {
  const stream = responses.stream(asked);
  const all = textStream(['one two']);
  const done = (text: string) => ({ type: 'response.output_text.done', ...at, text });
  const read = [all[4]!, done('one two three'), done('another'), done('another'), all.at(-1)!];
  expect(read.map((json) => readOne(stream, json).pieces.map(({ part, text }) => [part.slice(10), text]))).toEqual([
    [['content[0].output_text', 'one two']],
    [['content[0].output_text', ' three']],
    [['content[0].output_text again', 'another']],
    [],
    [['content[0].output_text again', 'one two']],
  ]);
  const lone = readOne(responses.stream(asked), all.at(-1)!);
  expect(lone.pieces.map(({ text }) => text)).toEqual(['one two']);
});

test('every kind of text', () => {
  const stream = responses.stream(asked);
  const call = {
    id: 'fc_1',
    type: 'function_call',
    call_id: 'call_1',
    name: 'f',
    arguments: '',
    status: 'in_progress',
  };
  const search = { id: 'ws_1', type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'q' } };
  const pieces = [
    { type: 'response.output_item.added', output_index: 1, item: call },
    { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 1, delta: '{}' },
    { type: 'response.function_call_arguments.done', item_id: 'fc_1', output_index: 1, name: 'f', arguments: '{}' },
    { type: 'response.output_item.done', output_index: 1, item: { ...call, arguments: '{}' } },
    { type: 'response.custom_tool_call_input.delta', output_index: 2, delta: 'in' },
    { type: 'response.custom_tool_call_input.done', output_index: 2, input: 'input' },
    {
      type: 'response.reasoning_summary_part.added',
      output_index: 3,
      summary_index: 0,
      part: { type: 'summary_text', text: '' },
    },
    { type: 'response.reasoning_summary_text.delta', output_index: 3, summary_index: 0, delta: 'sum' },
    { type: 'response.reasoning_text.delta', output_index: 3, content_index: 0, delta: 'why' },
    { type: 'response.refusal.delta', output_index: 4, content_index: 0, delta: 'no' },
    { type: 'response.refusal.done', output_index: 4, content_index: 0, refusal: 'no' },
    { type: 'response.code_interpreter_call_code.delta', output_index: 5, delta: '1+1' },
    { type: 'response.mcp_call_arguments.done', output_index: 6, arguments: '{"a":1}' },
    { type: 'response.output_item.added', output_index: 7, item: search },
    { type: 'response.output_item.done', output_index: 7, item: search },
  ].flatMap((json) => readOne(stream, json).pieces);
  expect(pieces.map(short)).toEqual([
    'tool output[1].name: f',
    'tool output[1].arguments: {}',
    'tool output[2].input: in',
    'tool output[2].input: put',
    'reasoning output[3].summary[0].summary_text: sum',
    'reasoning output[3].content[0].reasoning_text: why',
    'refusal output[4].content[0].refusal: no',
    'tool output[5].code: 1+1',
    'tool output[6].arguments: {"a":1}',
    'tool output[7].action: {"type":"search","query":"q"}',
  ]);
});

test('what is not read is named', () => {
  const stream = responses.stream(asked);
  const unread = [
    { type: 'response.audio.delta', delta: 'UklGRg==' },
    { type: 'response.output_text.annotation.added', ...at, annotation: { type: 'url_citation', title: 't' } },
    { type: 'response.output_text.delta', ...at, delta: '', logprobs: [{ token: 'hidden' }] },
    { type: 'response.output_text.delta', ...at, delta: 'x', text: 'hidden' },
    { type: 'response.image_generation_call.partial_image', partial_image_b64: 'x' },
    { type: 'response.novel', novel: { a: ['b'] } },
    {
      type: 'response.output_item.done',
      output_index: 1,
      item: { type: 'shell_call_output', output: [{ stdout: 'o' }] },
    },
    { type: 'response.content_part.added', ...at, part: { type: 'novel', text: 'hidden' } },
    { type: 'response.created', response: { ...head, output: [], output_text: 'hidden' } },
  ].flatMap((json) => readOne(stream, json).unread);
  expect(unread).toEqual([
    'delta',
    'annotation',
    'logprobs',
    'text',
    'partial_image_b64',
    'novel',
    'item.output',
    'part.text',
    'response.output_text',
  ]);
});

/** Reads and forwards events up to the first that satisfies `ends`, and returns that one. */
function upTo(stream: WireStream, events: readonly Told[], ends: (event: WireEvent) => boolean) {
  const before: Uint8Array[] = [];
  for (const json of events) {
    const read = readOne(stream, json);
    if (ends(read)) return { before, read };
    before.push(stream.forward(read)!);
  }
  throw new Error('no such event');
}

test('an answer that is cut is ended in its part, with what was really sent', () => {
  const stream = responses.stream(asked);
  const { before, read } = upTo(
    stream,
    textStream(['fine ', 'and secret']),
    ({ pieces }) => pieces[0]?.text === 'and secret',
  );
  const parts = [stream.cut(read, [4]), stream.say(0, 'Notice.'), stream.finish(0, true, ''), stream.end(read.usage)];
  const events = sent(...before, ...parts);
  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, i) => i));
  const text = 'fine and Notice.';
  expect(events.slice(5)).toMatchObject([
    { type: 'response.output_text.delta', ...at, delta: 'and ' },
    { type: 'response.output_text.delta', ...at, delta: 'Notice.' },
    { type: 'response.output_text.done', ...at, text },
    { type: 'response.content_part.done', ...at, part: { type: 'output_text', text } },
    { type: 'response.output_item.done', output_index: 0, item: message(text, 'incomplete') },
    {
      type: 'response.incomplete',
      response: {
        ...head,
        status: 'incomplete',
        incomplete_details: { reason: 'content_filter' },
        output: [message(text, 'incomplete')],
      },
    },
  ]);
  expect(JSON.stringify(events)).not.toContain('secret');
});

test('after a cut the server may go on: all that repeats a text tells what was sent', () => {
  const stream = responses.stream(asked);
  const all = textStream(['fine ', 'secret ', 'end']);
  const parts = all.map((json) => {
    const read = readOne(stream, json);
    return read.pieces[0]?.text === 'secret ' ? stream.cut(read, [0]) : stream.forward(read);
  });
  const events = sent(...parts);
  expect(JSON.stringify(events)).not.toContain('secret');
  expect(events.map(({ type }) => type)).toEqual(all.map(({ type }) => type).filter((_, i) => i !== 5));
  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, i) => i));
  expect(events.at(-1)).toMatchObject({ response: { ...head, status: 'completed', output: [message('fine end')] } });
  expect(events.at(-1)!.response).toMatchObject({ usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7 } });
});

test('text of the last event alone, cut: its item is begun and ended', () => {
  const stream = responses.stream(asked);
  const last = textStream(['fine secret']).at(-1)!;
  const read = readOne(stream, last);
  const events = sent(stream.cut(read, [5]), stream.finish(0, true, ''), stream.forward(read));
  expect(events.map(({ type }) => type.slice(9))).toEqual([
    'created',
    'output_item.added',
    'content_part.added',
    'output_text.delta',
    'output_text.done',
    'content_part.done',
    'output_item.done',
    'incomplete',
  ]);
  expect(events.at(-1)!.response).toMatchObject({ output: [message('fine ', 'incomplete')], usage });
  expect(stream.end(null)).toHaveLength(0);
});

test('a call that is open is ended before we say something, and the server is silent from then on', () => {
  const stream = responses.stream(asked);
  const call = {
    id: 'fc_1',
    type: 'function_call',
    call_id: 'call_1',
    name: 'f',
    arguments: '',
    status: 'in_progress',
  };
  const added = readOne(stream, { type: 'response.output_item.added', output_index: 0, item: call });
  const first = stream.forward(added);
  const delta = readOne(stream, {
    type: 'response.function_call_arguments.delta',
    output_index: 0,
    delta: '{"a":"secret"}',
  });
  const parts = [first, stream.cut(delta, [5]), stream.say(0, 'Notice.')];
  expect(stream.forward(readOne(stream, { type: 'response.function_call_arguments.delta', delta: 'x' }))).toBeNull();
  const events = sent(...parts, stream.finish(0, true, ''), stream.end(null));
  expect(events).toMatchObject([
    { type: 'response.output_item.added', item: call },
    { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: '{"a":' },
    { type: 'response.function_call_arguments.done', arguments: '{"a":', name: 'f' },
    { type: 'response.output_item.done', item: { ...call, arguments: '{"a":', status: 'incomplete' } },
    { type: 'response.output_item.added', output_index: 1, item: { type: 'message', content: [] } },
    { type: 'response.content_part.added', output_index: 1 },
    { type: 'response.output_text.delta', output_index: 1, delta: 'Notice.' },
    { type: 'response.output_text.done', text: 'Notice.' },
    { type: 'response.content_part.done' },
    { type: 'response.output_item.done', output_index: 1 },
    { type: 'response.incomplete', response: { output: [{ type: 'function_call' }, { type: 'message' }] } },
  ]);
});

test('a call begins with its name, also where the event that has it is written anew', () => {
  const stream = responses.stream(asked);
  stream.cut(readOne(stream, { type: 'response.output_text.delta', ...at, delta: 'secret' }), [0]);
  const call = {
    id: 'fc_1',
    type: 'function_call',
    call_id: 'call_1',
    name: 'f',
    arguments: '',
    status: 'in_progress',
  };
  const events = sent(
    stream.forward(readOne(stream, { type: 'response.output_item.added', output_index: 1, item: call })),
  );
  expect(events).toMatchObject([{ type: 'response.created' }, { type: 'response.output_item.added', item: call }]);
});

test('an answer that we end as the server did', () => {
  const stream = responses.stream(asked);
  const { before, read } = upTo(stream, textStream(['all']), ({ isLast }) => isLast);
  const events = sent(...before, stream.finish(0, false, read.finishes[0]!.reason), stream.end(read.usage));
  expect(events.at(-1)).toMatchObject({
    type: 'response.completed',
    response: { status: 'completed', output: [message('all')] },
  });
  const cutShort = responses.stream(asked);
  const last = sent(cutShort.say(0, 'x'), cutShort.finish(0, false, 'max_output_tokens'), cutShort.end(null)).at(-1);
  expect(last).toMatchObject({
    type: 'response.incomplete',
    response: { incomplete_details: { reason: 'max_output_tokens' } },
  });
});

test('errors', () => {
  const stream = responses.stream(asked);
  const problem = { message: 'busy', type: null, code: 'server_error' };
  expect(readOne(stream, { type: 'error', code: 'server_error', message: 'busy', param: null }).problem).toMatchObject({
    message: 'busy',
    code: 'server_error',
  });
  expect(readOne(stream, { type: 'error', error: { code: 'server_error', message: 'busy' } }).problem).toEqual(problem);
  const failed = {
    type: 'response.failed',
    response: { ...head, status: 'failed', error: { code: 'server_error', message: 'busy' } },
  };
  expect(readOne(stream, failed)).toMatchObject({ problem, isLast: true, finishes: [{ reason: 'failed' }] });
  expect(sent(stream.problem(problem))).toMatchObject([{ type: 'error', message: 'busy', error: { message: 'busy' } }]);
});

test('a whole answer, and one that is replaced', () => {
  const reasoning = {
    id: 'rs_1',
    type: 'reasoning',
    summary: [{ type: 'summary_text', text: 'why' }],
    encrypted_content: 'e'.repeat(500),
  };
  const body = {
    ...head,
    status: 'completed',
    error: null,
    output: [reasoning, message('secret')],
    usage,
    output_text: 'secret',
  };
  const read = responses.whole(body);
  expect(read.pieces.map(short)).toEqual([
    'reasoning output[0].summary[0].summary_text: why',
    'content output[1].content[0].output_text: secret',
  ]);
  expect(read).toMatchObject({
    unread: ['output_text'],
    finishes: [{ reason: 'completed' }],
    problem: null,
    model: 'gpt-x',
  });
  const replaced = responses.replaced(body, new Map([[0, { text: 'Notice.', filtered: true }]]));
  expect(JSON.stringify(replaced)).not.toMatch(/secret|why/);
  expect(replaced).toMatchObject({
    id: 'resp_1',
    status: 'incomplete',
    incomplete_details: { reason: 'content_filter' },
    usage,
  });
  expect(responses.whole(replaced)).toMatchObject({ unread: [], finishes: [{ choice: 0, reason: 'content_filter' }] });
});

const HIDDEN = 'hidden '.repeat(40);

test('what is unread in the head of a response is not written again after a cut', () => {
  for (const odd of [
    { created_at: [1, HIDDEN] },
    { reasoning: { effort: HIDDEN } },
    { id: HIDDEN },
    { user: HIDDEN },
  ]) {
    const stream = responses.stream(asked);
    const created = { type: 'response.created', response: { ...head, ...odd, status: 'in_progress', output: [] } };
    expect(readOne(stream, created).unread).toHaveLength(1);
    const parts = [stream.say(0, 'x'), stream.finish(0, true, ''), stream.end(null)];
    expect(sent(...parts)[0]).toMatchObject({ response: { instructions: 'Be brief.', model: 'gpt-x' } });
    expect(JSON.stringify(sent(...parts))).not.toContain('hidden');
  }
});

test('what is unread is not in a whole answer that is replaced', () => {
  const plain = { ...head, status: 'completed', output: [message('x')], usage };
  const odd = {
    id: HIDDEN,
    model: HIDDEN,
    created_at: [1, HIDDEN],
    usage: { input_tokens: HIDDEN },
    reasoning: HIDDEN,
  };
  for (const [key, value] of Object.entries(odd)) {
    const body = { ...plain, [key]: value };
    expect(responses.whole(body).unread).toEqual([key]);
    const replaced = responses.replaced(body, new Map([[0, { text: 'Notice.', filtered: false }]]));
    expect(JSON.stringify(replaced)).not.toContain('hidden');
    expect(replaced).toMatchObject({
      object: 'response',
      output: [{ content: [{ text: 'Notice.' }] }],
      instructions: 'Be brief.',
    });
  }
});

test('a part whose text the server has ended is ended before its item', () => {
  const stream = responses.stream(asked);
  const all = textStream(['fine']);
  const parts = all.slice(0, 6).map((json) => stream.forward(readOne(stream, json)));
  parts.push(stream.cut(readOne(stream, all[6]!), []), stream.finish(0, true, ''), stream.end(null));
  expect(sent(...parts).map(({ type }) => type.slice(9))).toEqual([
    'created',
    'in_progress',
    'output_item.added',
    'content_part.added',
    'output_text.delta',
    'output_text.done',
    'content_part.done',
    'output_item.done',
    'incomplete',
  ]);
});

test('an error that is a text is a problem', () => {
  const problem = { message: 'overloaded', type: null, code: null };
  const stream = responses.stream(asked);
  const bare = stream.read(new EventDecoder(1e6).push(Buffer.from('data: {"error":"overloaded"}\n\n'))[0]!);
  const failed = readOne(stream, { type: 'response.failed', response: { ...head, error: 'overloaded' } });
  expect([bare, failed]).toMatchObject([
    { problem, unread: [] },
    { problem, unread: [] },
  ]);
});

test('the type alone ends a stream where a client can read it', () => {
  for (const end of ['completed', 'incomplete', 'failed', 'cancelled']) {
    const stream = responses.stream(asked);
    const read = readOne(stream, { type: `response.${end}` });
    expect(read).toMatchObject({ isLast: true, finishes: [{ choice: 0, reason: end }] });
    expect(stream.forward(read)).toBe(read.event.bytes);
    expect(stream.end(null)).toHaveLength(0);
  }
  for (const data of ['', 'data: {"type"\n', 'data: 5\n']) {
    const event = new EventDecoder(1e6).push(Buffer.from(`event: response.completed\n${data}\n`))[0]!;
    expect(responses.stream(asked).read(event)).toMatchObject({ isLast: false, finishes: [] });
  }
});

test('an error that ends a stream after a cut says no more than was read', () => {
  const stream = responses.stream(asked);
  const parts = [stream.cut(readOne(stream, textStream(['secret'])[4]!), [0])];
  const error = { code: 'server_error', message: 'busy', details: 'secret' };
  parts.push(stream.forward(readOne(stream, { type: 'response.failed', response: { ...head, error } })));
  expect(sent(...parts).at(-1)).toMatchObject({
    type: 'response.failed',
    response: { error: { code: 'server_error', message: 'busy' } },
  });
  expect(JSON.stringify(sent(...parts))).not.toContain('secret');
});

test('small deltas between repetitions of the first letters cost no more than their length', () => {
  const stream = responses.stream(asked);
  const read = (type: string, text: object) => {
    const data = JSON.stringify({ type: `response.output_text.${type}`, ...at, ...text });
    return stream.read({ bytes: new Uint8Array(0), event: '', data, isFinished: true, isOversized: false });
  };
  read('delta', { delta: 'x'.repeat(2_000_000) });
  for (let i = 0; i < 5000; i++) {
    read('delta', { delta: 'y' });
    expect(read('done', { text: 'x' }).pieces).toEqual([]);
  }
}, 5000);

test('an answer that another text stands for ends as that one did', () => {
  const cutShort = { ...head, status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [] };
  const ended = (end: object) => responses.replaced(cutShort, new Map([[0, { text: 'y', filtered: false, ...end }]]));
  const whole = { status: 'completed', incomplete_details: null, output: [{ status: 'completed' }] };
  expect(ended({})).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
  expect(ended({ finish: 'completed' })).toMatchObject(whole);
  const stream = responses.stream(asked);
  expect(sent(stream.finish(0, false, null), stream.end(null)).at(-1)).toMatchObject({ type: 'response.completed' });
});

test.each([
  { text: ['[unsafe content]'] },
  { text: '[unsafe content]' },
  { input: { model: '[unsafe content]' } },
  { metadata: '[unsafe content]' },
  { tools: { a: '[unsafe content]' } },
])('what only looks like a repetition of the request is named: %j', (field) => {
  const [key] = Object.keys(field);
  const body = { id: 'r', object: 'response', status: 'completed', output: [], ...field };
  expect(responses.whole(body).unread.some((place) => place.startsWith(key!))).toBe(true);
  const asked = {
    instructions: 'Be brief.',
    tools: [],
    tool_choice: 'auto',
    metadata: {},
    text: { format: {} },
    input: 'Hi',
  };
  expect(responses.whole({ ...body, [key!]: null, ...asked }).unread).toEqual([]);
});
