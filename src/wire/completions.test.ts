import { expect, test } from 'vitest';
import { completions } from './completions.ts';
import { EventDecoder } from './event-decoder.ts';
import { encodeEvent } from './event-encoder.ts';

const asked = { model: 'm', stream: true, choices: 1, usageWanted: false, prompt: '', maxTokens: null };
const textOf = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString());
const eventOf = (json: unknown) => new EventDecoder(1e6).push(encodeEvent(JSON.stringify(json)))[0]!;

test('prompts of every kind', () => {
  const cases: [unknown, number, string][] = [
    ['once', 1, 'once'],
    [['a', 'b'], 2, 'a\nb'],
    [[1, 2, 3], 1, ''],
    [[[1, 2], [3], []], 3, ''],
    [undefined, 1, ''],
  ];
  for (const [prompt, count, text] of cases) {
    const body = { model: 'm', prompt, n: 2, max_tokens: 7 };
    expect(completions.request(body)).toMatchObject({ choices: count * 2, prompt: text, maxTokens: 7, stream: false });
  }
  for (const prompt of [5, {}, [], ['a', 1], [[1], 'a'], [['a']]]) {
    expect(completions.request({ model: 'm', prompt })).toMatchObject({ message: expect.stringMatching(/^prompt:/) });
  }
  const uncountable = completions.request({ model: 'm', prompt: ['a', 'b'], n: Number.MAX_SAFE_INTEGER });
  expect(uncountable).toMatchObject({ message: expect.stringMatching(/^n:/) });
  expect(completions.upstreamBody({ model: 'm', stream: true }, 'up')).toEqual({
    model: 'up',
    stream: true,
    stream_options: { include_usage: true },
  });
  expect(completions.wholeBody({ model: 'm', stream: true, best_of: 2, n: 2, echo: true }, 'up')).toEqual({
    model: 'up',
    echo: true,
  });
});

test('a stream is read, cut and ended', () => {
  const stream = completions.stream(asked);
  const logprobs = {
    tokens: ['a', ' secret'],
    token_logprobs: [-1, -1],
    top_logprobs: [{ ' secret': -1 }],
    text_offset: [0],
  };
  const entry = { index: 0, text: 'a secret', logprobs, finish_reason: 'stop', extra: ' secret' };
  const read = stream.read(eventOf({ id: 'cmpl-1', object: 'text_completion', model: 's', choices: [entry] }));
  expect(read.pieces).toEqual([{ choice: 0, channel: 'content', part: 'text', text: 'a secret' }]);
  expect([read.finishes, read.unread]).toEqual([[{ choice: 0, reason: 'stop' }], ['choices[0].extra']]);
  const bytes = [stream.cut(read, [2]), stream.say(0, 'N.'), stream.finish(0, true, ''), stream.end(null)].map(textOf);
  expect(bytes.join('')).not.toContain('secret');
  const choices = bytes.slice(0, 3).map((text) => JSON.parse(text!.slice(6)).choices[0]);
  expect(choices.map(({ text, finish_reason }) => [text, finish_reason])).toEqual([
    ['a ', null],
    ['N.', null],
    ['', 'content_filter'],
  ]);
  expect(bytes[3]).toBe('data: [DONE]\n\n');
  const alone = { index: 0, text: '', logprobs, finish_reason: null };
  expect(completions.stream(asked).read(eventOf({ choices: [alone] })).unread).toEqual(['choices[0].logprobs']);
});

test('a whole answer', () => {
  const body = { id: 'x', object: 'text_completion', choices: [{ index: 0, text: 'one', finish_reason: 'length' }] };
  expect(completions.whole(body)).toMatchObject({
    finishes: [{ reason: 'length' }],
    pieces: [{ text: 'one' }],
    unread: [],
  });
  expect(completions.replaced(body, new Map([[0, { text: 'on', filtered: false }]]))).toMatchObject({
    choices: [{ index: 0, text: 'on', finish_reason: 'length', logprobs: null }],
  });
});
