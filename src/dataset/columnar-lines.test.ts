import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { columnarLines, mayBeColumnar } from './columnar-lines.ts';

async function linesOf(text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const blocks = (async function* () {
    yield bytes.subarray(0, 7);
    yield bytes.subarray(7);
  })();
  let out = '';
  for await (const block of columnarLines(blocks, 'x.json')) out += Buffer.from(block).toString('utf8');
  return out;
}

it('turns columns into rows, one a line', async () => {
  const text = '{"instruction": ["a", "b"], "output": ["c", null]}';
  expect(mayBeColumnar(text)).toBe(true);
  expect(await linesOf(text)).toBe('{"instruction":"a","output":"c"}\n{"instruction":"b","output":null}\n');
});

it.each([
  '{"tags": ["a", "b"], "question": "q", "answer": "a"}',
  '{"prompt": ["a"], "answer": ["b"]}',
  '{"prompt": ["a", "b"], "answer": ["b"]}',
  '{"prompt": ["a", "b"], "answer": ["b", ',
])('gives back what only looks like columns: %s', async (text) => {
  expect(await linesOf(text)).toBe(text);
});

it('is not asked about rows', () => {
  expect(mayBeColumnar('{"question": "q"}')).toBe(false);
  expect(mayBeColumnar('{"data": [{"question": "q"}]}')).toBe(false);
});
