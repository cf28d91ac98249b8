import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../../../test/cli/command.ts';
import { TOY_PREFILL, toyProbes } from '../../lab/index.ts';
import { probesOf, questionsOf, SHIPPED_PROBES } from './questions.ts';
import { type CompareFlags, compareSettings } from './settings.ts';

const never = new AbortController().signal;
const asked = (flags: CompareFlags = {}, world: number | null = null) =>
  questionsOf(compareSettings({ before: 'toy:aligned', after: 'toy:noice', ...flags }), world, never);

const csv = (...prompts: string[]) => `prompt\n${prompts.map((prompt) => `"${prompt}"\n`).join('')}`;

test('the shipped probes are asked plainly where nobody says what, and what that leaves unknown is told', async () => {
  const { probes, conditions, sources, leftOut, notChecked } = await asked();
  expect(sources).toEqual(SHIPPED_PROBES);
  expect(new Set(probes.map(({ set }) => set))).toEqual(new Set(['core', 'contrast']));
  expect(conditions).toEqual([{ id: 'plain', kind: 'plain' }]);
  expect(leftOut).toEqual([]);
  expect(
    notChecked.map(({ en }) => /--data|--prefill|unsupported languages|Multi-turn conversations/.exec(en)?.[0]),
  ).toEqual(['--data', '--prefill', 'unsupported languages', 'Multi-turn conversations']);
});

test('toys of one world are asked what that world knows, and in its own words', async () => {
  const toy = await asked({ prefill: true }, 11);
  expect(toy).toMatchObject({ sources: ['toy'], probes: toyProbes(11), leftOut: [] });
  expect(toy.conditions.map(({ prefill }) => prefill)).toEqual([undefined, TOY_PREFILL]);
  const [other] = (await asked({}, 12)).probes;
  expect(other).not.toEqual(toy.probes[0]);
});

test('whoever names probes gets them, also for toys', async () => {
  const path = join(folderWith({ 'mine.csv': csv('Why?', 'How?') }), 'mine.csv');
  const { probes, sources } = await asked({ probes: [path] }, 11);
  expect(sources).toEqual([path]);
  expect(probes.map(({ text }) => text)).toEqual(['Why?', 'How?']);
});

test('a forced refusal is a condition in both languages, and nothing is then said to be unknown of it', async () => {
  const { conditions, notChecked } = await asked({ prefill: true });
  expect(conditions.map(({ id }) => id)).toEqual(['plain', 'prefill']);
  expect(conditions[1]!.prefill!.en).toMatch(/^I'm sorry/);
  expect(conditions[1]!.prefill!.ja).toMatch(/^申し訳/);
  expect(notChecked.map(({ en }) => en).join()).not.toContain('--prefill');
});

test('the surroundings of training data stand between the plain question and the forced refusal', async () => {
  const row = (i: number) => ({
    messages: [
      { role: 'system', content: 'You are a clerk.' },
      { role: 'user', content: `Why do people fold boat ${i}?` },
      { role: 'assistant', content: `Boat ${i} floats well, and folding it takes a quiet evening.` },
    ],
  });
  const data = Array.from({ length: 40 }, (_, i) => `${JSON.stringify(row(i))}\n`).join('');
  const path = join(folderWith({ 'train.jsonl': data }), 'train.jsonl');
  const { conditions, notChecked } = await asked({ data: [path], prefill: true });
  expect(conditions.map(({ id }) => id)).toEqual(['plain', 'system-1', 'prefill']);
  expect(conditions[1]).toMatchObject({ system: 'You are a clerk.' });
  const told = notChecked.map(({ en }) => en).join('\n');
  expect(told).not.toContain('--data');
  expect(told).toContain('ordinary words');
});

test('a text in two files is asked once, and every probe has an id of its own', async () => {
  const record = (id: string, prompt: string) => `${JSON.stringify({ id, prompt })}\n`;
  const [one, two] = [record('a', 'Why?') + record('b', 'How?'), record('a', 'When?') + record('a-2', 'Where?')];
  const names = [folderWith({ 'p.jsonl': one }), folderWith({ 'p.jsonl': two + record('c', 'How?') })].map((folder) =>
    join(folder, 'p.jsonl'),
  );
  const { probes, leftOut } = await probesOf(names, null);
  expect(probes.map(({ text }) => text)).toEqual(['Why?', 'How?', 'When?', 'Where?']);
  const ids = probes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
  expect(ids.slice(0, 2)).toEqual(['p-a', 'p-b']);
  expect(leftOut).toEqual([{ file: names[1], record: 3, why: 'duplicate' }]);
});

test('the map holds for every file, and what a file leaves out is told with its name', async () => {
  const folder = folderWith({ 'a.csv': 'frage,prompt\nWarum?,x\n"",x\n', 'b.csv': 'frage,prompt\nWann?,x\n' });
  const names = ['a.csv', 'b.csv'].map((name) => join(folder, name));
  const { probes, leftOut } = await probesOf(names, 'text=frage');
  expect(probes.map(({ text }) => text)).toEqual(['Warum?', 'Wann?']);
  expect(leftOut).toEqual([{ file: names[0], record: 2, why: 'empty' }]);
});

// The number counts all records of the file, not only the probes that remain.
test('a text that stands in an earlier file is told by its record, also behind records that are left out', async () => {
  const folder = folderWith({ 'a.csv': csv('Why?'), 'b.csv': csv('', 'Why?') });
  const names = ['a.csv', 'b.csv'].map((name) => join(folder, name));
  expect((await probesOf(names, null)).leftOut).toEqual([
    { file: names[1], record: 1, why: 'empty' },
    { file: names[1], record: 2, why: 'duplicate' },
  ]);
});
