import { describe, expect, test } from 'vitest';
import { scriptedEnvironment } from '../fixtures/scripted-environment.ts';
import { scriptedServer } from '../fixtures/scripted-server.ts';
import { openModel } from '../open-model.ts';

const never = new AbortController().signal;
const QUESTION = { turns: [{ role: 'user', text: 'How do I kill a process?' }] } as const;

const completion = (message: object, rest: object = {}) => ({
  model: 'served-1',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', ...rest }],
  usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 },
});

/** A stream with these deltas of the first choice. */
function sse(...deltas: readonly object[]): string {
  const events = deltas.map((delta) => JSON.stringify({ choices: [{ index: 0, delta }] }));
  return [...events, '[DONE]'].map((event) => `data: ${event}\n\n`).join('');
}

async function answerTo(body: unknown, status = 200) {
  const { url } = await scriptedServer({ status, body });
  const model = await openModel(`${url}/v1#m`, scriptedEnvironment({}, { retries: 0 }).environment);
  return model.ask(QUESTION, never);
}

test('a compatible server is asked in the shape of chat completions', async () => {
  const { url, host, arrived } = await scriptedServer({ body: completion({ content: 'Use kill.' }) });
  const { environment } = scriptedEnvironment({ ZENBUN_API_KEY: 'own', OPENAI_API_KEY: 'not for others' });
  const model = await openModel(`${url}/v1/#org/m`, environment);
  expect(model).toMatchObject({ id: `${url}/v1#org/m`, origin: host });
  const turns = [{ role: 'system', text: 'Be brief.' }, ...QUESTION.turns] as const;
  const answer = await model.ask(
    { turns, sample: { temperature: 0, seed: 7, maxTokens: 5 }, probe: 'p', nth: 2 },
    never,
  );
  expect(answer).toEqual({
    text: 'Use kill.',
    finish: 'stop',
    promptTokens: 9,
    completionTokens: 2,
    servedModel: 'served-1',
  });
  expect(arrived).toMatchObject([{ path: '/v1/chat/completions', headers: { authorization: 'Bearer own' } }]);
  expect(arrived[0]!.body).toEqual({
    model: 'org/m',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'How do I kill a process?' },
    ],
    temperature: 0,
    seed: 7,
    max_tokens: 5,
  });
});

test('a begun answer is a last turn of the assistant, to be continued', async () => {
  const { url, arrived } = await scriptedServer({ body: completion({ content: ' But' }) });
  const model = await openModel(`${url}/v1#m`, scriptedEnvironment().environment);
  expect(await model.ask({ ...QUESTION, prefill: 'No.' }, never)).toMatchObject({ text: ' But' });
  expect(arrived[0]!.body).toEqual({
    model: 'm',
    messages: [
      { role: 'user', content: 'How do I kill a process?' },
      { role: 'assistant', content: 'No.' },
    ],
    add_generation_prompt: false,
    continue_final_message: true,
  });
});

test('OpenAI has its key, its own name for the limit, and no begun answers', async () => {
  const { url, arrived } = await scriptedServer({ body: completion({ content: 'Yes.' }) });
  const { environment } = scriptedEnvironment({ OPENAI_API_KEY: 'key', OPENAI_BASE_URL: `${url}/v1` });
  await (await openModel('openai:ft:gpt:team::1', environment)).ask(QUESTION, never);
  expect(arrived).toMatchObject([{ headers: { authorization: 'Bearer key' }, body: { model: 'ft:gpt:team::1' } }]);

  const real = await openModel('openai/gpt', scriptedEnvironment({ OPENAI_API_KEY: 'key' }).environment);
  expect(real).toMatchObject({ id: 'openai:gpt', origin: 'api.openai.com' });
  await expect(real.ask({ ...QUESTION, prefill: 'No.' }, never)).rejects.toMatchObject({ code: 'usage' });
});

test('Ollama is asked without a key', async () => {
  const { host, arrived } = await scriptedServer({ body: completion({ content: 'Yes.' }) });
  const { environment } = scriptedEnvironment({ OLLAMA_HOST: host, ZENBUN_API_KEY: 'x', OPENAI_API_KEY: 'y' });
  await (await openModel('ollama:llama3.2:1b', environment)).ask(QUESTION, never);
  expect(arrived).toMatchObject([{ path: '/v1/chat/completions', body: { model: 'llama3.2:1b' } }]);
  expect(arrived[0]!.headers).not.toHaveProperty('authorization');
});

test('Anthropic is asked in the shape of messages', async () => {
  const { url, arrived } = await scriptedServer({
    body: {
      type: 'message',
      role: 'assistant',
      model: 'claude-x-1',
      content: [
        { type: 'thinking', thinking: 'hm' },
        { type: 'text', text: 'Use' },
        { type: 'text', text: ' kill.' },
      ],
      stop_reason: 'max_tokens',
      usage: { input_tokens: 9, output_tokens: 2 },
    },
  });
  const { environment } = scriptedEnvironment({ ANTHROPIC_API_KEY: 'key', ANTHROPIC_BASE_URL: url });
  const model = await openModel('anthropic:claude-x', environment);
  const turns = [{ role: 'system', text: 'Be brief.' }, ...QUESTION.turns] as const;
  expect(await model.ask({ turns, sample: { temperature: 1, seed: 7 }, prefill: 'No. ' }, never)).toEqual({
    text: 'Use kill.',
    reasoning: 'hm',
    finish: 'length',
    promptTokens: 9,
    completionTokens: 2,
    servedModel: 'claude-x-1',
  });
  expect(arrived).toMatchObject([
    { path: '/v1/messages', headers: { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' } },
  ]);
  expect(arrived[0]!.body).toEqual({
    model: 'claude-x',
    system: 'Be brief.',
    messages: [
      { role: 'user', content: 'How do I kill a process?' },
      { role: 'assistant', content: 'No.' },
    ],
    max_tokens: 4096,
    temperature: 1,
  });
});

test.each<[string, unknown, string, string]>([
  ['empty content', completion({ content: '' }), '', 'stop'],
  ['null content', completion({ content: null }), '', 'stop'],
  ['no content at all', completion({ tool_calls: [] }, { finish_reason: 'tool_calls' }), '', 'stop'],
  ['content in parts', completion({ content: [{ type: 'text', text: 'a' }, { type: 'x' }] }), 'a', 'stop'],
  ['reasoning beside it', completion({ content: 'a', reasoning_content: 'hidden' }), 'a', 'stop'],
  ['a refusal field', completion({ content: null, refusal: 'I cannot.' }), 'I cannot.', 'stop'],
  ['a refusal that is false', completion({ content: 'a', refusal: false }), 'a', 'stop'],
  ['a filter', completion({ content: null }, { finish_reason: 'content_filter' }), '', 'content-filter'],
  ['a limit', completion({ content: 'a' }, { finish_reason: 'length' }), 'a', 'length'],
  ['an end in other words', completion({ content: 'a' }, { finish_reason: 'eos' }), 'a', 'stop'],
  ['a break', completion({ content: 'a' }, { finish_reason: 'error' }), 'a', 'length'],
  ['no end', completion({ content: 'a' }, { finish_reason: null }), 'a', 'other'],
  ['several choices', { choices: [...completion({ content: 'a' }).choices, { message: 7 }] }, 'a', 'stop'],
])('%s is an answer', async (_, body, text, finish) => {
  expect(await answerTo(body)).toMatchObject({ text, finish });
});

const MORE = 'First, gather the flour and two eggs. Then mix them for five minutes.';
const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } };
const refusing = (message: object, rest: object = {}) => completion({ content: 'I cannot.', ...message }, rest);

test.each<[string, unknown, readonly string[]]>([
  [
    'a part of an unknown kind',
    refusing({
      content: [
        { type: 'text', text: 'I cannot.' },
        { type: 'document', content: MORE },
      ],
    }),
    ['choices[0].message.content[1].content'],
  ],
  [
    'a part under its own name',
    refusing({
      content: [
        { type: 'text', text: 'I cannot.' },
        { type: 'code', code: MORE },
      ],
    }),
    ['choices[0].message.content[1].code'],
  ],
  ['an unknown field', refusing({ provider_output: MORE }), ['choices[0].message.provider_output']],
  ['a field of the choice', refusing({}, { text: MORE }), ['choices[0].text']],
  ['a field of the reply', { ...refusing({}), output_text: MORE }, ['output_text']],
  [
    'pictures',
    refusing({ content: [{ type: 'text', text: 'I cannot.' }, picture], images: [picture] }),
    ['choices[0].message.content[1].image_url', 'choices[0].message.images'],
  ],
  [
    'a second choice',
    { choices: [...completion({ content: 'I cannot.' }).choices, { index: 1, message: { content: MORE } }] },
    ['choices[1]'],
  ],
  [
    'a stream',
    sse({ content: 'I can' }, { content: 'not.', note: MORE.slice(0, 30) }, { note: MORE.slice(30) }),
    ['choices[0].delta.note'],
  ],
  [
    'two streamed choices',
    sse({ content: 'I cannot.' }).replace(
      'data: [DONE]',
      `data: ${JSON.stringify({ choices: [{ index: 1, delta: { content: MORE } }] })}\n\ndata: [DONE]`,
    ),
    ['choices[1]'],
  ],
])('an answer that says more than is read names the place: %s', async (_, body, unread) => {
  expect(await answerTo(body)).toMatchObject({ text: 'I cannot.', unread });
});

test.each<[string, unknown]>([
  [
    'what servers add',
    {
      ...refusing(
        {
          ...{ annotations: [], audio: null, refusal: null, function_call: null, tool_calls: [], reasoning: null },
          provider_specific_fields: { citations: null, refusal: null, note: 'short' },
        },
        { logprobs: null, stop_reason: 128_009, matched_stop: '<|im_end|>', token_ids: [1, 2, 3], native: 'STOP' },
      ),
      ...{ provider: 'Some Provider', service_tier: null, prompt_logprobs: null, kv_transfer_params: null },
      ...{ request_id: 'b6ce2f4e-8d1f-4f7e-a2f1-0f5cf17c5d9e', system_fingerprint: 'fp_1', timings: { n: 1 } },
      citations: ['https://example.org/a-page-with-a-long-address/and-more'],
    },
  ],
  [
    'sources, which quote others',
    refusing({
      annotations: [{ type: 'url_citation', url_citation: { url: 'https://a.test', title: MORE, content: MORE } }],
    }),
  ],
  ['a repetition of the text', refusing({ provider_output: 'I cannot.' }, { text: ' I cannot. ' })],
  ['a second choice that says the same', { choices: [0, 1].map((index) => ({ ...refusing({}).choices[0], index })) }],
  ['the sound of a transcript', refusing({ content: null, audio: { id: 'a', data: 'AAAA', transcript: 'I cannot.' } })],
])('%s is nothing that an answer says', async (_, body) => {
  const answer = await answerTo(body);
  expect(answer.text).toBe('I cannot.');
  expect(answer).not.toHaveProperty('unread');
});

test('LiteLLM’s thinking blocks are reasoning, once', async () => {
  const thinking_blocks = [{ type: 'thinking', thinking: MORE, signature: 'EqMB' }];
  for (const beside of [{}, { reasoning_content: MORE, provider_specific_fields: { thinking_blocks } }]) {
    const answer = await answerTo(refusing({ thinking_blocks, ...beside }));
    expect(answer).toMatchObject({ text: 'I cannot.', reasoning: MORE });
    expect(answer).not.toHaveProperty('unread');
  }
});

test('an error beside an answer, with a 200: it broke off, and what the server says of it is told', async () => {
  const both = { ...refusing({}), error: { message: 'GPU fell off', code: 500 } };
  await expect(answerTo(both)).rejects.toMatchObject({
    code: 'upstream',
    message: expect.stringMatching(/answered with an error \(200\): GPU fell off/),
  });
  for (const error of [null, '', {}, false])
    expect(await answerTo({ ...refusing({}), error })).toMatchObject({ finish: 'stop' });
});

test('a byte order mark before the answer is no part of it', async () => {
  expect(await answerTo(`\ufeff${JSON.stringify(refusing({}))}`)).toMatchObject({ text: 'I cannot.' });
});

const CALL_NAME = { index: 0, function: { name: 'write' } };
const CALL = { function: { name: 'write', arguments: '{"text":"[unsafe content]"}' } };

test('calls of tools are part of the answer, reasoning stands beside it', async () => {
  for (const message of [
    { content: 'I cannot.', tool_calls: [CALL], reasoning_content: 'Hm.' },
    { content: 'I cannot.', tool_calls: [CALL], reasoning: 'Hm.' },
  ])
    expect(await answerTo(completion(message))).toMatchObject({
      text: 'I cannot.\n\n[unsafe content]',
      reasoning: 'Hm.',
    });
  const parts = ['{"text":"[unsafe', ' content]"}'].map((text) => ({ index: 0, function: { arguments: text } }));
  const deltas = [
    { content: 'I cannot.', reasoning: 'Hm' },
    { reasoning: '.', tool_calls: [CALL_NAME] },
  ];
  const chunks = [...deltas, ...parts.map((part) => ({ tool_calls: [part] }))];
  const stream = chunks.map((delta) => `data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`).join('');
  expect(await answerTo(`${stream}data: [DONE]\n\n`)).toMatchObject({
    text: 'I cannot.\n\n[unsafe content]',
    reasoning: 'Hm.',
  });
});

test('a filter that answers in place of the model is an answer', async () => {
  const body = { error: { code: 'content_filter', message: 'The prompt was filtered.', status: 400 } };
  expect(await answerTo(body, 400)).toMatchObject({ text: '', finish: 'content-filter' });
});

test('usage and model that are missing or nonsense are null', async () => {
  const { choices } = completion({ content: 'a' });
  for (const beside of [{}, { usage: null, model: null }, { usage: 'many', model: 7 }, { usage: {} }])
    expect(await answerTo({ choices, ...beside })).toMatchObject({
      promptTokens: null,
      completionTokens: null,
      servedModel: null,
    });
});

test.each<[string, unknown]>([
  ['no choices', { choices: [] }],
  ['an error with a 200', { error: { message: 'no', code: 502 } }],
  ['an error in a choice', completion({ content: 'half an' }, { error: { message: 'gone' }, finish_reason: 'error' })],
  ['content of another kind', completion({ content: 7 })],
  ['a list', []],
  ['nothing', ''],
  ['half a JSON', JSON.stringify(completion({ content: 'a' })).slice(0, -20)],
  ['a stream that nobody asked for', 'data: {"choices":[]}\n\ndata: [DONE]\n\n'],
])('%s is no answer', async (_, body) => {
  await expect(answerTo(body)).rejects.toMatchObject({ code: 'upstream' });
});

describe('what a server refuses is found out, and not sent again', () => {
  const asked = {
    turns: [{ role: 'system', text: 'Be brief.' }, ...QUESTION.turns],
    sample: { temperature: 0, seed: 7, maxTokens: 5 },
  } as const;
  const REFUSALS: readonly (readonly [refusal: string, sent: object, caveat: RegExp | null])[] = [
    ["Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", { max_completion_tokens: 5 }, null],
    ['extra_forbidden: body.seed', { seed: undefined }, /does not accept seed/],
    ["Unsupported value: 'temperature' does not support 0", { temperature: undefined }, /does not accept temperature/],
    [
      'System role not supported',
      { messages: [{ role: 'user', content: 'Be brief.\n\nHow do I kill a process?' }] },
      /no system role/,
    ],
    ['This model only support stream mode, please enable the stream parameter', { stream: true }, null],
  ];

  test.each(REFUSALS)('%s', async (message, sent, caveat) => {
    const { url, arrived } = await scriptedServer(
      { status: 400, body: { error: { message } } },
      { body: completion({ content: 'Use kill.' }) },
    );
    const model = await openModel(`${url}/v1#m`, scriptedEnvironment({}, { retries: 0 }).environment);
    expect(await model.ask(asked, never)).toMatchObject({ text: 'Use kill.' });
    expect(await model.ask(asked, never)).toMatchObject({ text: 'Use kill.' });
    expect(arrived).toHaveLength(3);
    for (const { body } of arrived.slice(1)) {
      for (const [name, value] of Object.entries(sent)) expect((body as Record<string, unknown>)[name]).toEqual(value);
    }
    expect(model.caveats!().map(({ en }) => en)).toEqual(caveat === null ? [] : [expect.stringMatching(caveat)]);
  });

  test('several, one after the other; and a refusal that names nothing of it is told', async () => {
    const refuse = (message: string) => ({ status: 422, body: { error: { message } } });
    const { url, arrived } = await scriptedServer(refuse('seed'), refuse('temperature'), refuse('no such colour'));
    const model = await openModel(`${url}/v1#m`, scriptedEnvironment({}, { retries: 0 }).environment);
    await expect(model.ask(asked, never)).rejects.toMatchObject({ code: 'rejected', message: /no such colour/ });
    expect(arrived).toHaveLength(3);
  });

  test('a streamed answer is put together', async () => {
    const chunk = (delta: object, finish: string | null = null) =>
      `data: ${JSON.stringify({ model: 'served-1', choices: [{ delta, finish_reason: finish }] })}\n\n`;
    const stream = `${chunk({ role: 'assistant' })}${chunk({ content: 'Use ' })}${chunk({ content: 'kill.' }, 'stop')}`;
    expect(await answerTo(`${stream}data: [DONE]\n\n`)).toMatchObject({ text: 'Use kill.', finish: 'stop' });
    const refused = `${chunk({ refusal: 'I cannot.' }, 'stop')}data: [DONE]\n\n`;
    expect(await answerTo(refused)).toMatchObject({ text: 'I cannot.' });
    await expect(answerTo(chunk({ content: 'Use ' }))).rejects.toMatchObject({ code: 'upstream' });
    const broken = `${chunk({ content: 'Use ' })}data: {"error":{"message":"gone"}}\n\ndata: [DONE]\n\n`;
    await expect(answerTo(broken)).rejects.toMatchObject({ code: 'upstream' });
  });

  test.each([
    "'max_tokens' or 'max_completion_tokens' is too large: 5. This model's maximum context length is 4.",
    'The system prompt and message exceed the context length',
  ])('a request that is too much is refused once, and nothing is changed for it: %s', async (message) => {
    const { url, arrived } = await scriptedServer({ status: 400, body: { error: { message } } });
    const model = await openModel(`${url}/v1#m`, scriptedEnvironment({}, { retries: 0 }).environment);
    await expect(model.ask(asked, never)).rejects.toMatchObject({ code: 'rejected' });
    expect(arrived).toHaveLength(1);
    expect(model.caveats!()).toEqual([]);
  });

  test('a server that refuses both names of the limit is asked once without a limit, which is told', async () => {
    const no = (name: string) => ({
      status: 400,
      body: { error: { message: `${name}: Extra inputs are not permitted` } },
    });
    const { url, arrived } = await scriptedServer(no('max_tokens'), no('max_completion_tokens'), {
      body: completion({ content: 'Use kill.' }),
    });
    const model = await openModel(`${url}/v1#m`, scriptedEnvironment({}, { retries: 0 }).environment);
    expect(await model.ask(asked, never)).toMatchObject({ text: 'Use kill.' });
    expect(arrived.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
      [5, undefined],
      [undefined, 5],
      [undefined, undefined],
    ]);
    expect(model.caveats!().map(({ en }) => en)).toEqual([expect.stringMatching(/accepts no limit for the tokens/)]);
  });

  test('a server that refuses the limit without one, too, is asked no fourth time', async () => {
    const { url, arrived } = await scriptedServer({ status: 400, body: { error: { message: 'max_tokens: no' } } });
    const model = await openModel(`${url}/v1#m`, scriptedEnvironment({}, { retries: 0 }).environment);
    await expect(model.ask(asked, never)).rejects.toMatchObject({ code: 'rejected' });
    expect(arrived).toHaveLength(3);
  });

  test('a limit with a bound is not left out', async () => {
    const message = 'max_tokens must be less than or equal to 4';
    const { url, arrived } = await scriptedServer({ status: 400, body: { error: { message } } });
    const model = await openModel(`${url}/v1#m`, scriptedEnvironment({}, { retries: 0 }).environment);
    await expect(model.ask(asked, never)).rejects.toMatchObject({ code: 'rejected' });
    expect(arrived).toHaveLength(1);
  });

  test('what a refusal quotes of the request names nothing', async () => {
    const detail = [
      { loc: ['body', 'colour'], msg: 'Field required', input: { seed: 7, temperature: 0, max_tokens: 5 } },
    ];
    const { url, arrived } = await scriptedServer({ status: 422, body: { detail } });
    const model = await openModel(`${url}/v1#m`, scriptedEnvironment({}, { retries: 0 }).environment);
    await expect(model.ask(asked, never)).rejects.toMatchObject({ code: 'rejected' });
    expect(arrived).toHaveLength(1);
  });
});

test('a moderation model is sent one text, and what it answers is the body', async () => {
  const reply = { id: 'x', model: 'omni-1', results: [{ flagged: false, categories: {} }] };
  const { url, arrived } = await scriptedServer({ body: reply });
  const { environment } = scriptedEnvironment({ OPENAI_API_KEY: 'key', OPENAI_BASE_URL: `${url}/v1` });
  const model = await openModel('openai:omni-moderation-latest', environment);
  const answer = await model.ask({ turns: [{ role: 'user', text: 'A text.' }] }, never);
  expect(arrived[0]).toMatchObject({ path: '/v1/moderations', headers: { authorization: 'Bearer key' } });
  expect(arrived[0]!.body).toEqual({ model: 'omni-moderation-latest', input: 'A text.' });
  expect(JSON.parse(answer.text)).toEqual(reply);
  expect(answer).toMatchObject({ finish: 'stop', servedModel: 'omni-1' });
  await expect(model.ask({ ...QUESTION, prefill: 'No.' }, never)).rejects.toMatchObject({ code: 'usage' });
});
