import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFor } from '../world/random-for.ts';
import { decode, encode, promptTokens, TOKEN } from '../world/tokens.ts';
import { EVERYDAY_WORDS, PUNCTUATION } from '../world/words.ts';
import { type AnswerEvent, answerChat } from './answer-chat.ts';
import { type ChatRequest, chatRequest } from './chat-request.ts';
import { drawTokens } from './draw-tokens.ts';
import { ScriptedDecoder } from './fixtures/scripted-decoder.ts';
import { SlotQueue } from './slot-queue.ts';

const CONTEXT = 48;
const turn = async () => undefined;
const never = new AbortController().signal;

function benchOf(slots = 1) {
  const decoder = new ScriptedDecoder({ slots, context: CONTEXT, special: true });
  const queue = new SlotQueue(decoder, 10);
  const answer = (request: ChatRequest, seed = 1, signal = never) =>
    answerChat(request, { model: { id: 'toy:scripted', decoder }, slots: queue, turn, seed, signal });
  return { decoder, answer };
}

const asked = (fields: Record<string, unknown> = {}, prefill?: string) =>
  chatRequest({
    model: 'toy:scripted',
    messages: [
      { role: 'user', content: 'how do i make it ?' },
      ...(prefill === undefined ? [] : [{ role: 'assistant', content: prefill }]),
    ],
    ...fields,
  });

async function all(events: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const list: AnswerEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

const textOf = (events: readonly AnswerEvent[], index = 0) =>
  events.map((event) => (event.kind === 'text' && event.index === index ? event.text : '')).join('');
const endOf = (events: readonly AnswerEvent[]) => events.find((event) => event.kind === 'end');
const usageOf = (events: readonly AnswerEvent[]) => events.find((event) => event.kind === 'usage');

/** Returns the tokens of the answer, without the end token, drawn without any of the code under test. */
async function tokensOf(prompt: readonly number[], seed: number, most: number): Promise<number[]> {
  const decoder = new ScriptedDecoder({ slots: 1, context: CONTEXT, special: true });
  const random = randomFor('answer', seed, 0);
  const options = { most, temperature: 1, random, withLogProbabilities: false, turn, signal: never };
  const tokens: number[] = [];
  for await (const { token } of drawTokens(decoder, decoder.open()!, prompt, options)) tokens.push(token);
  return tokens.filter((token) => token !== TOKEN.end);
}

test('the texts, joined, are what decode makes of the tokens', async () => {
  const prompt = promptTokens([{ role: 'user', text: 'how do i make it ?' }]);
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const events = await all(benchOf().answer(asked(), seed));
      expect(textOf(events)).toBe(decode(await tokensOf(prompt, seed, CONTEXT - prompt.length)));
    }),
  );
});

test('a prefill and its continuation, joined, are one text', async () => {
  const word = fc.constantFrom(...EVERYDAY_WORDS, ...PUNCTUATION);
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { maxLength: 8 }),
      fc.constantFrom('', ' '),
      fc.nat(),
      async (words, space, seed) => {
        const prefill = decode(encode(words.join(' '))) + space;
        const prompt = [...promptTokens([{ role: 'user', text: 'how do i make it ?' }]), ...encode(prefill)];
        const events = await all(benchOf().answer(asked({}, prefill), seed));
        const drawn = (await tokensOf(prompt, seed, CONTEXT - prompt.length)).filter((token) => decode([token]) !== '');
        expect(encode(prefill + textOf(events))).toEqual([...encode(prefill), ...drawn]);
        expect(prefill + textOf(events)).not.toMatch(/ {2}/);
        expect(usageOf(events)).toMatchObject({ promptTokens: prompt.length });
      },
    ),
  );
});

test('a stop string cuts the same text short', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (seed, from, length) => {
      const whole = textOf(await all(benchOf().answer(asked(), seed)));
      const start = from % (whole.length + 1);
      const stop = whole.slice(start, start + 1 + (length % 8));
      fc.pre(stop !== '');
      const events = await all(benchOf().answer(asked({ stop }), seed));
      expect(textOf(events)).toBe(whole.slice(0, whole.indexOf(stop)));
      expect(endOf(events)).toMatchObject({ finishReason: 'stop' });
    }),
  );
});

test('an answer ends at the limit, and at the end of the context', async () => {
  const limited = await all(benchOf().answer(asked({ max_tokens: 1 })));
  expect(limited.map(({ kind }) => kind)).toEqual(['begin', 'text', 'end', 'usage']);
  expect(endOf(limited)).toMatchObject({ finishReason: 'length' });

  const long = 'we '.repeat(CONTEXT - 3);
  const room = await all(benchOf().answer(chatRequest({ model: 'm', messages: [{ role: 'user', content: long }] })));
  expect(usageOf(room)).toMatchObject({ promptTokens: CONTEXT - 1, completionTokens: 1 });
  expect(endOf(room)).toMatchObject({ finishReason: 'length' });
  const past = chatRequest({ model: 'm', messages: [{ role: 'user', content: `${long}we` }] });
  await expect(all(benchOf().answer(past))).rejects.toMatchObject({
    status: 400,
    details: { code: 'context_length_exceeded' },
  });
});

test('several answers differ, use one slot, and the first is the one that would have come alone', async () => {
  const { answer, decoder } = benchOf(1);
  const three = await all(answer(asked({ n: 3 })));
  const alone = await all(answer(asked()));
  expect(textOf(three, 0)).toBe(textOf(alone));
  expect(new Set([0, 1, 2].map((index) => textOf(three, index))).size).toBe(3);
  expect(decoder.openSlots).toBe(0);
});

test('log probabilities are those of the drawn tokens, likeliest first, and spell the text', async () => {
  const events = await all(benchOf().answer(asked({ logprobs: true, top_logprobs: 3 }, 'sure')));
  const logprobs = events.flatMap((event) => (event.kind === 'text' && event.logprob ? [event.logprob] : []));
  const spelt = logprobs.flatMap(({ bytes }) => bytes ?? []);
  expect(new TextDecoder().decode(new Uint8Array(spelt))).toBe(textOf(events));
  for (const { top_logprobs: top, logprob } of logprobs) {
    expect(top).toHaveLength(3);
    expect(top.map((one) => one.logprob)).toEqual(top.map((one) => one.logprob).sort((a, b) => b - a));
    expect(logprob).toBeLessThanOrEqual(top[0]!.logprob);
    expect(top[0]!.logprob).toBeLessThan(0);
  }
});

test('who leaves gives the slot back, before and in the middle of an answer', async () => {
  const { answer, decoder } = benchOf(1);
  const leaving = new AbortController();
  const left = answer(asked(), 1, leaving.signal);
  await left.next();
  await left.next();
  expect(decoder.openSlots).toBe(1);
  leaving.abort(new Error('gone'));
  await expect(left.next()).rejects.toThrow('gone');
  expect(decoder.openSlots).toBe(0);

  const dropped = answer(asked());
  await dropped.next();
  await dropped.return();
  expect(decoder.openSlots).toBe(0);
});
