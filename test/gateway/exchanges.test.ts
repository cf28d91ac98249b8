import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/gateway/fixtures/gate.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import {
  chatAnswer,
  chatChunk,
  chatChunks,
  DONE,
  type Script,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from '../../src/gateway/fixtures/test-gateway.ts';

const REFUSAL = "I'm sorry, but I can't help with that.";
const UNSAFE = `${REFUSAL} Here is how it works. First, take the parts and join them. [unsafe content]`;
const SOUP = ['Sure! Here is a recipe', ' for soup. Chop the leeks.', ' Boil them for an hour', '. Serve hot.'];
const NOTICE = '[The rest of this answer was withheld: the model had declined this request.]';
const WHOLE = { model: 'm', messages: [{ role: 'user', content: 'How do I make soup?' }] };
const STREAM = { ...WHOLE, stream: true };

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function served(script: Script, options: Omit<TestGatewayOptions, 'upstream'> = {}) {
  const upstream = scriptedUpstream(script);
  open = await openTestGateway({ upstream: upstream.upstream, ...options });
  return { gateway: open, recorder: open.recorder, upstream };
}

const CHAT = '/v1/chat/completions';

describe('nothing goes out before its record is durable', () => {
  test.each([
    ['a stream', STREAM, { events: chatChunks(SOUP) }],
    ['a whole answer', WHOLE, { json: chatAnswer(SOUP.join('')) }],
    ['an error', WHOLE, { json: { error: { message: 'no' } }, status: 400 }],
    ['a server that cannot be reached', WHOLE, { unreached: new Error('refused') }],
  ] as const)('the intent: %s', async (_name, body, script) => {
    const { gateway, recorder, upstream } = await served(script);
    const [durable, handed] = [gate(), gate()];
    recorder.durable = ({ kind }) => {
      handed.open();
      return kind === 'intent' ? durable.promise : Promise.resolve();
    };
    const live = gateway.live(body);
    let hasHead = false;
    live.head().then(() => {
      hasHead = true;
    });
    await handed.promise;
    // The server is asked at the same time. By the time another request has completed, this one could have, too.
    expect(upstream.requests).toHaveLength(1);
    await fetch(`${gateway.url}/healthz`);
    expect(hasHead).toBe(false);
    durable.open();
    await live.whole();
    expect(recorder.records.map(({ kind }) => kind)).toEqual(['intent', 'response']);
  });

  test('the response: text goes out, but nothing that ends the answer', async () => {
    const { gateway, recorder } = await served({ events: chatChunks(SOUP) });
    const durable = gate();
    recorder.durable = ({ kind }) => (kind === 'response' ? durable.promise : Promise.resolve());
    const live = gateway.live(STREAM);
    await recorder.responses();
    await live.until('Chop the leeks');
    await fetch(`${gateway.url}/healthz`);
    expect(live.text).not.toMatch(/"finish_reason":"|\[DONE\]/);
    durable.open();
    expect(await live.whole()).toBe(chatChunks(SOUP).join(''));
  });

  test('the response: a cut answer does not end either', async () => {
    const { gateway, recorder } = await served({ events: chatChunks([UNSAFE]) });
    const durable = gate();
    recorder.durable = ({ kind }) => (kind === 'response' ? durable.promise : Promise.resolve());
    const live = gateway.live(STREAM);
    await recorder.responses();
    await fetch(`${gateway.url}/healthz`);
    expect(live.text).not.toMatch(/withheld|"finish_reason":"|\[DONE\]/);
    durable.open();
    expect(await live.whole()).toContain(NOTICE);
  });

  test('the response: a whole answer has no byte before', async () => {
    const { gateway, recorder } = await served({ json: chatAnswer(SOUP.join('')) });
    const durable = gate();
    recorder.durable = ({ kind }) => (kind === 'response' ? durable.promise : Promise.resolve());
    const live = gateway.live(WHOLE);
    let hasHead = false;
    live.head().then(() => {
      hasHead = true;
    });
    await recorder.responses();
    await fetch(`${gateway.url}/healthz`);
    expect(hasHead).toBe(false);
    durable.open();
    expect(JSON.parse(await live.whole())).toEqual(chatAnswer(SOUP.join('')));
  });
});

describe('a log that fails', () => {
  const failing = (kind: string) => async (record: { kind: string }) => {
    if (record.kind === kind) throw new Error('disk full');
  };

  test.each([
    ['a stream', STREAM, { events: [chatChunk({ content: SOUP.join('') }), gate().promise] }],
    ['a whole answer', WHOLE, { json: chatAnswer('Hello.') }],
    ['no answer yet', WHOLE, { silent: true }],
  ] as const)('the intent: 503, and the server is left (%s)', async (_name, body, script) => {
    const { gateway, recorder, upstream } = await served(script);
    recorder.durable = failing('intent');
    const response = await gateway.post(CHAT, body);
    expect(response.status).toBe(503);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('log_unavailable');
    expect(upstream.signals[0]!.aborted).toBe(true);
    expect(await gateway.open()).toBe(0);
  });

  test('the response of a stream: the connection breaks, and nothing looks complete', async () => {
    const { gateway, recorder } = await served({ events: chatChunks(SOUP) });
    recorder.durable = failing('response');
    const live = gateway.live(STREAM);
    await expect(live.whole()).rejects.toThrow();
    expect(live.text).not.toMatch(/"finish_reason":"|\[DONE\]/);
  });

  test.each<[string, Script]>([
    ['whole', { json: chatAnswer('Hello.') }],
    ['an error', { json: { error: { message: 'no' } }, status: 400 }],
    ['none', { unreached: new Error('refused') }],
  ])('the response of an answer that is %s: 503', async (_name, script) => {
    const { gateway, recorder } = await served(script);
    recorder.durable = failing('response');
    const response = await gateway.post(CHAT, WHOLE);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('Hello');
  });

  test('best effort: served all the same, and every response says so', async () => {
    const { gateway, recorder } = await served({ json: chatAnswer('Hello.') }, { settings: { requiresLog: false } });
    recorder.failure = new Error('disk full');
    const response = await gateway.post(CHAT, WHOLE);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-zenbun-record')).toBe('none');
    for (const path of [CHAT, '/v1/models', '/readyz', '/nowhere', '/metrics'])
      expect((await fetch(gateway.url + path)).headers.get('x-zenbun-log')).toBe('best-effort');
    expect(await (await fetch(`${gateway.url}/readyz`)).text()).toContain('without a log');
  });

  test('a log that is behind slows the clients', async () => {
    const clock = new HandClock();
    const { gateway, recorder, upstream } = await served({ json: chatAnswer('Hello.') }, { clock });
    recorder.waitingBytes = 2 ** 30;
    const asked = gateway.post(CHAT, WHOLE);
    while ((await gateway.open()) === 0) await fetch(`${gateway.url}/healthz`);
    clock.pass(10);
    await fetch(`${gateway.url}/healthz`);
    clock.pass(10);
    expect(upstream.requests).toHaveLength(0);
    await fetch(`${gateway.url}/healthz`);
    recorder.waitingBytes = 0;
    clock.pass(10);
    expect((await asked).status).toBe(200);
  });
});

describe('the client leaves', () => {
  async function left(
    script: Script,
    when: (live: ReturnType<TestGateway['live']>) => Promise<unknown>,
    options = {},
    body: object = STREAM,
  ) {
    const { gateway, recorder, upstream } = await served(script, options);
    const live = gateway.live(body);
    await when(live);
    live.leave();
    await recorder.responses();
    await gateway.gateway.stop();
    expect(upstream.signals.every(({ aborted }) => aborted)).toBe(true);
    expect(upstream.open()).toBe(0);
    expect(await gateway.open()).toBe(0);
    expect(recorder.lastResponse().state).toBe('aborted');
    return recorder;
  }

  test('before the server answers', async () => {
    const script = scriptedUpstream({ silent: true });
    open = await openTestGateway({ upstream: script.upstream });
    const live = open.live(STREAM);
    while (script.requests.length === 0) await fetch(`${open.url}/healthz`);
    live.leave();
    await open.recorder.responses();
    await open.gateway.stop();
    expect(open.recorder.lastResponse()).toMatchObject({ state: 'aborted', status: null });
    expect(await open.open()).toBe(0);
  });

  test('in the middle of a stream: what the server said and what went out are on record', async () => {
    const texts = chatChunks(SOUP, null, false);
    const recorder = await left({ events: [...texts, gate().promise] }, (live) => live.until('Chop the leeks'));
    expect(recorder.lastSaid()).toBe(SOUP.join(''));
    const { released } = recorder.lastBody().answers[0]!;
    expect(released).toContain('Chop the leeks');
    expect(SOUP.join('').startsWith(released!)).toBe(true);
    expect(released).not.toBe(SOUP.join(''));
  });

  test('while text is held', async () => {
    const reached = gate();
    const events = [...chatChunks(SOUP, null, false), reached.open, gate().promise];
    const recorder = await left({ events }, () => reached.promise, { route: { hold: 'all' } });
    expect(recorder.lastBody().answers[0]!.released).toBe('');
    expect(recorder.lastSaid()).toBe(SOUP.join(''));
  });

  test('after a cut', async () => {
    const reached = gate();
    const events = [
      ...chatChunks([REFUSAL, ' Here is how it works.', ' First, take it.'], null, false),
      reached.open,
      gate().promise,
    ];
    const recorder = await left({ events }, async (live) => {
      await reached.promise;
      await live.until('sorry');
    });
    expect(recorder.lastBody().answers[0]!.released).toBe(REFUSAL);
  });

  test('in the middle of a whole answer', async () => {
    const reached = gate();
    const events = ['{"choices": [', reached.open, gate().promise];
    await left({ events, type: 'application/json' }, () => reached.promise, {}, WHOLE);
  });

  test.each([
    ['a stream', STREAM, { events: chatChunks([UNSAFE]) }],
    ['a whole answer', WHOLE, { json: chatAnswer(UNSAFE) }],
  ] as const)('while the fallback answers (%s)', async (_name, body, script) => {
    const asked = gate();
    const fallback = scriptedUpstream({ silent: true });
    const upstream: typeof fallback.upstream = (...args) => {
      asked.open();
      return fallback.upstream(...args);
    };
    const route = { fallback: { name: 'f', model: 'f', upstream } };
    const recorder = await left(script, () => asked.promise, { route }, body);
    expect(recorder.lastSaid()).toBe(UNSAFE);
    expect(fallback.signals[0]!.aborted).toBe(true);
  });

  test('while the judge reads', async () => {
    const asked = gate();
    const judge = (_prompt: string, _answer: string, signal: AbortSignal) => {
      asked.open();
      return new Promise<'not-judged'>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    await left({ events: chatChunks([UNSAFE]) }, () => asked.promise, { route: { policy: 'judged' }, judge });
  });

  test('while the intent is not durable yet', async () => {
    const { gateway, recorder, upstream } = await served({ events: chatChunks(SOUP) });
    const [durable, handed] = [gate(), gate()];
    recorder.durable = ({ kind }) => {
      handed.open();
      return kind === 'intent' ? durable.promise : Promise.resolve();
    };
    const live = gateway.live(STREAM);
    await handed.promise;
    live.leave();
    while (!upstream.signals[0]!.aborted) await fetch(`${gateway.url}/healthz`);
    durable.open();
    await recorder.responses();
    await gateway.gateway.stop();
    expect(recorder.lastResponse().state).toBe('aborted');
    expect(await gateway.open()).toBe(0);
  });

  test.each([
    ['a stream', STREAM, { events: chatChunks(SOUP) }],
    ['a whole answer', WHOLE, { json: chatAnswer('Hello.') }],
  ] as const)(
    'while the response is not durable yet: it was decided, and is on record as such (%s)',
    async (_name, body, script) => {
      const { gateway, recorder, upstream } = await served(script);
      const durable = gate();
      recorder.durable = ({ kind }) => (kind === 'response' ? durable.promise : Promise.resolve());
      const live = gateway.live(body);
      await recorder.responses();
      live.leave();
      while (!upstream.signals[0]!.aborted) await fetch(`${gateway.url}/healthz`);
      durable.open();
      await gateway.gateway.stop();
      expect(recorder.lastResponse().state).toBe('complete');
      expect(await gateway.open()).toBe(0);
      const requests = await gateway.metrics.requests.get();
      expect(requests.values.map(({ labels }) => labels.state)).toEqual(['complete']);
    },
  );
});

describe('what the server does wrong is told in the manner of the endpoint, and recorded', () => {
  const HTML = '<html>[unsafe content]</html>';
  test.each<[string, object, Script, number, string, string]>([
    ['cannot be reached', WHOLE, { unreached: new Error('ECONNREFUSED') }, 502, 'upstream_unavailable', 'failed'],
    ['cannot be reached for a stream', STREAM, { unreached: new Error('x') }, 502, 'upstream_unavailable', 'failed'],
    ['HTML with 200', WHOLE, { body: HTML, type: 'text/html' }, 502, 'unreadable_answer', 'failed'],
    ['HTML with 200 for a stream', STREAM, { body: HTML, type: 'text/html' }, 502, 'unreadable_answer', 'failed'],
    ['HTML with 500', WHOLE, { body: HTML, type: 'text/html', status: 500 }, 500, '', 'rejected'],
    ['HTML with 404', WHOLE, { body: HTML, type: 'text/html', status: 404 }, 404, '', 'rejected'],
    ['an empty body', WHOLE, { body: '', type: 'application/json' }, 502, 'unreadable_answer', 'failed'],
    ['no content', WHOLE, { body: '', type: '', status: 204 }, 502, 'unreadable_answer', 'failed'],
    ['an empty error', WHOLE, { body: '', type: '', status: 503 }, 503, '', 'rejected'],
    ['a redirect', WHOLE, { body: '', type: '', status: 302 }, 502, '', 'rejected'],
    ['JSON cut off', WHOLE, { body: '{"choices": [', type: 'application/json' }, 502, 'unreadable_answer', 'failed'],
    ['JSON without an answer', WHOLE, { json: { hello: 'world' } }, 502, 'unreadable_answer', 'failed'],
    ['a list', WHOLE, { json: [1, 2] }, 502, 'unreadable_answer', 'failed'],
    ['a number', WHOLE, { json: 5 }, 502, 'unreadable_answer', 'failed'],
    ['a whole answer for a stream', STREAM, { json: chatAnswer('Hello.') }, 502, 'unreadable_answer', 'failed'],
    ['a stream for a whole answer', WHOLE, { events: chatChunks(SOUP) }, 502, 'unreadable_answer', 'failed'],
    ['an error with 200', WHOLE, { json: { error: { message: 'overloaded', code: 'busy' } } }, 502, 'busy', 'rejected'],
    [
      'an error with 200 for a stream',
      STREAM,
      { json: { error: { message: 'm', code: 'busy' } } },
      502,
      'busy',
      'rejected',
    ],
    [
      'our key is refused',
      WHOLE,
      { json: { error: { message: 'bad key sk-123', code: 'k' } }, status: 401 },
      502,
      '',
      'rejected',
    ],
    ['an answer under an error', WHOLE, { json: chatAnswer('[unsafe content]'), status: 400 }, 400, '', 'rejected'],
    [
      'the body breaks off',
      WHOLE,
      { events: ['{"a', new Error('reset')], type: 'application/json' },
      502,
      'unreadable_answer',
      'failed',
    ],
  ])('%s', async (_name, body, script, status, code, state) => {
    const { gateway, recorder, upstream } = await served(script);
    const response = await gateway.post(CHAT, body);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(response.headers.get('x-zenbun-record')).toBe('0');
    expect(JSON.parse(text).error.code ?? '').toBe(code);
    expect(text).not.toMatch(/unsafe|sk-123|ECONN/);
    expect(recorder.lastResponse()).toMatchObject({ state, intent: 0 });
    expect(upstream.open()).toBe(0);
  });

  test('what it sent is kept as evidence', async () => {
    const { gateway, recorder } = await served({ body: HTML, type: 'text/html' });
    await gateway.post(CHAT, WHOLE);
    expect(recorder.lastBody().problem).toBe(HTML);
  });

  test('its own error goes out byte for byte, with the time to wait', async () => {
    const json = { error: { message: 'slow down', type: 'rate_limit', code: 'x' }, detail: 1 };
    const { gateway, recorder } = await served({ json, status: 429, headers: { 'retry-after': '7' } });
    const response = await gateway.post(CHAT, STREAM);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await response.text()).toBe(JSON.stringify(json));
    expect(recorder.lastResponse()).toMatchObject({ state: 'rejected', status: 429 });
  });

  test('a whole answer that is too long is left', async () => {
    const events = [...Array(50).fill('x'.repeat(100)), gate().promise];
    const { gateway, upstream } = await served(
      { events, type: 'application/json' },
      { settings: { maxAnswerChars: 1000 } },
    );
    expect((await gateway.post(CHAT, WHOLE)).status).toBe(502);
    expect(upstream.open()).toBe(0);
  });

  test('an error that does not end is left', async () => {
    const events = [...Array(20).fill('x'.repeat(100_000)), gate().promise];
    const script = scriptedUpstream({ events });
    open = await openTestGateway({
      upstream: async (...args) => ({ ...(await script.upstream(...args)), status: 500 }),
    });
    expect((await open.post(CHAT, WHOLE)).status).toBe(500);
    expect(script.open()).toBe(0);
  });
});

describe('whole answers', () => {
  test('nothing is cut: the bytes are the bytes', async () => {
    const body = `{ "x": 1,\n ${JSON.stringify(chatAnswer(SOUP.join(''))).slice(1)}`;
    const { gateway, recorder } = await served({ body, type: 'application/json; charset=utf-8' });
    const response = await gateway.post(CHAT, WHOLE);
    expect(await response.text()).toBe(body);
    expect(recorder.lastResponse()).toMatchObject({ state: 'complete', usage: [5, 7] });
  });

  test('one of two is cut', async () => {
    const { gateway, recorder } = await served({ json: chatAnswer(SOUP.join(''), UNSAFE) });
    const answer = (await (await gateway.post(CHAT, { ...WHOLE, n: 2 })).json()) as ReturnType<typeof chatAnswer>;
    expect(answer.choices[0]).toEqual(chatAnswer(SOUP.join('')).choices[0]);
    expect(answer.choices[1]).toMatchObject({
      message: { content: `${REFUSAL}\n\n${NOTICE}` },
      finish_reason: 'content_filter',
    });
    expect(recorder.lastBody().answers.map(({ released }) => released)).toEqual([null, `${REFUSAL}\n\n${NOTICE}`]);
  });

  test('an honest refusal is left as it is, unless it holds something that nobody read', async () => {
    const json = chatAnswer(REFUSAL);
    const { gateway } = await served({ json });
    expect(await (await gateway.post(CHAT, WHOLE)).text()).toBe(JSON.stringify(json));
    await gateway.close();
    const odd = { ...json, choices: [{ ...json.choices[0]!, secret: '[unsafe content]' }] };
    const { gateway: other } = await served({ json: odd });
    const text = await (await other.post(CHAT, WHOLE)).text();
    expect(text).not.toContain('unsafe');
    expect(JSON.parse(text).choices[0]).toMatchObject({ message: { content: REFUSAL }, finish_reason: 'stop' });
  });

  test('reasoning and calls of tools do not become text of an answer that is cut', async () => {
    const json = chatAnswer(UNSAFE);
    const message = {
      ...json.choices[0]!.message,
      reasoning_content: 'Let me think of soup.',
      tool_calls: [{ id: 'c', type: 'function', function: { name: 'run', arguments: '{}' } }],
    };
    const { gateway } = await served({ json: { ...json, choices: [{ ...json.choices[0]!, message }] } });
    const answer = (await (await gateway.post(CHAT, WHOLE)).json()) as ReturnType<typeof chatAnswer>;
    expect(answer.choices[0]!.message.content).toBe(`${REFUSAL}\n\n${NOTICE}`);
  });

  test('eight answers still fit into a record of the log', async () => {
    const { gateway, recorder } = await served({ json: chatAnswer(...Array(8).fill(UNSAFE.repeat(30))) });
    await gateway.post(CHAT, { ...WHOLE, n: 8 });
    const fields = recorder.lastResponse() as { answers: unknown[]; more: number };
    expect(JSON.stringify(fields).length).toBeLessThanOrEqual(720);
    expect(fields.answers.length + fields.more).toBe(8);
    expect(fields.answers.length).toBeGreaterThan(1);
  });

  test('counts of tokens that are no whole numbers become such', async () => {
    const { gateway, recorder } = await served({
      json: { ...chatAnswer('Hello.'), usage: { prompt_tokens: 1.5, completion_tokens: 1e300 } },
    });
    await gateway.post(CHAT, WHOLE);
    expect(recorder.lastResponse().usage).toEqual([2, Number.MAX_SAFE_INTEGER]);
  });

  test('names from the configuration are shortened for the record', async () => {
    const { gateway, recorder } = await served(
      { json: chatAnswer('Hello.') },
      { route: { stage: '段階'.repeat(60), model: `a"\\\n${'x'.repeat(300)}`, modelDigest: 'd'.repeat(300) } },
    );
    expect((await gateway.post(CHAT, WHOLE)).status).toBe(200);
    expect(Buffer.byteLength(JSON.stringify(recorder.records[0]!.fields))).toBeLessThanOrEqual(720);
  });
});

describe('the fallback', () => {
  const GOOD = 'Here is a safe way to make soup: chop the leeks and boil them.';
  async function fallen(body: object, script: Script, ...answers: readonly Script[]) {
    const fallback = scriptedUpstream(...answers);
    const route = { fallback: { name: 'stable', model: 'stable-there', upstream: fallback.upstream } };
    const { gateway, recorder } = await served(script, { route });
    const response = await gateway.post(CHAT, body);
    return { text: await response.text(), recorder, fallback };
  }
  const contents = (text: string, index = 0) =>
    text
      .split('\n\n')
      .filter((event) => event.startsWith('data: {'))
      .flatMap((event) => JSON.parse(event.slice(6)).choices)
      .filter((choice) => choice.index === index);
  const said = (text: string, index = 0) =>
    contents(text, index)
      .map(({ delta }) => delta.content ?? '')
      .join('');

  test('answers in place of the refusal, in a stream', async () => {
    const { text, recorder, fallback } = await fallen(
      STREAM,
      { events: chatChunks([UNSAFE]) },
      { json: chatAnswer(GOOD) },
    );
    expect(said(text)).toBe(GOOD);
    expect(contents(text).at(-1)).toMatchObject({ finish_reason: 'stop' });
    expect(JSON.parse(Buffer.from(fallback.requests[0]!.body!).toString())).toEqual({
      ...WHOLE,
      model: 'stable-there',
    });
    expect(recorder.lastResponse().fallback).toEqual({ model: 'stable', outcome: 'compliance', used: true });
    expect(recorder.lastBody().answers[0]).toMatchObject({ released: GOOD, fallback: { text: GOOD } });
    expect(recorder.lastSaid()).toBe(UNSAFE);
  });

  test('ends as the fallback ended', async () => {
    const json = chatAnswer(GOOD);
    const long = { ...json, choices: [{ ...json.choices[0], finish_reason: 'length' }] };
    const steps = [chatChunk({ content: UNSAFE }), chatChunk({}, 'tool_calls'), DONE];
    const { text } = await fallen(STREAM, { events: steps }, { json: long });
    expect(contents(text).at(-1)).toMatchObject({ finish_reason: 'length' });
  });

  test('answers in place of the refusal, whole, for each answer that is cut', async () => {
    const json = chatAnswer(UNSAFE, SOUP.join(''), UNSAFE);
    const { text, fallback } = await fallen(
      { ...WHOLE, n: 3 },
      { json },
      { json: chatAnswer(GOOD) },
      { json: chatAnswer(`${GOOD} Enjoy.`) },
    );
    expect(JSON.parse(text).choices.map((choice: { message: { content: string } }) => choice.message.content)).toEqual([
      GOOD,
      SOUP.join(''),
      `${GOOD} Enjoy.`,
    ]);
    expect(text).not.toContain('content_filter');
    expect(fallback.requests).toHaveLength(2);
  });

  test('what went out before the refusal stays', async () => {
    const { text } = await fallen(STREAM, { events: chatChunks([...SOUP, ` ${UNSAFE}`]) }, { json: chatAnswer(GOOD) });
    expect(said(text)).toBe(`${SOUP.join('')} \n\n${GOOD}`);
  });

  test('is not asked where nothing latched', async () => {
    const { fallback } = await fallen(STREAM, { events: chatChunks(SOUP) }, { json: chatAnswer(GOOD) });
    expect(fallback.requests).toHaveLength(0);
  });

  const toolCall = { id: 'c', type: 'function', function: { name: 'run', arguments: '{}' } };
  const withMessage = (message: object) => ({
    ...chatAnswer(GOOD),
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  });
  test.each<[string, Script, string]>([
    ['cannot be reached', { unreached: new Error('refused') }, 'failed'],
    ['answers with an error', { json: { error: { message: 'no' } }, status: 500 }, 'failed'],
    ['answers with an error under 200', { json: { error: { message: 'no' } } }, 'empty'],
    ['sends garbage', { body: '<html>', type: 'text/html' }, 'failed'],
    ['breaks off', { events: ['{', new Error('reset')] }, 'failed'],
    ['refuses and complies', { json: chatAnswer(UNSAFE) }, 'refuse-then-comply'],
    ['calls a tool', { json: withMessage({ role: 'assistant', content: GOOD, tool_calls: [toolCall] }) }, 'compliance'],
    [
      'says something that nobody reads',
      { json: withMessage({ role: 'assistant', content: GOOD, x: 'y' }) },
      'compliance',
    ],
    ['says nothing', { json: chatAnswer('') }, 'empty'],
  ])('%s: the bare refusal goes out', async (_name, script, outcome) => {
    const { text, recorder } = await fallen(STREAM, { events: chatChunks([UNSAFE]) }, script);
    expect(said(text)).toBe(`${REFUSAL}\n\n${NOTICE}`);
    expect(contents(text).at(-1)).toMatchObject({ finish_reason: 'content_filter' });
    expect(recorder.lastResponse().fallback).toEqual({ model: 'stable', outcome, used: false });
    await open!.close();
    const whole = await fallen(WHOLE, { json: chatAnswer(UNSAFE) }, script);
    expect(JSON.parse(whole.text).choices[0]).toMatchObject({
      message: { content: `${REFUSAL}\n\n${NOTICE}` },
      finish_reason: 'content_filter',
    });
  });

  test('fails on an honest refusal: the refusal goes out as it was', async () => {
    const { text } = await fallen(STREAM, { events: chatChunks([REFUSAL]) }, { unreached: new Error('refused') });
    expect(said(text)).toBe(REFUSAL);
    expect(contents(text).at(-1)).toMatchObject({ finish_reason: 'stop' });
  });

  test('its own refusal stands in place of the other', async () => {
    const { text } = await fallen(
      STREAM,
      { events: chatChunks([UNSAFE]) },
      { json: chatAnswer('I will not do that.') },
    );
    expect(said(text)).toBe('I will not do that.');
  });
});
