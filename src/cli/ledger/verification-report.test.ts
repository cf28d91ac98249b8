import { describe, expect, test } from 'vitest';
import type { CountedLedgerCheck } from '../../gates/index.ts';
import type { LedgerVerdict } from '../../ledger/index.ts';
import { PLAIN, type Style } from '../../report/index.ts';
import { verificationJson, verificationReport } from './verification-report.ts';

const OK: LedgerVerdict = { verdict: 'ok', problems: [], unchecked: [], further: 0 };
const problems = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    code: 'changed' as const,
    index: i,
    path: null,
    message: { en: `record ${i} is changed`, ja: `記録 ${i} が変更されています` },
  }));
const CHECK: CountedLedgerCheck = {
  origin: 'log.example/a',
  vkey: 'log.example/a+1234+AAAA',
  kind: 'ledger',
  checkpoint: null,
  earlier: null,
  size: 7,
  root: 'cm9vdA==',
  leaves: 7,
  exchanges: 3,
  openIntents: 1,
  lost: 1,
  integrity: OK,
  completeness: OK,
  bodies: { opened: 5, erased: [2, 3] },
  cosigned: [{ witness: 'w', size: 6, seconds: 1_764_500_000 }],
};
const reportOf = (check: Partial<CountedLedgerCheck>, lang: 'en' | 'ja' = 'en', style: Style = PLAIN) =>
  verificationReport('logs', { ...CHECK, ...check }, lang, style);

test('both verdicts, the checkpoint, the counts, the witnesses and the limits, in English', () => {
  expect(reportOf({})).toBe(
    [
      'Ledger: logs (log.example/a)',
      'Public key: log.example/a+1234+AAAA',
      '',
      'Integrity: ok',
      'Completeness: ok',
      '',
      'Checkpoint: 7 records, root cm9vdA==',
      'Counted: 7 records, 3 exchanges, 1 of them without a response, 1 lost in a crash; 5 texts checked, 2 erased',
      'Co-signed: by w up to 6 records (2025-11-30T10:53:20.000Z)',
      '',
      'This does not prove:',
      '  that what was recorded was true when it was written',
      '  that nothing is missing behind the last checkpoint that was kept elsewhere or co-signed',
      '',
    ].join('\n'),
  );
});

test('and in Japanese', () => {
  const text = reportOf({}, 'ja');
  for (const line of [
    '完全性（改ざんなし）：問題なし',
    'チェックポイント：7 件、ルートハッシュ cm9vdA==',
    '件数：記録 7 件、やり取り 3 件（うち回答の記録なし 1 件、異常終了による中断 1 件）、本文 5 件を検証、2 件は消去済み',
    '連署：w が 6 件まで（2025-11-30T10:53:20.000Z）',
    'この検証で分からないこと：',
  ])
    expect(text.split('\n')).toContain(line);
});

test('one is told as one', () => {
  const text = reportOf({ size: 1, leaves: 1, exchanges: 1, bodies: { opened: 1, erased: [] } });
  expect(text).toContain('Checkpoint: 1 record, root');
  expect(text).toContain('Counted: 1 record, 1 exchange, ');
  expect(text).toContain('; 1 text checked, 0 erased');
});

test('behind a URL no texts are counted, and without a checkpoint that says so', () => {
  for (const absent of [{ size: null }, { root: null }]) {
    expect(reportOf({ bodies: null, ...absent })).toContain('Checkpoint: none that can be believed\n');
    expect(reportOf({ bodies: null, ...absent })).toMatch(/ lost in a crash\n/);
    expect(reportOf({ bodies: null, ...absent }, 'ja')).toContain('チェックポイント：信頼できるものがありません\n');
  }
});

describe('problems', () => {
  test('twenty are listed, and none is said to be left out', () => {
    const text = reportOf({ integrity: { ...OK, verdict: 'broken', problems: problems(20) } });
    expect(text).toContain('Integrity: broken\n  record 0 is changed\n');
    expect(text).toContain('  record 19 is changed\nCompleteness');
  });

  test('of more, the rest is counted', () => {
    const integrity = { ...OK, verdict: 'broken' as const, problems: problems(21) };
    expect(reportOf({ integrity })).toContain('  record 19 is changed\n  and 1 more (all in --json)\nCompleteness');
    expect(reportOf({ integrity }, 'ja')).toContain('  ほか 1 件（--json に全件）\n');
  });

  test('those that are only counted are among the rest', () => {
    const integrity = { ...OK, verdict: 'broken' as const, problems: problems(25), further: 4 };
    expect(reportOf({ integrity })).toContain('  and 9 more (the first 25 in --json)\n');
    expect(reportOf({ integrity }, 'ja')).toContain('  ほか 9 件（--json に先頭の 25 件）\n');
  });

  test('what was not checked stands under its verdict', () => {
    const message = { en: 'no earlier checkpoint', ja: '以前のチェックポイントなし' };
    const completeness: LedgerVerdict = { ...OK, verdict: 'unknown', unchecked: [{ isDecisive: true, message }] };
    expect(reportOf({ completeness })).toContain('Completeness: unknown\n  not checked: no earlier checkpoint\n');
    expect(reportOf({ completeness }, 'ja')).toContain('判定できず\n  未検証：以前のチェックポイントなし\n');
  });
});

test('each verdict has its colour', () => {
  const paint = (name: string) => (text: string) => `<${name}>${text}`;
  const style: Style = { ...PLAIN, green: paint('green'), red: paint('red'), yellow: paint('yellow') };
  expect(reportOf({ completeness: { ...OK, verdict: 'broken' } }, 'en', style)).toContain(
    'Integrity: <green>ok\nCompleteness: <red>broken',
  );
  expect(reportOf({ integrity: { ...OK, verdict: 'unknown' } }, 'en', style)).toContain('Integrity: <yellow>unknown');
});

test('what a log says cannot steer the terminal', () => {
  const evil = 'x\u001b[2J\ny';
  const message = { en: evil, ja: evil };
  const verdict: LedgerVerdict = {
    verdict: 'broken',
    problems: [{ code: 'leaf', index: null, path: null, message }],
    unchecked: [{ isDecisive: false, message }],
    further: 0,
  };
  const hostile = { origin: evil, vkey: evil, integrity: verdict, cosigned: [{ witness: evil, size: 1, seconds: 0 }] };
  for (const lang of ['en', 'ja'] as const) {
    expect(reportOf(hostile, lang)).not.toContain('\u001b');
    expect(reportOf(hostile, lang).split('\n')).toHaveLength(reportOf({}, lang).split('\n').length + 2);
  }
});

describe('as JSON', () => {
  const jsonOf = (check: Partial<CountedLedgerCheck>) => JSON.parse(verificationJson('logs', { ...CHECK, ...check }));

  test('all counts and all problems', () => {
    const integrity = { ...OK, verdict: 'broken' as const, problems: problems(30) };
    const result = jsonOf({ integrity });
    expect(result).toMatchObject({
      schema: 'zenbun.ledger-verify/1',
      place: 'logs',
      kind: 'ledger',
      checkpoint: { size: 7, root: 'cm9vdA==' },
      counts: { records: 7, exchanges: 3, openIntents: 1, lost: 1, bodiesChecked: 5, bodiesErased: 2 },
      erased: [2, 3],
      cosigned: [{ witness: 'w', size: 6, time: '2025-11-30T10:53:20.000Z' }],
    });
    expect(result.integrity.problems).toHaveLength(30);
    expect(result.notProven).toHaveLength(2);
  });

  test('what is not known is null, not zero', () => {
    expect(jsonOf({ bodies: null, size: null })).toMatchObject({
      checkpoint: null,
      counts: { bodiesChecked: null, bodiesErased: null },
      erased: [],
    });
    expect(jsonOf({ root: null }).checkpoint).toBeNull();
  });
});
