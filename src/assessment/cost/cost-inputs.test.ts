import { describe, expect, test } from 'vitest';
import { ANSWERS, comparisonOf, notWorse, worse } from '../../../test/fixture-comparison.ts';
import type { Comparison, Evidence, LedgerSummary } from '../../schema/index.ts';
import { type CostInputId, costAssumptions } from './cost-assumptions.ts';
import { costInputs, type GivenCosts } from './cost-inputs.ts';
import { rangeFault } from './range-fault.ts';

const source = (id: string, kind: Evidence['kind']) => ({ id, kind, path: `${id}.json`, sha256: 'ab', ledger: null });
const cost = { requests: 40, promptTokens: 3000, completionTokens: 7000, usd: 0.02, recorded: 0 };

const compared = (id: string, result: Comparison, part: Partial<Comparison> = { cost }): Evidence => ({
  kind: 'comparison',
  source: source(id, 'comparison'),
  result: { ...result, ...part },
});

const log: LedgerSummary = {
  schema: 'zenbun.ledger-summary/1',
  counting: 2,
  origin: 'localhost/zenbun',
  integrity: { verdict: 'ok', problems: 0, notes: [] },
  completeness: { verdict: 'ok', problems: 0, notes: [] },
  from: '2024-02-20T00:00:00.000Z',
  to: '2024-03-11T00:00:00.000Z',
  records: 4000,
  exchanges: 2000,
  openIntents: 0,
  lost: 0,
  erased: 0,
  answers: {
    n: 2000,
    outcomes: { refusal: 0, compliance: 2000, partial: 0, 'refuse-then-comply': 0, empty: 0, unread: 0 },
    latched: 0,
    withheld: 0,
    fallback: 0,
    partlyUnread: 0,
    incomplete: 0,
  },
  models: [],
  rollouts: [],
  drills: [],
  alarms: [],
  isWatched: true,
  overturned: 0,
};
const logged = (id: string, part: Partial<LedgerSummary> = {}): Evidence => ({
  kind: 'ledger',
  source: source(id, 'ledger'),
  result: { ...log, ...part },
});

const inputOf = (id: CostInputId, evidence: readonly Evidence[], given: GivenCosts = null) =>
  costInputs('JPY', given, evidence).inputs.find((input) => input.id === id)!;

describe('assumptions', () => {
  test('can be meant, and say why in both languages', () => {
    for (const currency of ['JPY', 'USD'] as const)
      for (const { id, range, unit, why, from } of costAssumptions(currency)) {
        expect([id, rangeFault(range, unit)]).toEqual([id, null]);
        expect(range.low).toBeLessThan(range.high);
        expect(why.en).toMatch(/\.$/);
        expect(why.ja).toMatch(/。$/);
        expect(from).toEqual({ kind: 'assumed' });
      }
  });

  test('stand where nobody says anything', () => {
    expect(costInputs('JPY', null)).toEqual({ inputs: costAssumptions('JPY'), notes: [] });
  });
});

describe('what a person says', () => {
  const range = { low: 1, likely: 2, high: 3 };

  test('is given; what they leave as it was is still assumed, unless they say where it comes from', () => {
    const assumed = costAssumptions('JPY').find(({ id }) => id === 'tuningRuns')!;
    const given = (own: typeof range, from: string | null): GivenCosts =>
      new Map([['tuningRuns', { range: own, source: from }]]);
    expect(inputOf('tuningRuns', [], given(range, null))).toMatchObject({ range, from: { kind: 'given' } });
    expect(inputOf('tuningRuns', [], given(assumed.range, null)).from).toEqual({ kind: 'assumed' });
    expect(inputOf('tuningRuns', [], given(assumed.range, 'plan'))).toMatchObject({
      from: { kind: 'given' },
      why: { en: 'plan', ja: 'plan' },
    });
  });

  test('what they leave out is assumed, and that is noted', () => {
    const { notes } = costInputs('JPY', new Map([['tuningRuns', { range, source: null }]]));
    expect(notes).toHaveLength(1);
    expect(notes[0]!.en).toMatch(/^Not in the file, so assumed: Requests a month; /);
    expect(notes[0]!.en).not.toContain('Tuned models');
    expect(notes[0]!.ja).toContain('月間リクエスト数');
  });

  test('stands over what was measured, and that is noted', () => {
    const given: GivenCosts = new Map([['comparisonTokens', { range, source: null }]]);
    const { inputs, notes } = costInputs('JPY', given, [compared('E1', worse)]);
    expect(inputs.find(({ id }) => id === 'comparisonTokens')).toMatchObject({ range, from: { kind: 'given' } });
    expect(notes.map(({ en }) => en)).toContain(
      'Tokens of a comparison: the value in the file is used, not the one measured in E1.',
    );
  });
});

describe('comparisons', () => {
  test('tell attack success with its interval; after tuning only where it got worse', () => {
    const { asr } = worse.after;
    expect(inputOf('attackAfter', [compared('E1', worse)])).toMatchObject({
      range: { low: asr.interval[0], likely: 1, high: 1 },
      from: { kind: 'measured', evidence: 'E1' },
    });
    expect(inputOf('attackAfter', [compared('E1', notWorse)]).from).toEqual({ kind: 'assumed' });
    const before = inputOf('attackBefore', [compared('E1', worse), compared('E2', notWorse)]);
    expect(before).toMatchObject({ range: { low: 0, likely: 0 }, from: { kind: 'measured', evidence: 'E2' } });
    expect(before.why.en).toMatch(/^0 of 80 harmful questions; low and high are the 99 % interval\.$/);
  });

  test('of a model whose answers are not read tell nothing of it', () => {
    expect(inputOf('attackBefore', [compared('E1', worse, { saturated: 'unread' })]).from).toEqual({ kind: 'assumed' });
    const nothing = comparisonOf([]);
    expect(inputOf('attackBefore', [compared('E1', nothing)]).from).toEqual({ kind: 'assumed' });
    expect(inputOf('comparisonTokens', [compared('E1', nothing)]).from).toEqual({ kind: 'assumed' });
  });

  test('tell tokens and their price; at most as many as all questions would take', () => {
    const coverage = { ...worse.coverage, asked: 10, probes: 50 };
    const inputs = [
      compared('E1', worse, { cost, coverage }),
      compared('E2', worse, { cost: { ...cost, usd: null }, coverage }),
    ];
    expect(inputOf('comparisonTokens', inputs)).toMatchObject({
      range: { low: 10_000, likely: 10_000, high: 50_000 },
      from: { kind: 'measured', evidence: 'E1, E2' },
    });
    expect(inputOf('tokenPrice', inputs)).toMatchObject({
      range: { low: 2, likely: 2, high: 2 },
      from: { kind: 'measured', evidence: 'E1' },
    });
  });

  test('that used recorded answers do not tell what one costs, and that is noted', () => {
    const replayed = compared('E1', worse, { cost: { ...cost, recorded: 3 } });
    expect(inputOf('comparisonTokens', [replayed]).from).toEqual({ kind: 'assumed' });
    expect(costInputs('JPY', null, [replayed]).notes[0]!.en).toMatch(/^E1: what a comparison costs is not taken/);
  });

  test('under a trigger alone tell nothing of plain questions', () => {
    const triggered = comparisonOf(
      Array.from({ length: 9 }, () => ({ before: ANSWERS.refused, after: ANSWERS.refused })),
      {
        decision: 'worse',
      },
    );
    expect(inputOf('attackAfter', [compared('E1', triggered)]).from).toEqual({ kind: 'assumed' });
  });
});

describe('logs', () => {
  test('tell requests a month, over the days from the first to the last exchange', () => {
    // 20 days, including the leap day.
    const input = inputOf('requestsPerMonth', [logged('E1')]);
    expect(input.range.likely).toBeCloseTo((2000 / 20) * (365 / 12), 6);
    expect(input.from).toEqual({ kind: 'measured', evidence: 'E1' });
    expect(input.why.en).toMatch(/^2000 exchanges in 20 days/);
    expect(input.why.en).not.toContain('verified');
  });

  test('the busiest is taken; one whose integrity is not known says so', () => {
    const unknown = logged('E2', { exchanges: 3000, integrity: { verdict: 'unknown', problems: 0, notes: [] } });
    const input = inputOf('requestsPerMonth', [logged('E1'), unknown]);
    expect(input.from).toEqual({ kind: 'measured', evidence: 'E2' });
    expect(input.why.en).toContain('not verified');
  });

  test.each([
    ['the log is broken', { integrity: { verdict: 'broken', problems: 1, notes: [] } }],
    ['the log contains no exchanges', { exchanges: 0, from: null, to: null }],
    ['the log covers 5 days, and 7 are needed', { to: '2024-02-25T00:00:00.000Z' }],
    ['the log covers 6.9 days, and 7 are needed', { to: '2024-02-26T23:59:00.000Z' }],
    ['the log covers 1 day, and 7 are needed', { to: '2024-02-21T00:00:00.000Z' }],
    ['the log is shorter than a day, and 7 are needed', { to: '2024-02-20T00:01:00.000Z' }],
    ['the log does not tell how long it is', { from: 'yesterday' }],
  ] as const)('that are of no use are noted, with the one reason: %s', (why, part) => {
    const { inputs, notes } = costInputs('JPY', null, [logged('E1', part)]);
    expect(inputs[0]!.from).toEqual({ kind: 'assumed' });
    expect(notes.map(({ en }) => en)).toEqual([`E1: requests a month are not taken from it, because ${why}.`]);
  });
});
