import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { promptAndAnswer } from '../formats/turns/prompt-and-answer.ts';
import { columnarLines, mayBeColumnar } from './columnar-lines.ts';

async function linesOf(text: string): Promise<string | null> {
  const bytes = Buffer.from(text);
  const blocks = (async function* () {
    yield bytes.subarray(0, 7);
    yield bytes.subarray(7);
  })();
  return (await columnarLines(blocks, 'x.json'))?.map(String).join('') ?? null;
}

it('turns columns into rows, one a line', async () => {
  const text = '{"instruction": ["a", "b"], "output": ["c", null]}';
  expect(mayBeColumnar(text)).toBe(true);
  expect(await linesOf(text)).toBe('{"instruction":"a","output":"c"}\n{"instruction":"b","output":null}\n');
});

it.each([
  '{"tags": ["a", "b"], "question": "q", "answer": "a"}',
  '{"prompt": ["a"], "answer": ["b"]}',
  '{"tags": ["a", "b"], "messages": [{"role": "user"}, {"role": "assistant"}]}',
  '{"prompt": ["a", "b"], "answer": ["b"]}',
  '{"conversation": ["User: a", "Assistant: b"]}',
  '{"messages": ["{\\"role\\": \\"user\\"}", "{\\"role\\": \\"assistant\\"}"]}',
  '{"prompt": ["a", "b"], "answer": ["b", ',
])('knows what only looks like columns: %s', async (text) => {
  expect(await linesOf(text)).toBeNull();
});

it('takes one column, nested lists and escaped names', async () => {
  expect(await linesOf('{"messages": ["[]", "[]"]}')).toBe('{"messages":"[]"}\n{"messages":"[]"}\n');
  expect(await linesOf('{"text": ["User: a", "Assistant: b"]}')).toContain('\n{"text":"Assistant: b"}\n');
  expect(await linesOf('{"text": ["a", "b"]}')).toBe('{"text":"a"}\n{"text":"b"}\n');
  expect(mayBeColumnar('{"\\u8cea\\u554f": ["a", "b"]}')).toBe(true);
  expect(await linesOf('{"id": [1, 2], "messages": [[{"role": "user"}], []]}')).toContain(
    '{"id":1,"messages":[{"role"',
  );
});

const TABLE = {
  prompt: { 0: 'p0', 1: 'p1', 2: 'p2' },
  completion: { 0: 'c0', 1: 'c1', 2: 'c2' },
};
const TABLE_LINES = [0, 1, 2].map((n) => `{"prompt":"p${n}","completion":"c${n}"}\n`).join('');

it('turns what DataFrame.to_json writes into rows', async () => {
  for (const text of [JSON.stringify(TABLE), JSON.stringify(TABLE, null, 4)]) {
    expect(mayBeColumnar(text)).toBe(true);
    expect(await linesOf(text)).toBe(TABLE_LINES);
  }
});

it('puts cells together by their keys, not by where a column lists them', async () => {
  const shuffled = '{"prompt":{"2":"p2","0":"p0","1":"p1"},"completion":{"1":"c1","2":"c2","0":"c0"}}';
  expect(mayBeColumnar(shuffled)).toBe(true);
  expect(await linesOf(shuffled)).toBe(TABLE_LINES);
});

it('takes cells that are null or left out for cells without a value', async () => {
  expect(await linesOf('{"system":{"7":"s"},"text":{"7":"a","12":null,"30":"c"},"n":{"12":1,"7":0}}')).toBe(
    '{"system":"s","text":"a","n":0}\n{"system":null,"text":null,"n":1}\n{"system":null,"text":"c","n":null}\n',
  );
});

it('takes a table of one column, of messages, and of one speaker in each column', async () => {
  expect(await linesOf('{"text":{"0":"a","1":"b"}}')).toBe('{"text":"a"}\n{"text":"b"}\n');
  expect(await linesOf('{"messages":{"0":[{"role":"user"},{"role":"assistant"}],"1":[]}}')).toBe(
    '{"messages":[{"role":"user"},{"role":"assistant"}]}\n{"messages":[]}\n',
  );
  expect(await linesOf('{"q":{"0":"a","1":"b"},"a":{"0":{"role":"assistant"},"1":{"role":"assistant"}}}')).toBe(
    '{"q":"a","a":{"role":"assistant"}}\n{"q":"b","a":{"role":"assistant"}}\n',
  );
});

it.each([
  ['one row', '{"prompt":{"0":"a"},"completion":{"0":"b"}}'],
  ['turns of one row', '{"messages":{"0":{"role":"user"},"1":{"role":"assistant"}}}'],
  ['named members', '{"answers":{"a":"x","b":"y"},"other":{"a":"x","b":"y"}}'],
  ['a number that is no row key', '{"answers":{"0":"x","01":"y"}}'],
  ['an object beside a text', '{"candidates":{"0":"x","1":"y"},"question":"q"}'],
  ['an object beside a list', '{"candidates":{"0":"x","1":"y"},"scores":[1,2]}'],
  ['other keys in another column', '{"a":{"0":"x","1":"y"},"b":{"1":"x","2":"y"}}'],
  ['an empty object', '{"turns":{"0":"x","1":"y"},"meta":{}}'],
  ['rows by their number', '{"0":{"prompt":"a","completion":"b"},"1":{"prompt":"c","completion":"d"}}'],
])('leaves an object of objects that is no table: %s', async (_what, text) => {
  expect(await linesOf(text)).toBeNull();
});

it('is not asked about rows', () => {
  expect(mayBeColumnar('{"question": "q"}')).toBe(false);
  expect(mayBeColumnar('{"data": [{"question": "q"}]}')).toBe(false);
});

it('a row whose questions are a list of texts is no row, nor one of answers without a question', () => {
  expect(promptAndAnswer(undefined, ['a', 'b'], undefined, ['c'])).toMatch(/columns/);
  expect(promptAndAnswer(undefined, '', undefined, ['b', 'c'])).toMatch(/columns/);
  expect(promptAndAnswer(undefined, 'a', undefined, ['b'])).toMatchObject({ kind: 'chat' });
});
