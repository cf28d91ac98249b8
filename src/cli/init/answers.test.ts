import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type Answers, scanOf } from './answers.ts';

const ANSWERS: Answers = { lang: 'en', data: [], failOn: 'block', ci: 'none' };
const command = (...data: string[]) => scanOf({ ...ANSWERS, data });

test('plain paths stand as they are, in any script', () => {
  expect(command('data/', './a_b-1.jsonl', 'データ/学習.jsonl')).toBe(
    'zenbun scan data/ ./a_b-1.jsonl データ/学習.jsonl',
  );
});

test('a folder stands in where nothing was decided', () => {
  expect(command()).toBe('zenbun scan data/');
});

test('a shell gives every path back as it is: blanks, globs, quotes and commands', () => {
  const paths = ['my data', '*.jsonl', "it's", '$(exit 1)', '`x`', 'a;b', '"', '\\', '~', '#', '!', '{a,b}', '&', 'é'];
  const { stdout } = spawnSync('sh', ['-c', command(...paths).replace('zenbun scan', "printf '%s\\n'")], {
    encoding: 'utf8',
  });
  expect(stdout.split('\n').slice(0, -1)).toEqual(paths);
});
