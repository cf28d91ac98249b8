import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../gates/index.ts';
import { PLAIN, type Style } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { historyReport } from './history-report.ts';

type Change = Extract<HistoryEntry, { what: 'change' }>;

const AT = { index: 12, time: '2026-11-29T17:00:00.250Z', model: 'support' };
const EVIDENCE = {
  exposures: 120,
  metrics: {
    error: { pairs: 40, canaryHarms: 3, controlHarms: 1 },
    slow: { pairs: 40, canaryHarms: 0, controlHarms: 2 },
    latch: { pairs: 40, canaryHarms: 0, controlHarms: 0 },
    judge: { pairs: 0, canaryHarms: 0, controlHarms: 0 },
  },
};
const change = (leaf: object, more: Partial<Change> = {}): Change =>
  ({
    ...AT,
    what: 'change',
    stage: { index: 1, of: 5, share: 12.5 },
    rollback: null,
    isSuperseded: false,
    ...more,
    leaf: { action: 'advance', by: 'zenbun', reason: '', evidence: null, ...leaf },
  }) as Change;

const reportOf = (entry: HistoryEntry, lang: Lang = 'en', style: Style = PLAIN) =>
  historyReport([entry], { lang, style, width: 200 }).replaceAll('\u00a0', ' ');

test('no record, no rollout', () => {
  expect(historyReport([], { lang: 'en', style: PLAIN, width: 80 })).toBe('No rollout in this ledger.\n');
  expect(historyReport([], { lang: 'ja', style: PLAIN, width: 80 })).toContain('記録はありません');
});

test('one block per record, in order', () => {
  const both = [change({}), change({ action: 'pause' }, { index: 13 })];
  const lines = historyReport(both, { lang: 'en', style: PLAIN, width: 200 }).split('\n');
  expect(lines.filter((line) => line.includes('support')).map((line) => line.slice(0, 7))).toEqual([
    '     12',
    '     13',
  ]);
});

test('a change: index, time to the second, model, action, stage, and who', () => {
  expect(reportOf(change({}))).toBe(
    '     12  2026-11-29T17:00:00Z  support  next stage, by evidence · stage 2 of 5 (12.5 %)\n         by: zenbun\n',
  );
  expect(reportOf(change({}), 'ja')).toBe(
    '     12  2026-11-29T17:00:00Z  support  証拠により次の段階へ · 段階 2/5（12.5 %）\n         担当：zenbun\n',
  );
});

describe('actions', () => {
  test.each([
    ['promote', 'next stage, by a person · stage', '手動で次の段階へ · '],
    ['pause', 'paused · stage', '一時停止 · '],
    ['resume', 'resumed · stage', '再開 · '],
    ['complete', 'completed\n', '完了\n'],
    ['rollback', 'rolled back\n', '切り戻し\n'],
  ])('%s', (action, en, ja) => {
    expect(reportOf(change({ action }))).toContain(`support  ${en}`);
    expect(reportOf(change({ action }), 'ja')).toContain(`support  ${ja}`);
  });

  test('a start tells its number, and when nothing admitted it', () => {
    const start = { action: 'start', attempt: 2, entry: null };
    expect(reportOf(change(start))).toContain('started · stage 2 of 5 (12.5 %), start number 2\n');
    expect(reportOf(change(start))).toContain('         without a comparison\n');
    expect(reportOf(change(start), 'ja')).toContain('、2 回目\n');
    expect(reportOf(change({ ...start, entry: 'ab' }))).not.toContain('without a comparison');
    expect(reportOf(change({ action: 'resume', entry: null }))).not.toContain('without a comparison');
  });

  test('a rollback is red, a completion green, and nothing else is painted', () => {
    const paint = (name: string) => (text: string) => `<${name}>${text}`;
    const style: Style = { ...PLAIN, red: paint('red'), green: paint('green') };
    expect(reportOf(change({ action: 'rollback' }), 'en', style)).toContain('<red>rolled back');
    expect(reportOf(change({ action: 'complete' }), 'en', style)).toContain('<green>completed');
    expect(reportOf(change({ action: 'pause' }), 'en', style)).not.toContain('<');
  });
});

test('a reason is told if there is one', () => {
  expect(reportOf(change({ reason: 'looks fine' }))).toContain('\n         why: looks fine\n');
  expect(reportOf(change({ reason: 'looks fine' }), 'ja')).toContain('\n         理由：looks fine\n');
  expect(reportOf(change({}))).not.toContain('why');
});

test('what cannot be determined is said', () => {
  expect(reportOf(change({}, { stage: null }))).toContain('stage unknown: an earlier change is not in this ledger');
  expect(reportOf(change({}, { model: null }))).toContain('(model unknown)');
  expect(reportOf(change({}, { isSuperseded: true }))).toContain('never in force: another gateway was faster');
  expect(reportOf(change({}))).not.toContain('never in force');
});

describe('evidence', () => {
  test('harms of both sides by metric, metrics without harm, and none that counted nothing', () => {
    expect(reportOf(change({ evidence: EVIDENCE }))).toContain(
      '\n         evidence: 120 answers counted; error 3 of 40 pairs (stable 1); slow 0 of 40 pairs (stable 2); no harm: latch\n',
    );
    expect(reportOf(change({ evidence: EVIDENCE }), 'ja')).toContain(
      '証拠：数えた回答 120 件、error 40 組中 3（安定版 1）、slow 40 組中 0（安定版 2）、該当なし：latch\n',
    );
  });

  test('how far the evidence for a rollback was: rounded down, its goal rounded up', () => {
    const rollback = { log10: 1.08, goal: 2.262, metric: 'error' };
    expect(reportOf(change({ evidence: EVIDENCE }, { rollback }))).toContain('evidence: e = 12 of 183 for a rollback;');
    expect(reportOf(change({ evidence: EVIDENCE }, { rollback }), 'ja')).toContain('切り戻し e = 12（必要：183）、');
  });

  test('none is told of a start, nor where there was none', () => {
    expect(reportOf(change({ action: 'start', attempt: 1, evidence: EVIDENCE }))).not.toContain('evidence:');
    expect(reportOf(change({ evidence: { exposures: 1, metrics: {} } }))).toContain('evidence: 1 answer counted\n');
  });
});

test('records that are no change', () => {
  const gone: HistoryEntry = { ...AT, what: 'superseded', of: 'log.example 3' };
  expect(reportOf(gone)).toBe('     12  2026-11-29T17:00:00Z  support  record log.example 3 never was in force\n');
  expect(reportOf(gone, 'ja')).toContain('記録 log.example 3 は有効になりませんでした');
  const odd: HistoryEntry = { ...AT, model: null, what: 'unreadable', fields: { a: 1 } };
  expect(reportOf(odd)).toContain('(model unknown)  a record of a rollout that cannot be read');
  expect(reportOf(odd)).toContain('\n         {"a":1}\n');
});

test('nothing in a record steers the terminal', () => {
  const evil = 'm\u001b[2J\u202e';
  const entries: HistoryEntry[] = [
    change({ by: evil, reason: evil }, { model: evil }),
    { ...AT, what: 'superseded', of: evil },
    { ...AT, what: 'unreadable', fields: { [evil]: evil } },
  ];
  for (const entry of entries) expect(reportOf(entry)).not.toMatch(/[\u001b\u202e]/);
});
