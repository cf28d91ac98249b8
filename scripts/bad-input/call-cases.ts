import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BadCase, GOOD } from './bad-case.ts';

/** Returns a case with a sound file and faulty flags. */
const flags = (name: string, args: readonly string[], exits: readonly number[] = [2]): BadCase => ({
  name,
  exits,
  prepare(folder) {
    writeFileSync(join(folder, 'a.jsonl'), GOOD);
    return { args: [join(folder, 'a.jsonl'), ...args] };
  },
});

/** Calls that ask for the impossible. */
export const callCases: readonly BadCase[] = [
  flags('wrong format named', ['--format', 'alpaca']),
  flags('unknown format named', ['--format', 'papyrus']),
  flags('--jobs 0', ['--jobs', '0']),
  flags('--jobs -1', ['--jobs', '-1']),
  flags('--jobs abc', ['--jobs', 'abc']),
  flags('--jobs 64 for one row', ['--jobs', '64'], [0]),
  flags('unknown flag', ['--frobnicate']),
  flags('--map that is not a map', ['--map', 'nonsense']),
  flags('--fail-on sometimes', ['--fail-on', 'sometimes']),
  flags('two results to standard output', ['--json', '-', '--md', '-']),
  { name: 'no path', exits: [2], prepare: () => ({ args: [] }) },
  { name: 'standard input, empty', exits: [2], prepare: () => ({ args: ['-'] }) },
  { name: 'standard input, closed', exits: [2], prepare: () => ({ args: ['-'], stdin: 'closed' }) },
  {
    name: 'standard input, cut off in a row',
    exits: [3],
    rows: { read: 1, skipped: 1 },
    prepare: () => ({ args: ['-'], stdin: Buffer.from(GOOD + GOOD.slice(0, 40)) }),
  },
];
