import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryEvidence } from '../../../test/arbitrary-evidence.ts';
import { notWorse, outOfBudget, worse, worseBehindTrigger } from '../../../test/fixture-comparison.ts';
import { evidenceFrom, LOGGED, RICH, WATCHED } from '../../../test/fixture-evidence.ts';
import { fixtureResult } from '../../../test/fixture-result.ts';
import type { Evidence } from '../../schema/index.ts';
import { ALWAYS_LIMITS } from './always.ts';
import { LIMITS, notProven } from './not-proven.ts';

const idsOf = (evidence: readonly Evidence[]) =>
  LIMITS.filter(({ when }) => when(evidence) !== null).map(({ id }) => id);
const of = (result: typeof worse) => evidenceFrom([{ kind: 'comparison', result }]);

test('of nothing: what no evidence proves', () => {
  expect(notProven([])).toEqual(ALWAYS_LIMITS.map(({ text }) => text));
});

test('whatever was given, that stands there; every text is filled', () => {
  fc.assert(
    fc.property(arbitraryEvidence, (evidence) => {
      const told = notProven(evidence);
      expect(told.slice(0, ALWAYS_LIMITS.length)).toEqual(notProven([]));
      for (const { en, ja } of told) expect(`${en} ${ja}`).not.toMatch(/[{}]|undefined|NaN|null/);
      expect(new Set(told.map(({ ja }) => ja)).size).toBe(told.length);
    }),
  );
});

test.each<readonly [id: string, is: readonly Evidence[], isNot: readonly Evidence[]]>([
  ['rows-unread', RICH, of(worse)],
  [
    'files-unread',
    evidenceFrom([
      { kind: 'scan', result: { ...fixtureResult, coverage: { ...fixtureResult.coverage, unreadFiles: ['a.bin'] } } },
    ]),
    RICH,
  ],
  ['these-files', RICH, of(worse)],
  ['undecided', of(outOfBudget), of(worse)],
  ['nothing-to-compare', of({ ...outOfBudget, saturated: 'complies' }), of({ ...outOfBudget, saturated: 'unread' })],
  ['baseline-unread', of({ ...outOfBudget, saturated: 'unread' }), of(outOfBudget)],
  ['plain-only', of(notWorse), of(worseBehindTrigger)],
  ['conditions', of(worseBehindTrigger), of(notWorse)],
  ['answers-not-judged', of(outOfBudget), of(worse)],
  ['weights-unknown', of(worse), of({ ...worse, run: { ...worse.run, digests: { before: null, after: 'ab' } } })],
  [
    'log-not-verified',
    evidenceFrom([{ kind: 'ledger', result: { ...LOGGED, integrity: { verdict: 'broken', problems: 2, notes: [] } } }]),
    RICH,
  ],
  [
    'log-not-complete',
    RICH,
    evidenceFrom([{ kind: 'ledger', result: { ...LOGGED, completeness: { verdict: 'ok', problems: 0, notes: [] } } }]),
  ],
  ['past-the-gateway', RICH, of(worse)],
  ['rollout', RICH, evidenceFrom([{ kind: 'ledger', result: { ...LOGGED, rollouts: [] } }])],
  ['watch', evidenceFrom([{ kind: 'watch', result: WATCHED }]), of(worse)],
])('%s', (id, is, isNot) => {
  expect(idsOf(is)).toContain(id);
  expect(idsOf(isNot)).not.toContain(id);
});

test('those that depend on the evidence tell its numbers', () => {
  const told = notProven(RICH)
    .map(({ ja }) => ja)
    .join('\n');
  for (const number of ['201 行', '1 行の内容', '9 問', '1,487 件', '7 件は終わり', '1,200 件'])
    expect(told).toContain(number);
});
