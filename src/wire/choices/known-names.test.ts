import { expect, test } from 'vitest';
import { chatCompletions } from '../chat-completions.ts';
import { EventDecoder } from '../event-decoder.ts';
import { encodeEvent } from '../event-encoder.ts';

const asked = { model: 'm', choices: 1, usageWanted: false };
const eventOf = (delta: object) =>
  new EventDecoder(1e6).push(encodeEvent(JSON.stringify({ choices: [{ index: 0, delta }] }), ''))[0]!;

/** Returns the parts and texts of a stream with these deltas. */
function read(...deltas: readonly object[]): string[] {
  const stream = chatCompletions.stream(asked);
  return deltas.flatMap((delta) => stream.read(eventOf(delta)).pieces.map(({ part, text }) => `${part}: ${text}`));
}

const call = (name: string, text: string, index = 0) => ({
  tool_calls: [{ index, function: { name, arguments: text } }],
});

test('the name of a call that is said again is no new text', () => {
  expect(read(call('write', '{"a'), call('write', '":1'), call('write', '}'))).toEqual([
    'tool_calls[0].name: write',
    'tool_calls[0].arguments: {"a',
    'tool_calls[0].arguments: ":1',
    'tool_calls[0].arguments: }',
  ]);
  expect(
    read({ function_call: { name: 'write', arguments: '1' } }, { function_call: { name: 'write', arguments: '2' } }),
  ).toEqual(['function_call.name: write', 'function_call.arguments: 1', 'function_call.arguments: 2']);
});

test('another call of the same name, a name that goes on, and another name are', () => {
  expect(read(call('write', '', 0), call('write', '', 1))).toHaveLength(2);
  expect(read(call('wri', ''), call('te', ''), call('write', ''))).toEqual([
    'tool_calls[0].name: wri',
    'tool_calls[0].name: te',
  ]);
  expect(read(call('write', ''), call('read', ''))).toHaveLength(2);
});

test('an event that is cut keeps its texts in their places', () => {
  const stream = chatCompletions.stream(asked);
  stream.read(eventOf(call('write', 'a')));
  const event = stream.read(eventOf(call('write', 'bcd')));
  const sent = JSON.parse(
    Buffer.from(stream.cut(event, [2])!)
      .toString()
      .slice('data: '.length),
  );
  expect(sent.choices[0].delta.tool_calls[0].function).toEqual({ arguments: 'bc' });
});
