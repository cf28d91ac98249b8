import { expect, test } from 'vitest';
import type { LedgerRecord } from '../../ledger/index.ts';
import { recordLine } from './record-line.ts';

const record = (kind: string, fields: object) =>
  ({ index: 7, leaf: { kind, time: Date.UTC(2026, 10, 20, 9), fields } }) as unknown as LedgerRecord;
const ANSWERED = record('response', {
  intent: 6,
  state: 'complete',
  answers: [{ outcome: 'compliance' }, { outcome: 'refuse-then-comply', latch: 31 }],
  more: 1,
});

test('of several answers the worst is shown', () => {
  expect(recordLine(ANSWERED, 'm', 'en')).toBe(
    '      7  2026-11-20T09:00:00Z  response  answers 6  m  complete  refuse-then-comply  latched at 31  2 more answers',
  );
});

test('kinds and states are told in Japanese, too', () => {
  expect(recordLine(ANSWERED, 'm', 'ja')).toContain('回答  6 への回答  m  完了  ');
  expect(recordLine(record('intent', { model: 'm', guard: 'final' }), null, 'ja')).toContain('リクエスト  m');
  expect(recordLine(record('unknown', {}), null, 'ja')).toContain('unknown');
});

const said = (kind: string, fields: object, model: string | null = null, lang: 'en' | 'ja' = 'en') =>
  recordLine(record(kind, fields), model, lang).split('  ').slice(-1)[0];

test('the ground of an outcome is told unless there is none', () => {
  const answered = (answer: object) => said('response', { intent: 6, state: 'complete', answers: [answer] });
  expect(answered({ outcome: 'refusal', ground: 'model' })).toBe('refusal (model)');
  expect(answered({ outcome: 'refusal', ground: 'none' })).toBe('refusal');
  expect(answered({})).toBe('-');
});

test('what was withheld is told if it was anything; a latch at the first character, too', () => {
  const line = (answer: object, lang: 'en' | 'ja' = 'en') =>
    recordLine(record('response', { intent: 6, state: 'complete', answers: [answer] }), null, lang);
  expect(line({ outcome: 'refusal', withheld: 12 })).toMatch(/refusal {2}12 withheld$/);
  expect(line({ outcome: 'refusal', withheld: 12 }, 'ja')).toMatch(/ {2}12 文字を非公開$/);
  expect(line({ outcome: 'refusal', withheld: 0 })).toMatch(/refusal$/);
  expect(line({ outcome: 'refusal', latch: 0 })).toMatch(/refusal {2}latched at 0$/);
  expect(line({ outcome: 'refusal', latch: null })).toMatch(/refusal$/);
});

test('a response without answers tells its state, known or not', () => {
  expect(said('response', { intent: 6, state: 'failed', answers: [] })).toBe('failed');
  expect(said('response', { intent: 6, state: 'failed' }, null, 'ja')).toBe('失敗');
  expect(said('response', { intent: 6, state: 'other' }, null, 'ja')).toBe('other');
});

test('further answers are counted, listed or not', () => {
  const one = { outcome: 'compliance' };
  const more = (answers: object[], further?: number) =>
    said('response', { intent: 6, state: 'complete', answers, ...(further === undefined ? {} : { more: further }) });
  expect(more([one])).toBe('compliance');
  expect(more([one, one])).toBe('1 more answers');
  expect(more([one], 3)).toBe('3 more answers');
});

test('of an unknown kind the fields are shown, and none if there are none', () => {
  expect(said('unknown', { a: 1 })).toBe('{"a":1}');
  expect(said('unknown', {})).toBe('unknown');
});

test('an index of more digits than the column is not cut', () => {
  const long = { ...record('unknown', {}), index: 123_456_789 };
  expect(recordLine(long, null, 'en')).toBe('123456789  2026-11-20T09:00:00Z  unknown');
});

test('nothing in a record steers the terminal or breaks the line', () => {
  const evil = 'x\u001b[2J\n\u202e';
  for (const fields of [{ model: evil, guard: evil }, { [evil]: evil }, { intent: evil, state: evil }])
    for (const kind of ['intent', 'response', evil])
      expect(recordLine(record(kind, fields), evil, 'en')).not.toMatch(/[\u001b\u202e\n]/);
});
