import { afterEach, describe, expect, test } from 'vitest';
import {
  chatAnswer,
  chatChunks,
  DONE,
  type Script,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway } from '../../src/gateway/fixtures/test-gateway.ts';

// Errors of a server that hold an answer, or are none for the clients of their endpoint.

const REFUSAL = "I'm sorry, but I can't help with that.";
const TEXT = `${REFUSAL} Just kidding! Here is how it works. First, take the parts and join them. [unsafe content]`;
const SOUP = ['Sure! Here is a recipe', ' for soup. Chop the leeks.', ' Boil them for an hour', '. Serve hot.'];
const LONG = `Here is how it works. ${'Take the parts and join them. '.repeat(20)}[unsafe content]`;
const ASKED = {
  '/v1/chat/completions': { messages: [{ role: 'user', content: 'How do I make soup?' }] },
  '/v1/completions': { prompt: 'How do I make soup?' },
  '/v1/responses': { input: 'How do I make soup?' },
  '/v1/messages': { max_tokens: 9, messages: [{ role: 'user', content: 'How do I make soup?' }] },
} as const;
type Path = keyof typeof ASKED;
const CHAT = '/v1/chat/completions';

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function asked(path: Path, script: Script, more = {}) {
  open = await openTestGateway({ upstream: scriptedUpstream(script).upstream });
  const response = await open.post(path, { model: 'm', ...ASKED[path], ...more });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, recorder: open.recorder };
}

const streamed = async (path: Path, error: string, before: readonly string[] = []) => {
  const { text, recorder } = await asked(path, { events: [...before, error] }, { stream: true });
  return { text: text.slice(before.join('').length), whole: text, recorder };
};

describe('under an error status', () => {
  test.each<[string, number, unknown, string]>([
    ['an answer after a refusal, in the message', 500, { error: { message: TEXT } }, REFUSAL],
    ['in an error that is a text', 400, { error: TEXT }, REFUSAL],
    ['in two fields', 422, { error: { message: REFUSAL, title: 'Here is how it works. [unsafe content]' } }, REFUSAL],
    ['a long answer', 500, { error: { message: LONG } }, `${LONG.slice(0, 499)}…`],
  ])('no answer goes out: %s', async (_name, status, json, message) => {
    const { status: got, text, recorder } = await asked(CHAT, { json, status });
    expect(got).toBe(status);
    expect(JSON.parse(text).error.message).toBe(message);
    expect(text).not.toContain('unsafe');
    expect(recorder.lastBody().problem).toBe(JSON.stringify(json));
  });

  test.each<[string, unknown, unknown]>([
    [
      'what the provider said',
      { error: { message: 'x', metadata: { raw: TEXT } } },
      { error: { message: 'x', metadata: {} } },
    ],
    [
      'the input',
      { detail: [{ loc: ['body'], msg: 'bad', input: TEXT }] },
      { detail: [{ loc: ['body'], msg: 'bad' }] },
    ],
  ])('what is long beside the message is left out: %s', async (_name, json, shown) => {
    const { text } = await asked(CHAT, { json, status: 422 });
    expect(JSON.parse(text)).toEqual(shown);
  });

  test('a refusal alone is no more than that', async () => {
    const json = { error: { message: REFUSAL, code: 'content_policy', type: 'x' } };
    expect((await asked(CHAT, { json, status: 400 })).text).toBe(JSON.stringify(json));
  });

  const RETRY = {
    'retry-after': '7',
    'retry-after-ms': '7000',
    'x-should-retry': 'true',
    'x-ratelimit-reset-requests': '1m30.5s',
    'anthropic-ratelimit-requests-reset': '2026-01-01T00:00:00Z',
  };
  test.each([429, 503])('the headers that tell when to ask again go out (%d)', async (status) => {
    const odd = { 'x-ratelimit-note': `Here is how: ${'join them '.repeat(9)}`, 'x-answer': 'no', 'set-cookie': 'a=b' };
    const json = { error: { message: 'slow down' } };
    const { headers, text } = await asked(CHAT, { json, status, headers: { ...RETRY, ...odd } });
    expect(Object.fromEntries(Object.keys(RETRY).map((name) => [name, headers.get(name)]))).toEqual(RETRY);
    expect(Object.keys(odd).map((name) => headers.get(name))).toEqual([null, null, null]);
    expect(text).toBe(JSON.stringify(json));
  });

  test('also if the error itself is not shown; not if our key is refused', async () => {
    const shown = await asked(CHAT, { json: chatAnswer('[unsafe content]'), status: 429, headers: RETRY });
    expect([shown.status, shown.headers.get('retry-after-ms')]).toEqual([429, '7000']);
    await open!.close();
    const key = await asked(CHAT, { json: { error: { message: 'no' } }, status: 401, headers: RETRY });
    expect([key.status, key.headers.get('retry-after-ms')]).toEqual([502, null]);
  });
});

describe('in a stream', () => {
  test.each<[Path, string]>([
    [CHAT, `data: ${JSON.stringify({ error: { message: TEXT, code: 500 } })}\n\n`],
    [
      '/v1/messages',
      `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'x', message: TEXT } })}\n\n`,
    ],
    ['/v1/responses', `event: error\ndata: ${JSON.stringify({ type: 'error', message: TEXT, code: 'x' })}\n\n`],
  ])('no answer goes out as an error: %s', async (path, error) => {
    const { whole, recorder } = await streamed(path, error);
    expect(whole).toContain(REFUSAL);
    expect(whole).not.toContain('unsafe');
    expect(recorder.lastBody().problem).toContain('unsafe');
    expect(recorder.lastResponse().state).toBe('incomplete');
  });

  test('nor in what stands beside its message', async () => {
    const error = `data: ${JSON.stringify({ error: { message: 'x', metadata: { raw: TEXT } } })}\n\n`;
    const { text } = await streamed(CHAT, error, chatChunks(SOUP, null, false));
    expect(JSON.parse(text.slice(6))).toEqual({
      error: { message: 'x', type: 'server_error', param: null, code: null },
    });
  });

  test('nor in a response that failed', async () => {
    const failed = (message: string) =>
      `data: ${JSON.stringify({ type: 'response.failed', response: { id: 'r', status: 'failed', output: [], error: { code: 'x', message } } })}\n\n`;
    expect((await streamed('/v1/responses', failed(TEXT))).whole).not.toContain('unsafe');
    await open!.close();
    expect((await streamed('/v1/responses', failed('overloaded'))).whole).toBe(failed('overloaded'));
  });

  test.each<[Path, string, string]>([
    [CHAT, 'event: error\ndata: {"message":"boom"}\n\n', '{"error":{"message":"boom"'],
    [CHAT, 'event: error\ndata: boom\n\n', '{"error":{"message":"boom"'],
    [CHAT, 'data: {"error":"boom"}\n\n', '{"error":{"message":"boom"'],
    ['/v1/completions', 'event: error\ndata: {"message":"boom"}\n\n', '{"error":{"message":"boom"'],
    [
      '/v1/messages',
      'event: error\ndata: {"message":"boom"}\n\n',
      '{"type":"error","error":{"type":"api_error","message":"boom"}}',
    ],
    [
      '/v1/messages',
      'data: {"error":{"message":"boom"}}\n\n',
      '{"type":"error","error":{"type":"api_error","message":"boom"}}',
    ],
  ])('an error that no client of the endpoint knows has its shape: %s %j', async (path, error, shown) => {
    const before = path === CHAT ? chatChunks(SOUP, null, false) : [];
    const { text } = await streamed(path, error, before);
    expect(text).toContain(`data: ${shown}`);
    expect(text.startsWith('event: error\n')).toBe(path === '/v1/messages');
  });

  test.each<[Path, string]>([
    [CHAT, 'data: {"error":{"message":"boom","code":500}}\n\n'],
    [
      '/v1/messages',
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
    ],
    ['/v1/responses', 'event: error\ndata: {"type":"error","code":"x","message":"boom","param":null}\n\n'],
  ])('an error in the shape of the endpoint goes out as it came: %s', async (path, error) => {
    expect((await streamed(path, error)).whole).toBe(error);
  });
});

describe('with 200', () => {
  const error = { message: 'Provider error', code: 502 };
  test.each<[string, Path, object]>([
    ['beside a chat', CHAT, { ...chatAnswer(SOUP.join('')), error }],
    [
      'in one of its answers',
      CHAT,
      { ...chatAnswer(''), choices: [{ ...chatAnswer(SOUP.join('')).choices[0]!, error }] },
    ],
    [
      'beside a completion',
      '/v1/completions',
      { choices: [{ index: 0, text: SOUP.join(''), finish_reason: 'stop' }], error },
    ],
    [
      'beside a response',
      '/v1/responses',
      {
        status: 'completed',
        output: [{ type: 'message', content: [{ type: 'output_text', text: SOUP.join('') }] }],
        error,
      },
    ],
    [
      'beside a message',
      '/v1/messages',
      { type: 'message', content: [{ type: 'text', text: SOUP.join('') }], stop_reason: 'end_turn', error },
    ],
  ])('an error is told as one: %s', async (_name, path, json) => {
    const { status, text, recorder } = await asked(path, { json });
    expect([status, JSON.parse(text).error.message]).toEqual([502, 'Provider error']);
    expect(recorder.lastResponse().state).toBe('rejected');
    expect(recorder.lastBody().problem).toContain('leeks');
  });

  test.each([{}, null, false, ''])('%j is no error', async (none) => {
    const json = { ...chatAnswer(SOUP.join('')), error: none };
    const { status, text } = await asked(CHAT, { json });
    expect([status, text]).toEqual([200, JSON.stringify(json)]);
  });

  test('a response that says itself that it failed goes out, unless its error holds more', async () => {
    const failed = (message: string) => ({
      id: 'r',
      status: 'failed',
      output: [],
      error: { code: 'server_error', message },
    });
    const plain = await asked('/v1/responses', { json: failed('boom') });
    expect([plain.status, plain.text]).toEqual([200, JSON.stringify(failed('boom'))]);
    await open!.close();
    const odd = await asked('/v1/responses', { json: failed(TEXT) });
    expect([odd.status, JSON.parse(odd.text).error.message]).toEqual([502, REFUSAL]);
  });
});

test('an error ends a stream, whatever the server says after it', async () => {
  const events = [
    ...chatChunks(SOUP, null, false),
    'data: {"error":{"message":"boom"}}\n\n',
    ...chatChunks(['x']),
    DONE,
  ];
  const { text } = await asked(CHAT, { events }, { stream: true });
  expect(text.endsWith('data: {"error":{"message":"boom"}}\n\n')).toBe(true);
});

describe('beside the error of an answer', () => {
  const refused = { index: 0, message: { role: 'assistant', content: REFUSAL }, finish_reason: 'error' };

  test.each<[string, object]>([
    ['detail', { detail: LONG }],
    ['message', { message: TEXT }],
    ['param', { param: { a: LONG } }],
  ])('nothing goes out unread: %s', async (_name, more) => {
    const json = { id: 'c', object: 'chat.completion', error: { message: 'x' }, ...more, choices: [refused] };
    const { status, text } = await asked(CHAT, { json });
    expect(status).toBe(502);
    expect(text).not.toContain('unsafe');
  });

  test('nor in an event of a stream', async () => {
    const event = (told: object) => `data: ${JSON.stringify(told)}\n\n`;
    const odd = { type: 'error', response: { error: { message: 'x' } }, message: TEXT };
    expect((await streamed('/v1/responses', event(odd))).whole).not.toContain('unsafe');
    const failed = { type: 'response.failed', response: { status: 'failed', error: { message: 'x' } }, detail: LONG };
    expect((await streamed('/v1/responses', event(failed))).whole).not.toContain('unsafe');
  });
});
