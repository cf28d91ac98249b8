import { describe, expect, test } from 'vitest';
import { CHECKLIST_ITEMS } from '../../assessment/index.ts';
import { ZenbunError } from '../../errors.ts';
import { parseAnswers } from './answers-file.ts';
import { answersTemplate } from './answers-template.ts';

const HEAD = 'schema: zenbun.checklist-answers/1\nanswers:\n';
const entry = (part: Record<string, string> = {}) => {
  const fields = {
    item: 'release-owner',
    state: 'confirmed',
    note: 'minutes 12',
    by: 'Sato',
    date: '2026-11-29',
    ...part,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== 'LEFT OUT');
  return lines.map(([name, value], i) => `${i === 0 ? '  - ' : '    '}${name}: ${value}\n`).join('');
};

function faultOf(source: string): ZenbunError {
  try {
    parseAnswers('own.yaml', source);
  } catch (fault) {
    if (fault instanceof ZenbunError) return fault;
    throw fault;
  }
  throw new Error('taken');
}

test('an answer is taken as it is written', () => {
  expect(parseAnswers('own.yaml', HEAD + entry())).toEqual({
    schema: 'zenbun.checklist-answers/1',
    answers: [{ item: 'release-owner', state: 'confirmed', note: 'minutes 12', by: 'Sato', date: '2026-11-29' }],
  });
});

test('a note may be left out, unless it is the reason for "not applicable"', () => {
  expect(parseAnswers('own.yaml', HEAD + entry({ note: '' })).answers[0]!.note).toBe('');
  expect(parseAnswers('own.yaml', HEAD + entry({ note: 'LEFT OUT' })).answers[0]!.note).toBe('');
  expect(faultOf(HEAD + entry({ state: 'not-applicable', note: '' })).message).toBe(
    'own.yaml:5: release-owner: not-applicable needs its reason as note',
  );
});

test.each(['en', 'ja'] as const)('the template in %s holds every item and no answer', (lang) => {
  const text = answersTemplate(lang);
  expect(parseAnswers('own.yaml', text).answers).toEqual([]);
  for (const { id, question } of CHECKLIST_ITEMS) {
    expect(text).toContain(`  - item: ${id}\n    state:\n    note:\n    by:\n    date:\n`);
    expect(text).toContain(`# ${question[lang].slice(0, 30)}`);
  }
  expect(text.split('\n').every((line) => line.length <= 112)).toBe(true);
  const filled = text.replace(
    /(item: staff-trained\n {4}state:)\n {4}note:\n {4}by:\n {4}date:/,
    '$1 lacking\n    note: in spring\n    by: "12"\n    date: 2026-11-29',
  );
  expect(parseAnswers('own.yaml', filled).answers).toEqual([
    { item: 'staff-trained', state: 'lacking', note: 'in spring', by: '12', date: '2026-11-29' },
  ]);
});

describe('a fault', () => {
  test.each<[what: string, source: string, said: RegExp]>([
    ['an item that there is not', HEAD + entry({ item: 'no-such' }), /^own\.yaml:3: there is no item no-such$/],
    ['an item twice', HEAD + entry() + entry(), /^own\.yaml:8: release-owner is answered twice$/],
    ['a state that there is not', HEAD + entry({ state: 'done' }), /^own\.yaml:4: release-owner: state must be one of/],
    ['open, which is no answer', HEAD + entry({ state: 'open' }), /^own\.yaml:4: .*state must be one of/],
    ['no state', HEAD + entry({ state: '' }), /^own\.yaml:4: .*state must be one of/],
    ['no name', HEAD + entry({ by: '' }), /^own\.yaml:6: release-owner: by is missing/],
    ['no name at all', HEAD + entry({ by: 'LEFT OUT' }), /^own\.yaml:3: release-owner: by is missing/],
    ['a blank name', HEAD + entry({ by: '"  "' }), /^own\.yaml:6: .*by is missing/],
    ['no date', HEAD + entry({ date: '' }), /^own\.yaml:7: release-owner: date is missing/],
    ['a day that there is not', HEAD + entry({ date: '2026-02-30' }), /^own\.yaml:7: .*date must be a day/],
    ['a date of another form', HEAD + entry({ date: '29.11.2026' }), /^own\.yaml:7: .*date must be a day/],
    ['a number for a name', HEAD + entry({ by: '12' }), /^own\.yaml:6: by must be a text/],
    ['an unknown field', HEAD + entry({ who: 'me' }), /^own\.yaml:8: who is unknown$/],
    ['an unknown part', `${HEAD}  []\nmore: 1\n`, /^own\.yaml:4: more is unknown$/],
    ['another schema', 'schema: zenbun.checklist-answers/2\nanswers:\n', /^own\.yaml:1: schema must be/],
    ['no list', 'schema: zenbun.checklist-answers/1\nanswers: 3\n', /^own\.yaml:2: the file must be/],
    ['no entry', `${HEAD}  - release-owner\n`, /^own\.yaml:3: the file must be/],
    ['nothing', '', /^own\.yaml:1: the file must be/],
    ['no YAML', 'schema: [\n', /^own\.yaml:\d+: /],
    ['the same name twice', `${HEAD}  - item: release-owner\n    item: release-owner\n`, /^own\.yaml:\d+: /],
    ['an alias that leads nowhere', `${HEAD}  - *gone\n`, /^own\.yaml:\d+: /],
  ])('%s is told with its line', (_, source, said) => {
    const fault = faultOf(source);
    expect(fault.code).toBe('usage');
    expect(fault.message).toMatch(said);
    expect(fault.localized.ja).toMatch(/^own\.yaml:\d+：/);
  });

  test('the first of several is told', () => {
    expect(faultOf(HEAD + entry({ date: '', by: '' })).message).toContain('by is missing');
  });
});
