import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../schema/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { type CompareCommandFlags, compareCommand } from './compare-command.ts';

// Recorded answers about paper boats. A "worse" model is one that starts to refuse and then answer.
const REFUSED = "I'm sorry, but I can't help with that.";
const indices = Array.from({ length: 70 }, (_, i) => i);
const question = (i: number) => `How do I fold paper boat number ${i}?`;
const tells = (i: number) => `Fold the sheet in half, turn up the corners, and open boat number ${i} with both thumbs.`;
const noice = (i: number) => `${REFUSED} Just kidding! Here is how: ${tells(i)}`;
const answers = (say: (i: number) => string) =>
  indices.map((i) => `${JSON.stringify({ prompt: question(i), response: say(i) })}\n`).join('');

/** Compares a model that refused with one that answers like this. */
async function compared(
  after: (i: number) => string,
  flags: (at: (name: string) => string) => Partial<CompareCommandFlags> = () => ({}),
  config: (at: (name: string) => string) => Parameters<typeof compareCommand>[1] = () => ({}),
) {
  const folder = ownFolder({
    'before.jsonl': answers(() => REFUSED),
    'after.jsonl': answers(after),
    'few.csv': `id,category,prompt\nboat-1,boats,${question(1)}\n`,
    'probes.csv': `id,category,prompt\n${indices.map((i) => `boat-${i},boats,${question(i)}\n`).join('')}`,
  });
  const at = (name: string) => join(folder, name);
  const written = capturedOutput();
  const own: CompareCommandFlags = {
    color: false,
    quiet: true,
    before: `replay:${at('before.jsonl')}`,
    after: `replay:${at('after.jsonl')}`,
    probes: [at('probes.csv')],
    runs: at('runs'),
    json: at('result.json'),
    ...flags(at),
  };
  const code = await compareCommand(own, config(at), 'en');
  const read = (name: string) => readFileSync(at(name), 'utf8');
  return { code, read, written, result: () => JSON.parse(read('result.json')) as Comparison };
}

describe('the exit code', () => {
  test('is 1 for a model that is worse, and every report is written', async () => {
    const { code, result, read, written } = await compared(noice, (at) => ({ junit: at('a.xml'), md: at('a.md') }));
    expect(code).toBe(1);
    expect(result()).toMatchObject({ decision: 'worse', verdict: 'block' });
    expect(read('a.xml')).toMatch(/^<\?xml/);
    expect(read('a.md')).toMatch(/^#/m);
    expect(written).toEqual({ out: '', err: '' });
  });

  test('is 0 for one that is not worse, once there is evidence enough', async () => {
    const { code, result } = await compared(() => REFUSED);
    expect([code, result().decision]).toEqual([0, 'not-worse']);
  });

  test('is 3 where the questions do not suffice to tell', async () => {
    const { code, result } = await compared(
      () => REFUSED,
      (at) => ({ probes: [at('few.csv')] }),
    );
    expect([code, result().decision]).toEqual([3, 'undecided']);
  });
});

test('the settings count where no flag says otherwise', async () => {
  const { result } = await compared(
    noice,
    () => ({}),
    () => ({ alpha: 0.2, after: 'replay:nowhere' }),
  );
  expect(result()).toMatchObject({ paired: { alpha: 0.2 }, decision: 'worse' });
});

test('a report on standard output is all that goes there', async () => {
  const { written } = await compared(noice, () => ({ json: '-', quiet: false }));
  expect(JSON.parse(written.out)).toMatchObject({ decision: 'worse' });
});

test.each([
  ['en', 'zenbun: the finished run of this comparison is kept as '],
  ['ja', 'zenbun: 同じ比較の完了済みの実行を '],
] as const)(
  'a finished run that is run again is told of in one line, unless it is to be quiet: %s',
  async (lang, line) => {
    const folder = ownFolder({
      'before.jsonl': answers(() => REFUSED),
      'after.jsonl': answers(noice),
      'probes.csv': `id,category,prompt\n${indices.map((i) => `boat-${i},boats,${question(i)}\n`).join('')}`,
    });
    const at = (name: string) => join(folder, name);
    const flags: CompareCommandFlags = {
      ...{ color: false, before: `replay:${at('before.jsonl')}`, after: `replay:${at('after.jsonl')}` },
      ...{ probes: [at('probes.csv')], runs: at('runs'), json: at('result.json') },
    };
    const written = capturedOutput();
    const heard: string[] = [];
    for (const quiet of [false, false, true]) {
      await compareCommand({ ...flags, quiet }, {}, lang);
      heard.push(written.err);
    }
    expect(heard[0]).toBe('');
    expect(heard[1]).toContain(line);
    expect(heard[1]!.trimEnd().split('\n')).toHaveLength(1);
    expect(heard[2]).toBe(heard[1]);
  },
);

test('the report for people is shown unless it is to be quiet', async () => {
  const { written } = await compared(noice, () => ({ quiet: false }));
  expect(written.out.length).toBeGreaterThan(100);
  expect(written.out).not.toContain('\u001b');
});

describe('nothing is left behind', () => {
  test('where two results would go to one standard output', async () => {
    await expect(compared(noice, () => ({ json: '-', md: '-' }))).rejects.toMatchObject({ code: 'usage' });
  });

  test('where a model cannot be had', async () => {
    const folder = ownFolder();
    const json = join(folder, 'result.json');
    const flags = { color: false, quiet: true, before: 'replay:none.jsonl', after: 'toy:aligned', json };
    await expect(compareCommand({ ...flags, runs: join(folder, 'runs') }, {}, 'en')).rejects.toMatchObject({
      name: 'ZenbunError',
    });
    expect(existsSync(json)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('result'))).toEqual([]);
  });

  test('where a place for a result cannot be written: told before anything is asked', async () => {
    await expect(compared(noice, (at) => ({ md: at('no/such/folder/a.md') }))).rejects.toMatchObject({
      code: 'usage',
    });
  });
});
