import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatCompletions } from '../chat-completions.ts';
import type { WireEvent } from '../endpoint.ts';
import { EventDecoder } from '../event-decoder.ts';
import { encodeEvent } from '../event-encoder.ts';
import { plainDelta } from './plain-delta.ts';

const asked = { model: 'm', stream: true, choices: 2, usageWanted: true, prompt: '', maxTokens: null };
const chunk = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 5,
  model: 'x',
  service_tier: 'default',
  system_fingerprint: null,
  choices: [{ index: 1, delta: { content: 'a' }, logprobs: null, finish_reason: null }],
  usage: null,
};

const values = fc.constantFrom<unknown>(null, 0, 1, -1, 2 ** 53, true, '', 'error', 'y'.repeat(201), {}, [], ['x'], {
  content: 'x',
  message: 'x',
  prompt_tokens: 1,
});
const record = (plain: object, names: string) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names.split(' ')), values), { maxLength: 2 })
    .map((entries) => ({ ...plain, ...Object.fromEntries(entries) }));
const events = fc
  .tuple(
    record({ content: 'a' }, 'content role refusal reasoning_content tool_calls audio name novel __proto__'),
    record({ index: 1, logprobs: null }, 'index delta finish_reason logprobs message error novel text'),
    record({ id: 'chatcmpl-1', object: 'chunk' }, 'id object model usage error detail type obfuscation choices novel'),
  )
  .map(([delta, entry, event]) => ({ choices: [{ delta, ...entry }], ...event }));

/**
 * Returns everything a stream reads and writes for an event. `also` is a field that changes nothing and that no plain
 * event has.
 */
function told(event: object, also: object) {
  const data = JSON.stringify({ ...event, ...also });
  const read = (stream: ReturnType<typeof chatCompletions.stream>) =>
    stream.read(new EventDecoder(1e6).push(encodeEvent(data))[0]!);
  const written = (bytes: Uint8Array | null) =>
    bytes === null ? null : Buffer.from(bytes).toString().replace('"x_groq":{},', '').replace(',"x_groq":{}', '');
  const content = ({ pieces, finishes, usage, problem, unread, model, isLast }: WireEvent) => {
    return { pieces, finishes, usage, problem, unread, model, isLast };
  };
  const passing = chatCompletions.stream(asked);
  const cutting = chatCompletions.stream(asked);
  const ending = chatCompletions.stream(asked);
  ending.finish(0, true, '');
  return {
    content: content(read(passing)),
    passed: [passing.forward(read(passing)), passing.say(1, 'more'), passing.say(0, 'more')].map(written),
    cut: [[1], [0]].map((keep) => written(cutting.cut(read(cutting), keep))),
    ended: [ending.forward(read(ending)), ending.cut(read(ending), [1])].map(written),
  };
}

test('the commonest event is plain, and one that says anything else is not', () => {
  expect(plainDelta(chunk)).toEqual({ choice: 1, text: 'a' });
  const [entry] = chunk.choices;
  const others = [
    { ...chunk, usage: { prompt_tokens: 1 } },
    { ...chunk, choices: [entry, entry] },
    { ...chunk, choices: [{ ...entry, finish_reason: 'stop' }] },
    { ...chunk, choices: [{ ...entry, delta: { content: 'a', novel: 'b' } }] },
    { ...chunk, id: 'y'.repeat(201) },
    { ...chunk, error: 'busy' },
  ];
  for (const other of others) expect(plainDelta(other)).toBeNull();
});

test('a plain event is read and written as the general reader has it', () => {
  let plain = 0;
  fc.assert(
    fc.property(events, (event) => {
      if (plainDelta(JSON.parse(JSON.stringify(event))) === null) return;
      plain += 1;
      expect(told(event, {})).toEqual(told(event, { x_groq: {} }));
    }),
    { numRuns: 1000 },
  );
  expect(plain).toBeGreaterThan(50);
  expect(plainDelta({ ...chunk, x_groq: {} })).toBeNull();
});
