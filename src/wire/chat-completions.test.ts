import { expect, test } from 'vitest';
import { chatCompletions } from './chat-completions.ts';
import type { Piece, WireEvent, WireStream } from './endpoint.ts';
import { EventDecoder } from './event-decoder.ts';
import { encodeEvent } from './event-encoder.ts';

const asked = { model: 'm', stream: true, choices: 1, usageWanted: false, prompt: '', maxTokens: null };
const textOf = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString());
const eventOf = (json: unknown, name = '') => new EventDecoder(1e8).push(encodeEvent(JSON.stringify(json), name))[0]!;
const readOne = (stream: WireStream, json: unknown, name = ''): WireEvent => stream.read(eventOf(json, name));
const short = ({ choice, channel, part, text }: Piece) => `${choice} ${channel} ${part}: ${text}`;

/** Returns the bytes sent, as parsed events. */
function sent(bytes: Uint8Array | null): unknown[] {
  return new EventDecoder(1e6).push(bytes ?? new Uint8Array(0)).map(({ data }) => {
    return data === '[DONE]' ? data : JSON.parse(data ?? 'null');
  });
}

const chunk = (delta: object, more: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 5,
  model: 'server-model',
  choices: [{ index: 0, delta, logprobs: null, finish_reason: null, ...more }],
});

test('a request', () => {
  const body = {
    model: 'm',
    n: 2,
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 5,
    user: 'u-1',
    messages: [
      { role: 'system', content: 's' },
      { role: 'user', content: 'first' },
      { role: 'assistant', content: null },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'image_url', image_url: {} },
          { type: 'text', text: 'b' },
        ],
      },
      { role: 'tool', content: 'r' },
    ],
  };
  expect(chatCompletions.request(body)).toEqual({
    model: 'm',
    stream: true,
    choices: 2,
    usageWanted: true,
    prompt: 'a\nb',
    firstPrompt: 'first',
    user: 'u-1',
    maxTokens: 5,
  });
  expect(chatCompletions.upstreamBody({ ...body, stream_options: { x: 1 } }, 'up')).toMatchObject({
    model: 'up',
    n: 2,
    stream_options: { x: 1, include_usage: true },
  });
  expect(chatCompletions.upstreamBody({ model: 'm', messages: [] }, 'up')).toEqual({ model: 'up', messages: [] });
  expect(Object.keys(chatCompletions.wholeBody(body, 'up') as object)).toEqual([
    'model',
    'max_tokens',
    'user',
    'messages',
  ]);
});

test('a request of another shape is a problem that names the field', () => {
  const good = { model: 'm', messages: [{ role: 'user', content: 'x' }] };
  const cases: [unknown, string][] = [
    [null, 'the body'],
    [[good], 'the body'],
    [{ ...good, model: '' }, 'model:'],
    [{ ...good, model: 1 }, 'model:'],
    [{ model: 'm' }, 'messages:'],
    [{ ...good, messages: [] }, 'messages:'],
    [{ ...good, messages: [good, 'x'] }, 'messages[1]:'],
    [{ ...good, stream: 'yes' }, 'stream:'],
    [{ ...good, n: 0 }, 'n:'],
    [{ ...good, n: 1.5 }, 'n:'],
    [{ ...good, max_tokens: '5' }, 'max_tokens:'],
    [{ ...good, stream_options: [] }, 'stream_options:'],
  ];
  for (const [body, start] of cases) {
    const problem = chatCompletions.request(body);
    expect(problem, start).toMatchObject({ type: 'invalid_request_error', message: expect.stringContaining(start) });
  }
  expect(chatCompletions.request({ ...good, n: null, stream: null })).toMatchObject({ choices: 1, stream: false });
});

test('the channels of a delta', () => {
  const stream = chatCompletions.stream(asked);
  const read = readOne(
    stream,
    chunk({
      role: 'assistant',
      content: 'c',
      refusal: 'r',
      reasoning_content: 't',
      tool_calls: [
        { index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } },
        { index: 3, custom: { name: 'g', input: 'i' } },
      ],
      function_call: { name: 'h', arguments: 'a' },
      audio: { id: 'audio_1', transcript: 'spoken', data: 'UklGR' },
    }),
  );
  expect(read.pieces.map(short)).toEqual([
    '0 reasoning reasoning: t',
    '0 content content: c',
    '0 refusal refusal: r',
    '0 tool tool_calls[0].name: f',
    '0 tool tool_calls[0].arguments: {}',
    '0 tool tool_calls[3].name: g',
    '0 tool tool_calls[3].input: i',
    '0 tool function_call.name: h',
    '0 tool function_call.arguments: a',
    '0 content audio.transcript: spoken',
  ]);
  expect(read.unread).toEqual(['choices[0].delta.audio.data']);
  expect(read.model).toBe('server-model');
});

test('reasoning under several names is one piece, and is cut in all of them', () => {
  const stream = chatCompletions.stream(asked);
  const details = [{ type: 'reasoning.text', text: 'thought', signature: 'x'.repeat(500), format: 'f', index: 0 }];
  const read = readOne(stream, chunk({ content: '', reasoning: 'thought', reasoning_details: details }));
  expect(read.pieces.map(short)).toEqual(['0 reasoning reasoning: thought']);
  expect(read.unread).toEqual([]);
  const cut = textOf(stream.cut(read, [3]))!;
  expect(cut).toContain('"tho"');
  expect(cut).not.toMatch(/thou|xxx/);
});

test('content in parts, and what nobody knows', () => {
  const stream = chatCompletions.stream(asked);
  stream.forward(readOne(stream, chunk({ role: 'assistant' })));
  const content = [
    'a',
    { type: 'text', text: 'b' },
    { type: 'thinking', thinking: [{ type: 'text', text: 'c' }] },
    { type: 'image', image: { url: 'data:x' } },
  ];
  const read = readOne(stream, {
    ...chunk({ content, novel: { deep: ['x'] }, none: {}, role: 'y'.repeat(300) }),
    extra: 'e',
  });
  expect(read.pieces.map(short)).toEqual(['0 content content: a', '0 content content: b', '0 reasoning reasoning: c']);
  expect(read.unread).toEqual([
    'extra',
    'choices[0].delta.novel',
    'choices[0].delta.role',
    'choices[0].delta.content[3].image',
  ]);
  const cut = sent(stream.cut(read, [1, 1, 1])) as { choices: object[] }[];
  expect(cut[0]!.choices).toEqual([
    {
      index: 0,
      finish_reason: null,
      delta: {
        content: ['a', { type: 'text', text: 'b' }, { type: 'thinking', thinking: [{ type: 'text', text: 'c' }] }],
      },
      logprobs: null,
    },
  ]);
});

test('log probabilities go with a text that is cut, stay with one that is kept, and alone are unread', () => {
  const stream = chatCompletions.stream(asked);
  const logprobs = { content: [{ token: 'secret', logprob: -1, bytes: [1], top_logprobs: [{ token: 'secret' }] }] };
  const read = readOne(stream, chunk({ content: 'a secret' }, { logprobs, finish_reason: 'stop' }));
  expect(read.finishes).toEqual([{ choice: 0, reason: 'stop' }]);
  expect(sent(stream.cut(read, [2]))).toMatchObject([{ id: 'chatcmpl-1', choices: [{ delta: { content: 'a ' } }] }]);
  expect(textOf(stream.cut(read, [2]))).not.toContain('secret');
  expect(sent(stream.cut(read, [8]))).toMatchObject([{ choices: [{ logprobs, finish_reason: null }] }]);
  expect(stream.cut(read, [0])).toBeNull();
  expect(readOne(stream, chunk({ content: '' }, { logprobs })).unread).toEqual(['choices[0].logprobs']);
});

test('an answer that we end: text, then an empty event with the reason, then usage if asked, then the end', () => {
  const stream = chatCompletions.stream({ ...asked, usageWanted: true });
  stream.forward(readOne(stream, chunk({ role: 'assistant', content: '' })));
  const usage = { promptTokens: 3, completionTokens: 4 };
  const bytes = [stream.say(0, 'Notice.'), stream.finish(0, true, ''), stream.end(usage)].flatMap((one) => sent(one));
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 5, model: 'server-model' };
  expect(bytes).toEqual([
    { ...head, choices: [{ index: 0, delta: { content: 'Notice.' }, logprobs: null, finish_reason: null }] },
    { ...head, choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: 'content_filter' }] },
    { ...head, choices: [], usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } },
    '[DONE]',
  ]);
  expect([stream.say(0, 'x'), stream.finish(0, false, 'stop'), stream.end(usage)].map((one) => one.length)).toEqual([
    0, 0, 0,
  ]);
  expect(stream.forward(readOne(stream, chunk({ content: 'late' })))).toBeNull();
});

test('an answer that nothing was sent of begins with its role', () => {
  const stream = chatCompletions.stream(asked);
  expect(sent(stream.say(1, 'x'))).toMatchObject([
    { id: 'chatcmpl-0', model: 'm', choices: [{ index: 1, delta: { role: 'assistant', content: 'x' } }] },
  ]);
});

test('the usage event goes only to those who asked', () => {
  const usageEvent = { ...chunk({}), choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } };
  const silent = chatCompletions.stream(asked);
  const read = readOne(silent, usageEvent);
  expect(read.usage).toEqual({ promptTokens: 1, completionTokens: 2 });
  expect(silent.forward(read)).toBeNull();
  const asking = chatCompletions.stream({ ...asked, usageWanted: true });
  const wanted = readOne(asking, usageEvent);
  expect(asking.forward(wanted)).toBe(wanted.event.bytes);
  expect(textOf(asking.end(read.usage))).toBe('data: [DONE]\n\n');
  const azure = readOne(silent, {
    choices: [],
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
  });
  expect(silent.forward(azure)).toBe(azure.event.bytes);
  const last = readOne(silent, { ...chunk({ content: 'x' }, { finish_reason: 'stop' }), usage: { prompt_tokens: 1 } });
  expect([last.usage, silent.forward(last)]).toEqual([{ promptTokens: 1, completionTokens: null }, last.event.bytes]);
});

test('several answers in one event: one that we ended is taken out', () => {
  const stream = chatCompletions.stream({ ...asked, choices: 2 });
  stream.finish(0, true, '');
  const both = {
    ...chunk({}),
    choices: [
      { index: 1, delta: { content: 'kept' }, finish_reason: null, novel: 1 },
      { index: 0, delta: { content: 'withheld' }, finish_reason: 'stop' },
    ],
  };
  const read = readOne(stream, both);
  expect(read.pieces.map(short)).toEqual(['1 content content: kept', '0 content content: withheld']);
  expect(sent(stream.forward(read))).toEqual([{ ...both, choices: [both.choices[0]] }]);
  expect(textOf(stream.cut(read, [2, 8]))).not.toContain('withheld');
  expect(stream.forward(readOne(stream, { ...both, choices: [both.choices[1]] }))).toBeNull();
});

test('errors under 200, in every form', () => {
  const stream = chatCompletions.stream(asked);
  const problem = { message: 'overloaded', type: 'server_error', code: '503' };
  const error = { message: 'overloaded', type: 'server_error', code: 503 };
  expect(readOne(stream, { error }).problem).toEqual(problem);
  expect(readOne(stream, { error }, 'error').problem).toEqual(problem);
  expect(readOne(stream, error, 'error').problem).toEqual(problem);
  expect(readOne(stream, { object: 'error', ...error }).problem).toEqual(problem);
  expect(readOne(stream, { error: 'overloaded' }).problem).toEqual({ message: 'overloaded', type: null, code: null });
  expect(readOne(stream, { detail: 'overloaded' }).problem).toEqual({ message: 'overloaded', type: null, code: null });
  expect(readOne(stream, chunk({}, { error, finish_reason: 'error' }))).toMatchObject({
    problem,
    finishes: [{ reason: 'error' }],
  });
  expect(readOne(stream, { ...chunk({ content: 'x' }), error: null }).problem).toBeNull();
  expect(sent(stream.problem(problem))).toEqual([{ error: { ...problem, param: null } }]);
  expect(stream.end(null)).toHaveLength(0);
});

test('events that are no JSON', () => {
  const stream = chatCompletions.stream(asked);
  const events = new EventDecoder(40).push(
    Buffer.from(
      `data: <html>\n\n: hi\n\ndata: [DONE]\n\nevent: error\ndata: busy\n\ndata: ${'x'.repeat(99)}\n\ndata: \n\n`,
    ),
  );
  const read = events.map((event) => stream.read(event));
  expect(read.map(({ unread }) => unread)).toEqual([['data'], [], [], [], ['event'], []]);
  expect(read.map(({ isLast }) => isLast)).toEqual([false, false, true, false, false, false]);
  expect(read[3]!.problem?.message).toBe('busy');
});

test('our events do not run into one that the server left unfinished', () => {
  const stream = chatCompletions.stream(asked);
  const decoder = new EventDecoder(1e6);
  decoder.push(Buffer.from(`data: ${JSON.stringify(chunk({ content: 'a' }))}`));
  const first = stream.forward(stream.read(decoder.end()!))!;
  const all = Buffer.concat([first, stream.finish(0, true, ''), stream.end(null)]);
  expect(sent(all)).toHaveLength(3);
});

test('a whole answer, and one with its text replaced', () => {
  const body = {
    id: 'x',
    object: 'chat.completion',
    model: 'server-model',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'zero', tool_calls: [] },
        finish_reason: 'tool_calls',
        novel: 'zero',
      },
      { index: 1, message: { role: 'assistant', content: 'one', reasoning: 'why' }, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 2 },
    repeats: 'one',
  };
  const read = chatCompletions.whole(body);
  expect(read.pieces.map(short)).toEqual([
    '0 content content: zero',
    '1 reasoning reasoning: why',
    '1 content content: one',
  ]);
  expect(read.unread).toEqual(['repeats', 'choices[0].novel']);
  const replaced = chatCompletions.replaced(body, new Map([[1, { text: 'Notice.', filtered: true }]]));
  const { repeats: _, ...rest } = body;
  const { novel: __, ...zero } = body.choices[0]!;
  const message = { role: 'assistant', content: 'Notice.', refusal: null };
  expect(replaced).toEqual({
    ...rest,
    created: 0,
    choices: [zero, { index: 1, message, logprobs: null, finish_reason: 'content_filter' }],
  });
  const fresh = chatCompletions.replaced('nonsense', new Map([[0, { text: 'n', filtered: true }]]));
  expect(chatCompletions.whole(fresh)).toMatchObject({
    finishes: [{ choice: 0, reason: 'content_filter' }],
    unread: [],
  });
});

const HIDDEN = 'hidden '.repeat(40);

test('what is unread in other answers is not in a whole answer that is replaced', () => {
  const good = { index: 0, message: { role: 'assistant', content: 'zero' }, finish_reason: 'stop' };
  const message = { role: 'assistant', content: ['kept', { type: 'image', image: HIDDEN }], novel: HIDDEN };
  const odd: unknown[] = [
    HIDDEN,
    [HIDDEN],
    { input: HIDDEN },
    { index: HIDDEN },
    { finish_reason: HIDDEN },
    { message },
  ];
  for (const entry of odd) {
    const body = { id: 'x', choices: [good, entry, { ...good, index: undefined }] };
    expect(chatCompletions.whole(body).unread, JSON.stringify(entry)).not.toEqual([]);
    const replaced = chatCompletions.replaced(body, new Map([[0, { text: 'Notice.', filtered: true }]]));
    expect(JSON.stringify(replaced)).not.toContain('hidden');
    const read = chatCompletions.whole(JSON.parse(JSON.stringify(replaced)));
    expect(read.pieces.map(short)).toEqual([
      '0 content content: Notice.',
      ...(entry instanceof Object && 'message' in entry ? ['1 content content: kept'] : []),
      '2 content content: zero',
    ]);
  }
});

test('after an answer was ended here, others go on without what is unread', () => {
  const stream = chatCompletions.stream({ ...asked, choices: 3 });
  stream.finish(0, true, '');
  const entry = { index: 1, delta: { content: 'kept', novel: HIDDEN }, logprobs: null, finish_reason: null };
  const read = readOne(stream, { ...chunk({}), extra: HIDDEN, choices: [HIDDEN, entry] });
  const { novel: _, ...delta } = entry.delta;
  expect(sent(stream.forward(read))).toEqual([{ ...chunk({}), choices: [{ ...entry, delta }] }]);
});

test('an answer that another text stands for ends as that one did, or without calls', () => {
  const body = { choices: [{ index: 0, message: { content: 'x', tool_calls: [] }, finish_reason: 'tool_calls' }] };
  const ended = (end: object) => {
    const replaced = chatCompletions.replaced(body, new Map([[0, { text: 'y', filtered: false, ...end }]]));
    return chatCompletions.whole(replaced).finishes[0]!.reason;
  };
  expect([{}, { finish: null }, { finish: 'length' }, { finish: 'stop', filtered: true }].map(ended)).toEqual([
    'stop',
    'stop',
    'length',
    'content_filter',
  ]);
  const stream = chatCompletions.stream(asked);
  expect(sent(stream.finish(0, false, null))).toMatchObject([{ choices: [{ finish_reason: 'stop' }] }]);
});

test('a count is a whole number below 2^53', () => {
  const usage = { prompt_tokens: 1.5, completion_tokens: 1e300 };
  expect(chatCompletions.whole({ choices: [], usage }).usage).toEqual({
    promptTokens: 2,
    completionTokens: Number.MAX_SAFE_INTEGER,
  });
  expect(chatCompletions.whole({ choices: [], usage: { prompt_tokens: -1 } }).usage?.promptTokens).toBeNull();
});

test('reading and cutting an event cost no more than its length', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => i);
  const stream = chatCompletions.stream(asked);
  const details = readOne(stream, chunk({ reasoning_details: many.map((i) => ({ text: `${i}` })) }));
  expect(details.pieces).toHaveLength(many.length);
  const read = readOne(stream, { choices: many.map(() => ({ index: 0, delta: { content: 'ab' } })) });
  const keep = many.map(() => 1);
  expect(stream.cut(read, keep)).not.toBeNull();
}, 10_000);
