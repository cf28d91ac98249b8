import { describe, expect, test } from 'vitest';
import {
  ANSWERS,
  comparisonOf,
  notWorse,
  outOfBudget,
  worse,
  worseBehindTrigger,
} from '../../../test/fixture-comparison.ts';
import { NO_ANSWERS } from '../../../test/fixture-evidence.ts';
import { fixtureResult, refuseThenComply } from '../../../test/fixture-result.ts';
import { type Comparison, type Evidence, PLAIN_CONDITION, type ReviewedException } from '../../schema/index.ts';
import { fillChecklist } from './fill-checklist.ts';
import {
  busyLedger,
  comparison,
  learningWatch,
  ledger,
  nothingCompared,
  rollout,
  scan,
  step,
  watch,
} from './fixtures/evidence.ts';

/** Returns the state and note of an item from the evidence alone, and the evidence it names. */
function filled(id: string, ...evidence: Evidence[]) {
  const { state, note, evidence: named } = fillChecklist(evidence, null).items.find((item) => item.id === id)!;
  return { state, note: note?.en ?? null, named };
}
const stateOf = (id: string, ...evidence: Evidence[]) => filled(id, ...evidence).state;

const SKIPPED = scan({}, { skipped: 1, read: 199 });
const LANGUAGE = scan({}, { notChecked: [{ what: 'unread-languages', why: { en: 'Two answers.', ja: '2 件。' } }] });
const COLUMN = scan({ inputs: fixtureResult.inputs });
const EXCEPTION: ReviewedException = {
  detector: 'refuse-then-comply',
  key: 'k',
  digest: '0'.repeat(32),
  reason: 'a quiz',
  name: 'Sato',
  date: '2026-11-29',
  status: 'applied',
};

describe('a scan', () => {
  test.each<[string, Evidence, string]>([
    ['all rows', scan(), 'confirmed'],
    ['one row was skipped, though that is little enough', SKIPPED, 'lacking'],
    ['too little was read', scan({ verdict: 'review' }, { enough: false }), 'lacking'],
    ['a file was not read', scan({}, { unreadFiles: ['a.bin'] }), 'lacking'],
    ['no row', scan({}, { rows: 0, read: 0 }), 'lacking'],
    ['counts that do not add up', scan({}, { read: 120 }), 'lacking'],
  ])('read to the end: %s', (_, evidence, state) => {
    expect(stateOf('data-read-to-end', evidence)).toBe(state);
  });

  test('two scans have to be whole, and the one that is not is named', () => {
    const both = filled('data-read-to-end', scan(), scan({}, { skipped: 2, read: 198 }, 'E9'));
    expect(both).toEqual({
      state: 'lacking',
      note: 'Not everything was read: 2 of 200 rows skipped, 0 files not read.',
      named: ['E9 sha256:abcdef0123456789…'],
    });
    expect(filled('data-read-to-end', scan(), scan({}, {}, 'E9')).note).toMatch(/^E1: Read .*\. E9: Read /);
  });

  test.each<[string, Evidence, string]>([
    ['none', scan(), 'confirmed'],
    ['one at block', scan({ verdict: 'block', findings: [refuseThenComply] }), 'lacking'],
    ['one at review', scan({ verdict: 'review', findings: [{ ...refuseThenComply, level: 'review' }] }), 'lacking'],
    ['one at block, whatever the verdict says', scan({ findings: [refuseThenComply] }), 'lacking'],
    ['none, but too little was read', scan({ verdict: 'review' }, { enough: false }), 'lacking'],
    ['no row', scan({}, { rows: 0, read: 0 }), 'lacking'],
  ])('findings settled: %s', (_, evidence, state) => {
    expect(stateOf('data-findings-settled', evidence)).toBe(state);
  });

  test.each<[string, Evidence, string]>([
    ['none in all rows', scan(), 'confirmed'],
    ['some', scan({ verdict: 'block', findings: [refuseThenComply] }), 'lacking'],
    ['none in the rows that were read', SKIPPED, 'lacking'],
    ['accepted ones', scan({ findings: [{ ...refuseThenComply, level: 'info' }] }), 'open'],
    ['none, but answers in languages that are not read', LANGUAGE, 'open'],
    ['none, but a column with text that was not read', COLUMN, 'open'],
  ])('refuse-then-comply: %s', (_, evidence, state) => {
    expect(stateOf('no-refuse-then-comply', evidence)).toBe(state);
  });

  test('columns and languages that were left are told, and for people to judge', () => {
    expect(stateOf('data-left-unread', scan())).toBe('confirmed');
    expect(filled('data-left-unread', COLUMN)).toMatchObject({
      state: 'open',
      note: 'Columns not read: data/train <1>.jsonl: notes <1>.',
    });
    expect(filled('data-left-unread', LANGUAGE)).toMatchObject({ state: 'open', note: 'Two answers.' });
    expect(filled('data-left-unread', scan({}, { rows: 0, read: 0 })).note).toBeNull();
  });

  test.each<[string, Evidence, string]>([
    ['none', scan(), 'not-applicable'],
    ['one in force', scan({ exceptions: [EXCEPTION] }), 'confirmed'],
    ['one that ended', scan({ exceptions: [EXCEPTION, { ...EXCEPTION, status: 'ended' }] }), 'lacking'],
    ['no row', scan({}, { rows: 0, read: 0 }), 'open'],
  ])('exceptions: %s', (_, evidence, state) => {
    expect(stateOf('exceptions-named', evidence)).toBe(state);
  });
});

const undecided = comparison(outOfBudget);
const withPrefill = comparisonOf(
  Array.from({ length: 80 }, () => ({ before: ANSWERS.refused, after: ANSWERS.refused })),
  {},
  [PLAIN_CONDITION, { id: 'prefill', kind: 'prefill' }],
);
const digests = (before: string | null, after: string | null): Partial<Comparison> => ({
  run: { ...notWorse.run, digests: { before, after } },
});

describe('a comparison', () => {
  test.each<[string, Evidence, string]>([
    ['not worse', comparison(notWorse), 'confirmed'],
    ['worse', comparison(worse), 'lacking'],
    ['undecided', undecided, 'lacking'],
    ['nothing asked', nothingCompared(), 'lacking'],
    ['a baseline that leaves nothing to compare', comparison(notWorse, { saturated: 'complies' }), 'lacking'],
  ])('not worse: %s', (_, evidence, state) => {
    expect(stateOf('behaviour-not-worse', evidence)).toBe(state);
  });

  test('of two, the worse one counts', () => {
    expect(stateOf('behaviour-not-worse', comparison(notWorse), comparison(worse, {}, 'E9'))).toBe('lacking');
  });

  test.each<[string, Evidence, string]>([
    ['all', comparison(notWorse), 'confirmed'],
    ['two were not', undecided, 'open'],
    ['none there', nothingCompared(), 'lacking'],
  ])('answers judged: %s', (_, evidence, state) => {
    expect(stateOf('answers-judged', evidence)).toBe(state);
  });

  test('what was put around the questions counts where both models were asked so, once is enough', () => {
    expect(stateOf('surroundings-tried', comparison(notWorse))).toBe('open');
    expect(stateOf('surroundings-tried', comparison(notWorse), comparison(worseBehindTrigger, {}, 'E9'))).toBe(
      'confirmed',
    );
    const unasked = worseBehindTrigger.conditions.map((one) => ({ ...one, after: { ...one.after, n: 0 } }));
    expect(stateOf('surroundings-tried', comparison(worseBehindTrigger, { conditions: unasked }))).toBe('open');
    expect(stateOf('surroundings-tried', comparison(worseBehindTrigger, { decision: 'undecided' }))).toBe('open');
    expect(stateOf('surroundings-tried', comparison(withPrefill))).toBe('open');
  });

  test('a forced refusal counts where it was asked', () => {
    expect(stateOf('forced-refusal-tried', comparison(withPrefill))).toBe('confirmed');
    expect(stateOf('forced-refusal-tried', comparison(notWorse))).toBe('open');
    expect(stateOf('forced-refusal-tried', comparison(withPrefill, { decision: 'undecided' }))).toBe('open');
  });

  test('questions of ones own are those that are not shipped', () => {
    expect(stateOf('own-questions-asked', comparison(notWorse))).toBe('open');
    const own = { run: { ...notWorse.run, probes: ['core', 'own.csv'] } };
    expect(stateOf('own-questions-asked', comparison(notWorse, own))).toBe('confirmed');
    expect(stateOf('own-questions-asked', comparison(outOfBudget, own))).toBe('open');
  });

  test('over-refusal is measured where enough harmless questions were asked of both', () => {
    const share = (k: number, n: number, interval: readonly [number, number]) => ({ k, n, interval });
    const refusal = (before: ReturnType<typeof share>, after = before) =>
      comparison(notWorse, { overRefusal: { before, after } });
    expect(stateOf('over-refusal-measured', refusal(share(2, 150, [0.001, 0.07])))).toBe('confirmed');
    expect(stateOf('over-refusal-measured', refusal(share(75, 150, [0.42, 0.58])))).toBe('confirmed');
    expect(stateOf('over-refusal-measured', refusal(share(0, 0, [0, 1])))).toBe('open');
    const few = refusal(share(2, 150, [0.001, 0.07]), share(0, 1, [0, 0.995]));
    expect(filled('over-refusal-measured', few)).toMatchObject({
      state: 'open',
      note: expect.stringMatching(/0 of 1 after \(interval 0\.0–99\.5\u00a0%\)\. That is too uncertain/),
    });
  });

  test('weights are identified by the digests of both', () => {
    expect(stateOf('weights-identified', comparison(notWorse, digests('sha256:b4', 'sha256:91')))).toBe('confirmed');
    expect(stateOf('weights-identified', comparison(notWorse, digests('sha256:b4', null)))).toBe('lacking');
    expect(stateOf('weights-identified', comparison(notWorse, digests(' ', 'sha256:91')))).toBe('lacking');
    expect(stateOf('weights-identified', nothingCompared())).toBe('open');
  });
});

const UNKNOWN = { verdict: 'unknown', problems: 0, notes: [{ en: 'No key.', ja: '鍵なし。' }] } as const;
const IN_PART = { ...UNKNOWN, verdict: 'ok' } as const;
/** The log was verified with its own key: it is consistent with itself, but nobody else has vouched for it. */
const OWN_KEY = {
  ...IN_PART,
  notes: [{ en: "whose key it is: the ledger's own was taken (--vkey)", ja: '鍵' }],
} as const;
const BROKEN = { verdict: 'broken', problems: 2, notes: [{ en: 'A leaf differs.', ja: '記録の相違。' }] } as const;

describe('a ledger', () => {
  test.each<[string, Evidence, string, RegExp]>([
    ['verified', busyLedger(), 'confirmed', /90 records of example\.com\/log/],
    ['broken', busyLedger({ integrity: BROKEN }), 'lacking', /A leaf differs/],
    ['unknown', busyLedger({ integrity: UNKNOWN }), 'lacking', /Not verified: No key\.$/],
    [
      'verified by its own key',
      busyLedger({ integrity: OWN_KEY }),
      'open',
      /consistent in itself.*its own key.*--vkey/,
    ],
    ['not checked in part', busyLedger({ integrity: IN_PART }), 'open', /not checked: No key\.$/],
    ['empty', ledger(), 'lacking', /no record/],
  ])('intact: %s', (_, evidence, state, note) => {
    expect(filled('log-intact', evidence)).toMatchObject({ state, note: expect.stringMatching(note) });
    expect(filled('log-intact', evidence).named).toEqual(['E3 root:q8Yh0AAAAAAAAAAA…']);
  });

  test.each<[string, Evidence, string]>([
    ['since the checkpoint', busyLedger(), 'confirmed'],
    ['no checkpoint', busyLedger({ completeness: UNKNOWN }), 'open'],
    ['something is gone', busyLedger({ completeness: BROKEN }), 'lacking'],
    ['broken', busyLedger({ integrity: BROKEN }), 'lacking'],
    ['not verified', busyLedger({ integrity: UNKNOWN }), 'open'],
    ['something was not checked', busyLedger({ completeness: IN_PART }), 'open'],
    ['cut off by a crash', busyLedger({ lost: 1, openIntents: 1 }), 'open'],
    ['empty', ledger(), 'lacking'],
  ])('complete: %s', (_, evidence, state) => {
    expect(stateOf('log-complete', evidence)).toBe(state);
  });

  test.each<[string, Evidence, string]>([
    ['finished ones', busyLedger(), 'confirmed'],
    ['only begun ones', busyLedger({ answers: NO_ANSWERS }), 'lacking'],
    ['none', ledger(), 'lacking'],
    ['in a log that is broken', busyLedger({ integrity: BROKEN }), 'lacking'],
    ['in a log that was not verified', busyLedger({ integrity: UNKNOWN }), 'open'],
  ])('exchanges: %s', (_, evidence, state) => {
    expect(stateOf('exchanges-logged', evidence)).toBe(state);
  });

  test('answers that were read in part, or not at all, are for people to look at', () => {
    const answers = { ...NO_ANSWERS, n: 40 };
    expect(stateOf('logged-answers-read', busyLedger())).toBe('confirmed');
    expect(stateOf('logged-answers-read', busyLedger({ answers: { ...answers, partlyUnread: 1 } }))).toBe('open');
    const unread = { ...answers, outcomes: { ...answers.outcomes, unread: 1 } };
    expect(stateOf('logged-answers-read', busyLedger({ answers: unread }))).toBe('open');
  });

  test('what was abnormal is kept where there is some', () => {
    expect(stateOf('abnormal-kept', busyLedger())).toBe('open');
    const refusals = { ...NO_ANSWERS, n: 40, latched: 2 };
    expect(stateOf('abnormal-kept', busyLedger({ answers: refusals }))).toBe('open');
    expect(filled('abnormal-kept', busyLedger({ answers: { ...refusals, withheld: 1 } }))).toMatchObject({
      state: 'confirmed',
      note: expect.stringMatching(/^On record: 1 answer held back/),
    });
  });

  test('how far a log reaches is told, and left to people', () => {
    expect(filled('retention-set', busyLedger())).toMatchObject({
      state: 'open',
      note: 'The log covers 2026-11-01 – 2026-11-28.',
    });
    expect(filled('retention-set', ledger()).note).toBeNull();
  });

  test('alarms are answered when each is acknowledged; those that wait are named', () => {
    const alarm = (index: number, isAcknowledged: boolean) => ({ index, time: '', signals: [], isAcknowledged });
    expect(filled('alarms-answered', ledger()).note).toBeNull();
    expect(stateOf('alarms-answered', busyLedger({ alarms: [alarm(1, true)] }))).toBe('confirmed');
    const many = Array.from({ length: 8 }, (_, i) => alarm(1040 + i, i < 1));
    expect(filled('alarms-answered', busyLedger({ alarms: many }))).toMatchObject({
      state: 'lacking',
      note: 'Alarms that nobody has acknowledged: 7 of 8.',
      named: ['E3 #1041', 'E3 #1042', 'E3 #1043', 'E3 #1044', 'E3 #1045', 'E3 …'],
    });
  });
});

describe('a log without alarms', () => {
  const UNWATCHED = { isWatched: false };

  test('says so where there was a watch, and leaves it open: it may have been learning', () => {
    expect(filled('alarms-answered', busyLedger())).toMatchObject({
      state: 'open',
      note: expect.stringMatching(/^The log records no alarm; it does not tell/),
    });
    expect(stateOf('alarms-answered', busyLedger({ integrity: BROKEN }))).toBe('lacking');
    expect(stateOf('alarms-answered', busyLedger(), watch())).toBe('not-applicable');
  });

  test('settles nothing where nobody watched; a rollback is no alarm', () => {
    expect(filled('alarms-answered', busyLedger(UNWATCHED))).toMatchObject({
      state: 'open',
      note: 'The log contains no record of the watch, so nobody watched for alarms.',
    });
    const rollouts = [rollout({ state: 'rolled-back', steps: [step(7, 'start'), step(12, 'rollback')] })];
    expect(filled('alarms-answered', busyLedger({ ...UNWATCHED, rollouts }))).toMatchObject({
      state: 'open',
      note: expect.stringMatching(/A rollback is not an alarm of the watch\.$/),
    });
    expect(stateOf('alarms-answered', busyLedger(UNWATCHED), watch())).toBe('not-applicable');
    expect(stateOf('alarms-answered', busyLedger(UNWATCHED), busyLedger({}, 'E8'))).toBe('open');
  });

  test('is not told to have none where nobody watched', () => {
    const answers = { ...NO_ANSWERS, n: 40, withheld: 2 };
    expect(filled('abnormal-kept', busyLedger({ answers })).note).toMatch(/ 0 alarms\.$/);
    expect(filled('abnormal-kept', busyLedger({ answers, ...UNWATCHED })).note).toMatch(/ no record of the watch\.$/);
  });
});

const drilled = (part: Parameters<typeof rollout>[0] = {}) =>
  busyLedger({ drills: [rollout({ model: 'zenbun-drill', ...part })] });

const rolled = (...parts: Parameters<typeof rollout>[0][]) =>
  busyLedger({ rollouts: parts.map((part) => rollout(part)) });

describe('a rollout', () => {
  test.each<[string, Evidence, string]>([
    ['five stages', rolled({}), 'confirmed'],
    ['one stage', rolled({ steps: [step(7, 'start', { stage: { index: 0, of: 1 } })] }), 'lacking'],
    ['stages that the log does not tell', rolled({ steps: [step(7, 'start', { stage: null })] }), 'open'],
    ['none', busyLedger(), 'open'],
    ['only a drill', drilled(), 'open'],
    ['in a broken log', busyLedger({ rollouts: [rollout()], integrity: BROKEN }), 'lacking'],
    ['in a log that was not verified', busyLedger({ rollouts: [rollout()], integrity: UNKNOWN }), 'open'],
    ['one stage, long ago', rolled({ steps: [step(3, 'start', { stage: { index: 0, of: 1 } })] }, {}), 'confirmed'],
  ])('by stages: %s', (_, evidence, state) => {
    expect(stateOf('rollout-staged', evidence)).toBe(state);
  });

  test('names its start', () => {
    expect(filled('rollout-staged', rolled({})).named).toEqual(['E3 #7']);
  });

  test('error rates are those of the plan', () => {
    expect(filled('error-rates-stated', rolled({})).note).toContain('1.0\u00a0%');
    expect(stateOf('error-rates-stated', rolled({ alpha: 0 }))).toBe('lacking');
    expect(stateOf('error-rates-stated', rolled({ beta: 1 }))).toBe('lacking');
    expect(stateOf('error-rates-stated', rolled({ beta: Number.NaN }))).toBe('lacking');
  });

  test('changes by people need a name and a reason; those by evidence do not', () => {
    const auto = step(9, 'rollback', { by: 'zenbun', reason: '' });
    const both = rolled({ steps: [step(7, 'start'), auto] });
    expect(filled('changes-accounted', both)).toMatchObject({
      state: 'open',
      note: expect.stringMatching(/^Recorded names and reasons: sato: "ticket 812" \(#7\)\. .*has to confirm it\.$/),
      named: ['E3 #7'],
    });
    expect(stateOf('changes-accounted', rolled({ steps: [auto] }))).toBe('open');
    expect(stateOf('changes-accounted', busyLedger({ rollouts: [rollout()], integrity: BROKEN }))).toBe('lacking');
    const silent = step(8, 'promote', { reason: ' ' });
    expect(filled('changes-accounted', rolled({ steps: [step(7, 'start'), silent] }))).toMatchObject({
      state: 'lacking',
      named: ['E3 #8'],
    });
  });

  test('the way back counts once taken, in a drill as well', () => {
    expect(stateOf('way-back-taken', rolled({}))).toBe('open');
    const drill = drilled({ steps: [step(7, 'start'), step(12, 'rollback')] });
    expect(filled('way-back-taken', drill)).toMatchObject({ state: 'confirmed', named: ['E3 #12'] });
    expect(stateOf('way-back-taken', drill, ledger({}, 'E9'))).toBe('confirmed');
    expect(stateOf('way-back-taken', ledger())).toBe('open');
  });

  test('what is served is what was compared, by the digest', () => {
    const compared = comparison(notWorse, digests('sha256:b4', 'sha256:91'));
    expect(filled('compared-is-served', rolled({}), compared)).toMatchObject({
      state: 'confirmed',
      named: ['E3 #7', 'E2 sha256:abcdef0123456789…'],
    });
    const other = rolled({ canary: { model: 'lora', digest: 'sha256:00' } });
    expect(stateOf('compared-is-served', other, compared)).toBe('lacking');
    const unnamed = rolled({ canary: { model: 'lora', digest: null } });
    expect(stateOf('compared-is-served', unnamed, comparison(notWorse, digests(null, null)))).toBe('lacking');
    expect(stateOf('compared-is-served', rolled({}), comparison(worse, digests('sha256:b4', 'sha256:91')))).toBe(
      'lacking',
    );
    expect(stateOf('compared-is-served', rolled({}))).toBe('open');
    expect(stateOf('compared-is-served', compared)).toBe('open');
    expect(stateOf('compared-is-served', rolled({ state: 'rolled-back' }), compared)).toBe('open');
  });
});

describe('a watch', () => {
  test.each<[string, Evidence, string]>([
    ['quiet', watch(), 'confirmed'],
    ['an alarm', watch({ verdict: 'alarm' }), 'confirmed'],
    ['learning', learningWatch(), 'lacking'],
    [
      'quiet over nothing',
      watch({ answers: { seen: 9, watched: 0, collapsed: 0, learning: 9, withoutAsker: 0 } }),
      'lacking',
    ],
  ])('is one: %s', (_, evidence, state) => {
    expect(stateOf('history-watched', evidence)).toBe(state);
  });

  test.each<[string, Evidence, string]>([
    ['none so far', watch(), 'not-applicable'],
    ['all acknowledged', watch({ acknowledged: 2 }), 'confirmed'],
    ['one waits', watch({ verdict: 'alarm', acknowledged: 2 }), 'lacking'],
    ['not watching yet', learningWatch(), 'open'],
  ])('alarms: %s', (_, evidence, state) => {
    expect(stateOf('alarms-answered', evidence)).toBe(state);
  });
});
