import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryEvidence } from '../../test/arbitrary-evidence.ts';
import { nothingAsked, notWorse, outOfBudget, worse, worseBehindTrigger } from '../../test/fixture-comparison.ts';
import { ALARMED, evidenceFrom, LOGGED, NO_ANSWERS, ROLLED_BACK, WATCHED } from '../../test/fixture-evidence.ts';
import {
  NOT_AS_SIGNED,
  OTHER_MODEL,
  SAME_MODEL,
  TRAINED,
  TRAINED_LONGER,
  UNVOUCHED,
  VERIFIED,
} from '../../test/fixture-provenance.ts';
import { fixtureResult } from '../../test/fixture-result.ts';
import type {
  Assessment,
  FingerprintResult,
  GateName,
  LedgerSummary,
  ScanResult,
  TrainingResult,
  Verification,
} from '../schema/index.ts';
import { assess } from './assess.ts';

const AT = { at: '2026-11-29T12:00:00.000Z' };

type Given = Parameters<typeof evidenceFrom>[0];

const assessed = (given: Given): Assessment => assess(evidenceFrom(given), AT);
const gateOf = ({ gates }: Assessment, name: GateName) => gates.find(({ gate }) => gate === name)!;
const state = (given: Given, gate: GateName) => gateOf(assessed(given), gate).state;

const clean: ScanResult = {
  ...fixtureResult,
  verdict: 'pass',
  findings: [],
  flagged: { rows: 0 },
  coverage: { ...fixtureResult.coverage, enough: true },
};
const scan = (result: Partial<ScanResult> = {}): Given[number] => ({ kind: 'scan', result: { ...clean, ...result } });
const quietLog: LedgerSummary = {
  ...LOGGED,
  rollouts: [],
  alarms: [],
  answers: { ...NO_ANSWERS, n: 500, outcomes: { ...NO_ANSWERS.outcomes, compliance: 480, refusal: 20 } },
};
const ledger = (result: Partial<LedgerSummary> = {}): Given[number] => ({
  kind: 'ledger',
  result: { ...quietLog, ...result },
});

test('nothing that nobody looked at is passed', () => {
  const nothing = assessed([]);
  expect(nothing.verdict).toBe('not-checked');
  expect(nothing.gates.map(({ state }) => state)).toEqual(Array(4).fill('not-checked'));
  expect(nothing.unchecked.length).toBeGreaterThanOrEqual(4);
  const onlyData = assessed([scan()]);
  expect(onlyData.verdict).toBe('pass');
  expect(onlyData.gates.map(({ state }) => state)).toEqual(['not-checked', 'pass', 'not-checked', 'not-checked']);
});

describe('provenance', () => {
  const verified = (result: Verification): Given[number] => ({ kind: 'verification', result });
  const trained = (result: TrainingResult): Given[number] => ({ kind: 'training', result });
  const compared = (result: FingerprintResult): Given[number] => ({ kind: 'fingerprint', result });

  test('a signature that holds passes, one that nobody vouches for does not, and a changed file stops', () => {
    expect(state([verified(VERIFIED)], 'provenance')).toBe('pass');
    expect(state([verified(UNVOUCHED)], 'provenance')).toBe('review');
    expect(state([verified(VERIFIED), verified(NOT_AS_SIGNED)], 'provenance')).toBe('block');
    expect(gateOf(assessed([verified(VERIFIED), verified(NOT_AS_SIGNED)]), 'provenance').because.en).toContain('(E2)');
  });

  test('a training history and a fingerprint alone never pass: nobody has looked at signatures', () => {
    for (const given of [[trained(TRAINED)], [compared(SAME_MODEL)], [trained(TRAINED), compared(SAME_MODEL)]]) {
      expect(state(given, 'provenance')).toBe('review');
      expect(assessed(given).unchecked.map(({ en }) => en)).toContain(
        'Nobody has checked where the training data and the original model came from.',
      );
    }
    expect(state([verified(VERIFIED), trained(TRAINED), compared(SAME_MODEL)], 'provenance')).toBe('pass');
  });

  test('a contradiction in the history and a model that differs stop, and say so', () => {
    const contradicts = assessed([verified(VERIFIED), trained(TRAINED_LONGER)]);
    expect(gateOf(contradicts, 'provenance')).toMatchObject({ state: 'block', evidence: ['E1', 'E2'] });
    expect(gateOf(contradicts, 'provenance').because.en).toContain('steps fit the rows (E2)');
    const differs = gateOf(assessed([compared(OTHER_MODEL)]), 'provenance');
    expect(differs.state).toBe('block');
    expect(differs.errorRate!.en).toContain('about 1 in 100');
    expect(JSON.stringify(differs)).not.toMatch(/swap|exchang/i);
  });

  test("the supplier's word, and checks and files that were left out, are told", () => {
    const told = assessed([verified(VERIFIED), trained(TRAINED)]).unchecked.map(({ en }) => en);
    expect(told).toEqual(
      expect.arrayContaining([
        '1 statement of the supplier cannot be checked from the files (E1).',
        '1 check of the training history could not be made, for want of something (E2).',
        'Not read, or not whole: 1 file of the training run (E2).',
      ]),
    );
  });
});

describe('training data', () => {
  test('the worst of several scans counts, and all are named', () => {
    const both = assessed([scan(), { kind: 'scan', result: fixtureResult }]);
    expect(gateOf(both, 'data')).toMatchObject({ state: 'block', evidence: ['E1', 'E2'] });
    expect(gateOf(both, 'data').because.en).toContain('(E2, the worst of 2)');
  });

  test('too little read is a review that says so, without an error rate', () => {
    const half = scan({
      verdict: 'review',
      coverage: { ...clean.coverage, rows: 100, read: 40, skipped: 60, enough: false },
    });
    const gate = gateOf(assessed([half]), 'data');
    expect(gate.state).toBe('review');
    expect(gate.because.en).toContain('60 of 100 rows skipped');
    expect(gate.errorRate!.en).toContain('No error rate');
    expect(assessed([half]).unchecked.map(({ en }) => en)).toContain('60 rows of 100 could not be read (E1).');
  });

  test('files and fields that were not read are told', () => {
    const input = clean.inputs[0] ?? fixtureResult.inputs[0]!;
    const given = scan({
      inputs: [{ ...input, fields: { ...input.fields, unread: [{ name: 'notes', rows: 4 }] } }],
      coverage: { ...clean.coverage, unreadFiles: ['a.bin', 'b.bin'] },
    });
    const told = assessed([given]).unchecked.map(({ en }) => en);
    expect(told).toContain('Not read: 2 files in the folders (E1).');
    expect(told).toContain('Not looked at: 1 field with longer texts (E1).');
  });
});

describe('behaviour', () => {
  test('worse stops, not worse passes, undecided never does', () => {
    expect(state([{ kind: 'comparison', result: worse }], 'behaviour')).toBe('block');
    expect(state([{ kind: 'comparison', result: notWorse }], 'behaviour')).toBe('pass');
    expect(state([{ kind: 'comparison', result: outOfBudget }], 'behaviour')).toBe('review');
    expect(state([{ kind: 'comparison', result: nothingAsked }], 'behaviour')).toBe('review');
    expect(state([{ kind: 'comparison', result: { ...outOfBudget, verdict: 'pass' } }], 'behaviour')).toBe('review');
  });

  test('"not worse" over evidence for "worse" needs a person, and "worse" always stops', () => {
    const edited = { ...worse, decision: 'not-worse', verdict: 'pass' } as const;
    const gate = gateOf(assessed([{ kind: 'comparison', result: edited }]), 'behaviour');
    expect(gate.state).toBe('review');
    expect(gate.because.en).toContain('speaks for "worse"');
    expect(state([{ kind: 'comparison', result: { ...worse, verdict: 'pass' } }], 'behaviour')).toBe('block');
  });

  test('that the compared model is the one in service is shown by its digest in a log alone', () => {
    const digest = LOGGED.models[1]!.digest;
    const result = { ...worse, run: { ...worse.run, digests: { before: null, after: digest } } };
    const isOpen = (given: Given) => assessed(given).unchecked.some(({ en }) => en.includes('the one in service'));
    expect(isOpen([{ kind: 'comparison', result }])).toBe(true);
    expect(
      isOpen([
        { kind: 'comparison', result },
        { kind: 'ledger', result: LOGGED },
      ]),
    ).toBe(false);
  });

  test('what is open of two results is said once, of both', () => {
    const both = assessed([
      { kind: 'comparison', result: worse },
      { kind: 'comparison', result: notWorse },
    ]).unchecked;
    expect(both.map(({ en }) => en)).toContain('Longer conversations, tools and images were not tested (E1, E2).');
    expect(both.map(({ ja }) => ja)).toContain('複数回のやり取り、ツール、画像は検査していません（E1、E2）。');
  });

  test('counts are those of the condition that carries the evidence', () => {
    const gate = gateOf(assessed([{ kind: 'comparison', result: worseBehindTrigger }]), 'behaviour');
    const telling = worseBehindTrigger.conditions.reduce((a, b) => (b.logWorse > a.logWorse ? b : a));
    expect(telling.kind).not.toBe('plain');
    expect(gate.because.en).toContain(`${telling.before.k} of ${telling.before.n} before`);
    expect(gate.because.en).toContain(`${telling.after.k} of ${telling.after.n} after`);
  });

  test('only questions that were asked alone leave hidden triggers untried', () => {
    const said = (result: typeof worse) =>
      assessed([{ kind: 'comparison', result }]).unchecked.some(({ en }) => en.includes('trigger words'));
    expect(said(worse)).toBe(true);
    expect(said(worseBehindTrigger)).toBe(false);
  });
});

describe('operation', () => {
  test('a log that was changed stops, whatever else it says', () => {
    expect(state([ledger({ integrity: { verdict: 'broken', problems: 2, notes: [] } })], 'operation')).toBe('block');
    expect(state([ledger({ integrity: { verdict: 'unknown', problems: 0, notes: [] } })], 'operation')).toBe('review');
    expect(state([ledger({ completeness: { verdict: 'broken', problems: 1, notes: [] } })], 'operation')).toBe(
      'review',
    );
  });

  test('a quiet log passes; what a missing checkpoint leaves open is told, and the auditor has something to do', () => {
    const quiet = assessed([ledger()]);
    expect(gateOf(quiet, 'operation').state).toBe('pass');
    expect(quiet.unchecked.map(({ en }) => en)).toContain(
      'It cannot be ruled out that the latest entries of the log are missing (E1).',
    );
    expect(quiet.next.filter(({ team }) => team === 'audit')).toHaveLength(1);
  });

  test('a log without answers is not checked', () => {
    expect(state([ledger({ answers: NO_ANSWERS })], 'operation')).toBe('not-checked');
  });

  test('the last rollout of a model counts', () => {
    const first = { ...ROLLED_BACK, id: 'r-0' };
    const completed = {
      ...ROLLED_BACK,
      state: 'completed' as const,
      steps: [...ROLLED_BACK.steps.slice(0, 3), { ...ROLLED_BACK.steps[2]!, action: 'complete' as const, share: 100 }],
    };
    expect(state([ledger({ rollouts: [first] })], 'operation')).toBe('block');
    expect(state([ledger({ rollouts: [first, completed] })], 'operation')).toBe('pass');
    expect(state([ledger({ rollouts: [{ ...ROLLED_BACK, state: 'running' }] })], 'operation')).toBe('review');
    expect(state([ledger({ rollouts: [{ ...ROLLED_BACK, steps: [] }] })], 'operation')).toBe('pass');
    // A drill is expected to roll back.
    expect(state([ledger({ drills: [ROLLED_BACK] })], 'operation')).toBe('pass');
  });

  test('more refusals that go along than misreadings explain need a person; single ones do not', () => {
    const answers = (turned: number) => ({
      ...quietLog.answers,
      outcomes: { ...NO_ANSWERS.outcomes, refusal: 100, 'refuse-then-comply': turned },
    });
    expect(state([ledger({ answers: answers(1) })], 'operation')).toBe('pass');
    expect(state([ledger({ answers: answers(10) })], 'operation')).toBe('review');
  });

  test('a rollback does not hide what else needs a person', () => {
    const gate = gateOf(
      assessed([
        ledger({
          rollouts: [{ ...ROLLED_BACK, model: 'another' }],
          answers: {
            ...quietLog.answers,
            outcomes: { ...NO_ANSWERS.outcomes, refusal: 100, 'refuse-then-comply': 40 },
          },
        }),
      ]),
      'operation',
    );
    expect(gate.state).toBe('block');
    expect(gate.because.en).toContain('rolled back');
    expect(gate.because.en).toContain('Users got no answer from it.');
    expect(gate.because.en).toContain('40 of ');
  });

  test('nobody is said not to have watched where the result of a watch stands beside the log', () => {
    const unwatched = ledger({ isWatched: false });
    const told = (given: Given) => assessed(given).unchecked.map(({ en }) => en);
    expect(told([unwatched])).toContain('Nobody watched whether the answers changed over time (E1).');
    expect(told([unwatched, { kind: 'watch', result: WATCHED }]).join()).not.toContain('Nobody watched');
  });

  test('alarms that nobody has looked at, and a watch that saw a change, need a person', () => {
    const open = LOGGED.alarms;
    expect(state([ledger({ alarms: open })], 'operation')).toBe('review');
    expect(state([ledger({ alarms: open.map((one) => ({ ...one, isAcknowledged: true })) })], 'operation')).toBe(
      'pass',
    );
    expect(state([{ kind: 'watch', result: ALARMED }], 'operation')).toBe('review');
    expect(state([{ kind: 'watch', result: WATCHED }], 'operation')).toBe('pass');
    expect(state([{ kind: 'watch', result: { ...WATCHED, verdict: 'learning' } }], 'operation')).toBe('not-checked');
  });
});

test('what stops comes first among what to do next', () => {
  const { next } = assessed([
    { kind: 'scan', result: fixtureResult },
    { kind: 'comparison', result: outOfBudget },
  ]);
  const gates = next.map(({ gate }) => gate);
  expect(gates[0]).toBe('data');
  expect(gates.indexOf('behaviour')).toBeGreaterThan(gates.lastIndexOf('data'));
});

test('of any evidence: the verdict is that of the worst gate, sentences are whole, and a result more makes nothing better', () => {
  const order = ['not-checked', 'pass', 'review', 'block'];
  fc.assert(
    fc.property(arbitraryEvidence, (evidence) => {
      const whole = assess(evidence, AT);
      const rank = (one: Assessment) => Math.max(...one.gates.map((gate) => order.indexOf(gate.state)));
      expect(order.indexOf(whole.verdict)).toBe(rank(whole));
      for (const { because, errorRate } of whole.gates)
        for (const text of [because.en, because.ja, errorRate?.en ?? '.', errorRate?.ja ?? '。']) {
          expect(text).toMatch(/[.。]$/);
          expect(text).not.toMatch(/undefined|NaN|null|\[object/);
        }
      if (evidence.length > 0) expect(rank(assess(evidence.slice(1), AT))).toBeLessThanOrEqual(rank(whole));
    }),
    { numRuns: 300, seed: 15 },
  );
});
