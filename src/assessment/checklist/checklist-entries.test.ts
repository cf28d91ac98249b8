import { expect, test } from 'vitest';
import { TEAMS } from '../../schema/index.ts';
import { AISI_GOALS } from './aisi-goals.ts';
import { CHECKLIST_ENTRIES } from './checklist-entries.ts';
import { JIS_DATA } from './references.ts';

test('there are 30 to 45 items, each with an id of its own', () => {
  const ids = CHECKLIST_ENTRIES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(30);
  expect(ids.length).toBeLessThanOrEqual(45);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
});

test('each item is asked in both languages, and ends as a question or a sentence does', () => {
  for (const { id, question, toShow } of CHECKLIST_ENTRIES) {
    expect(question.en, id).toMatch(/\?$/);
    expect(question.ja, id).toMatch(/か(?:（[^）]+）)?。$/);
    expect(toShow.en, id).toMatch(/\.$/);
    expect(toShow.ja, id).toMatch(/。$/);
    expect(toShow.ja, id).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u);
  }
});

test('each item names teams that exist, once each, and every team is asked for something first', () => {
  for (const { id, teams } of CHECKLIST_ENTRIES) {
    expect(new Set(teams).size, id).toBe(teams.length);
    for (const team of teams) expect(TEAMS).toContain(team);
  }
  expect(new Set(CHECKLIST_ENTRIES.map(({ teams }) => teams[0]))).toEqual(new Set(TEAMS));
});

test('items that management or planning is asked name no command', () => {
  const asked = CHECKLIST_ENTRIES.filter(({ teams }) => teams.includes('management') || teams.includes('planning'));
  for (const { id, question, toShow } of asked) {
    for (const { en, ja } of [question, toShow]) expect(`${en} ${ja}`, id).not.toMatch(/zenbun |--\w/);
  }
});

const cited = CHECKLIST_ENTRIES.flatMap(({ id, references }) => references.map((one) => ({ id, ...one })));
const placesOf = (document: string) =>
  new Set(cited.filter((one) => one.document === document).map(({ place }) => place));

test('every goal that is cited is in the list, and the list holds no other', () => {
  expect(placesOf('aisi')).toEqual(new Set(Object.keys(AISI_GOALS)));
});

test('other documents are cited only where it is known what stands there', () => {
  expect(placesOf('jis-q-42001')).toEqual(new Set(['B.6.2.4', 'B.6.2.6', 'B.6.2.8', JIS_DATA, 'B.8.4']));
  expect(placesOf('eu-ai-act')).toEqual(new Set(['Annex XI 2(c)', 'Art. 12', 'Art. 26(6)', 'C(2025) 7719']));
  expect(placesOf('ds-920')).toEqual(new Set(['高リスク判定シート', '調達チェックシート', '契約チェックシート']));
  for (const place of placesOf('nist-ai-rmf')) expect(place).toMatch(/^(?:GOVERN|MAP|MEASURE|MANAGE) \d\.\d{1,2}$/);
});

test('the EU AI Act does not stand beside logs that show tampering', () => {
  const items = cited.filter(({ document }) => document === 'eu-ai-act').map(({ id }) => id);
  expect(items).not.toContain('log-intact');
  expect(items).not.toContain('log-complete');
});

test('every item names a document beside it, none twice at the same place', () => {
  for (const { id, references } of CHECKLIST_ENTRIES) {
    const named = references.map(({ document, place }) => `${document} ${place}`);
    expect(named.length, id).toBeGreaterThan(0);
    expect(new Set(named).size, id).toBe(named.length);
  }
});
