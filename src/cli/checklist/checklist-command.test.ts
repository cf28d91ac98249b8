import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHECKLIST_ITEMS } from '../../assessment/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { workingFolder } from '../fixtures/own-folder.ts';
import { run } from '../run.ts';

async function zenbun(...argv: string[]) {
  const written = capturedOutput();
  const code = await run([...argv, '--lang', argv.includes('--lang') ? argv[argv.indexOf('--lang') + 1]! : 'en']);
  return { code, ...written };
}

const TRAINING = Array.from(
  { length: 40 },
  (_, i) =>
    `${JSON.stringify({ prompt: `How do I fold boat ${i}?`, response: `Fold sheet ${i} in half, then in half again.` })}\n`,
).join('');

const ANSWERS = `schema: zenbun.checklist-answers/1
answers:
  - item: release-owner
    state: confirmed
    note: board minutes 12
    by: Sato
    date: 2026-11-29
  - item: data-read-to-end
    state: confirmed
    note:
    by: Ito
    date: 2026-11-28
`;

describe('--init', () => {
  test.each(['en', 'ja'])('writes every item in %s; checked, all is open', async (lang) => {
    workingFolder();
    const init = await zenbun('checklist', '--init', '--lang', lang);
    expect(init.code).toBe(0);
    expect(init.out).toContain('zenbun-checklist.yaml');
    const check = await zenbun('checklist', '--check', '--json', 'out.json', '--lang', lang);
    expect(check.code).toBe(1);
    const { counts } = JSON.parse(readFileSync('out.json', 'utf8'));
    expect(counts).toEqual({ confirmed: 0, lacking: 0, 'not-applicable': 0, open: CHECKLIST_ITEMS.length });
  });

  test('overwrites nothing', async () => {
    workingFolder({ 'zenbun-checklist.yaml': ANSWERS });
    const { code, err } = await zenbun('checklist', '--init');
    expect(code).toBe(2);
    expect(err).toContain('already there');
    expect(readFileSync('zenbun-checklist.yaml', 'utf8')).toBe(ANSWERS);
    expect((await zenbun('checklist', '--init', 'other.yaml')).code).toBe(0);
    expect(existsSync('other.yaml')).toBe(true);
  });

  test('stands alone', async () => {
    workingFolder();
    expect((await zenbun('checklist', '--init', '--check')).code).toBe(2);
    expect((await zenbun('checklist', 'scan.json', '--init')).code).toBe(2);
    expect(existsSync('zenbun-checklist.yaml')).toBe(false);
  });
});

describe('with results', () => {
  test('is filled from them, and shown in each form', async () => {
    workingFolder({ 'train.jsonl': TRAINING, 'zenbun-checklist.yaml': ANSWERS });
    expect((await zenbun('scan', 'train.jsonl', '--json', 'scan.json', '--quiet')).code).toBe(0);
    const shown = await zenbun('checklist', 'scan.json', '--fill', '--md', 'list.md', '--json', 'list.json');
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('Read to the end: 40 rows in 1 file.');
    expect(shown.out).toContain('board minutes 12');
    expect(readFileSync('list.md', 'utf8')).toContain('## Development');
    const { items, evidence } = JSON.parse(readFileSync('list.json', 'utf8'));
    expect(evidence[0]).toMatchObject({ id: 'E1', path: 'scan.json', sha256: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(items.find(({ id }: { id: string }) => id === 'data-read-to-end')).toMatchObject({
      ...{ state: 'confirmed', filledBy: 'evidence', by: 'Ito', date: '2026-11-28' },
      evidence: [`E1 sha256:${evidence[0].sha256.slice(0, 16)}…`],
    });
  });

  test('a lack in them stands against an answer, and --check tells it by its exit code', async () => {
    workingFolder({ 'train.jsonl': `${TRAINING}{"prompt": \n`, 'own.yaml': ANSWERS });
    await zenbun('scan', 'train.jsonl', '--json', 'scan.json', '--quiet');
    const { code, out } = await zenbun('checklist', 'scan.json', '--answers', 'own.yaml', '--check');
    expect(code).toBe(1);
    expect(out).toMatch(/\[not met\] data-read-to-end[\s\S]*Ito says: confirmed/);
    expect(out).not.toContain('[confirmed]');
  });

  test('--check is 0 where all that the team answers for is answered', async () => {
    const all = CHECKLIST_ITEMS.map(
      ({ id }) => `  - item: ${id}\n    state: not-applicable\n    note: a trial\n    by: Sato\n    date: 2026-11-29\n`,
    );
    const missing = all.filter((answer) => !answer.includes('users-told'));
    const file = (answers: string[]) => `schema: zenbun.checklist-answers/1\nanswers:\n${answers.join('')}`;
    workingFolder({ 'all.yaml': file(all), 'missing.yaml': file(missing) });
    expect((await zenbun('checklist', '--check', '--answers', 'all.yaml')).code).toBe(0);
    expect((await zenbun('checklist', '--check', '--answers', 'missing.yaml')).code).toBe(1);
    expect((await zenbun('checklist', '--check', '--answers', 'missing.yaml', '--team', 'audit')).code).toBe(0);
    const planning = await zenbun('checklist', '--check', '--answers', 'missing.yaml', '--team', 'planning');
    expect(planning.code).toBe(1);
    expect(planning.out).toContain('users-told');
  });
});

describe('what is wrong is told, and nothing is written', () => {
  test.each<[what: string, argv: string[], err: RegExp]>([
    ['an answers file that is not there', ['--answers', 'gone.yaml'], /gone\.yaml cannot be read/],
    ['a fault in it', ['--answers', 'bad.yaml', '--check'], /bad\.yaml:3: there is no item no-such/],
    ['--fill without results', ['--fill'], /--fill needs results/],
    ['a result that is none', ['bad.yaml'], /bad\.yaml/],
    ['a team that there is not', ['--team', 'sales'], /sales/],
  ])('%s', async (_, argv, err) => {
    workingFolder({ 'bad.yaml': 'schema: zenbun.checklist-answers/1\nanswers:\n  - item: no-such\n' });
    const told = await zenbun('checklist', ...argv, '--md', 'list.md');
    expect(told.code).toBe(2);
    expect(told.err).toMatch(err);
    expect(existsSync('list.md')).toBe(false);
  });
});

test('without anything, all is open, and the exit code is 0', async () => {
  workingFolder();
  const { code, out } = await zenbun('checklist', '--lang', 'ja');
  expect(code).toBe(0);
  expect(out).toContain(`未記入 ${CHECKLIST_ITEMS.length}`);
  expect((await zenbun('checklist', '--quiet')).out).toBe('');
  expect(JSON.parse((await zenbun('checklist', '--json', '-')).out)).toMatchObject({ schema: 'zenbun.checklist/1' });
});

test('the pages tell how many items there are', () => {
  const page = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
  expect(page('checklist.md')).toContain(`a list of ${CHECKLIST_ITEMS.length}\nquestions`);
  expect(page('checklist.ja.md')).toContain(`${CHECKLIST_ITEMS.length} の質問`);
});
