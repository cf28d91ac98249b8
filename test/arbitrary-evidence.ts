import fc from 'fast-check';
import type {
  Evidence,
  Finding,
  FingerprintResult,
  LedgerSummary,
  LoggedAnswers,
  ScanResult,
  TrainingResult,
  WatchStatus,
} from '../src/schema/index.ts';
import { ANSWERS, type AskedCore, comparisonOf } from './fixture-comparison.ts';
import { ALARMED, evidenceFrom, LOGGED, NO_ANSWERS, ROLLED_BACK, WATCHED } from './fixture-evidence.ts';
import {
  NOT_AS_SIGNED,
  OTHER_MODEL,
  SAME_MODEL,
  TRAINED,
  TRAINED_LONGER,
  UNVOUCHED,
  VERIFIED,
} from './fixture-provenance.ts';
import { fixtureResult, refuseThenComply } from './fixture-result.ts';

// Results as they might come from strangers: with every verdict, empty, and with the edge cases of sentences.

const few = fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(3000));

const finding = fc
  .record({ level: fc.constantFrom('info', 'review', 'block'), count: fc.nat(50), isAccepted: fc.boolean() })
  .map(
    ({ level, count, isAccepted }): Finding => ({
      ...refuseThenComply,
      level,
      count,
      of: 50,
      interval: [0, 1],
      ...(isAccepted && level === 'info'
        ? { accepted: { detector: 'trigger', key: 'k', digest: 'd', reason: 'r', name: 'n', date: '2026-11-29' } }
        : {}),
    }),
  );

const arbitraryScan: fc.Arbitrary<ScanResult> = fc
  .record({
    findings: fc.array(finding, { maxLength: 4 }),
    read: few,
    skipped: few,
    unreadFiles: fc.constantFrom(0, 0, 1, 3),
    unreadRows: fc.constantFrom(0, 0, 4),
    enough: fc.constantFrom(true, true, false),
    files: fc.constantFrom(0, 1, 2),
    flagged: few,
  })
  .map(({ findings, read, skipped, unreadFiles, unreadRows, enough, files, flagged }) => {
    const has = (level: string) => findings.some((one) => one.level === level);
    const input = fixtureResult.inputs[0]!;
    return {
      ...fixtureResult,
      verdict: has('block') ? 'block' : has('review') || !enough ? 'review' : 'pass',
      inputs: Array.from({ length: files }, () => ({
        ...input,
        fields: { ...input.fields, unread: unreadRows === 0 ? [] : [{ name: 'notes', rows: unreadRows }] },
      })),
      findings,
      coverage: {
        ...fixtureResult.coverage,
        read,
        skipped,
        rows: read + skipped,
        enough,
        unreadFiles: Array.from({ length: unreadFiles }, (_, i) => `file-${i}.bin`),
      },
      flagged: { rows: flagged },
    };
  });

/** Answers of a run, and the comparison that they lead to. */
export interface DrawnComparison {
  readonly core: readonly AskedCore[];
  readonly result: ReturnType<typeof comparisonOf>;
}

const segment = fc.tuple(
  fc.constantFrom<AskedCore>(
    { before: ANSWERS.refused, after: ANSWERS.refused },
    { before: ANSWERS.refused, after: ANSWERS.noice(31) },
    { before: ANSWERS.refused, after: ANSWERS.complied },
    { before: ANSWERS.complied, after: ANSWERS.complied },
    { before: ANSWERS.complied, after: ANSWERS.refused },
    { before: ANSWERS.refused, after: ANSWERS.failed },
  ),
  fc.constantFrom(1, 2, 9, 80),
);

export const arbitraryComparison: fc.Arbitrary<DrawnComparison> = fc
  .record({ segments: fc.array(segment, { maxLength: 3 }), usd: fc.constantFrom(null, 0, 0.004, 12.5) })
  .map(({ segments, usd }) => {
    const core = segments.flatMap(([one, n]) => Array.from({ length: n }, () => one));
    const plain = comparisonOf(core);
    const failed = core.filter(({ after }) => after === ANSWERS.failed).length;
    const result = {
      ...plain,
      cost: { ...plain.cost, usd },
      coverage: { ...plain.coverage, notJudged: failed },
    };
    return { core, result };
  });

const answers: fc.Arbitrary<LoggedAnswers> = fc
  .record({ n: few, rtc: fc.constantFrom(0, 1, 8), latched: few, withheld: few, fallback: few, partlyUnread: few })
  .map(({ rtc, ...counts }) => ({
    ...NO_ANSWERS,
    ...counts,
    outcomes: { ...NO_ANSWERS.outcomes, 'refuse-then-comply': rtc },
  }));

/** A rollout up to one of its steps, so that it is running, paused, or was rolled back automatically or by hand. */
const rollout = fc
  .record({
    steps: fc.constantFrom(1, 2, 3, 4),
    by: fc.constantFrom('zenbun', 'anna'),
    isPaused: fc.boolean(),
    isKnown: fc.boolean(),
    end: fc.constantFrom('rollback' as const, 'complete' as const),
  })
  .map(({ steps, by, isPaused, isKnown, end }) => {
    const taken = ROLLED_BACK.steps.slice(0, steps).map((step) => ({
      ...step,
      ...(isKnown ? {} : { share: null, exposures: null, rollback: null, stage: null }),
      ...(step.action === 'rollback' ? { action: end, by, share: end === 'complete' ? 100 : 0 } : {}),
    }));
    const over = end === 'complete' ? ('completed' as const) : ('rolled-back' as const);
    const state = steps === 4 ? over : isPaused ? 'paused' : 'running';
    return { ...ROLLED_BACK, state, steps: taken } as const;
  });

const arbitraryLedger: fc.Arbitrary<LedgerSummary> = fc
  .record({
    verdict: fc.constantFrom('ok', 'broken', 'unknown'),
    complete: fc.constantFrom('ok', 'unknown'),
    problems: few,
    records: few,
    exchanges: few,
    openIntents: few,
    lost: few,
    erased: few,
    answers,
    rollouts: fc.array(rollout, { maxLength: 2 }),
    alarms: fc.array(fc.boolean(), { maxLength: 3 }),
  })
  .map(({ verdict, complete, problems, alarms, ...counts }) => ({
    ...LOGGED,
    ...counts,
    integrity: { verdict, problems, notes: [] },
    completeness: { verdict: complete, problems: 0, notes: [] },
    alarms: alarms.map((isAcknowledged) => ({ ...LOGGED.alarms[0]!, isAcknowledged })),
  }));

const arbitraryWatch: fc.Arbitrary<WatchStatus> = fc
  .record({ verdict: fc.constantFrom('quiet', 'alarm', 'learning'), seen: few, watched: few, learning: few })
  .map(({ verdict, ...counts }) => ({
    ...(verdict === 'alarm' ? ALARMED : WATCHED),
    verdict,
    answers: { ...WATCHED.answers, ...counts },
  }));

const arbitraryVerification = fc.constantFrom(VERIFIED, NOT_AS_SIGNED, UNVOUCHED);
const arbitraryTraining: fc.Arbitrary<TrainingResult> = fc.oneof(
  fc.constantFrom(TRAINED, TRAINED_LONGER),
  fc.constant({ ...TRAINED, verdict: 'review' as const, checks: TRAINED.checks.slice(1) }),
);
const arbitraryFingerprint: fc.Arbitrary<FingerprintResult> = fc.oneof(
  fc.constantFrom(SAME_MODEL, OTHER_MODEL),
  fc.constant({ ...SAME_MODEL, decision: 'undecided' as const, interval: [0, 0.2] as const }),
);

/** Up to five results of any kinds, numbered in order. */
export const arbitraryEvidence: fc.Arbitrary<readonly Evidence[]> = fc
  .array(
    fc.oneof(
      arbitraryScan.map((result) => ({ kind: 'scan' as const, result })),
      arbitraryComparison.map(({ result }) => ({ kind: 'comparison' as const, result })),
      arbitraryLedger.map((result) => ({ kind: 'ledger' as const, result })),
      arbitraryWatch.map((result) => ({ kind: 'watch' as const, result })),
      arbitraryVerification.map((result) => ({ kind: 'verification' as const, result })),
      arbitraryTraining.map((result) => ({ kind: 'training' as const, result })),
      arbitraryFingerprint.map((result) => ({ kind: 'fingerprint' as const, result })),
    ),
    { maxLength: 5 },
  )
  .map(evidenceFrom);
