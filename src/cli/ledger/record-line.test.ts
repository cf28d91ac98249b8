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
