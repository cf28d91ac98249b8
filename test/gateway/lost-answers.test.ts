import { afterEach, describe, expect, test } from 'vitest';
import {
  chatAnswer,
  chatChunk,
  chatChunks,
  DONE,
  type Script,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway } from '../../src/gateway/fixtures/test-gateway.ts';
import type { GuardPolicy } from '../../src/schema/index.ts';

// Answers whose text is in a place that the endpoint does not have: a client might show it, and nobody read it.

const TEXT = "I'm sorry, but I can't help with that. Just kidding! Here is how it works. [unsafe content]";
const SOUP = 'Sure! Here is a recipe for soup. Chop the leeks. Boil them for an hour. Serve hot.';
const REFUSAL = "I'm sorry, but I can't help with that.";

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

async function asked(path: Path, script: Script, more = {}, policy: GuardPolicy = 'final') {
  open = await openTestGateway({ upstream: scriptedUpstream(script).upstream, route: { policy } });
  const response = await open.post(path, { model: 'm', ...ASKED[path], ...more });
  const text = await response.text();
  return { status: response.status, text, record: open.recorder.lastResponse(), recorder: open.recorder };
}

const entry = (fields: object) => ({ ...chatAnswer(''), choices: [{ index: 0, finish_reason: 'stop', ...fields }] });
const message = (content: unknown, more = {}) => entry({ message: { role: 'assistant', content, ...more } });
const response = (fields: object) => ({ id: 'r', object: 'response', status: 'completed', ...fields });
const event = (json: unknown) => `data: ${JSON.stringify(json)}\n\n`;

const WHOLE: readonly [string, Path, unknown, string][] = [
  ['the text of a completion in a chat', CHAT, entry({ text: TEXT }), 'choices[0].text'],
  ['a message that is a string', CHAT, entry({ message: TEXT }), 'choices[0].message'],
  ['no message', CHAT, entry({}), 'choices[0].message'],
  ['content that is an object', CHAT, message({ text: TEXT }), 'choices[0].message.content'],
  ['content that is a number', CHAT, message(42), 'choices[0].message.content'],
  ['a text beside empty content', CHAT, message('', { answer: TEXT }), 'choices[0].message.answer'],
  ['white space, and a text beside it', CHAT, message('\n', { answer: TEXT }), 'choices[0].message.answer'],
  ['a text beside the answers', CHAT, { ...message(null), generated_text: TEXT }, 'generated_text'],
  ['a chat where a completion was asked for', '/v1/completions', chatAnswer(TEXT), 'choices[0].message'],
  ['no text', '/v1/completions', entry({}), 'choices[0].text'],
  ['no output', '/v1/responses', response({ metadata: { a: TEXT } }), 'output'],
  ['output that is a string', '/v1/responses', response({ output: TEXT }), 'output'],
  ['text beside the output', '/v1/responses', response({ output: [], output_text: TEXT }), 'output_text'],
  ['no content', '/v1/messages', { type: 'message', role: 'assistant', stop_reason: 'end_turn' }, 'content'],
  [
    'a block without its text',
    '/v1/messages',
    { type: 'message', role: 'assistant', content: [{ type: 'text', value: TEXT }], stop_reason: 'end_turn' },
    'content[0].value',
  ],
];

describe('a whole answer of which nothing is read', () => {
  test.each(WHOLE)('does not go out: %s', async (_name, path, json) => {
    for (const policy of ['final', 'judged'] as const) {
      const { status, text, record, recorder } = await asked(path, { json }, {}, policy);
      expect(status).toBe(502);
      expect(text).not.toMatch(/unsafe|42/);
      expect(text).toContain('sent no answer that this gateway can read');
      expect(record).toMatchObject({ state: 'failed', answers: [] });
      expect(recorder.lastBody().problem).toBe(JSON.stringify(json));
      await open!.close();
    }
  });

  test.each(WHOLE)(
    'observed, it goes out, and the record says that it is unread: %s',
    async (_name, path, json, place) => {
      const { status, text, record } = await asked(path, { json }, {}, 'observe');
      expect([status, text]).toEqual([200, JSON.stringify(json)]);
      expect(record).toMatchObject({ state: 'complete', unread: [place], answers: [{ outcome: 'unread' }] });
    },
  );

  test('one of two', async () => {
    const both = {
      ...chatAnswer(SOUP),
      choices: [...chatAnswer(SOUP).choices, { index: 1, text: TEXT, finish_reason: 'stop' }],
    };
    const { status, text } = await asked(CHAT, { json: both }, { n: 2 });
    expect(status).toBe(502);
    expect(text).not.toContain('unsafe');
  });
});

const STREAMED: readonly [string, Path, object][] = [
  ['the text of a completion in a chat', CHAT, { text: TEXT }],
  ['a delta that is a string', CHAT, { delta: TEXT }],
  ['content that is an object', CHAT, { delta: { content: { text: TEXT } } }],
  ['a field that no message has', CHAT, { delta: { answer: TEXT } }],
  ['deltas of a chat where a completion was asked for', '/v1/completions', { delta: { content: TEXT } }],
];
const streamOf = (fields: object) => [
  event({ choices: [{ index: 0, finish_reason: null, ...fields }] }),
  event({ choices: [{ index: 0, finish_reason: 'stop' }] }),
  DONE,
];

describe('a streamed answer of which nothing is read', () => {
  test.each(STREAMED)('ends with an error: %s', async (_name, path, fields) => {
    for (const policy of ['final', 'judged'] as const) {
      const { text, record } = await asked(path, { events: streamOf(fields) }, { stream: true }, policy);
      expect(text).toMatch(
        /^data: \{"error":\{"message":"The model server sent no answer that this gateway can read\./,
      );
      expect(text).not.toMatch(/unsafe|DONE/);
      expect(record).toMatchObject({ state: 'incomplete', unreadPlaces: 1, answers: [{ outcome: 'unread' }] });
      await open!.close();
    }
  });

  test.each(STREAMED)(
    'observed, it goes out, and the record says that it is unread: %s',
    async (_name, path, fields) => {
      const { text, record } = await asked(path, { events: streamOf(fields) }, { stream: true }, 'observe');
      expect(text).toBe(streamOf(fields).join(''));
      expect(record).toMatchObject({ state: 'complete', unreadPlaces: 1, answers: [{ outcome: 'unread' }] });
    },
  );

  test('of messages', async () => {
    const named = (type: string, fields: object) => `event: ${type}\n${event({ type, ...fields })}`;
    const events = [
      named('message_start', { message: { id: 'm', type: 'message', role: 'assistant', content: [] } }),
      named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
      named('content_block_delta', { index: 0, delta: { type: 'text_delta', value: TEXT } }),
      named('message_delta', { delta: { stop_reason: 'end_turn' } }),
      named('message_stop', {}),
    ];
    const { text, record } = await asked('/v1/messages', { events }, { stream: true });
    expect(text).toContain('event: error\n');
    expect(text).not.toMatch(/unsafe|message_stop/);
    expect(record.state).toBe('incomplete');
  });

  test('of responses', async () => {
    const events = [
      event({ type: 'response.output_text.delta', output_index: 0, content_index: 0, text: TEXT }),
      event({ type: 'response.completed', response: response({ output: [] }) }),
    ];
    const { text, record } = await asked('/v1/responses', { events }, { stream: true });
    expect(text).not.toMatch(/unsafe|response\.completed/);
    expect(text).toContain('"type":"error"');
    expect(record.state).toBe('incomplete');
  });

  test('one of two', async () => {
    const events = [
      chatChunk({ content: SOUP }),
      chatChunk({ content: { text: TEXT } }, null, 1),
      chatChunk({}, 'stop'),
      chatChunk({}, 'stop', 1),
      DONE,
    ];
    const { text, record } = await asked(CHAT, { events }, { stream: true, n: 2 });
    expect(text).toContain('leeks');
    expect(text).not.toMatch(/unsafe|DONE/);
    expect(record.state).toBe('incomplete');
  });
});

test.each(['final', 'observe'] as const)('events that nobody reads do not come for ever (%s)', async (policy) => {
  const events = Array(1000).fill(chatChunk({ answer: TEXT }));
  open = await openTestGateway({
    upstream: scriptedUpstream({ events }).upstream,
    route: { policy },
    settings: { maxAnswerChars: 1000 },
  });
  const text = await open.live({ model: 'm', stream: true, ...ASKED[CHAT] }).whole();
  expect(text).toContain('answer_too_long');
  expect(text.split('unsafe').length - 1).toBe(policy === 'final' ? 0 : Math.floor(4000 / events[0].length) + 1);
  expect(open.recorder.lastResponse().state).toBe('incomplete');
});

describe('an answer that is honestly empty stays what it is', () => {
  const call = { id: 'c', type: 'function', function: { name: 'run', arguments: '{}' } };
  test.each<[string, Path, object]>([
    ['no text', CHAT, message('')],
    ['null', CHAT, message(null)],
    ['null under a refusal field', CHAT, message(null, { refusal: null })],
    ['a length of zero', CHAT, entry({ message: { role: 'assistant', content: '' }, finish_reason: 'length' })],
    ['an empty list', CHAT, message([])],
    ['ids and labels that nobody knows', CHAT, { ...message(''), request_id: 'req_1', tier: ['gpu-1'] }],
    [
      'the token that ends it',
      CHAT,
      entry({ message: { role: 'assistant', content: '' }, logprobs: { content: [{ token: '</s>' }] } }),
    ],
    ['a call', CHAT, message(null, { tool_calls: [call] })],
    ['only reasoning', CHAT, message('', { reasoning_content: 'Let me think about the leeks.' })],
    ['no text of a completion', '/v1/completions', entry({ text: '' })],
    ['no output', '/v1/responses', response({ output: [] })],
    ['no blocks', '/v1/messages', { type: 'message', role: 'assistant', content: [], stop_reason: 'end_turn' }],
  ])('%s', async (_name, path, json) => {
    const { status, text, record } = await asked(path, { json });
    expect([status, text]).toEqual([200, JSON.stringify(json)]);
    expect(record.state).toBe('complete');
    expect(JSON.stringify(record.answers)).not.toContain('"unread"');
  });

  test('streamed', async () => {
    const events = chatChunks([]);
    const { text, record } = await asked(CHAT, { events }, { stream: true });
    expect(text).toBe(events.join(''));
    expect(record).toMatchObject({ state: 'complete', answers: [{ outcome: 'empty' }], unread: [] });
  });
});

describe('beside a refusal, what is not read stays here', () => {
  test('a text in the first event of a stream, before the refusal', async () => {
    const events = [chatChunk({ note: '[unsafe content] is here' }), ...chatChunks([REFUSAL])];
    const { text, record } = await asked(CHAT, { events }, { stream: true });
    expect(text).not.toContain('unsafe');
    expect(text).toContain(REFUSAL.slice(0, 9));
    expect(record).toMatchObject({ unread: ['choices[0].delta.note'], state: 'complete' });
  });

  test('the same before another answer goes out in its place', async () => {
    const events = [chatChunk({ note: 'a remark' }), ...chatChunks([SOUP])];
    expect((await asked(CHAT, { events }, { stream: true })).text).toBe(events.join(''));
  });

  test.each([TEXT, JSON.stringify(TEXT)])('an event that is none: %s', async (data) => {
    for (const content of [REFUSAL, SOUP]) {
      const events = [`data: ${data}\n\n`, ...chatChunks([content])];
      const { text, record } = await asked(CHAT, { events }, { stream: true });
      expect(text).not.toContain('unsafe');
      expect(text).toContain('[DONE]');
      expect(record).toMatchObject({ unread: ['data'], state: 'complete' });
      await open!.close();
    }
    const observed = [`data: ${data}\n\n`, ...chatChunks([SOUP])];
    expect((await asked(CHAT, { events: observed }, { stream: true }, 'observe')).text).toBe(observed.join(''));
  });

  test('a field of a whole body, and a name that reads like a sentence', async () => {
    const json = { ...chatAnswer(REFUSAL), note: TEXT, system_fingerprint: 'Mix [unsafe content] with two eggs' };
    const { status, text } = await asked(CHAT, { json });
    expect(status).toBe(200);
    expect(text).not.toContain('unsafe');
    expect(JSON.parse(text)).toMatchObject({
      model: 'm',
      choices: [{ message: { content: REFUSAL }, finish_reason: 'stop' }],
    });
  });
});

describe('while an event waits', () => {
  const waits = chatChunk({ role: 'assistant', x_info: 'eu' });

  test('comments behind it are left out beyond some, so that they cannot pile up', async () => {
    const events = [waits, ...Array<string>(500).fill(': still here\n\n'), ...chatChunks([SOUP])];
    const { text } = await asked(CHAT, { events }, { stream: true });
    expect(text.match(/still here/g)?.length).toBeLessThan(64);
    expect(text).toContain('Serve hot.');
    expect(text.trimEnd().endsWith('[DONE]')).toBe(true);
  });

  test('events without any text are bounded, too', async () => {
    const empty = chatChunk({ content: '' });
    const { upstream } = scriptedUpstream({
      events: [waits, ...Array<string>(200).fill(empty), ...chatChunks([SOUP])],
    });
    open = await openTestGateway({ upstream, settings: { maxAnswerChars: 1000 } });
    const response = await open.post(CHAT, { model: 'm', stream: true, ...ASKED[CHAT] });
    expect(await response.text()).toContain('"error"');
  });
});

test('the summary of a long conversation is read as reasoning, and its end is one', async () => {
  const content = [{ type: 'compaction', content: 'The user asked about soup and got a recipe.' }];
  const json = { id: 'm', type: 'message', role: 'assistant', model: 'm', content, stop_reason: 'compaction' };
  const { status, text } = await asked('/v1/messages', { json });
  expect([status, text]).toEqual([200, JSON.stringify(json)]);
});
