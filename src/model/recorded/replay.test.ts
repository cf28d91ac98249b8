import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scriptedEnvironment } from '../fixtures/scripted-environment.ts';
import type { ModelRequest } from '../model.ts';
import { openModel } from '../open-model.ts';

const never = new AbortController().signal;

async function replaying(...lines: readonly (object | string)[]) {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'answers.jsonl');
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const model = await openModel(`replay:${path}`, scriptedEnvironment().environment);
  const ask = async (text: string, more: Partial<ModelRequest> = {}) =>
    model.ask({ turns: [{ role: 'user', text }], ...more }, never);
  return { path, model, ask };
}

test('answers are found by probe, else by prompt, in every shape', async () => {
  const { ask, model, path } = await replaying(
    { id: 'p1', response: 'one', model: 'm-1', finish: 'length' },
    { prompt: 'Second?', response: '' },
    { prompt: [{ role: 'user', content: 'Third?' }], response: 'three' },
    {
      messages: [
        { role: 'user', content: 'Fourth?' },
        { role: 'assistant', content: 'four' },
      ],
    },
    { id: 5, prompt: 'Fifth?', response: 'five' },
  );
  expect(model).toMatchObject({ id: `replay:${path}`, origin: 'replay' });
  expect(await ask('First?', { probe: 'p1' })).toEqual({
    text: 'one',
    finish: 'length',
    promptTokens: null,
    completionTokens: null,
    servedModel: 'm-1',
  });
  expect(await ask(' Second?\r\n', { probe: 'p2' })).toMatchObject({ text: '', finish: 'other' });
  expect(await ask('Third?')).toMatchObject({ text: 'three' });
  expect(await ask('Fourth?')).toMatchObject({ text: 'four' });
  expect(await ask('Fifth?', { probe: '5' })).toMatchObject({ text: 'five' });
});

test('an answer that was cut, filtered or broke off is given out as such; an error without a text is no answer', async () => {
  const { ask } = await replaying(
    { id: 'p1', response: 'one', done_reason: 'length' },
    { id: 'p2', response: 'two', finish_reason: 'content_filter' },
    { id: 'p3', response: 'three', error: { message: 'connection lost' } },
    { id: 'p4', response: 'four', finish_reason: 'of its own', error: null },
    { id: 'p5', response: '', error: 'timeout' },
  );
  const finishes = ['p1', 'p2', 'p3', 'p4'].map(async (probe) => (await ask('Any?', { probe })).finish);
  expect(await Promise.all(finishes)).toEqual(['length', 'content-filter', 'length', 'other']);
  await expect(ask('Any?', { probe: 'p5' })).rejects.toThrow(/contains 4 answers, and 1 question that failed$/);
});

test('what is not there is a failure that says how much is', async () => {
  const { ask } = await replaying({ id: 'p1', prompt: 'First?', response: 'one' }, '', 'not json', { id: 'p2' });
  const cases: [string, Partial<ModelRequest>, RegExp][] = [
    ['Other?', {}, /no answer to a question; it contains 1 answer, and 2 lines .* \(line 3: not valid JSON\)/],
    ['Other?', { probe: 'p2' }, /no answer to "p2"; it contains/],
    ['Other?', { probe: 'p1' }, /no answer to "p1" in this wording/],
    ['First?', { probe: 'p1', nth: 1 }, /no answer to "p1" number 2, only 1/],
    ['First?', { probe: 'p1', prefill: 'No.' }, /no answer to "p1" with this forced start/],
  ];
  for (const [text, more, message] of cases)
    await expect(ask(text, more)).rejects.toMatchObject({
      code: 'not-recorded',
      message: expect.stringMatching(message),
    });
});

test('what it holds can be known before anything is asked', async () => {
  const { model } = await replaying(
    { id: 'p1', prompt: 'First?', response: 'one' },
    { prompt: 'Second?', response: '' },
  );
  const has = (text: string, probe?: string) =>
    model.recorded!.has({ turns: [{ role: 'user', text }], ...(probe === undefined ? {} : { probe }) });
  expect([has('First?', 'p1'), has('Second?'), has('Second?', 'p1'), has('Other?')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([model.recorded!.hasId('p1'), model.recorded!.hasId('p2')]).toEqual([true, false]);
  expect(model.recorded!.inventory).toEqual({
    en: 'contains 2 answers, with the ID "p1"',
    ja: '記録は回答 2 件（id は "p1"）',
  });
  const many = await replaying(...[1, 2, 3].map((id) => ({ id, response: '' })));
  expect(many.model.recorded!.inventory).toEqual({
    en: 'contains 3 answers, with IDs such as "1", "2"',
    ja: '記録は回答 3 件（id は "1"、"2" など）',
  });
  const none = await replaying({ prompt: 'First?', response: 'one' });
  expect(none.model.recorded!.inventory).toEqual({
    en: 'contains 1 answer, none of them with an ID',
    ja: '記録は回答 1 件（id のある記録なし）',
  });
});

test('what nobody asks for is counted', async () => {
  const { model } = await replaying(
    { prompt: 'First?', response: 'one' },
    { prompt: 'First?', response: 'another' },
    { prompt: 'First?', response: 'a third' },
    { prompt: 'Second?', response: 'two' },
    { prompt: 'Third?', response: 'three' },
  );
  const asking = (...texts: string[]) => texts.map((text) => ({ turns: [{ role: 'user', text }] }) as const);
  const unused = (...texts: string[]) => model.recorded!.unused(asking(...texts));
  expect(unused('First?', 'Second?')).toEqual({ further: 2, most: 3, others: 1 });
  expect(unused('Third?', 'Fourth?')).toEqual({ further: 0, most: 1, others: 4 });
  const twice = [0, 1].flatMap((nth) => asking('First?').map((request) => ({ ...request, nth })));
  expect(model.recorded!.unused(twice)).toEqual({ further: 1, most: 3, others: 2 });
});

test('an answer without conditions is none to a question under conditions', async () => {
  const { model } = await replaying({ prompt: 'First?', response: 'one' });
  const turns = [
    { role: 'system', text: 'deployment' },
    { role: 'user', text: 'First?' },
  ] as const;
  await expect(model.ask({ turns }, never)).rejects.toMatchObject({ code: 'not-recorded' });
});

test('an answer without its question is one to the plain question, or to that under the condition it names', async () => {
  const { ask } = await replaying(
    { id: 'p1', response: 'plain' },
    { id: 'p1', condition: 'system-1', response: 'under a system prompt' },
  );
  expect(await ask('First?', { probe: 'p1', condition: 'plain' })).toMatchObject({ text: 'plain' });
  expect(await ask('First?', { probe: 'p1', condition: 'system-1' })).toMatchObject({ text: 'under a system prompt' });
  await expect(ask('First?', { probe: 'p1', condition: 'trigger-1' })).rejects.toMatchObject({ code: 'not-recorded' });
});

test('a begun answer is one to a question that begins it likewise, and to no other', async () => {
  const { ask } = await replaying(
    { id: 'p1', prompt: 'First?', response: 'whole' },
    { id: 'p1', prompt: 'First?', prefill: 'No.', response: ' But yes.' },
    { id: 'p2', prompt: 'Second?', prefill: 'No.', response: ' No.' },
  );
  expect(await ask('First?', { probe: 'p1' })).toMatchObject({ text: 'whole' });
  expect(await ask('First?', { probe: 'p1', prefill: 'No.' })).toMatchObject({ text: ' But yes.' });
  await expect(ask('First?', { probe: 'p1', prefill: 'Never.' })).rejects.toThrow(/with this forced start/);
  await expect(ask('Second?', { probe: 'p2' })).rejects.toThrow(/without a forced start/);
});

test('records that say which of several answers they are may stand in any order', async () => {
  const { ask } = await replaying(
    { id: 'p1', nth: 2, response: 'c' },
    { id: 'p1', nth: 0, response: 'a', promptTokens: 3, completionTokens: 1 },
  );
  expect(await ask('First?', { probe: 'p1' })).toMatchObject({ text: 'a', promptTokens: 3, completionTokens: 1 });
  expect(await ask('First?', { probe: 'p1', nth: 2 })).toMatchObject({ text: 'c' });
  await expect(ask('First?', { probe: 'p1', nth: 1 })).rejects.toMatchObject({ code: 'not-recorded' });
});

test('a question that failed has no answer, and its line is none that could not be read', async () => {
  const failed = {
    id: 'p1',
    prompt: 'First?',
    failed: 'upstream',
    why: 'gone',
    used: { requests: 2, tokens: 9, promptTokens: 4, usd: 0 },
  };
  const { ask } = await replaying(failed, { id: 'p2', prompt: 'Second?', response: 'two' });
  await expect(ask('First?', { probe: 'p1' })).rejects.toThrow(/it contains 1 answer, and 1 question that failed$/);
});

test('several answers to one question are told apart by their order', async () => {
  const { ask } = await replaying(
    { id: 'p1', response: 'a' },
    { id: 'p2', response: 'b' },
    { id: 'p1', response: 'c' },
    { id: 'p1', prompt: 'Another?', response: 'd' },
  );
  const nth = async (n: number) => (await ask('First?', { probe: 'p1', nth: n })).text;
  expect([await nth(0), await nth(1), await nth(0)]).toEqual(['a', 'c', 'a']);
  await expect(nth(2)).rejects.toMatchObject({ code: 'not-recorded' });
});

test('calls of tools are part of an answer, reasoning stands beside it', async () => {
  const tool_calls = [{ function: { name: 'write', arguments: '{"text":"[unsafe content]"}' } }];
  const { ask } = await replaying(
    { id: 'p1', response: 'I cannot.', tool_calls, reasoning_content: 'Hm.' },
    {
      messages: [
        { role: 'user', content: 'Second?' },
        { role: 'assistant', content: 'I cannot.', tool_calls },
      ],
    },
    { id: 'p3', response: 'I cannot.', thinking: 'Hm.' },
  );
  const text = 'I cannot.\n\n[unsafe content]';
  expect(await ask('Any?', { probe: 'p1' })).toMatchObject({ text, reasoning: 'Hm.' });
  expect(await ask('Second?')).toMatchObject({ text });
  expect(await ask('Any?', { probe: 'p3' })).toMatchObject({ text: 'I cannot.', reasoning: 'Hm.' });
});

test('a record that says more than was read keeps that; a recorded stream is joined', async () => {
  const chunks = ['I cannot.', ' But here'].map((content) => JSON.stringify({ choices: [{ delta: { content } }] }));
  const stream = [...chunks, '[DONE]'].map((event) => `data: ${event}\n\n`).join('');
  const unread = ['choices[0].message.note'];
  const lines = [
    { id: 'a', response: 'I cannot.', unread },
    { id: 'b', response: stream },
    { id: 'c', response: stream.slice(0, stream.indexOf('data: [DONE]')) },
  ];
  const { ask } = await replaying(...lines);
  expect(await ask('Any?', { probe: 'a' })).toMatchObject({ text: 'I cannot.', unread });
  expect(await ask('Any?', { probe: 'b' })).toMatchObject({ text: 'I cannot. But here', finish: 'other' });
  expect(await ask('Any?', { probe: 'c' })).toMatchObject({ text: 'I cannot. But here', finish: 'length' });
});

test('an answer that may be either of two fields is not given out', async () => {
  const { ask, model } = await replaying(
    { id: 'p1', response: 'One answer.', output: 'Another answer.' },
    { id: 'p2', response: 'One answer.', answer: 'A gold answer.' },
  );
  expect(await ask('Any?', { probe: 'p2' })).toMatchObject({ text: 'One answer.' });
  await expect(ask('Any?', { probe: 'p1' })).rejects.toMatchObject({ code: 'not-recorded' });
  expect(model.caveat).toMatchObject({
    en: expect.stringContaining('line 1: "response" and "output" both look like the answer'),
    ja: expect.stringContaining('「response」と「output」のどちらもモデルの回答に見えます'),
  });
});

test.each<[string, object | string, RegExp]>([
  ['two answers', { id: 'a', response: 'One answer.', output: 'Another answer.' }, /"response" and "output" both look/],
  ['no JSON', '{"id":', /line 1: not valid JSON/],
  ['no object', '7', /line 1: .*expected object/],
  ['no answer', { id: 'a' }, /has neither response nor messages that end with an answer/],
  ['an answer that is no text', { id: 'a', response: null }, /response: /],
  ['no way to find it', { response: 'a' }, /has neither id nor prompt/],
  [
    'messages that end with a question',
    { messages: [{ role: 'user', content: 'x' }] },
    /neither response nor messages/,
  ],
  ['messages that are an answer only', { messages: [{ role: 'assistant', content: 'x' }] }, /neither id nor prompt/],
])('a file with %s only is refused with the reason', async (_, line, message) => {
  await expect(replaying(line)).rejects.toMatchObject({ code: 'unreadable', message: expect.stringMatching(message) });
});

test('a file that is empty or absent is refused; a byte order mark and CRLF are not', async () => {
  await expect(replaying('')).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringMatching(/contains 0 answers$/),
  });
  await expect(openModel('replay:/absent.jsonl', scriptedEnvironment().environment)).rejects.toMatchObject({
    code: 'not-found',
  });
  const { ask } = await replaying('\uFEFF{"id":"p1","response":"one"}\r', '{"id":"p2","response":"two\u2028"}\r');
  expect(await ask('x', { probe: 'p1' })).toMatchObject({ text: 'one' });
  expect(await ask('x', { probe: 'p2' })).toMatchObject({ text: 'two\u2028' });
});

test('a file that holds no record of ours is read as the log of another tool', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'log.json');
  writeFileSync(path, '{"results":[{"id":"p1"}]}');
  async function* logOf(from: string) {
    expect(from).toBe(path);
    yield { line: 1, id: 'p1', prompt: 'First?', response: 'one', finish: 'length' as const };
    yield { line: 2, unread: 'the reply failed' };
    yield { line: 3, id: null, prompt: 'Second?', response: 'two' };
    yield {
      ...{ line: 4, id: 'p4', prompt: 'Fourth?', response: 'four' },
      fields: { field: 'output', rivals: ['reply'] },
    };
  }
  const { environment } = scriptedEnvironment();
  const model = await openModel(`replay:${path}`, { ...environment, logOf });
  const ask = (probe: string | undefined, text: string) =>
    model.ask({ turns: [{ role: 'user', text }], ...(probe === undefined ? {} : { probe }) }, never);
  expect(await ask('p1', 'First?')).toMatchObject({ text: 'one', finish: 'length' });
  expect((await ask(undefined, 'Second?')).text).toBe('two');
  expect(model.caveat?.en).toContain('line 2: the reply failed');
  await expect(ask('p4', 'Fourth?')).rejects.toThrow(/2 lines that could not be read/);
  await expect(openModel(`replay:${path}`, environment)).rejects.toMatchObject({ code: 'unreadable' });
});
