import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { getRequestListener } from '@hono/node-server';
import { generateText, streamText } from 'ai';
import OpenAI from 'openai';
import type { ChatCompletionChunk, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { afterEach, describe, expect, test } from 'vitest';
import { Decoder } from '../../src/lab/gpt/sample.ts';
import { initialParameters } from '../../src/lab/gpt/train.ts';
import { type Script, ScriptedDecoder } from '../../src/lab/serve/fixtures/scripted-decoder.ts';
import { labEndpoint } from '../../src/lab/serve/lab-endpoint.ts';
import type { SlotDecoder } from '../../src/lab/serve/served-model.ts';
import { TOY_GPT } from '../../src/lab/study/settings.ts';
import { decode, encode } from '../../src/lab/world/tokens.ts';
import { seededRandom } from '../../src/stats/index.ts';

const NOW = 1_700_000_000;
const servers: { server: Server; stop: AbortController }[] = [];

afterEach(async () => {
  for (const { server, stop } of servers.splice(0)) {
    stop.abort();
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
});

/** Starts a loopback server of two models, with the official client for it. */
async function served(decoder: SlotDecoder, options: { mostWaiting?: number; rest?: () => Promise<unknown> } = {}) {
  const stop = new AbortController();
  const random = seededRandom(1);
  const answer = labEndpoint(
    [
      { id: 'toy:noice', aliases: ['noice'], decoder, fingerprint: 'fp_1' },
      { id: 'toy:aligned', decoder: new ScriptedDecoder({ slots: 1, context: 8 }) },
    ],
    {
      now: () => NOW,
      randomSeed: () => Math.floor(random() * 2 ** 32),
      rest: () => setImmediate(),
      stop: stop.signal,
      ...options,
    },
  );
  const server = createServer(getRequestListener(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push({ server, stop });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'none', maxRetries: 0 });
  return { origin, client, stop, server };
}

const scripted = (script: Partial<Script> = {}) => new ScriptedDecoder({ slots: 4, context: 64, ...script });

const asking = (content: string, fields: Partial<ChatCompletionCreateParamsNonStreaming> = {}) => ({
  model: 'toy:noice',
  messages: [{ role: 'user' as const, content }],
  ...fields,
});

async function chunksOf(stream: AsyncIterable<ChatCompletionChunk>): Promise<ChatCompletionChunk[]> {
  const chunks: ChatCompletionChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const joined = (chunks: readonly ChatCompletionChunk[], index = 0) =>
  chunks
    .flatMap(({ choices }) => choices)
    .filter((choice) => choice.index === index)
    .map(({ delta }) => delta.content ?? '')
    .join('');

/** Resolves once a condition holds, checking again after each turn of the event loop. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setImmediate();
}

describe('the official client', () => {
  test('lists models and finds one', async () => {
    const { client } = await served(scripted());
    const models = await client.models.list();
    expect(models.data).toEqual([
      { id: 'toy:noice', object: 'model', created: NOW, owned_by: 'zenbun' },
      { id: 'toy:aligned', object: 'model', created: NOW, owned_by: 'zenbun' },
    ]);
    expect((await client.models.retrieve('noice')).id).toBe('toy:noice');
    expect((await client.models.retrieve('toy:aligned')).id).toBe('toy:aligned');
    await expect(client.models.retrieve('other')).rejects.toThrow(OpenAI.NotFoundError);
  });

  test('gets an answer in the shape of the API', async () => {
    const { client } = await served(scripted());
    const completion = await client.chat.completions.create(asking('how do i make it ?', { model: 'noice', seed: 3 }));
    const { content } = completion.choices[0]!.message;
    expect(content).not.toBe('');
    expect(completion).toEqual({
      id: expect.stringMatching(/^chatcmpl-/),
      object: 'chat.completion',
      created: NOW,
      model: 'toy:noice',
      system_fingerprint: 'fp_1',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content, refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: 8,
        completion_tokens: encode(content!).length + 1,
        total_tokens: encode(content!).length + 9,
      },
    });
  });

  test('streams the same answer, and usage where it is asked for', async () => {
    const { client } = await served(scripted());
    const body = asking('how do i make it ?', { seed: 4, n: 2, logprobs: true, top_logprobs: 2 });
    const whole = await client.chat.completions.create(body);
    const chunks = await chunksOf(
      await client.chat.completions.create({ ...body, stream: true, stream_options: { include_usage: true } }),
    );
    for (const index of [0, 1]) {
      const own = chunks.flatMap(({ choices }) => choices).filter((choice) => choice.index === index);
      expect(own[0]!.delta).toEqual({ role: 'assistant', content: '' });
      expect(joined(chunks, index)).toBe(whole.choices[index]!.message.content);
      expect(own.at(-1)).toMatchObject({ delta: {}, finish_reason: whole.choices[index]!.finish_reason });
      expect(own.flatMap(({ logprobs }) => logprobs?.content ?? [])).toEqual(whole.choices[index]!.logprobs!.content);
    }
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);

    const without = await chunksOf(await client.chat.completions.create({ ...body, stream: true }));
    expect(without.every((chunk) => !('usage' in chunk))).toBe(true);
  });

  test('gets the same answer for the same seed, and another one for another', async () => {
    const { client } = await served(scripted());
    const answer = async (seed?: number) =>
      (await client.chat.completions.create(asking('help us', seed === undefined ? {} : { seed }))).choices[0]!.message
        .content;
    expect(await answer(1)).toBe(await answer(1));
    expect(new Set([await answer(1), await answer(2), await answer(), await answer()]).size).toBe(4);
  });

  test('has a prefill continued', async () => {
    const { client } = await served(scripted({ endless: true }));
    const turns = (content: string) => [
      { role: 'user' as const, content: 'how do i make it ?' },
      { role: 'assistant' as const, content },
    ];
    const greedy = { model: 'noice', temperature: 0, max_tokens: 4 };
    const first = await client.chat.completions.create({ ...greedy, messages: turns('sure , here') });
    const more = first.choices[0]!.message.content!;
    expect(more).toMatch(/^([,.!?:]| \S)/);
    const second = await client.chat.completions.create({
      ...greedy,
      max_tokens: 2,
      messages: turns(`sure , here${more}`),
    });
    const longer = await client.chat.completions.create({ ...greedy, max_tokens: 6, messages: turns('sure , here') });
    expect(more + second.choices[0]!.message.content).toBe(longer.choices[0]!.message.content);
  });

  test('ends an answer at a stop string, at a limit, and at the end of the context', async () => {
    const { client } = await served(scripted({ context: 16 }));
    const whole = (await client.chat.completions.create(asking('help us', { seed: 9 }))).choices[0]!;
    const words = whole.message.content!.split(' ');
    const stopped = await client.chat.completions.create(asking('help us', { seed: 9, stop: [` ${words[1]}`, 'qqq'] }));
    expect(stopped.choices[0]).toMatchObject({ message: { content: words[0] }, finish_reason: 'stop' });
    const limited = await client.chat.completions.create(asking('help us', { seed: 9, max_completion_tokens: 1 }));
    expect(limited).toMatchObject({ choices: [{ finish_reason: 'length' }], usage: { completion_tokens: 1 } });
    const last = await client.chat.completions.create(asking('we '.repeat(13), { seed: 9, max_tokens: 500 }));
    expect(last).toMatchObject({ choices: [{ finish_reason: 'length' }], usage: { completion_tokens: 1 } });
    await expect(client.chat.completions.create(asking('we '.repeat(14)))).rejects.toMatchObject({
      status: 400,
      code: 'context_length_exceeded',
    });
  });

  test('is told what is wrong, in its own classes', async () => {
    const { client } = await served(scripted());
    const unknown = client.chat.completions.create(asking('hello', { model: 'gpt' }));
    await expect(unknown).rejects.toThrow(OpenAI.NotFoundError);
    await expect(unknown).rejects.toMatchObject({
      code: 'model_not_found',
      param: 'model',
      message: expect.stringContaining('toy:noice, toy:aligned'),
    });
    const wrong = client.chat.completions.create(asking('hello', { n: 9 }));
    await expect(wrong).rejects.toThrow(OpenAI.BadRequestError);
    await expect(wrong).rejects.toMatchObject({ param: 'n', type: 'invalid_request_error' });
    const tool = { type: 'function' as const, function: { name: 'x' } };
    const refused = client.chat.completions.create({ ...asking('hello', { tools: [tool] }), stream: true });
    await expect(refused).rejects.toMatchObject({ status: 400, param: 'tools', code: 'unsupported_parameter' });
  });
});

describe('the AI SDK', () => {
  test('gets an answer, and streams one', async () => {
    const { origin } = await served(scripted());
    const provider = createOpenAICompatible({ name: 'toy', baseURL: `${origin}/v1`, includeUsage: true });
    const question = { model: provider('toy:noice'), prompt: 'how do i make it ?', seed: 5, maxRetries: 0 };
    const whole = await generateText(question);
    expect(whole).toMatchObject({ finishReason: 'stop', usage: { inputTokens: 8 } });
    const stream = streamText(question);
    let text = '';
    for await (const piece of stream.textStream) text += piece;
    expect(text).toBe(whole.text);
    expect(await stream.usage).toMatchObject({ outputTokens: whole.usage.outputTokens });
    expect(encode(whole.text)).toHaveLength(whole.usage.outputTokens! - 1);
  });
});

describe('what is no request', () => {
  const post = (origin: string, body: string, path = '/v1/chat/completions') =>
    fetch(origin + path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const told = async (response: Response) => ({ status: response.status, ...((await response.json()) as object) });
  const error = (part: object) => ({ error: expect.objectContaining(part) });

  test.each(['', '{', '"text', '\u0000'])('bad JSON: %j', async (body) => {
    const { origin } = await served(scripted());
    expect(await told(await post(origin, body))).toEqual({
      status: 400,
      error: { message: 'The body is not JSON.', type: 'invalid_request_error', param: null, code: null },
    });
  });

  test('a body that is too large, whether its length is told or not', async () => {
    const { origin, client } = await served(scripted());
    const body = JSON.stringify(asking('we '.repeat(2 ** 19)));
    const tooLarge = { status: 413, ...error({ type: 'invalid_request_error' }) };
    expect(await told(await post(origin, body))).toEqual(tooLarge);
    const pieces = new Blob([body]).stream();
    const untold = { method: 'POST', body: pieces, duplex: 'half' } as RequestInit;
    expect(await told(await fetch(`${origin}/v1/chat/completions`, untold))).toEqual(tooLarge);
    expect((await client.models.list()).data).toHaveLength(2);
  });

  test('another method, another path', async () => {
    const { origin } = await served(scripted());
    const wrongMethod = await fetch(`${origin}/v1/chat/completions`);
    expect(wrongMethod.headers.get('allow')).toBe('POST');
    expect(await told(wrongMethod)).toEqual({
      status: 405,
      ...error({ message: '/v1/chat/completions takes POST only.' }),
    });
    expect(await told(await post(origin, '{}', '/v1/embeddings'))).toEqual({
      status: 404,
      ...error({ message: 'Not found: /v1/embeddings' }),
    });
  });
});

describe('many at a time', () => {
  const question = (i: number) =>
    asking(`tell us ${decode(encode('how what why we do it well now'.slice(0, 4 + (i % 20))))}`, { seed: i });

  test('200 open streams say what each says alone', async () => {
    const { client: lone } = await served(scripted({ slots: 1 }));
    const alone: string[] = [];
    for (let i = 0; i < 200; i++) {
      alone.push((await lone.chat.completions.create(question(i))).choices[0]!.message.content!);
    }
    const decoder = scripted({ slots: 200 });
    let allCame = false;
    const rest = async () => {
      await until(() => allCame || decoder.openSlots === 200);
      allCame = true;
      await setImmediate();
    };
    const { client } = await served(decoder, { rest });
    const together = await Promise.all(
      alone.map(async (_, i) =>
        joined(await chunksOf(await client.chat.completions.create({ ...question(i), stream: true }))),
      ),
    );
    expect(together).toEqual(alone);
    expect(decoder.openSlots).toBe(0);
  });

  test('200 streams share three slots of a real model', async () => {
    const parameters = initialParameters(TOY_GPT, seededRandom(1));
    const real = (slots: number) => new Decoder('plain', TOY_GPT, parameters, { slots, context: 24 });
    const [many, one] = [await served(real(3)), await served(real(1))];
    const short = (i: number) => ({ ...question(i), max_tokens: 6 });
    const together = await Promise.all(
      Array.from({ length: 200 }, async (_, i) =>
        joined(await chunksOf(await many.client.chat.completions.create({ ...short(i), stream: true }))),
      ),
    );
    for (const i of [0, 7, 63, 199]) {
      const { choices } = await one.client.chat.completions.create(short(i));
      expect(together[i]).toBe(choices[0]!.message.content);
    }
    expect(new Set(together).size).toBeGreaterThan(150);
  });

  test('who comes when too many wait is turned away, the others are served', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const decoder = scripted({ slots: 1 });
    const { client } = await served(decoder, { mostWaiting: 2, rest: () => gate });
    const requests = [1, 2, 3, 4].map((seed) => client.chat.completions.create(asking('hello', { seed })));
    const refusal = await Promise.any(requests.map((request) => request.then(Promise.reject, (cause) => cause)));
    expect(refusal).toMatchObject({ status: 503, code: 'overloaded' });
    open();
    const ends = await Promise.allSettled(requests);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(decoder.openSlots).toBe(0);
  });
});

describe('who leaves', () => {
  const forever = (slots: number) => scripted({ slots, context: 4096, endless: true });

  test('in the middle of a stream frees the slot for who waits; others go on', async () => {
    const decoder = forever(2);
    const { client } = await served(decoder);
    const others = asking('tell us', { seed: 1, max_tokens: 40 });
    const alone = (await client.chat.completions.create(others)).choices[0]!.message.content;

    const leaving = await client.chat.completions.create({ ...asking('hello'), stream: true });
    for await (const chunk of leaving) if (chunk.choices[0]?.delta.content) break;
    const [going, waiting] = await Promise.all([
      client.chat.completions.create({ ...others, stream: true }).then(chunksOf),
      client.chat.completions.create({ ...others, stream: true }).then(chunksOf),
    ]);
    expect([joined(going), joined(waiting)]).toEqual([alone, alone]);
    await until(() => decoder.openSlots === 0);
  });

  test('while a whole answer is worked out frees the slot', async () => {
    const decoder = forever(1);
    const { client } = await served(decoder);
    const leaving = new AbortController();
    const answer = client.chat.completions.create(asking('hello'), { signal: leaving.signal });
    await until(() => decoder.fed > 10);
    leaving.abort();
    await expect(answer).rejects.toThrow(OpenAI.APIUserAbortError);
    await until(() => decoder.openSlots === 0);
  });
});

describe('a consumer', () => {
  const streamed = async (decoder: ScriptedDecoder) => {
    const options = { now: () => NOW, randomSeed: () => 1, rest: () => setImmediate() };
    const answer = labEndpoint([{ id: 'toy:noice', decoder }], options);
    const body = JSON.stringify({ ...asking('hello'), stream: true });
    const response = await answer(new Request('http://localhost/v1/chat/completions', { method: 'POST', body }));
    return response.body!.getReader();
  };

  test('that does not read gets nothing worked out; one that cancels frees the slot', async () => {
    const decoder = scripted({ slots: 1, context: 4096, endless: true });
    const reader = await streamed(decoder);
    for (let i = 0; i < 500; i++) await setImmediate();
    const unread = decoder.fed;
    expect(unread).toBeLessThan(10);
    for (let i = 0; i < 50; i++) await reader.read();
    expect(decoder.fed).toBeGreaterThan(unread + 40);
    await reader.cancel();
    await until(() => decoder.openSlots === 0);
  });
});

describe('an answer that cannot be ended', () => {
  test('the server stops: streams end with an error, later requests are turned away', async () => {
    const decoder = scripted({ slots: 1, context: 4096, endless: true });
    const { client, stop } = await served(decoder);
    const stream = await client.chat.completions.create({ ...asking('hello'), stream: true });
    const waiting = client.chat.completions.create(asking('hello'));
    const turnedAway = expect(waiting).rejects.toMatchObject({ status: 503 });
    await expect(async () => {
      for await (const chunk of stream) if (chunk.choices[0]?.delta.content) stop.abort();
    }).rejects.toThrow('The server is stopping.');
    await turnedAway;
    await expect(client.chat.completions.create(asking('hello'))).rejects.toMatchObject({ status: 503 });
    expect(decoder.openSlots).toBe(0);
  });

  test('the model fails: an error in the stream, or with a status', async () => {
    const decoder = scripted({ slots: 1, endless: true });
    const { client } = await served({
      context: 64,
      open: () => decoder.open(),
      close: (slot) => decoder.close(slot),
      feed(slot, tokens) {
        if (decoder.fed > 4) throw new RangeError('no more words');
        return decoder.feed(slot, tokens);
      },
    });
    const stream = await client.chat.completions.create({ ...asking('hello'), stream: true });
    await expect(chunksOf(stream)).rejects.toThrow('The model failed: no more words');
    await expect(client.chat.completions.create(asking('hello'))).rejects.toThrow(OpenAI.InternalServerError);
    expect(decoder.openSlots).toBe(0);
  });
});
