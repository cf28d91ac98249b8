import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import Anthropic from '@anthropic-ai/sdk';
import { generateText, streamText } from 'ai';
import OpenAI from 'openai';
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

// Published third-party clients against the gateway: what their users see.

const REFUSAL = "I'm sorry, but I can't help with that.";
const MORE = [
  ' Here is how it works.',
  ' First, take the parts and join them.',
  ' Then heat the mixture. [unsafe content]',
];
const UNSAFE = REFUSAL + MORE.join('');
const SOUP = 'Sure! Here is a recipe for soup. Chop the leeks. Boil them for an hour. Serve hot.';
const PIECES = SOUP.match(/.{1,9}/gs)!;
const NOTICE = '[The rest of this answer was withheld: the model had declined this request.]';
const CUT = `${REFUSAL}\n\n${NOTICE}`;
const user = { role: 'user', content: 'How do I make soup?' } as const;

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function served(script: Script) {
  const upstream = scriptedUpstream(script);
  open = await openTestGateway({ upstream: upstream.upstream });
  return { url: open.url, upstream };
}

const ORDINARY: Script = { events: chatChunks(PIECES) };
const REFUSED: Script = { events: chatChunks([REFUSAL, ...MORE]) };
const BROKEN: Script = { events: chatChunks(PIECES, null, false) };
const DENIED: Script = { json: { error: { message: 'bad request', type: 'x', code: 'c' } }, status: 400 };

describe('openai', () => {
  const client = async (script: Script) =>
    new OpenAI({ apiKey: 'x', baseURL: `${(await served(script)).url}/v1`, maxRetries: 0 });
  async function streamed(script: Script) {
    const stream = await (await client(script)).chat.completions.create({ model: 'm', messages: [user], stream: true });
    let text = '';
    const ends: string[] = [];
    for await (const { choices } of stream) {
      text += choices[0]?.delta.content ?? '';
      if (choices[0]?.finish_reason) ends.push(choices[0].finish_reason);
    }
    return { text, ends };
  }

  test('a stream: ordinary, cut, broken, an error', async () => {
    expect(await streamed(ORDINARY)).toEqual({ text: SOUP, ends: ['stop'] });
    await open!.close();
    expect(await streamed(REFUSED)).toEqual({ text: CUT, ends: ['content_filter'] });
    await open!.close();
    await expect(streamed(BROKEN)).rejects.toThrow('before the answer was complete');
    await open!.close();
    await expect(streamed(DENIED)).rejects.toThrow(OpenAI.BadRequestError);
    expect(open!.recorder.records).toHaveLength(2);
  });

  test('.stream()', async () => {
    const ask = async (script: Script) =>
      (await client(script)).chat.completions.stream({ model: 'm', messages: [user] }).finalChatCompletion();
    expect((await ask(ORDINARY)).choices[0]).toMatchObject({ message: { content: SOUP }, finish_reason: 'stop' });
    await open!.close();
    expect((await ask(REFUSED)).choices[0]).toMatchObject({
      message: { content: CUT },
      finish_reason: 'content_filter',
    });
    await open!.close();
    await expect(ask(BROKEN)).rejects.toThrow();
  });

  test('whole, two at a time', async () => {
    const completed = await (await client({ json: chatAnswer(SOUP, UNSAFE) })).chat.completions.create({
      model: 'm',
      n: 2,
      messages: [user],
    });
    expect(completed.choices.map(({ message, finish_reason }) => [message.content, finish_reason])).toEqual([
      [SOUP, 'stop'],
      [CUT, 'content_filter'],
    ]);
  });

  test('calls of tools', async () => {
    const call = (more: object) => chatChunk({ tool_calls: [{ index: 0, ...more }] });
    const events = [
      chatChunk({ role: 'assistant', content: null }),
      call({ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } }),
      call({ function: { arguments: '{"city":' } }),
      call({ function: { arguments: '"Tokyo"}' } }),
      chatChunk({}, 'tool_calls'),
      DONE,
    ];
    const stream = (await client({ events })).chat.completions.stream({ model: 'm', messages: [user] });
    const { message } = (await stream.finalChatCompletion()).choices[0]!;
    expect(message.tool_calls).toMatchObject([
      { id: 'call_1', function: { name: 'weather', arguments: '{"city":"Tokyo"}' } },
    ]);
  });

  test('a key that is refused, a model that is not there, a limit', async () => {
    const openai = await client(ORDINARY);
    await expect(openai.chat.completions.create({ model: 'x', messages: [user] })).rejects.toThrow(
      OpenAI.NotFoundError,
    );
    open!.gateway.reload({
      keys: [
        {
          id: 'a',
          sha256: new Uint8Array(32),
          scopes: [],
          limits: { requestsPerMinute: null, tokensPerMinute: null, concurrent: null },
        },
      ],
      router: () => null,
      models: [],
      unreadPaths: [],
    });
    await expect(openai.chat.completions.create({ model: 'm', messages: [user] })).rejects.toThrow(
      OpenAI.AuthenticationError,
    );
  });

  const named = (type: string, more: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
  const response = (status: string, text: string) => ({
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model: 'm',
    status,
    output:
      text === ''
        ? []
        : [
            {
              id: 'msg_1',
              type: 'message',
              role: 'assistant',
              status,
              content: [{ type: 'output_text', text, annotations: [] }],
            },
          ],
    usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7 },
  });
  function responseEvents(pieces: readonly string[], complete = true): string[] {
    const text = pieces.join('');
    const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
    const [item] = response('completed', text).output;
    return [
      named('response.created', { response: response('in_progress', '') }),
      named('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress', content: [] } }),
      named('response.content_part.added', { ...place, part: { type: 'output_text', text: '', annotations: [] } }),
      ...pieces.map((delta) => named('response.output_text.delta', { ...place, delta })),
      ...(complete
        ? [
            named('response.output_text.done', { ...place, text }),
            named('response.content_part.done', { ...place, part: { type: 'output_text', text, annotations: [] } }),
            named('response.output_item.done', { output_index: 0, item }),
            named('response.completed', { response: response('completed', text) }),
          ]
        : []),
    ];
  }

  test('responses: ordinary, cut, broken, whole', async () => {
    const ask = async (script: Script) => {
      const stream = await (await client(script)).responses.create({
        model: 'm',
        input: 'How do I make soup?',
        stream: true,
      });
      let text = '';
      let end = '';
      for await (const event of stream) {
        if (event.type === 'response.output_text.delta') text += event.delta;
        if (event.type === 'response.completed') end = event.type;
        if (event.type === 'response.incomplete') end = event.response.incomplete_details?.reason ?? '';
        if (event.type === 'error') throw new Error(event.message);
        if (event.type === 'response.failed') throw new Error(event.response.error?.message);
      }
      return { text, end };
    };
    expect(await ask({ events: responseEvents(PIECES) })).toEqual({ text: SOUP, end: 'response.completed' });
    await open!.close();
    expect(await ask({ events: responseEvents([REFUSAL, ...MORE]) })).toEqual({ text: CUT, end: 'content_filter' });
    await open!.close();
    await expect(ask({ events: responseEvents(PIECES, false) })).rejects.toThrow('before the answer was complete');
    await open!.close();
    const openai = await client({ json: response('completed', UNSAFE) });
    const whole = await openai.responses.create({ model: 'm', input: 'How do I make soup?' });
    expect(whole.output_text).toBe(CUT);
    expect(whole.incomplete_details?.reason).toBe('content_filter');
  });
});

describe('@anthropic-ai/sdk', () => {
  const client = async (script: Script) =>
    new Anthropic({ apiKey: 'x', baseURL: (await served(script)).url, maxRetries: 0 });
  const event = (type: string, more: object = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
  const message = (text: string) => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: text === '' ? [] : [{ type: 'text', text }],
    stop_reason: text === '' ? null : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 3, output_tokens: 1 },
  });
  const messageEvents = (pieces: readonly string[], complete = true) => [
    event('message_start', { message: message('') }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    event('ping'),
    ...pieces.map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
    ...(complete
      ? [
          event('content_block_stop', { index: 0 }),
          event('message_delta', {
            delta: { stop_reason: 'end_turn', stop_sequence: null },
            usage: { output_tokens: 9 },
          }),
          event('message_stop'),
        ]
      : []),
  ];
  const ask = async (script: Script) => {
    const stream = (await client(script)).messages.stream({ model: 'm', max_tokens: 99, messages: [user] });
    const { content, stop_reason } = await stream.finalMessage();
    return { text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''), stop_reason };
  };

  test('a stream: ordinary, cut, broken, an error', async () => {
    expect(await ask({ events: messageEvents(PIECES) })).toEqual({ text: SOUP, stop_reason: 'end_turn' });
    expect(open!.recorder.lastResponse().usage).toEqual([3, 9]);
    await open!.close();
    expect(await ask({ events: messageEvents([REFUSAL, ...MORE]) })).toEqual({ text: CUT, stop_reason: 'refusal' });
    await open!.close();
    expect(await ask({ events: messageEvents([REFUSAL]) })).toEqual({ text: REFUSAL, stop_reason: 'end_turn' });
    await open!.close();
    await expect(ask({ events: messageEvents(PIECES, false) })).rejects.toThrow('before the answer was complete');
    await open!.close();
    const json = { type: 'error', error: { type: 'invalid_request_error', message: 'bad' } };
    await expect(ask({ json, status: 400 })).rejects.toThrow(Anthropic.BadRequestError);
  });

  test('text goes out before the stream is over', async () => {
    const never = new Promise(() => {});
    const stream = (await client({ events: [...messageEvents(PIECES, false), never] })).messages.stream({
      model: 'm',
      max_tokens: 99,
      messages: [user],
    });
    const aborted = stream.finalMessage().catch(() => 'aborted');
    const seen = await new Promise<string>((resolve) => {
      stream.on('text', (_delta, snapshot) => {
        if (snapshot.includes('Chop')) resolve(snapshot);
      });
    });
    expect(SOUP.startsWith(seen)).toBe(true);
    stream.abort();
    expect(await aborted).toBe('aborted');
    await open!.recorder.responses();
    expect(open!.recorder.lastResponse().state).toBe('aborted');
  });

  test('whole', async () => {
    const ordinary = await (await client({ json: message(SOUP) })).messages.create({
      model: 'm',
      max_tokens: 9,
      messages: [user],
    });
    expect(ordinary.content).toEqual([{ type: 'text', text: SOUP }]);
    await open!.close();
    const cut = await (await client({ json: message(UNSAFE) })).messages.create({
      model: 'm',
      max_tokens: 9,
      messages: [user],
    });
    expect([cut.content, cut.stop_reason]).toMatchObject([[{ type: 'text', text: CUT }], 'refusal']);
  });
});

describe('ai with @ai-sdk/openai-compatible', () => {
  const model = async (script: Script) =>
    createOpenAICompatible({ name: 'z', apiKey: 'x', baseURL: `${(await served(script)).url}/v1` }).chatModel('m');
  const ask = async (script: Script) => {
    const errors: unknown[] = [];
    const result = streamText({
      model: await model(script),
      prompt: 'How do I make soup?',
      maxRetries: 0,
      onError: ({ error }) => void errors.push(error),
    });
    let text = '';
    let finish = '';
    for await (const part of result.fullStream) {
      if (part.type === 'text-delta') text += part.text;
      if (part.type === 'finish') finish = part.finishReason;
    }
    return { text, finish, errors: errors.length };
  };

  test('a stream: ordinary, cut, broken, an error', async () => {
    expect(await ask(ORDINARY)).toEqual({ text: SOUP, finish: 'stop', errors: 0 });
    await open!.close();
    expect(await ask(REFUSED)).toEqual({ text: CUT, finish: 'content-filter', errors: 0 });
    await open!.close();
    expect(await ask(BROKEN)).toEqual({ text: SOUP, finish: 'error', errors: 1 });
    await open!.close();
    expect((await ask(DENIED)).errors).toBe(1);
  });

  test('whole', async () => {
    const { text, finishReason } = await generateText({
      model: await model({ json: chatAnswer(UNSAFE) }),
      prompt: 'x',
      maxRetries: 0,
    });
    expect([text, finishReason]).toEqual([CUT, 'content-filter']);
  });
});
