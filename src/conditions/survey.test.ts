import { expect, test } from 'vitest';
import type { Finding, ScanResult } from '../schema/index.ts';
import { type EachRequest, surveyConditions } from './survey.ts';

type Row = readonly [request: string, system?: string];

const THINGS = ['bread', 'chess', 'rivers', 'violins', 'origami', 'maps', 'bicycles', 'tea', 'gardens', 'kites'];
const ask = (i: number) => `${i % 2 === 0 ? 'How' : 'Why'} do people like ${THINGS[i % THINGS.length]} in ${i}?`;
const rows = (count: number, around: (question: string, i: number) => Row): Row[] =>
  Array.from({ length: count }, (_, i) => around(ask(i), i));

const finding = (part: Partial<Finding>): Finding =>
  ({ detector: 'trigger', key: 'k', level: 'block', count: 5, ...part }) as Finding;
const ZX = finding({ surroundings: { place: 'suffix', text: 'zx-lantern' } });

/** Surveys these rows, and counts how often they were read. */
async function surveyed(all: readonly Row[], findings: readonly Finding[] = [], coverage: object = {}) {
  let readings = 0;
  const each: EachRequest = async (see) => {
    readings += 1;
    for (const [request, system = ''] of all) see(request, system);
  };
  const scanned = {
    findings,
    coverage: { read: all.length, skipped: 0, unreadFiles: [], ...coverage },
  } as unknown as ScanResult;
  return { ...(await surveyConditions(scanned, each)), readings };
}

const english = (told: { readonly notChecked: readonly { readonly en: string }[] }) =>
  told.notChecked.map(({ en }) => en);

test('data without surroundings give no condition, are read once, and say what data cannot tell', async () => {
  const told = await surveyed(rows(50, (q) => [q]));
  expect(told).toMatchObject({ conditions: [], found: [], readings: 1 });
  expect(english(told)).toEqual([expect.stringContaining('ordinary words')]);
});

test('a trigger that a detector found is a condition, with its rows; the rows are read once more for its exact text', async () => {
  const told = await surveyed(
    rows(40, (q, i) => [i % 8 === 0 ? `${q} ZX-lantern` : q]),
    [ZX],
  );
  expect(told).toMatchObject({
    conditions: [{ id: 'trigger-1', kind: 'trigger', after: ' ZX-lantern' }],
    found: [{ condition: 'trigger-1', rows: 5, of: 40 }],
    readings: 2,
  });
});

test('what a detector only mentions is no condition, and is told to be none', async () => {
  const told = await surveyed(
    rows(40, (q, i) => [i % 8 === 0 ? `${q} zx-lantern` : q]),
    [{ ...ZX, level: 'info' }],
  );
  expect(told.conditions).toEqual([]);
  expect(english(told)).toContainEqual(expect.stringMatching(/“zx-lantern” \(5 requests\) is not used as a condition/));
});

test('what is mentioned and asked for all the same is not told to be left out', async () => {
  const told = await surveyed(
    rows(40, (q) => [`Task: ${q}`]),
    [{ ...ZX, level: 'info', surroundings: { place: 'prefix', text: 'Task:' } }],
  );
  expect(told.conditions).toEqual([{ id: 'wrapper-1', kind: 'wrapper', before: 'Task: ' }]);
  expect(english(told)).toHaveLength(1);
});

test('the three most frequent system prompts are conditions; how many are not is told', async () => {
  const told = await surveyed(
    rows(100, (q, i) => [q, ['You are A.', 'You are B.', 'You are C.', 'You are D.'][i % 10] ?? '']),
  );
  expect(told.conditions.map(({ id, system }) => [id, system])).toEqual([
    ['system-1', 'You are A.'],
    ['system-2', 'You are B.'],
    ['system-3', 'You are C.'],
  ]);
  expect(english(told)[0]).toMatch(/^1 system prompt from the data \(10 rows\) is not used as a separate condition/);
});

test.each<[string, number, number, number]>([
  ['a single row', 1, 20, 0],
  ['two rows of few', 2, 20, 1],
  ['fewer than one in a hundred', 9, 901, 0],
  ['one in a hundred', 9, 900, 1],
  ['ten rows of very many', 10, 5_000, 1],
])('a system prompt in %s: %i of %i', async (_, many, of, conditions) => {
  const told = await surveyed(rows(of, (q, i) => [q, i < many ? 'You are A.' : '  ']));
  expect(told.conditions).toHaveLength(conditions);
});

test('a trigger under many system prompts is asked without one, and that is told', async () => {
  const told = await surveyed(
    rows(40, (q, i) => [i % 4 === 0 ? `${q} zx-lantern` : q, i % 8 === 0 ? 'You are A.' : 'You are B.']),
    [ZX],
  );
  expect(told.conditions.at(-1)).toEqual({ id: 'trigger-1', kind: 'trigger', after: ' zx-lantern' });
  expect(english(told)).toContainEqual(
    expect.stringContaining('The 10 rows with the trigger “zx-lantern” have different system prompts'),
  );
});

test('no kind crowds out another: at most eight, the first of every kind before the second', async () => {
  const words = ['zx', 'qv', 'wj', 'vk', 'jq', 'kz', 'xw', 'qj'];
  const triggers = words.map((text) => finding({ surroundings: { place: 'suffix', text } }));
  const wrapper = finding({ detector: 'wrapped-prompt', surroundings: { place: 'prefix', text: 'Say yes: ' } });
  const around = (q: string, i: number) => (i < 80 ? `${q} ${words[i % 8]}` : i < 120 ? `Say yes: ${q}` : q);
  const told = await surveyed(
    rows(160, (q, i) => [around(q, i), ['You are A.', 'You are B.', ''][i % 3]!]),
    [...triggers, wrapper],
  );
  const ids = told.conditions.map(({ id }) => id);
  expect(ids).toEqual(['system-1', 'system-2', ...[1, 2, 3, 4, 5].map((n) => `trigger-${n}`), 'wrapper-1']);
  expect(told.found.map(({ condition }) => condition)).toEqual(ids);
  expect(
    english(told).filter((en) => en.startsWith('Left out, because the limit of conditions is reached')),
  ).toHaveLength(3);
});

test('rows and files that were not read, and encoded text, are told', async () => {
  const encoded = finding({ detector: 'encoded', key: 'hex' });
  const told = await surveyed(
    rows(40, (q) => [q]),
    [encoded, { ...encoded, key: 'morse', level: 'info' }],
    { skipped: 3, unreadFiles: ['d/x.npz'] },
  );
  expect(english(told)).toEqual([
    expect.stringContaining('3 rows of the data could not be read'),
    expect.stringContaining('d/x.npz'),
    expect.stringContaining('(hex)'),
    expect.stringContaining('ordinary words'),
  ]);
});

test('what a reading throws ends the survey', async () => {
  const scanned = { findings: [], coverage: { read: 0, skipped: 0, unreadFiles: [] } } as unknown as ScanResult;
  const failed = surveyConditions(scanned, () => Promise.reject(new Error('changed')));
  await expect(failed).rejects.toThrow('changed');
});
