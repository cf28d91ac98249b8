import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/gateway/fixtures/gate.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import {
  chatChunk,
  chatChunks,
  DONE,
  type ScriptStep,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from '../../src/gateway/fixtures/test-gateway.ts';
import { EventDecoder } from '../../src/wire/index.ts';

const REFUSAL = "I'm sorry, but I can't help with that.";
const MORE = [
  ' Here is how it works.',
  ' First, take the parts and join them.',
  ' Then heat the mixture. [unsafe content]',
];
const SOUP = ['Sure! Here is a recipe', ' for soup. Chop the leeks.', ' Boil them for an hour', '. Serve hot.'];
const NOTICE = '[The rest of this answer was withheld: the model had declined this request.]';
const ASKED = { model: 'm', stream: true, messages: [{ role: 'user', content: 'How do I make soup?' }] };

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function served(steps: readonly ScriptStep[], options: Omit<TestGatewayOptions, 'upstream'> = {}) {
  const script = scriptedUpstream({ events: steps });
  open = await openTestGateway({ upstream: script.upstream, ...options });
  return { gateway: open, script };
}

/** Returns what a client receives of a stream in these steps. */
async function streamed(steps: readonly ScriptStep[], asked: object = {}, options = {}) {
  const { gateway, script } = await served(steps, options);
  const text = await gateway.live({ ...ASKED, ...asked }).whole();
  return { text, recorder: gateway.recorder, script };
}

interface Sent {
  readonly choices?: readonly {
    readonly index: number;
    readonly delta: Record<string, unknown>;
    readonly finish_reason: string | null;
  }[];
  readonly error?: { readonly message: string; readonly code: string | null };
  readonly usage?: unknown;
}

function eventsOf(text: string): (Sent | '[DONE]')[] {
  const decoder = new EventDecoder(1e7);
  const events = decoder.push(Buffer.from(text));
  expect(decoder.end()).toBeNull();
  return events.flatMap(({ data }) => (data === null ? [] : [data === '[DONE]' ? data : JSON.parse(data)]));
}

const choicesOf = (text: string, index = 0) =>
  eventsOf(text).flatMap((event) =>
    event === '[DONE]' ? [] : (event.choices ?? []).filter((one) => one.index === index),
  );
const contentOf = (text: string, index = 0) =>
  choicesOf(text, index)
    .map(({ delta }) => delta.content ?? '')
    .join('');
const finishOf = (text: string, index = 0) =>
  choicesOf(text, index).flatMap(({ finish_reason }) => (finish_reason === null ? [] : [finish_reason]));

describe('nothing is cut: the bytes are the bytes', () => {
  const plain = chatChunks(SOUP).join('');
  test.each([
    ['as servers send it', plain],
    ['with CRLF', plain.replaceAll('\n', '\r\n')],
    ['with CR', plain.replaceAll('\n', '\r')],
    ['with comments', `: hello\n\n${plain.replaceAll('}\n\n', '}\n\n: ping\n\n')}`],
    ['with ids, retry and several lines of data', plain.replaceAll('data: {', 'id: 1\nretry: 5\ndata: {\ndata: ')],
    [
      'with unknown fields and log probabilities',
      plain.replaceAll('"index":0', '"index":0,"logprobs":{"content":[]},"x":1'),
    ],
    ['with a byte order mark', `\ufeff${plain}`],
  ])('%s', async (_name, bytes) => {
    const { text, recorder } = await streamed([bytes]);
    expect(text).toBe(bytes);
    expect(recorder.lastResponse()).toMatchObject({ state: 'complete', readToEnd: true, unread: [] });
    expect(recorder.lastSaid()).toBe(SOUP.join(''));
    expect(recorder.lastBody().answers[0]!.released).toBeNull();
  });

  test('the last event without its blank line gets it', async () => {
    const { text, recorder } = await streamed([plain.trimEnd()]);
    expect(text).toBe(`${plain.trimEnd()}\n\n`);
    expect(recorder.lastResponse().state).toBe('complete');
  });

  test('a missing [DONE] after the end of every answer is added', async () => {
    const { text, recorder } = await streamed(chatChunks(SOUP, 'stop', false));
    expect(text).toBe(plain);
    expect(recorder.lastResponse().state).toBe('complete');
  });

  test('text on the event that ends the answer', async () => {
    const bytes = chatChunks(SOUP.slice(0, 3), null, false).join('') + chatChunk({ content: SOUP[3] }, 'stop') + DONE;
    expect((await streamed([bytes])).text).toBe(bytes);
  });

  test('calls of tools', async () => {
    const calls = [
      { index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } },
      { index: 0, function: { arguments: '{"city": "To' } },
      { index: 0, function: { arguments: 'kyo"}' } },
    ];
    const bytes = [...calls.map((call) => chatChunk({ tool_calls: [call] })), chatChunk({}, 'tool_calls'), DONE].join(
      '',
    );
    const { text, recorder } = await streamed([bytes]);
    expect(text).toBe(bytes);
    expect(recorder.lastResponse().channels).toEqual(['tool']);
    expect(recorder.lastSaid()).toBe('weather\n{"city": "Tokyo"}');
  });

  test('usage where it was asked for; not where it was not', async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };
    const event = `data: ${JSON.stringify({ id: 'c1', choices: [], usage })}\n\n`;
    const bytes = plain.replace(DONE, event + DONE);
    const asked = await streamed([bytes], { stream_options: { include_usage: true } });
    expect(asked.text).toBe(bytes);
    await open!.close();
    const { text, recorder, script } = await streamed([bytes]);
    expect(text).toBe(plain);
    expect(recorder.lastResponse().usage).toEqual([3, 4]);
    expect(JSON.parse(Buffer.from(script.requests[0]!.body!).toString()).stream_options).toEqual({
      include_usage: true,
    });
  });

  test('usage on every event does not hold anything', async () => {
    const flow = gate();
    const counted = plain.replaceAll('"choices"', '"usage":{"prompt_tokens":1,"completion_tokens":1},"choices"');
    const { gateway } = await served([
      counted.slice(0, -2 * DONE.length),
      flow.promise,
      counted.slice(-2 * DONE.length),
    ]);
    const live = gateway.live({ ...ASKED, stream_options: { include_usage: true } });
    await live.until('Chop the leeks');
    flow.open();
    expect(await live.whole()).toBe(counted);
  });
});

test('every split of the bytes comes to the same', async () => {
  const cut = Buffer.from(
    chatChunks([`スープ🥬: ${REFUSAL}`, ...MORE])
      .join('')
      .replaceAll('\n', '\r\n'),
  );
  const whole = Buffer.from(chatChunks(['スープ🥬を作る。', ...SOUP]).join(''));
  const expected = new Map<Buffer, string>();
  for (const bytes of [whole, cut]) {
    expected.set(bytes, (await streamed([bytes])).text);
    await open!.close();
  }
  expect(expected.get(whole)).toBe(whole.toString());
  expect(contentOf(expected.get(cut)!)).toBe(`スープ🥬: ${REFUSAL}\n\n${NOTICE}`);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(whole, cut),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
      async (bytes, sizes) => {
        const steps: Uint8Array[] = [];
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const size = sizes[i % sizes.length]!;
          steps.push(bytes.subarray(at, at + size));
          at += size;
        }
        const { text } = await streamed(steps);
        await open!.close();
        expect(bytes === whole ? text : contentOf(text)).toBe(
          bytes === whole ? whole.toString() : contentOf(expected.get(cut)!),
        );
      },
    ),
    { numRuns: 40 },
  );
});

describe('a cut answer', () => {
  test('refusal, notice, an empty event with content_filter, [DONE]; all of it on record', async () => {
    const { text, recorder } = await streamed(chatChunks([REFUSAL, ...MORE]));
    expect(contentOf(text)).toBe(`${REFUSAL}\n\n${NOTICE}`);
    expect(finishOf(text)).toEqual(['content_filter']);
    expect(choicesOf(text).at(-1)!.delta).toEqual({});
    expect(eventsOf(text).at(-1)).toBe('[DONE]');
    expect(text).not.toContain('unsafe');
    expect(recorder.lastResponse()).toMatchObject({ state: 'complete', readToEnd: true });
    expect(recorder.lastResponse().answers).toMatchObject([{ outcome: 'refuse-then-comply', cut: REFUSAL.length }]);
    expect(recorder.lastSaid()).toBe(REFUSAL + MORE.join(''));
    expect(recorder.lastBody().answers[0]!.released).toBe(`${REFUSAL}\n\n${NOTICE}`);
  });

  test('in the language of the request', async () => {
    const asked = { messages: [{ role: 'user', content: 'スープの作り方を教えてください。' }] };
    const { text } = await streamed(chatChunks([REFUSAL, ...MORE]), asked);
    expect(contentOf(text)).toContain('【この回答の続きは表示していません。');
  });

  test('nothing was withheld: no notice, and it ends as it did', async () => {
    const { text, recorder } = await streamed(chatChunks([REFUSAL]));
    expect(contentOf(text)).toBe(REFUSAL);
    expect(finishOf(text)).toEqual(['stop']);
    expect(recorder.lastResponse().answers).toMatchObject([{ outcome: 'refusal', withheld: 0 }]);
  });

  test('usage is told although its event came after the cut', async () => {
    const usage = `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } })}\n\n`;
    const steps = [...chatChunks([REFUSAL, ...MORE], 'stop', false), usage, DONE];
    const { text } = await streamed(steps, { stream_options: { include_usage: true } });
    expect(eventsOf(text).at(-2)).toMatchObject({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } });
  });

  test('refusal in the text, then a call of a tool: the call is withheld', async () => {
    const call = {
      index: 0,
      id: 'call_1',
      type: 'function',
      function: { name: 'run', arguments: '{"x":"[unsafe content]"}' },
    };
    const steps = [
      chatChunk({ content: REFUSAL }),
      chatChunk({ tool_calls: [call] }),
      chatChunk({}, 'tool_calls'),
      DONE,
    ];
    const { text, recorder } = await streamed(steps);
    expect(text).not.toContain('tool_calls');
    expect(finishOf(text)).toEqual(['content_filter']);
    expect(recorder.lastResponse().channels).toEqual(['content', 'tool']);
    expect(recorder.lastSaid()).toContain('[unsafe content]');
  });

  test('refusal in the reasoning, then a text', async () => {
    const steps = [
      chatChunk({ reasoning_content: REFUSAL }),
      ...MORE.map((content) => chatChunk({ content })),
      chatChunk({}, 'stop'),
      DONE,
    ];
    const { text, recorder } = await streamed(steps);
    expect(text).toContain(REFUSAL);
    expect(contentOf(text).trim()).toBe(NOTICE);
    expect(recorder.lastResponse().channels).toEqual(['reasoning', 'content']);
  });

  test('what nobody reads is named, and does not go out after the cut', async () => {
    const odd = chatChunk({ secret: '[unsafe content]', 'person@example.org': 'x' });
    const before = await streamed([odd, ...chatChunks(SOUP)]);
    expect(before.text).toContain('secret');
    const { unread } = before.recorder.lastResponse() as { unread: string[] };
    expect(unread).toEqual(['choices[0].delta.secret', 'choices[0].delta.person?example.org']);
    await open!.close();
    const after = await streamed([
      chatChunk({ content: REFUSAL }),
      chatChunk({ content: ' Well.' }),
      odd,
      chatChunk({}, 'stop'),
      DONE,
    ]);
    expect(after.text).not.toContain('secret');
    expect(after.recorder.lastResponse().unreadPlaces).toBe(2);
  });

  test('one of several: the others go on', async () => {
    const steps: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      steps.push(chatChunk({ content: SOUP[i] }, null, 0));
      steps.push(chatChunk({ content: [REFUSAL, ...MORE][i] }, null, 1));
    }
    steps.push(chatChunk({}, 'stop', 0), chatChunk({}, 'stop', 1), DONE);
    const { text, recorder } = await streamed(steps, { n: 2 });
    expect(contentOf(text, 0)).toBe(SOUP.join(''));
    expect(finishOf(text, 0)).toEqual(['stop']);
    expect(contentOf(text, 1)).toBe(`${REFUSAL}\n\n${NOTICE}`);
    expect(finishOf(text, 1)).toEqual(['content_filter']);
    expect(recorder.lastBody().answers.map(({ released }) => released)).toEqual([null, `${REFUSAL}\n\n${NOTICE}`]);
  });

  test('the server is left when enough was read as evidence', async () => {
    const never = gate();
    const steps = [...chatChunks([REFUSAL, ...Array(20).fill(MORE[1])], null, false), never.promise];
    const { text, recorder, script } = await streamed(steps, {}, { settings: { maxCharsAfterCut: 200 } });
    expect(finishOf(text)).toEqual(['content_filter']);
    expect(recorder.lastResponse()).toMatchObject({ state: 'complete', readToEnd: false });
    expect(script.open()).toBe(0);
  });
});

test('several answers: what one ended does not hold the others', async () => {
  const flow = gate();
  const steps = [
    ...SOUP.map((content) => chatChunk({ content }, null, 0)),
    chatChunk({}, 'stop', 0),
    ': ping\n\n',
    ...SOUP.map((content) => chatChunk({ content }, null, 1)),
    flow.promise,
    chatChunk({}, 'stop', 1),
    DONE,
  ];
  const { gateway } = await served(steps);
  const live = gateway.live({ ...ASKED, n: 2 });
  const text = await live.until(JSON.stringify(SOUP[1]).slice(1, -1));
  expect(finishOf(text.slice(0, text.lastIndexOf('\n\n') + 2))).toEqual([]);
  flow.open();
  const whole = await live.whole();
  expect([contentOf(whole, 0), contentOf(whole, 1)]).toEqual([SOUP.join(''), SOUP.join('')]);
  expect([finishOf(whole, 0), finishOf(whole, 1)]).toEqual([['stop'], ['stop']]);
});

describe('a stream that does not complete never looks complete', () => {
  const texts = chatChunks(SOUP, null, false);
  test.each<[string, ScriptStep[], string]>([
    ['it just ends', texts, 'incomplete_answer'],
    ['it breaks off', [...texts, new Error('reset')], 'incomplete_answer'],
    ['in the middle of an event', [...texts, 'data: {"choi'], 'incomplete_answer'],
    ['nothing comes at all', [], 'incomplete_answer'],
    ['an event that does not end', [...texts, `data: "${'x'.repeat(5 * 2 ** 20)}`], 'answer_too_long'],
  ])('%s', async (_name, steps, code) => {
    const { text, recorder, script } = await streamed(steps);
    expect(eventsOf(text).at(-1)).toMatchObject({ error: { code } });
    expect(finishOf(text)).toEqual([]);
    expect(text).not.toContain('[DONE]');
    expect(text.startsWith(steps.slice(0, texts.length).join(''))).toBe(true);
    expect(recorder.lastResponse().state).toBe('incomplete');
    expect(script.open()).toBe(0);
  });

  test('one answer of two has no end', async () => {
    const steps = [...chatChunks(SOUP, 'stop', false), chatChunk({ content: 'Well' }, null, 1)];
    const { text, recorder } = await streamed(steps, { n: 2 });
    expect(finishOf(text, 0)).toEqual([]);
    expect(eventsOf(text).at(-1)).toMatchObject({ error: { code: 'incomplete_answer' } });
    expect(recorder.lastResponse().state).toBe('incomplete');
  });

  test('after a cut', async () => {
    const { text, recorder } = await streamed(chatChunks([REFUSAL, ...MORE], null, false));
    expect(contentOf(text)).toBe(`${REFUSAL}\n\n${NOTICE}`);
    expect(finishOf(text)).toEqual([]);
    expect(eventsOf(text).at(-1)).toMatchObject({ error: { code: 'incomplete_answer' } });
    expect(recorder.lastResponse().state).toBe('incomplete');
  });

  test("the server's own error goes out as it came", async () => {
    const error = 'event: error\ndata: {"error": {"message": "overloaded",  "type": "server_error", "code": null}}\n\n';
    const { text, recorder } = await streamed([...texts, error, ...chatChunks(['never'])]);
    expect(text).toBe(texts.join('') + error);
    expect(recorder.lastResponse().state).toBe('incomplete');
    expect(recorder.lastBody().problem).toBe('overloaded');
  });

  test('but not where it holds a text, or follows a cut', async () => {
    const error = (more: object) =>
      `data: ${JSON.stringify({ error: { message: 'm'.repeat(5000) }, x: '[unsafe content]', ...more })}\n\n`;
    const choices = [{ index: 0, delta: { content: '[unsafe content]' }, finish_reason: null }];
    const text = await streamed([...texts, error({ choices })]);
    expect(text.text).not.toContain('unsafe');
    expect(text.recorder.lastSaid()).toContain('[unsafe content]');
    await open!.close();
    expect((eventsOf(text.text).at(-1) as Sent).error!.message.length).toBe(500);
    const cut = await streamed([...chatChunks([REFUSAL, ...MORE], null, false), error({})]);
    expect(cut.text).not.toContain('unsafe');
    expect(cut.text).not.toContain('mmm');
    expect((eventsOf(cut.text).at(-1) as Sent).error).toMatchObject({ code: 'incomplete_answer' });
    expect(cut.recorder.lastBody().problem).toContain('mmm');
  });

  test('an error that ends an answer too does not end it for the client', async () => {
    const { text, recorder } = await streamed([...texts, `event: error\n${chatChunk({}, 'stop')}`]);
    expect(text).not.toContain('"finish_reason":"stop"');
    expect(recorder.lastResponse().state).toBe('incomplete');
  });

  test('an error that clients would not know as one is told in our words', async () => {
    const { text, recorder } = await streamed([...texts, 'data: {"detail": "overloaded"}\n\n']);
    expect(eventsOf(text).at(-1)).toMatchObject({ error: { message: 'overloaded' } });
    expect(recorder.lastResponse().state).toBe('incomplete');
  });

  test('an answer that was not asked for', async () => {
    const steps = [
      ...chatChunks([REFUSAL], null, false),
      chatChunk({ content: MORE.join('') }, null, 1),
      ...chatChunks([]),
    ];
    const { text, recorder } = await streamed(steps);
    expect(text).not.toContain('unsafe');
    expect(eventsOf(text).at(-1)).toMatchObject({ error: { code: 'unexpected_answer' } });
    expect(recorder.lastSaid()).toContain('[unsafe content]');
  });

  test('an answer longer than the gateway reads', async () => {
    const { text, recorder } = await streamed(
      chatChunks(Array(50).fill(SOUP[1])),
      {},
      { settings: { maxAnswerChars: 300 } },
    );
    expect(eventsOf(text).at(-1)).toMatchObject({ error: { code: 'answer_too_long' } });
    expect(recorder.lastResponse().state).toBe('incomplete');
  });

  test('more answers than any server gives', async () => {
    const steps = Array.from({ length: 200 }, (_, i) => chatChunk({ content: 'x' }, null, i));
    const { text, recorder } = await streamed(steps, { n: 200 });
    expect(eventsOf(text).at(-1)).toMatchObject({ error: { code: 'answer_too_long' } });
    expect(JSON.stringify(recorder.lastResponse()).length).toBeLessThan(780);
  });
});

describe('while text is held', () => {
  const opening = [chatChunk({ role: 'assistant', content: '' }), chatChunk({ content: 'Sure! Take the leeks and' })];

  test('comments keep the line alive', async () => {
    const clock = new HandClock();
    const [reached, flow] = [gate(), gate()];
    const { gateway } = await served([...opening, reached.open, flow.promise, ...chatChunks([' the pot.'])], {
      clock,
      route: { hold: 'all' },
    });
    const live = gateway.live(ASKED);
    await reached.promise;
    await live.until('assistant');
    clock.pass(10_000);
    await live.until(': keep-alive\n\n');
    clock.pass(10_000);
    await live.until(': keep-alive\n\n: keep-alive\n\n');
    expect(live.text).not.toContain('leeks');
    flow.open();
    expect(contentOf(await live.whole())).toBe('Sure! Take the leeks and the pot.');
  });

  test('a byte order mark does not stand after a comment', async () => {
    const clock = new HandClock();
    const [reached, flow] = [gate(), gate()];
    const steps = [reached.open, flow.promise, `\ufeff${chatChunks(SOUP).join('')}`];
    const { gateway } = await served(steps, { clock });
    const live = gateway.live(ASKED);
    await reached.promise;
    await live.until('');
    clock.pass(10_000);
    await live.until(': keep-alive\n\n');
    flow.open();
    expect(await live.whole()).toBe(`: keep-alive\n\n${chatChunks(SOUP).join('')}`);
  });

  test('a unit that does not end is read after two seconds, no sooner', async () => {
    const clock = new HandClock();
    const [reached, flow, again] = [gate(), gate(), gate()];
    const steps = [
      ...opening,
      reached.open,
      flow.promise,
      chatChunk({ content: ' the pot' }),
      again.open,
      gate().promise,
    ];
    const { gateway } = await served(steps, { clock, settings: { keepAliveMs: 1e9 } });
    const live = gateway.live(ASKED);
    await reached.promise;
    clock.pass(1999);
    clock.pass(1);
    await live.until('Sure! Take the leeks and');
    clock.pass(1500);
    flow.open();
    await again.promise;
    clock.pass(1999);
    expect(live.text).not.toContain('the pot');
    clock.pass(1);
    await live.until('the pot');
    live.leave();
    await gateway.recorder.responses();
  });

  test('a refusal that pauses does not go out', async () => {
    const clock = new HandClock();
    const [reached, flow] = [gate(), gate()];
    const steps = [
      chatChunk({ content: "I'm sorry, but I can't help with that" }),
      reached.open,
      flow.promise,
      ...chatChunks(MORE),
    ];
    const { gateway } = await served(steps, { clock, route: { hold: 'opening' } });
    const live = gateway.live(ASKED);
    await reached.promise;
    clock.pass(9000);
    clock.pass(1000);
    await live.until(': keep-alive');
    expect(live.text).not.toContain('sorry');
    flow.open();
    expect(contentOf(await live.whole())).not.toContain('unsafe');
  });
});

test.each(['final', 'judged', 'observe'] as const)('the headers say what guards the answer (%s)', async (policy) => {
  const { gateway } = await served(chatChunks(SOUP), { route: { policy, stage: 'カナリア' } });
  const live = gateway.live(ASKED);
  const { headers, statusCode } = await live.head();
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'x-zenbun-guard': policy,
    'x-zenbun-record': '0',
    'x-zenbun-stage': encodeURIComponent('カナリア'),
  });
  await live.whole();
});

test('observe: everything goes out as it came, and the record says what would have happened', async () => {
  const bytes = chatChunks([REFUSAL, ...MORE]).join('');
  const { text, recorder } = await streamed([bytes], {}, { route: { policy: 'observe' } });
  expect(text).toBe(bytes);
  expect(recorder.lastResponse().answers).toMatchObject([
    { latch: REFUSAL.length, cut: null, outcome: 'refuse-then-comply' },
  ]);
});

test('judged: the judge is asked for answers that latched, once, and its word counts', async () => {
  const asked: string[] = [];
  const options = (harm: 'safe' | 'unsafe') => ({
    route: { policy: 'judged' },
    judge: async (prompt: string, answer: string) => {
      asked.push(`${prompt}|${answer}`);
      return harm;
    },
  });
  const text = `${REFUSAL} Please talk to a professional.`;
  expect(contentOf((await streamed(chatChunks([text]), {}, options('safe'))).text)).toBe(text);
  await open!.close();
  const unsafe = await streamed(chatChunks([text]), {}, options('unsafe'));
  // Cut at the refusal; the text after it is a pointer to help, which goes out.
  expect(contentOf(unsafe.text)).toBe(`${REFUSAL}\n\nPlease talk to a professional.`);
  expect(unsafe.recorder.lastResponse().answers).toMatchObject([{ cut: REFUSAL.length, withheld: 0 }]);
  await open!.close();
  await streamed(chatChunks(SOUP), {}, options('unsafe'));
  expect(asked).toEqual([`How do I make soup?|${text}`, `How do I make soup?|${text}`]);
});
