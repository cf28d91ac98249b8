import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/gateway/fixtures/gate.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import {
  chatAnswer,
  chatChunk,
  chatChunks,
  DONE,
  type Script,
  type ScriptStep,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway } from '../../src/gateway/fixtures/test-gateway.ts';

// Servers that keep the connection open: what counts is what they say, not that they send bytes.

const FIRST_MS = 8000;
const IDLE_MS = 4000;
const ASKED = { model: 'm', stream: true, messages: [{ role: 'user', content: 'How do I make soup?' }] };
const SOUP = ['Sure! Here is a recipe', ' for soup. Chop the leeks.', ' Boil them for an hour', '. Serve hot.'];
const ROLE = chatChunk({ role: 'assistant', content: '' });

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function served(...scripts: readonly Script[]) {
  const clock = new HandClock();
  const script = scriptedUpstream(...scripts);
  open = await openTestGateway({
    clock,
    settings: { keepAliveMs: 1e9 },
    upstream: async (...asked) => ({
      ...(await script.upstream(...asked)),
      bounds: { firstMs: FIRST_MS, idleMs: IDLE_MS },
    }),
  });
  return { gateway: open, recorder: open.recorder, clock, script };
}

type Server = Awaited<ReturnType<typeof served>>;

/** Steps that send something again and again, with some time in between, and never end. */
const forever = (clock: () => HandClock, what: ScriptStep, everyMs: number, until: number): ScriptStep[] => [
  ...Array.from({ length: Math.ceil(until / everyMs) }, () => [what, () => clock().pass(everyMs)]).flat(),
  gate().promise,
];

describe('a stream that says nothing ends with an error', () => {
  test.each<[string, string[], ScriptStep]>([
    ['only comments', [], ': PROCESSING\n\n'],
    ['only empty deltas', [ROLE], chatChunk({ content: '' })],
    ['only usage', [ROLE], 'data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":0}}\n\n'],
    ['only blank data', [], 'data:\n\n'],
  ])('%s, for as long as the first piece may take', async (_name, before, what) => {
    const server: Server = await served({ events: [...before, ...forever(() => server.clock, what, 500, 20_000)] });
    const since = server.clock.now();
    const text = await server.gateway.live(ASKED).whole();
    expect(text).toMatch(/data: \{"error":\{"message":"The model server took too long\.".*"upstream_timeout"\}\}\n\n$/);
    expect(server.clock.now() - since).toBe(FIRST_MS);
    expect(server.recorder.lastResponse()).toMatchObject({ state: 'incomplete', readToEnd: false });
    expect(server.script.open()).toBe(0);
  });

  test('comments after a text: for as long as a piece may take', async () => {
    const server: Server = await served({
      events: [...chatChunks(SOUP, null, false), ...forever(() => server.clock, ': on\n\n', 500, 20_000)],
    });
    const since = server.clock.now();
    const text = await server.gateway.live(ASKED).whole();
    expect(text).toContain('leeks');
    expect(text).toContain('upstream_timeout');
    expect(text).not.toContain('DONE');
    expect(server.clock.now() - since).toBe(IDLE_MS);
    expect(server.recorder.lastResponse().state).toBe('incomplete');
  });
});

describe('a stream that says something may take its time', () => {
  test('long thinking with nothing but comments, then reasoning, calls and text, each in time', async () => {
    const call = (text: string) => ({ tool_calls: [{ index: 0, function: { arguments: text } }] });
    const pieces = [
      ...Array(6).fill(chatChunk({ reasoning_content: 'Hm, leeks. ' })),
      ...Array(6).fill(chatChunk(call('{}'))),
      ...SOUP.map((content) => chatChunk({ content })),
    ];
    const events = (pass: (ms: number) => () => void): ScriptStep[] => [
      ROLE,
      ...Array(15)
        .fill(null)
        .flatMap(() => [': on\n\n', pass(500)]),
      ...pieces.flatMap((one) => [one, pass(IDLE_MS - 1)]),
      chatChunk({}, 'stop'),
      DONE,
    ];
    const server: Server = await served({
      events: events((ms) => () => server.clock.pass(ms)),
    });
    const text = await server.gateway.live(ASKED).whole();
    expect(text).toContain('[DONE]');
    expect(server.recorder.lastResponse()).toMatchObject({ state: 'complete', readToEnd: true });
  });
});

describe('the end mark is the end, although the connection stays open', () => {
  const named = (type: string, fields: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
  test.each<[string, object, string[]]>([
    ['/v1/chat/completions', ASKED, chatChunks(SOUP)],
    [
      '/v1/messages',
      { ...ASKED, max_tokens: 9 },
      [
        named('message_start', { message: { id: 'm', type: 'message', role: 'assistant', content: [] } }),
        named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
        named('content_block_delta', { index: 0, delta: { type: 'text_delta', text: SOUP.join('') } }),
        named('content_block_stop', { index: 0 }),
        named('message_delta', { delta: { stop_reason: 'end_turn' } }),
        named('message_stop', {}),
      ],
    ],
    [
      '/v1/responses',
      { model: 'm', stream: true, input: 'How?' },
      [
        named('response.output_text.delta', { output_index: 0, content_index: 0, delta: SOUP.join('') }),
        named('response.completed', { response: { id: 'r', status: 'completed', output: [] } }),
      ],
    ],
  ])('%s', async (path, asked, events) => {
    const reached = gate();
    const { gateway, recorder, clock, script } = await served({ events: [...events, reached.open, gate().promise] });
    const sent = gateway.post(path, asked).then((response) => response.text());
    await reached.promise;
    clock.pass(999);
    expect(recorder.records).toHaveLength(1);
    clock.pass(1);
    expect(await sent).toBe(events.join(''));
    expect(recorder.lastResponse()).toMatchObject({ state: 'complete', readToEnd: true });
    expect(script.open()).toBe(0);
  });

  test('what comes after it within that time is on record, and stays here', async () => {
    const late = chatChunk({ content: '[unsafe content]' });
    const { gateway, recorder } = await served({ events: [...chatChunks(SOUP), late] });
    expect(await gateway.live(ASKED).whole()).toBe(chatChunks(SOUP).join(''));
    expect(recorder.lastSaid()).toContain('[unsafe content]');
  });

  test('every answer has ended, but neither mark nor end comes', async () => {
    const reached = gate();
    const events = chatChunks(SOUP, 'stop', false);
    const { gateway, recorder, clock } = await served({ events: [...events, reached.open, gate().promise] });
    const live = gateway.live(ASKED);
    await reached.promise;
    clock.pass(IDLE_MS);
    expect(await live.whole()).toBe(events.join('') + DONE);
    expect(recorder.lastResponse()).toMatchObject({ state: 'complete', readToEnd: true });
  });
});

describe('a whole answer', () => {
  const WHOLE = { ...ASKED, stream: false };
  test('that drips is left after the time for the first piece', async () => {
    const server: Server = await served({
      events: forever(() => server.clock, ' ', 500, 20_000),
      type: 'application/json',
    });
    const since = server.clock.now();
    const response = await server.gateway.post('/v1/chat/completions', WHOLE);
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('upstream_timeout');
    expect(server.clock.now() - since).toBe(FIRST_MS);
    expect(server.recorder.lastResponse()).toMatchObject({ state: 'failed', readToEnd: false });
    expect(server.script.open()).toBe(0);
  });

  test('that is complete in that time goes out, blanks and all', async () => {
    const json = JSON.stringify(chatAnswer(SOUP.join('')));
    const server: Server = await served({
      events: [' ', () => server.clock.pass(FIRST_MS - 1), json],
      type: 'application/json',
    });
    const response = await server.gateway.post('/v1/chat/completions', WHOLE);
    expect([response.status, await response.text()]).toEqual([200, ` ${json}`]);
  });

  test('an error that drips is left as well', async () => {
    const script = scriptedUpstream({ events: [' ', gate().promise] });
    const clock = new HandClock();
    const asked = gate();
    open = await openTestGateway({
      clock,
      upstream: async (...args) => {
        asked.open();
        const bounds = { firstMs: FIRST_MS, idleMs: IDLE_MS };
        return { ...(await script.upstream(...args)), status: 500, bounds };
      },
    });
    const sent = open.post('/v1/chat/completions', WHOLE);
    await asked.promise;
    await fetch(`${open.url}/healthz`);
    clock.pass(FIRST_MS);
    expect((await sent).status).toBe(500);
    expect(script.open()).toBe(0);
  });
});

test('a fallback that drips is left, and the refusal goes out', async () => {
  const clock = new HandClock();
  const bounds = { firstMs: FIRST_MS, idleMs: IDLE_MS };
  const reached = gate();
  const refusal = "I'm sorry, but I can't help with that.";
  const declines = scriptedUpstream({ json: chatAnswer(`${refusal} Here is how it works. [unsafe content]`) });
  const drips = scriptedUpstream({ events: [' ', reached.open, gate().promise], type: 'application/json' });
  const fallback = {
    name: 'f',
    model: 'f',
    upstream: async (...asked: Parameters<typeof drips.upstream>) => ({ ...(await drips.upstream(...asked)), bounds }),
  };
  open = await openTestGateway({ clock, upstream: declines.upstream, route: { fallback } });
  const sent = open.post('/v1/chat/completions', { ...ASKED, stream: false });
  await reached.promise;
  clock.pass(FIRST_MS);
  const text = await (await sent).text();
  expect(text).toContain(refusal);
  expect(text).not.toContain('unsafe');
  expect(drips.open()).toBe(0);
  expect(open.recorder.lastResponse().fallback).toMatchObject({ outcome: 'failed', used: false });
});

test('a search that takes its time is a piece when it begins', async () => {
  const named = (type: string, fields = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
  const pass: ScriptStep = () => server.clock.pass(IDLE_MS - 1);
  const server: Server = await served({
    events: [
      named('response.output_text.delta', { output_index: 0, content_index: 0, delta: SOUP.join('') }),
      ...['in_progress', 'searching', 'completed'].flatMap((step) => [pass, named(`response.web_search_call.${step}`)]),
      pass,
      named('response.completed', { response: { id: 'r', status: 'completed', output: [] } }),
    ],
  });
  const response = await server.gateway.post('/v1/responses', { model: 'm', stream: true, input: 'How?' });
  expect(await response.text()).toContain('response.completed');
  expect(server.recorder.lastResponse().state).toBe('complete');
});
