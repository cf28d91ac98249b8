import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import OpenAI from 'openai';
import { expect, onTestFinished, test } from 'vitest';
import { openModel } from '../../src/model/index.ts';

// The vendor's own client is the reference for what is sent and for how replies are read.

const REPLY = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'm-2026-01-01',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'はい。', refusal: null },
      finish_reason: 'stop',
      logprobs: null,
    },
  ],
  usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 },
};

test('a question is the same request, and its reply the same answer, as with the client of OpenAI', async () => {
  const arrived: object[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const { authorization, 'content-type': type } = headers;
    arrived.push({ method, url, authorization, type, body: JSON.parse(await text(request)) });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(REPLY));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

  const model = await openModel('openai:m', {
    env: { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: baseURL },
    toy: () => expect.unreachable(),
    random: () => 0,
    sleep: async () => undefined,
    now: () => 0,
  });
  const turns = [
    { role: 'system', text: '短く。' },
    { role: 'user', text: 'できますか？' },
  ] as const;
  const sample = { temperature: 0.5, seed: 7, maxTokens: 20 };
  const answer = await model.ask({ turns, sample }, new AbortController().signal);

  const reference = await new OpenAI({ apiKey: 'key', baseURL }).chat.completions.create({
    model: 'm',
    messages: turns.map(({ role, text }) => ({ role, content: text })),
    temperature: 0.5,
    seed: 7,
    max_tokens: 20,
  });
  expect(arrived[0]).toEqual(arrived[1]);
  expect(answer).toEqual({
    text: reference.choices[0]!.message.content,
    finish: reference.choices[0]!.finish_reason,
    promptTokens: reference.usage!.prompt_tokens,
    completionTokens: reference.usage!.completion_tokens,
    servedModel: reference.model,
  });
});
