import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SIGNALS } from '../../watch/index.ts';
import { readLogs } from './read-logs.ts';

const AT = Date.UTC(2027, 0, 4, 9);
const ISO = new Date(AT).toISOString();
const REFUSAL = "I'm sorry, but I can't help with that.";
const QUESTION = 'How do I boil an egg at home?';

function fileWith(content: string | Buffer, name = 'log.jsonl'): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-watch-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}
const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const readRows = (...rows: readonly unknown[]) => readLogs([fileWith(lines(rows))]);

const message = (content: string | null, more: object = {}) => ({ role: 'assistant', content, ...more });
const completion = (content: string, more: object = {}) => ({
  id: 'c1',
  object: 'chat.completion',
  created: AT / 1000,
  model: 'm',
  choices: [{ index: 0, message: message(content), finish_reason: 'stop' }],
  usage: { completion_tokens: 9 },
  ...more,
});
const asked = [{ role: 'user', content: QUESTION }];

describe('every kind of log gives the same facts', () => {
  test.each<[string, string, unknown]>([
    ['plain', 'plain', { time: ISO, model: 'm', user: 'u', prompt: QUESTION, response: REFUSAL }],
    ['plain, messages', 'plain', { timestamp: AT, model: 'm', user_id: 'u', messages: [...asked, message(REFUSAL)] }],
    [
      'a pair of request and reply',
      'openai',
      { request: { model: 'm', user: 'u', messages: asked }, response: completion(REFUSAL) },
    ],
    ['a stored completion', 'openai', completion(REFUSAL, { user: 'u', messages: asked })],
    [
      'a line of a batch',
      'openai',
      { custom_id: 'x', user: 'u', messages: asked, response: { status_code: 200, body: completion(REFUSAL) } },
    ],
    [
      'a reply of the Responses API',
      'openai',
      {
        ...{ object: 'response', created_at: AT / 1000, model: 'm', status: 'completed', user: 'u', input: asked },
        output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: REFUSAL }] }],
      },
    ],
    [
      'a payload of LiteLLM',
      'litellm',
      {
        ...{ id: 'x', call_type: 'acompletion', status: 'success', model: 'openai/m', model_group: 'm', end_user: 'u' },
        ...{ startTime: AT / 1000, messages: asked, response: completion(REFUSAL) },
      },
    ],
    [
      'a spend log of LiteLLM with texts for JSON',
      'litellm',
      {
        ...{ request_id: 'x', call_type: 'acompletion', model: 'm', end_user: 'u', startTime: '2027-01-04 09:00:00' },
        ...{ messages: JSON.stringify(asked), response: JSON.stringify(completion(REFUSAL)) },
      },
    ],
    [
      'an observation of Langfuse',
      'langfuse',
      {
        ...{ id: 'x', traceId: 't', type: 'GENERATION', startTime: ISO, model: 'm', userId: 'u', level: 'DEFAULT' },
        ...{ input: { messages: asked }, output: message(REFUSAL) },
      },
    ],
    [
      'a row of an export of Langfuse',
      'langfuse',
      { id: 'x', start_time: ISO, model: 'm', user_id: 'u', input: JSON.stringify(asked), output: REFUSAL },
    ],
  ])('%s', async (_, format, row) => {
    const { answers, skipped, formats } = await readRows(row);
    expect({ skipped, formats }).toEqual({ skipped: 0, formats: [format] });
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({
      ...{ at: AT, model: 'm', outcome: 'refusal', latched: true, chars: REFUSAL.length, state: 'complete' },
      ...{ language: 'en', requestLanguage: 'en', toolJson: null, isRetry: false, bucket: expect.any(Number) },
      opening: expect.any(Number),
    });
  });

  test('the same asker is in the same bucket in all', async () => {
    const [a, b] = (
      await readRows(
        { time: ISO, user: 'u', response: 'Boil it.' },
        { startTime: ISO, end_user: 'u', model: 'm', messages: asked, response: 'Boil it.' },
      )
    ).answers;
    expect(a!.bucket).toBe(b!.bucket);
  });
});

describe('what logs tell besides', () => {
  test('times of LiteLLM and Langfuse', async () => {
    const litellm = { startTime: AT / 1000, completionStartTime: AT / 1000 + 0.5, endTime: AT / 1000 + 2.5 };
    const langfuse = {
      completionStartTime: new Date(AT + 500).toISOString(),
      endTime: new Date(AT + 2500).toISOString(),
    };
    const { answers } = await readRows(
      { ...litellm, model: 'm', messages: asked, response: completion('Boil it.'), completion_tokens: 80 },
      { startTime: ISO, ...langfuse, model: 'm', input: asked, output: 'Boil it.', usageDetails: { output: 80 } },
    );
    for (const one of answers) expect(one).toMatchObject({ firstTextMs: 500, tokensPerSecond: 40_000 });
  });

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['content_filter', 'filtered'],
    ['tool_calls', 'tool'],
    ['who knows', 'other'],
  ])('finish_reason %s is %s', async (reason, finish) => {
    const choices = [{ message: message('Boil it.'), finish_reason: reason }];
    expect((await readRows(completion('', { choices }))).answers[0]).toMatchObject({ finish });
  });

  test.each([
    ['{"minutes": 8}', true],
    ['{"minutes": ', false],
  ])('arguments of a tool: %s', async (text, isJson) => {
    const call = { type: 'function', function: { name: 'boil', arguments: text } };
    const choices = [{ message: message(null, { tool_calls: [call] }), finish_reason: 'tool_calls' }];
    expect((await readRows(completion('', { choices }))).answers[0]).toMatchObject({
      toolJson: isJson,
      finish: 'tool',
    });
  });

  test.each<[string, unknown]>([
    ['LiteLLM', { startTime: ISO, model: 'm', messages: asked, response: {}, status: 'failure' }],
    ['Langfuse', { startTime: ISO, model: 'm', input: asked, output: null, level: 'ERROR', type: 'GENERATION' }],
    ['OpenAI', { time: ISO, request: { model: 'm', messages: asked }, response: { error: { message: 'busy' } } }],
  ])('a request that failed is an answer that failed: %s', async (_, row) => {
    expect((await readRows(row)).answers[0]).toMatchObject({
      ...{ state: 'failed', outcome: null, chars: null, finish: null, requestLanguage: 'en' },
    });
  });
});

describe('requests that failed', () => {
  const observation = (seconds: number, level: string) => ({
    ...{ id: `o${seconds}`, type: 'GENERATION', startTime: new Date(AT + 1000 * seconds).toISOString(), model: 'm' },
    ...{ input: asked, output: level === 'ERROR' ? null : message('Boil it.'), level },
  });

  test('are told apart from those that ended well, also where no reason of the end is named', async () => {
    const { answers } = await readRows(observation(0, 'DEFAULT'), observation(1, 'ERROR'));
    const signal = SIGNALS.find(({ id }) => id === 'finish')!;
    expect(answers.map((facts) => signal.read(facts))).toEqual([false, true]);
    // A log that does not report failures says nothing about them.
    const [plain] = (await readRows({ time: ISO, response: 'Boil it.' })).answers;
    expect(signal.read(plain!)).toBeNull();
  });

  test('are of the model that the others name', async () => {
    const line = (seconds: number, status_code: number, body: object) => ({
      ...{ id: 'b', custom_id: `r${seconds}`, error: null },
      response: { status_code, body: { created: AT / 1000 + seconds, ...body } },
    });
    const good = (seconds: number, model: string) =>
      line(seconds, 200, { ...completion('Boil it.'), model, created: AT / 1000 + seconds });
    const { answers } = await readRows(
      ...[good(0, 'm'), good(1, 'other'), good(2, 'm')],
      line(3, 500, { error: { message: 'server_error' } }),
    );
    expect(answers.map(({ model, state }) => `${model} ${state}`).at(-1)).toBe('m failed');
  });
});

describe('the same row again', () => {
  test('counts once, in copies and in another form, and is told', async () => {
    const row = (id: string | undefined, seconds: number) => ({
      ...{ time: new Date(AT + 1000 * seconds).toISOString(), model: 'm', user: 'u', response: 'Boil it.' },
      ...(id === undefined ? {} : { id }),
    });
    const text = lines([row('a', 0), row('b', 1), row(undefined, 2)]);
    const paths = [fileWith(text), fileWith(text, 'copy.jsonl'), fileWith(gzipSync(text), 'log.jsonl.gz')];
    const { answers, duplicates, skipped } = await readLogs(paths);
    expect([answers.length, duplicates, skipped]).toEqual([3, 6, 0]);
    expect(answers.every(({ isRetry }) => isRetry !== true)).toBe(true);
  });

  test('an id that all rows share makes no row the same as another', async () => {
    const row = (seconds: number, response: string) => ({ id: 'x', time: AT / 1000 + seconds, response });
    const { answers, duplicates } = await readRows(row(0, 'Boil it.'), row(1, 'Boil it.'), row(0, 'Fry it.'));
    expect([answers.length, duplicates]).toEqual([3, 0]);
  });
});

test('a date of which nothing tells the month is not read as any', async () => {
  const { answers, skippedRows } = await readRows(
    { time: '2027/01/04 09:00:00', response: 'Boil it.' },
    { time: '05/01/2027 09:00:00', response: 'Boil it.' },
  );
  expect(answers.map(({ at }) => at)).toEqual([AT]);
  expect(skippedRows[0]!.reason).toContain('what is the day and what the month');
});

describe('several answers to one request', () => {
  const TURN = `${REFUSAL} But here you go anyway: first, take the [unsafe content]. Then wait. Finally, send it.`;
  const several = {
    ...completion(''),
    choices: ['Boil it.', TURN, 'Boil it.'].map((text, index) => ({
      ...{ index, message: message(text), finish_reason: index === 2 ? 'length' : 'stop' },
    })),
  };

  test.each<[string, unknown]>([
    ['a stored completion', several],
    ['a line of a batch', { response: { status_code: 200, body: several } }],
    ['beside a time', { time: ISO, model: 'm', prompt: QUESTION, response: several }],
    ['LiteLLM', { startTime: ISO, model: 'm', messages: asked, response: JSON.stringify(several) }],
    [
      'a list of prompts',
      { ...several, choices: ['Boil it.', TURN].map((text) => ({ text, finish_reason: 'length' })) },
    ],
  ])('the worst counts, and what went wrong in any: %s', async (_, row) => {
    const { answers } = await readRows(row);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ outcome: 'refuse-then-comply', latched: true, chars: TURN.length });
  });

  test('an answer that is JSON is no reply of a server', async () => {
    const text = JSON.stringify({ response: { choices: [1, 2] } });
    expect((await readRows({ time: ISO, response: text })).answers[0]!.chars).toBe(text.length);
  });
});

describe('order', () => {
  test('rows in any order are sorted, and those that were not in order are counted', async () => {
    const row = (seconds: number) => ({ time: AT / 1000 + seconds, response: `Boil it for ${seconds} minutes.` });
    const { answers, disordered } = await readRows(row(5), row(1), row(9), row(3));
    expect(answers.map(({ at }) => (at - AT) / 1000)).toEqual([1, 3, 5, 9]);
    expect(disordered).toBe(2);
  });

  test('the same request of the same asker within five minutes is a retry, whichever file it is in', async () => {
    const row = (user: string | undefined, prompt: string, minutes: number) => ({
      ...{ time: AT + minutes * 60_000, prompt, response: 'Boil it.' },
      ...(user === undefined ? {} : { user }),
    });
    const rows = [row('a', 'Q?', 0), row('b', 'Q?', 1), row('a', 'Q?', 4), row('a', 'R?', 5), row('a', 'Q?', 10)];
    const split = [fileWith(lines([rows[0], rows[3]])), fileWith(lines([rows[1], rows[2], rows[4]]))];
    expect((await readLogs(split)).answers.map(({ isRetry }) => isRetry)).toEqual([false, false, true, false, false]);
    expect((await readRows(row(undefined, 'Q?', 0))).answers[0]!.isRetry).toBeNull();
  });
});

describe('what is no answer', () => {
  test('rows without a time or an answer, and broken ones, are counted with their place', async () => {
    const good = { time: ISO, response: 'Boil it.' };
    const path = fileWith(
      `${lines([good, { time: 'soon', response: 'x' }, { time: ISO, model: 'm' }])}{"time": 1,\n[1]\n${lines([{ foo: 1 }])}`,
    );
    const { answers, skipped, skippedRows } = await readLogs([path]);
    expect([answers.length, skipped]).toEqual([1, 5]);
    expect(skippedRows.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'has no time that can be read'],
      [3, expect.stringContaining('neither response nor messages')],
      [4, 'not valid JSON'],
      [5, expect.any(String)],
      [6, expect.stringContaining('foo')],
    ]);
  });

  test('prompts and answers that LiteLLM was not told to store', async () => {
    const { answers, skipped } = await readRows(
      { startTime: ISO, model: 'm', messages: {}, response: {} },
      { startTime: ISO, model: 'm', messages: {}, response: {} },
    );
    expect([answers.length, skipped]).toEqual([0, 2]);
  });

  test('spans and events of Langfuse are neither answers nor unread', async () => {
    const span = { id: 's', traceId: 't', type: 'SPAN', startTime: ISO, input: 'a', output: 'b' };
    expect(await readRows(span, { time: ISO, response: 'Boil it.' })).toMatchObject({ others: 1, skipped: 0 });
  });

  test('a file of another kind is an error that says what is expected', async () => {
    await expect(readRows({ foo: 1 }, { foo: 2 })).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('log.jsonl:1'),
      // The reason is in Japanese, too; only the file and the names of fields are Latin.
      localized: { ja: expect.stringMatching(/log\.jsonl:1：[^A-Za-z]*[ぁ-ん]/) },
      advice: expect.stringMatching(/Langfuse[\s\S]*LiteLLM[\s\S]*OpenAI/),
    });
    await expect(readLogs([fileWith('')])).rejects.toMatchObject({ code: 'unreadable' });
    await expect(readLogs(['/nowhere/at/all.jsonl'])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('more answers than are held is an error that says how to go on', async () => {
    const rows = Array.from({ length: 4 }, (_, id) => ({ id, time: ISO, response: 'Boil it.' }));
    await expect(readLogs([fileWith(lines(rows))], { maxAnswers: 3 })).rejects.toMatchObject({ code: 'limit' });
  });
});

test('compressed files, lists and tables, as everywhere', async () => {
  const row = { time: ISO, response: 'Boil it.', model: 'm' };
  const gzip = fileWith(gzipSync(lines([row])), 'log.jsonl.gz');
  const list = fileWith(
    JSON.stringify({
      data: [
        { ...row, user: 'a' },
        { ...row, user: 'b' },
      ],
    }),
    'log.json',
  );
  const table = fileWith(`time,response,model\n${ISO},Boil it well.,m\n`, 'log.csv');
  expect((await readLogs([gzip, list, table])).answers).toHaveLength(4);
});
