import { expect, it } from 'vitest';
import { lookOf } from './not-rows.ts';

it.each([
  ['rows.jsonl', 'Hello, world.\n'],
  ['rows.csv', '<b>Sky</b>, sea</b>\n'],
  ['rows', '{"a": 1}\n'],
  ['rows.md', '{"a": 1}\n'],
  ['rows', '[true]\n{"x = y": 1}\n'],
  ['rows', '[INST]\nSky?\n'.replace('[', '{')],
  ['rows.txt', 'prompt\tresponse\nq1\n'],
  ['rows.txt', 'prompt;response\n"q;\n1";a1\n'],
  ['rows.txt', 'prompt,response\nq1,a1\nq2,a2\nq3, or 4,a3\n'],
  ['rows.jsonl', '// rows\n{"a": 1}\n'],
])('takes %s for data where nothing speaks against it: %j', (name, text) => {
  expect(lookOf(text, name)).toBeUndefined();
});

it.each([
  ['page', '<rows n="1">\n<row/>\n</rows>', 'looks like XML, not rows of data'],
  ['text', '<s>[INST] Sky? [/INST] Blue.', 'looks like plain text, not rows of data'],
  ['text', 'Sky, and sea.\nAll is blue.\nAll is far.\n', 'looks like plain text, not rows of data'],
  ['a.toml', 'prompt = "q"\n', 'looks like TOML, not rows of data'],
  ['a.json', '/* a */ // b\n [\n{"a": 1}]', 'not valid JSON: it has comments'],
])('says what %s looks like: %j', (name, text, look) => {
  expect(lookOf(text, name)).toBe(look);
});

it.each(['/**/', '// a\n', '/*', '<a ', '[a', '\n', ' \n# '])('takes linear time over a repetition of %j', (piece) => {
  const started = performance.now();
  lookOf(piece.repeat(60_000), 'a.txt');
  expect(performance.now() - started).toBeLessThan(1_000);
});
