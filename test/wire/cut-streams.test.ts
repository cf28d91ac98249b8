import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Channel, ENDPOINTS, type EndpointName, EventDecoder, type WireStream } from '../../src/wire/index.ts';
import { assembled, assembledByOpenAi, dataOf } from './assembled-answer.ts';
import { type MarkedText, markedStream, markedTexts } from './marked-streams.ts';

const NOTICE = ' [withheld]';
const CHANNELS: Record<EndpointName, readonly Channel[]> = {
  'chat-completions': ['content', 'reasoning', 'refusal', 'tool'],
  completions: ['content'],
  messages: ['content', 'reasoning', 'tool'],
  responses: ['content', 'reasoning', 'refusal', 'tool'],
};
const FILTERED: Record<EndpointName, string> = {
  'chat-completions': 'content_filter',
  completions: 'content_filter',
  messages: 'refusal',
  responses: 'content_filter',
};

/**
 * Passes the first `allowed` UTF-16 units of each answer, then ends it with a notice; later pieces are still offered.
 */
function guarded(stream: WireStream, body: string, allowed: readonly number[]) {
  const left = [...allowed];
  const cut = new Set<number>();
  const texts: { choice: number; channel: string; kept: string; gone: string }[] = [];
  const out: (Uint8Array | null)[] = [];
  for (const event of new EventDecoder(1e6).push(Buffer.from(body))) {
    const read = stream.read(event);
    const keep = read.pieces.map(({ choice, channel, text }) => {
      const length = cut.has(choice) ? 0 : Math.min(text.length, left[choice]!);
      left[choice]! -= length;
      texts.push({ choice, channel, kept: text.slice(0, length), gone: text.slice(length) });
      return length;
    });
    const over = read.pieces.filter(({ choice, text }, i) => keep[i]! < text.length && !cut.has(choice));
    if (over.length === 0) {
      out.push(stream.forward(read));
      continue;
    }
    out.push(stream.cut(read, keep));
    for (const { choice } of over) {
      if (cut.has(choice)) continue;
      cut.add(choice);
      out.push(stream.say(choice, NOTICE), stream.finish(choice, true, ''));
    }
  }
  out.push(stream.end({ promptTokens: 1, completionTokens: 2 }));
  return { body: Buffer.concat(out.map((part) => part ?? new Uint8Array(0))).toString(), texts, cut };
}

function expected(endpoint: EndpointName, { texts, cut }: ReturnType<typeof guarded>, choices: number) {
  const ends: Record<string, string> = { messages: 'end_turn', responses: 'completed' };
  const answers = new Map<number, Record<string, string>>();
  for (let choice = 0; choice < choices; choice++) {
    const answer: Record<string, string> = {};
    for (const { channel, kept } of texts.filter((text) => text.choice === choice && text.kept !== '')) {
      answer[channel] = (answer[channel] ?? '') + kept;
    }
    if (cut.has(choice)) answer.content = (answer.content ?? '') + NOTICE;
    answers.set(choice, { ...answer, finish: cut.has(choice) ? FILTERED[endpoint] : (ends[endpoint] ?? 'stop') });
  }
  return answers;
}

function scenario(endpoint: EndpointName) {
  const choices = endpoint === 'chat-completions' || endpoint === 'completions' ? 2 : 1;
  const allowed = fc.array(fc.nat(150), { minLength: choices, maxLength: choices });
  const asked = { model: 'm', stream: true, choices, usageWanted: true, prompt: '', maxTokens: null };
  const run = (texts: readonly MarkedText[], limits: readonly number[]) => {
    const stream = ENDPOINTS.find(({ name }) => name === endpoint)!.stream(asked);
    return guarded(stream, markedStream(endpoint, texts, choices), limits);
  };
  return { choices, run, given: fc.tuple(markedTexts(CHANNELS[endpoint], choices), allowed) };
}

const names = ENDPOINTS.map(({ name }) => name);

test.each(names)('%s: the client has the allowed text and the notice, and nothing of the rest is sent', (endpoint) => {
  const { choices, run, given } = scenario(endpoint);
  fc.assert(
    fc.property(given, ([texts, allowed]) => {
      const result = run(texts, allowed);
      expect(assembled(endpoint, result.body)).toEqual(expected(endpoint, result, choices));
      for (const { gone } of result.texts) if (gone.length >= 6) expect(result.body).not.toContain(gone.slice(0, 6));
    }),
    { numRuns: 300 },
  );
});

test.each(names.filter((name) => name !== 'messages'))('%s: the client of OpenAI reads the same', async (endpoint) => {
  const { choices, run, given } = scenario(endpoint);
  await fc.assert(
    fc.asyncProperty(given, async ([texts, allowed]) => {
      const result = run(texts, allowed);
      const read = await assembledByOpenAi(endpoint, result.body);
      const wanted = expected(endpoint, result, choices);
      // Its chat helper does not support reasoning, and keeps only the last piece of it.
      for (const answer of [...read.values(), ...wanted.values()])
        if (endpoint === 'chat-completions') delete answer.reasoning;
      expect(new Map([...read].sort(([a], [b]) => a - b))).toEqual(wanted);
    }),
    { numRuns: 150 },
  );
});

test.each(names)('%s: no event that ends an answer holds text, and the stream ends once', (endpoint) => {
  const { run, given } = scenario(endpoint);
  fc.assert(
    fc.property(given, ([texts, allowed]) => {
      const events = dataOf(run(texts, allowed).body);
      if (endpoint === 'responses') {
        const ends = events.filter(({ response }) => response !== undefined && response.status !== 'in_progress');
        expect([ends.length, events.at(-1)]).toEqual([1, ends[0]]);
        expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, i) => i));
      } else if (endpoint === 'messages') {
        const ends = events.filter(({ type }) => type === 'message_delta' || type === 'message_stop');
        expect(ends.map(({ type }) => type)).toEqual(['message_delta', 'message_stop']);
        expect(events.slice(-2)).toEqual(ends);
        const blocks = events.filter(({ type }) => /_st(art|op)$/.test(type) && type.startsWith('content'));
        const order = blocks.map(({ type, index }) => `${index} ${type}`);
        const starts = blocks.filter(({ type }) => type === 'content_block_start');
        expect(order).toEqual(starts.flatMap((_, i) => [`${i} content_block_start`, `${i} content_block_stop`]));
      } else {
        expect(events.indexOf(null)).toBe(events.length - 1);
        const filtered = events
          .flatMap((event) => event?.choices ?? [])
          .filter((one) => one.finish_reason === 'content_filter');
        for (const { delta, text } of filtered) expect(delta ?? text).toEqual(endpoint === 'completions' ? '' : {});
      }
    }),
  );
});
