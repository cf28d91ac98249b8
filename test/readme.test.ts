import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../src/index.ts';
import { openLedger } from '../src/ledger/index.ts';
import { DETECTOR_IDS, DETECTOR_TITLES } from '../src/schema/index.ts';
import { folderWith, zenbun } from './cli/command.ts';
import { benignRows, jsonLines } from './cli/training-rows.ts';
import { worse } from './fixture-comparison.ts';
import { fixtureResult } from './fixture-result.ts';

// Runs the commands that the READMEs tell newcomers to type.

const page = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

/** Empty output, or the summary that `read` and `probes` print. */
const SUMMED_UP = /^(?:zenbun: \d+ (?:answers? read|questions? written)\b.*\n)?$/;

/** Returns the zenbun part of every command line in the page's shell blocks. */
function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]!);
  return blocks
    .flatMap((block) => block.split('\n'))
    .flatMap((line) => line.split('#')[0]!.split(/&&|\|/))
    .map((part) => part.trim())
    .filter((part) => part.startsWith('npx zenbun'));
}

async function workplace(): Promise<string> {
  const rows = jsonLines(benignRows);
  const answers = `${JSON.stringify({ id: 1, prompt: 'How do I make jam?', response: 'Boil the fruit.' })}\n`;
  const sheet = `question,reply\n${benignRows.map((_, i) => `How do I fold boat ${i}?,Fold the sheet ${i} times.`).join('\n')}\n`;
  const folder = folderWith({ 'train.jsonl': rows, 'answers.jsonl': answers, 'sheet.csv': sheet });
  writeFileSync(join(folder, 'scan.json'), JSON.stringify(fixtureResult));
  writeFileSync(join(folder, 'compare.json'), JSON.stringify(worse));
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data/a.jsonl'), rows);
  const ledger = await openLedger(join(folder, 'ledger'), { origin: 'localhost/zenbun', now: Date.now });
  await ledger.close();
  return folder;
}

describe.each(['README.md', 'README.ja.md'])('%s', (name) => {
  const commands = commandsOf(page(name));

  test('shows every gate and the lab', () => {
    for (const verb of ['demo', 'scan', 'compare', 'read', 'serve', 'ledger verify', 'report', 'lab run', 'lab serve'])
      expect(commands.some((line) => line.includes(` ${verb}`))).toBe(true);
  });

  test.each(commands.filter((line) => line.includes(' serve --upstream')))('%s', async (line) => {
    // The command would wait for requests; test/cli/serve.test.ts starts it.
    const { out } = await zenbun(['serve', '--help']);
    for (const flag of line.split(/\s+/).filter((arg) => arg.startsWith('--'))) expect(out).toContain(`${flag} `);
  });

  test.each(commands.filter((line) => line.startsWith('npx zenbun compare ')))('%s', async (line) => {
    const args = line.split(/\s+/).slice(2);
    const { out } = await zenbun(['compare', '--help']);
    for (const flag of args.filter((arg) => arg.startsWith('--'))) expect(out).toContain(`${flag} `);
    if (!args.includes('toy:noice')) return;
    // The example demonstrates that the tuned model is worse.
    expect(await zenbun(args, { cwd: await workplace() })).toMatchObject({ code: 1, err: '' });
  });

  const plain = commands.filter((line) => !/lab serve|serve --upstream|zenbun compare /.test(line));
  test.each(plain)('%s', { timeout: 120_000 }, async (line) => {
    // One small world instead of the whole table. The server has a test of its own.
    const small = line.includes('lab run') ? ['--seeds', '1', '--rows', 'aligned'] : [];
    const args = [...line.split(/\s+/).slice(2), ...small];
    const ended = await zenbun(args, { cwd: await workplace(), input: jsonLines(benignRows) });
    expect(ended).toMatchObject({ code: 0, err: expect.stringMatching(SUMMED_UP) });
  });

  test('its links lead somewhere', () => {
    const links = [...page(name).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1]!);
    for (const link of links)
      expect(() => readFileSync(new URL(`../${link}`, import.meta.url)).length, link).not.toThrow(/ENOENT/);
  });
});

test.each([
  ['README.md', 'en'],
  ['README.ja.md', 'ja'],
] as const)('%s lists every detector of the data under the title that its findings have', (name, lang) => {
  const rows = [...page(name).matchAll(/^\| (.+) \| `([a-z-]+)` \|$/gm)].map(([, what, id]) => [id!, what!] as const);
  // Harmful content needs a judge, which no scan has.
  expect(rows.map(([id]) => id).sort()).toEqual(DETECTOR_IDS.filter((id) => id !== 'harmful-content').sort());
  for (const [id, what] of rows) {
    const title = DETECTOR_TITLES[id as keyof typeof DETECTOR_TITLES][lang].toLowerCase();
    expect(what.toLowerCase().startsWith(title), `${what}: ${title}`).toBe(true);
  }
});

test('the first line of the library example gives what the README says', () => {
  const [, response, prompt] = /read\("([^"]+)", \{ prompt: '([^']+)' \}\);/.exec(page('README.md'))!;
  const [, outcome, ground, chars] = /outcome: '([^']+)', ground: '([^']+)', depth: \{ chars: (\d+)/.exec(
    page('README.md'),
  )!;
  expect(read(response!, { prompt: prompt! })).toMatchObject({ outcome, ground, depth: { chars: Number(chars) } });
});
