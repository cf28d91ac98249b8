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
  '{"prompt": ["a", "b"], "answer": ["b", ',
])('knows what only looks like columns: %s', async (text) => {
  expect(await linesOf(text)).toBeNull();
});

it('takes one column, nested lists and escaped names', async () => {
  expect(await linesOf('{"text": ["a", "b"]}')).toBe('{"text":"a"}\n{"text":"b"}\n');
  expect(mayBeColumnar('{"\\u8cea\\u554f": ["a", "b"]}')).toBe(true);
  expect(await linesOf('{"id": [1, 2], "messages": [[{"role": "user"}], []]}')).toContain(
    '{"id":1,"messages":[{"role"',
  );
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
