import { expect, test } from 'vitest';
import type { EndpointName } from './endpoint.ts';
import { EventDecoder } from './event-decoder.ts';
import { ENDPOINTS } from './index.ts';

const endpoint = (name: EndpointName) => ENDPOINTS.find((one) => one.name === name)!;
const entry = (fields: object, index = 0) => ({ index, finish_reason: 'stop', ...fields });
const said = { role: 'assistant', content: 'Chop the leeks.' };

test.each<[string, EndpointName, unknown, readonly (number | null)[], string[]]>([
  ['nothing', 'chat-completions', { choices: [entry({ message: said })] }, [], []],
  [
    'of its answer',
    'chat-completions',
    { choices: [entry({ message: said }), entry({ text: 'a' }, 3)] },
    [3],
    ['choices[1].text'],
  ],
  [
    'an id beside the answers',
    'chat-completions',
    { choices: [entry({ message: said })], request: 'req-1' },
    [],
    ['request'],
  ],
  [
    'prose beside the answers',
    'chat-completions',
    { choices: [entry({ message: said })], note: 'Here it is.' },
    [null],
    ['note'],
  ],
  [
    'another script beside them',
    'chat-completions',
    { choices: [entry({ message: said })], note: '手順です' },
    [null],
    ['note'],
  ],
  [
    'tokens are no text',
    'chat-completions',
    { choices: [entry({ message: said, token_ids: [1, 2] })] },
    [],
    ['choices[0].token_ids'],
  ],
  [
    'a number as content',
    'chat-completions',
    { choices: [entry({ message: { content: 42 } })] },
    [0],
    ['choices[0].message.content'],
  ],
  ['no message', 'chat-completions', { choices: [entry({})] }, [0], ['choices[0].message']],
  ['no message beside an error', 'chat-completions', { choices: [entry({ error: { message: 'm' } })] }, [], []],
  ['no text', 'completions', { choices: [entry({}, 2)] }, [2], ['choices[0].text']],
  ['null as text', 'completions', { choices: [entry({ text: null })] }, [], []],
  [
    'log probabilities',
    'completions',
    { choices: [entry({ text: '', logprobs: { tokens: ['a'] } })] },
    [],
    ['choices[0].logprobs'],
  ],
  ['no output', 'responses', { status: 'completed' }, [0], ['output']],
  ['an empty output', 'responses', { status: 'completed', output: [] }, [], []],
  [
    'a part of an unknown type',
    'responses',
    { output: [{ type: 'message', content: [{ type: 'x', text: 'a' }] }] },
    [0],
    ['output[0].content[0].text'],
  ],
  ['no content', 'messages', { type: 'message', stop_reason: 'end_turn' }, [0], ['content']],
  ['a field of a block', 'messages', { content: [{ type: 'text', value: 'a' }] }, [0], ['content[0].value']],
])('a whole answer: %s', (_name, name, body, unreadIn, unread) => {
  expect(endpoint(name).whole(body)).toMatchObject({ unreadIn, unread });
});

test.each<[string, EndpointName, string, readonly (number | null)[]]>([
  [
    'an entry without a delta is none of a whole answer',
    'chat-completions',
    '{"choices":[{"index":0,"finish_reason":"stop"}]}',
    [],
  ],
  ['a delta that is a string', 'chat-completions', '{"choices":[{"index":1,"delta":"a"}]}', [1]],
  ['a number as content', 'chat-completions', '{"choices":[{"index":0,"delta":{"content":1}}]}', [0]],
  ['data that are no JSON', 'chat-completions', 'Here it is.', [null]],
  ['a field of a delta', 'messages', '{"type":"content_block_delta","index":0,"delta":{"value":"a"}}', [0]],
  ['a label around a message', 'messages', '{"type":"message_start","message":{"content":[],"tier":"a"}}', []],
  ['a response that is a string', 'responses', '{"type":"response.completed","response":"a"}', [0]],
  ['prose around a response', 'responses', '{"type":"response.created","response":{"note":"Here it is."}}', [null]],
])('an event: %s', (_name, name, data, unreadIn) => {
  const [event] = new EventDecoder(1e6).push(new TextEncoder().encode(`data: ${data}\n\n`));
  const stream = endpoint(name).stream({ model: 'm', choices: 2, usageWanted: false });
  expect(stream.read(event!).unreadIn).toEqual(unreadIn);
});
