import { describe, expect, test } from 'vitest';
import { chatRequest } from './chat-request.ts';

const least = { model: 'toy:noice', messages: [{ role: 'user', content: 'hello' }] };

test('defaults are those of the API', () => {
  expect(chatRequest(least)).toEqual({
    model: 'toy:noice',
    turns: [{ role: 'user', text: 'hello' }],
    temperature: 1,
    seed: null,
    most: Number.POSITIVE_INFINITY,
    stops: [],
    n: 1,
    topLogprobs: null,
    stream: false,
    includeUsage: false,
  });
});

test('everything that is supported is read', () => {
  const request = chatRequest({
    ...least,
    messages: [
      { role: 'developer', content: 'be kind' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'how' },
          { type: 'text', text: 'now' },
        ],
        name: 'ann',
      },
      { role: 'assistant', content: 'sure', refusal: null },
    ],
    temperature: 0,
    seed: -7,
    max_tokens: 3,
    stop: '.',
    n: 2,
    logprobs: true,
    top_logprobs: 5,
    stream: true,
    stream_options: { include_usage: true },
  });
  expect(request).toEqual({
    model: 'toy:noice',
    turns: [
      { role: 'system', text: 'be kind' },
      { role: 'user', text: 'how\nnow' },
      { role: 'assistant', text: 'sure' },
    ],
    temperature: 0,
    seed: -7,
    most: 3,
    stops: ['.'],
    n: 2,
    topLogprobs: 5,
    stream: true,
    includeUsage: true,
  });
});

test('null is as good as absent, and max_completion_tokens wins', () => {
  const nothing = { temperature: null, seed: null, stop: null, n: null, logprobs: null, tools: null, top_p: null };
  expect(chatRequest({ ...least, ...nothing })).toEqual(chatRequest(least));
  expect(chatRequest({ ...least, max_tokens: 9, max_completion_tokens: 4 }).most).toBe(4);
});

test('fields that change nothing are let through', () => {
  const harmless = {
    user: 'ann',
    metadata: { run: '1' },
    store: true,
    top_p: 1,
    tools: [],
    tool_choice: 'auto',
    response_format: { type: 'text' },
    modalities: ['text'],
    logit_bias: {},
    presence_penalty: 0,
    reasoning_effort: 'low',
  };
  expect(chatRequest({ ...least, ...harmless })).toEqual(chatRequest(least));
});

describe('a wrong field is named', () => {
  test.each<[string | undefined, unknown]>([
    [undefined, 'text'],
    [undefined, null],
    ['model', { messages: least.messages }],
    ['messages', { model: 'x' }],
    ['messages', { ...least, messages: [] }],
    ['messages[0].role', { ...least, messages: [{ role: 'tool', content: 'x' }] }],
    ['messages[1].content', { ...least, messages: [...least.messages, { role: 'assistant', content: null }] }],
    [
      'messages[0].content',
      { ...least, messages: [{ role: 'user', content: [{ type: 'image_url', image_url: {} }] }] },
    ],
    ['temperature', { ...least, temperature: 2.1 }],
    ['seed', { ...least, seed: 0.5 }],
    ['max_tokens', { ...least, max_tokens: 0 }],
    ['stop', { ...least, stop: '' }],
    ['stop', { ...least, stop: ['a', 'b', 'c', 'd', 'e'] }],
    ['n', { ...least, n: 9 }],
    ['top_logprobs', { ...least, logprobs: true, top_logprobs: 21 }],
    ['top_logprobs', { ...least, top_logprobs: 2 }],
    ['stream', { ...least, stream: 'yes' }],
    ['stream_options.include_usage', { ...least, stream_options: { include_usage: 1 } }],
    ['tools', { ...least, tools: [{ type: 'function' }] }],
    ['response_format', { ...least, response_format: { type: 'json_object' } }],
    ['top_p', { ...least, top_p: 0.5 }],
    ['audio', { ...least, audio: { voice: 'x' } }],
    ['web_search_options', { ...least, web_search_options: {} }],
    ['echo', { ...least, echo: true }],
  ])('%s', (param, body) => {
    expect(() => chatRequest(body)).toThrow(
      expect.objectContaining({
        name: 'ApiError',
        status: 400,
        details: param ? expect.objectContaining({ param }) : {},
      }),
    );
  });
});
