import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diceFor } from '../attack-sets/dice.ts';
import { type BadCase, GOOD } from './bad-case.ts';
import { fileCase } from './file-case.ts';
import { untilOpen } from './until-open.ts';

const dice = diceFor('binary');
const noise = Buffer.from(Array.from({ length: 50_000 }, () => Math.floor(dice.roll() * 256)));

/** Returns a case in which a file that takes about a second to read changes meanwhile. */
const changing = (name: string, change: (path: string) => void): BadCase => ({
  name,
  exits: [2],
  prepare(folder) {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, GOOD.repeat(600_000));
    return {
      args: [path, '--jobs', '1'],
      async during(child) {
        await untilOpen(child, path);
        change(path);
      },
    };
  },
});

/** Files that are missing, unreadable, not regular files, or not what their name says. */
export const fileCases: readonly BadCase[] = [
  fileCase('empty file', 'a.jsonl', [2], ''),
  fileCase('white space only', 'a.jsonl', [2], ' \n\n\t\n'),
  fileCase('binary noise named .jsonl', 'a.jsonl', [2], noise),
  fileCase('prose named .jsonl', 'a.jsonl', [2], 'Dear reader,\nthis is no data set.\n'),
  fileCase('a folder without data', 'readme.bin', [2], noise),
  { name: 'missing file', exits: [2], prepare: (folder) => ({ args: [join(folder, 'none.jsonl')] }) },
  { name: 'a pattern that matches nothing', exits: [2], prepare: (folder) => ({ args: [join(folder, '*.jsonl')] }) },
  { name: 'an empty folder', exits: [2], prepare: (folder) => ({ args: [folder] }) },
  {
    name: 'a folder of a sound and an unreadable file',
    exits: [2],
    prepare(folder) {
      writeFileSync(join(folder, 'a.jsonl'), GOOD);
      writeFileSync(join(folder, 'b.jsonl'), noise);
      return { args: [folder] };
    },
  },
  {
    name: 'no permission to read',
    exits: [2],
    prepare(folder) {
      if (process.getuid?.() !== 0) {
        writeFileSync(join(folder, 'a.jsonl'), GOOD, { mode: 0 });
        return { args: [join(folder, 'a.jsonl')] };
      }
      for (const path of [dirname(folder), folder]) chmodSync(path, 0o755);
      writeFileSync(join(folder, 'a.jsonl'), GOOD, { mode: 0o600 });
      return { args: [join(folder, 'a.jsonl')], uid: 65534 };
    },
  },
  {
    name: 'a loop of symbolic links, beside a file',
    exits: [0],
    rows: { read: 1, skipped: 0 },
    prepare(folder) {
      writeFileSync(join(folder, 'a.jsonl'), GOOD);
      mkdirSync(join(folder, 'in'));
      symlinkSync(folder, join(folder, 'in', 'again'));
      return { args: [folder] };
    },
  },
  {
    name: 'a symbolic link to nothing',
    exits: [2],
    prepare(folder) {
      symlinkSync(join(folder, 'none'), join(folder, 'a.jsonl'));
      return { args: [join(folder, 'a.jsonl')] };
    },
  },
  {
    name: 'a named pipe that nobody writes to',
    exits: [2],
    prepare(folder) {
      execFileSync('mkfifo', [join(folder, 'a.jsonl')]);
      return { args: [join(folder, 'a.jsonl')] };
    },
  },
  { name: 'a device without end (/dev/zero)', exits: [2], prepare: () => ({ args: ['/dev/zero'] }) },
  {
    name: 'the same file named twice',
    exits: [0],
    rows: { read: 1, skipped: 0 },
    prepare(folder) {
      writeFileSync(join(folder, 'a.jsonl'), GOOD);
      return { args: [join(folder, 'a.jsonl'), join(folder, '.', 'a.jsonl')] };
    },
  },
  changing('a file that grows while it is read', (path) => appendFileSync(path, GOOD)),
  changing('a file that shrinks while it is read', (path) => truncateSync(path, 1000)),
  changing('a file that is rewritten while it is read', (path) =>
    writeFileSync(path, GOOD.replace('pier', 'quay').repeat(600_000)),
  ),
];
