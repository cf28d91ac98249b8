import { type BadCase, GOOD, row } from './bad-case.ts';
import { fileCase } from './file-case.ts';

const turns = (messages: readonly unknown[]) => `${JSON.stringify({ messages })}\n`;
const user = { role: 'user', content: 'Where?' };

/** JSON that is damaged, or valid but strange. */
export const jsonCases: readonly BadCase[] = [
  fileCase('last line cut off', 'a.jsonl', [3], GOOD + GOOD.slice(0, 40), [1, 1]),
  fileCase('array cut off', 'a.json', [2, 3], `[${GOOD},${GOOD},${GOOD.slice(0, 40)}`),
  fileCase('array with a trailing comma', 'a.json', [0, 2], `[${GOOD},${GOOD},]`),
  fileCase('array of arrays', 'a.json', [2], '[[1,2],[3,4]]'),
  fileCase('a single number', 'a.json', [2], '42'),
  fileCase('one pretty-printed object named .jsonl', 'a.jsonl', [0, 2], JSON.stringify(JSON.parse(GOOD), null, 2)),
  fileCase('NaN and Infinity', 'a.jsonl', [3], `${GOOD}{"prompt":"a","completion":"b","score":NaN}\n`, [1, 1]),
  fileCase(
    'nested 100,000 deep',
    'a.jsonl',
    [3],
    () => `${GOOD}{"messages":${'['.repeat(1e5)}${']'.repeat(1e5)}}\n`,
    [1, 1],
  ),
  fileCase('unknown fields only', 'a.jsonl', [2], '{"foo":"bar","baz":1}\n'.repeat(5)),
  fileCase('duplicate keys', 'a.jsonl', [0], '{"prompt":"a","completion":"b","completion":"c"}\n', [1, 0]),
  fileCase('__proto__ as a key', 'a.jsonl', [0], `{"__proto__":{"x":1},"prompt":"a","completion":"b"}\n${GOOD}`),
  fileCase('numbers as content', 'a.jsonl', [0], turns([user, { role: 'assistant', content: 42 }]) + GOOD),
  fileCase('null content', 'a.jsonl', [3], turns([user, { role: 'assistant', content: null }]) + GOOD),
  fileCase('empty assistant', 'a.jsonl', [3], turns([user, { role: 'assistant', content: '' }]) + GOOD),
  fileCase('only a system turn', 'a.jsonl', [3], turns([{ role: 'system', content: 'Be brief.' }]) + GOOD),
  fileCase('only tool turns', 'a.jsonl', [3], turns([{ role: 'tool', content: '{}', tool_call_id: 'x' }]) + GOOD),
  fileCase('unknown role', 'a.jsonl', [3], turns([user, { role: 'wizard', content: 'Hm.' }]) + GOOD),
  fileCase('no turns', 'a.jsonl', [3], turns([]) + GOOD),
  {
    ...fileCase(
      '100,000 turns in a row',
      'a.jsonl',
      [0],
      () => turns(Array.from({ length: 5e4 }, () => [user, { role: 'assistant', content: 'Here.' }]).flat()) + GOOD,
    ),
    within: 10,
  },
  fileCase(
    'rows of four formats mixed',
    'a.jsonl',
    [0],
    `${GOOD}{"prompt":"a","completion":"b"}\n{"instruction":"a","input":"","output":"b"}\n{"question":"a","answer":"b"}\n`,
  ),
  fileCase(
    'a line of 200 MB',
    'a.jsonl',
    [3],
    () =>
      Buffer.concat([
        Buffer.from(GOOD),
        Buffer.from(`{"prompt":"a","completion":"`),
        Buffer.alloc(200e6, 'word '),
        Buffer.from(`"}\n${GOOD}`),
      ]),
    [2, 1],
  ),
  fileCase('200 MB without any line break', 'a.jsonl', [2], () => Buffer.alloc(200e6, 'word ')),
  fileCase(
    'a text of 12 MB',
    'a.jsonl',
    [0],
    () => `${row('The tide comes in twice a day. '.repeat(390_000))}\n${GOOD}`,
    [2, 0],
  ),
  fileCase('1,000,000 short lines', 'a.jsonl', [0, 1], () => '{"prompt":"a","completion":"b"}\n'.repeat(1e6), [1e6, 0]),
];
