import { assess, costInputs, estimateCost } from '../src/assessment/index.ts';
import type {
  Assessment,
  CostEstimate,
  Evidence,
  EvidenceSource,
  GateName,
  GateState,
  LedgerSummary,
  LoggedAnswers,
  LoggedRollout,
  WatchStatus,
} from '../src/schema/index.ts';
import { worse } from './fixture-comparison.ts';
import { fixtureResult } from './fixture-result.ts';

const EMPTY = { refusal: 0, compliance: 0, partial: 0, 'refuse-then-comply': 0, empty: 0, unread: 0 } as const;

export const NO_ANSWERS: LoggedAnswers = {
  n: 0,
  outcomes: EMPTY,
  latched: 0,
  withheld: 0,
  fallback: 0,
  partlyUnread: 0,
  incomplete: 0,
};

const ANSWERS: LoggedAnswers = {
  n: 1480,
  outcomes: { ...EMPTY, refusal: 61, compliance: 1392, partial: 9, 'refuse-then-comply': 7, unread: 4 },
  latched: 66,
  withheld: 7,
  fallback: 5,
  partlyUnread: 3,
  incomplete: 7,
};

const DIGEST = 'cd'.repeat(32);

/** Stages of 1 %, 5 % and 25 %, rolled back automatically in the third. */
export const ROLLED_BACK: LoggedRollout = {
  id: 'r-1',
  model: 'assistant',
  stable: { model: 'base', digest: `sha256:${'ef'.repeat(32)}` },
  canary: { model: 'tuned', digest: `sha256:${DIGEST}` },
  alpha: 0.01,
  beta: 0.02,
  state: 'rolled-back',
  steps: [
    {
      index: 3,
      time: '2026-11-20T09:00:00Z',
      action: 'start',
      by: 'anna (ops)',
      reason: 'release 7',
      share: 1,
      stage: { index: 0, of: 5 },
      exposures: 0,
      rollback: null,
    },
    {
      index: 412,
      time: '2026-11-20T11:00:00Z',
      action: 'advance',
      by: 'zenbun',
      reason: 'evidence',
      share: 5,
      stage: { index: 1, of: 5 },
      exposures: 120,
      rollback: { log10: -0.4, goal: 2, metric: null },
    },
    {
      index: 977,
      time: '2026-11-20T15:30:00Z',
      action: 'advance',
      by: 'zenbun',
      reason: 'evidence',
      share: 25,
      stage: { index: 2, of: 5 },
      exposures: 540,
      rollback: { log10: 0.3, goal: 2, metric: null },
    },
    {
      index: 1204,
      time: '2026-11-20T16:04:31Z',
      action: 'rollback',
      by: 'zenbun',
      reason: 'evidence',
      share: 0,
      stage: { index: 2, of: 5 },
      exposures: 688,
      rollback: { log10: 2.31, goal: 2, metric: 'refuse-then-comply' },
    },
  ],
};

export const LOGGED: LedgerSummary = {
  schema: 'zenbun.ledger-summary/1',
  counting: 2,
  origin: 'gateway.example/log',
  integrity: { verdict: 'ok', problems: 0, notes: [] },
  completeness: { verdict: 'unknown', problems: 0, notes: [] },
  from: '2026-11-20T08:58:00Z',
  to: '2026-11-21T08:00:00Z',
  records: 2991,
  exchanges: 1487,
  openIntents: 7,
  lost: 2,
  erased: 0,
  answers: ANSWERS,
  models: [
    { model: 'assistant', served: 'base', stage: 'stable', digest: null, answers: { ...ANSWERS, n: 792 } },
    { model: 'assistant', served: 'tuned', stage: 'canary', digest: DIGEST, answers: { ...ANSWERS, n: 688 } },
  ],
  rollouts: [ROLLED_BACK],
  drills: [],
  alarms: [
    {
      index: 1190,
      time: '2026-11-20T16:01:02Z',
      signals: [{ en: 'refused, then complied', ja: '拒否の後に応諾' }],
      isAcknowledged: false,
    },
  ],
  isWatched: true,
  overturned: 1,
};

export const WATCHED: WatchStatus = {
  verdict: 'quiet',
  reason: null,
  alarm: null,
  evidence: 0.4,
  threshold: 1000,
  alpha: 0.01,
  horizon: 10_000,
  tolerance: 0.01,
  answers: { seen: 1480, watched: 1200, collapsed: 30, learning: 250, withoutAsker: 0 },
  from: 1_795_000_000_000,
  to: 1_795_080_000_000,
  acknowledged: 0,
  reference: {
    identity: 'ab12',
    timeZone: 'Asia/Tokyo',
    hours: 6,
    from: 1_793_000_000_000,
    to: 1_794_900_000_000,
    answers: 21_000,
  },
  signals: [],
  strata: [],
};

/** The alarm of a watch that had been quiet. */
export const ALARMED: WatchStatus = {
  ...WATCHED,
  verdict: 'alarm',
  alarm: {
    at: 1_795_070_000_000,
    answers: 1190,
    evidence: 1800,
    threshold: 1000,
    horizon: 10_000,
    alpha: 0.01,
    signals: [],
  },
};

type Given = Evidence extends infer One ? (One extends Evidence ? Omit<One, 'source'> : never) : never;

/** Returns results as the evidence of a report, numbered in order. */
export const evidenceFrom = (given: readonly Given[]): Evidence[] =>
  given.map((one, i) => ({ ...one, source: sourceOf(one.kind, i) }) as Evidence);

function sourceOf(kind: Evidence['kind'], i: number): EvidenceSource {
  const isLedger = kind === 'ledger';
  return {
    id: `E${i + 1}`,
    kind,
    path: `results/${kind}-${i + 1}.json`,
    sha256: isLedger ? null : String(i % 10).repeat(64),
    ledger: isLedger ? { origin: 'gateway.example/log', size: 2991, root: `${'A'.repeat(43)}=` } : null,
  };
}

/** A flagged data set, a worse model, a rollout that was rolled back, and a watch that raised an alarm. */
export const RICH: readonly Evidence[] = evidenceFrom([
  { kind: 'scan', result: fixtureResult },
  { kind: 'comparison', result: worse },
  { kind: 'ledger', result: LOGGED },
  { kind: 'watch', result: ALARMED },
]);

const WORST: readonly GateState[] = ['block', 'review', 'pass', 'not-checked'];
const worst = (states: readonly GateState[]): GateState =>
  WORST.find((state) => states.includes(state)) ?? 'not-checked';

/** Returns the assessment of the evidence, as a report contains it. */
export const assessedFrom = (evidence: readonly Evidence[]): Assessment => ({
  ...assess(evidence, { at: '2026-11-29T21:00:00Z' }),
  tool: { name: 'zenbun', version: '0.0.0' },
});

/** Returns an estimate based on our assumptions alone. */
export const costsAssumed = (): CostEstimate =>
  estimateCost(costInputs('JPY', null).inputs, { draws: 200, seed: 1, currency: 'JPY' });

/** Computes the same in another way: each gate as its worst result, with plain words instead of those of `assess`. */
export function assessmentFrom(evidence: readonly Evidence[]): Assessment {
  const states: Record<GateName, GateState[]> = { provenance: [], data: [], behaviour: [], operation: [] };
  for (const one of evidence) {
    if (one.kind === 'scan') states.data.push(one.result.verdict);
    if (one.kind === 'comparison') states.behaviour.push(one.result.verdict);
    if (one.kind === 'ledger') states.operation.push(LEDGER_STATES[one.result.integrity.verdict]);
    if (one.kind === 'watch') states.operation.push(WATCH_STATES[one.result.verdict]);
    if (one.kind === 'verification') states.provenance.push(ORIGIN_STATES[one.result.verdict]);
    if (one.kind === 'training') states.provenance.push(one.result.verdict);
    if (one.kind === 'fingerprint') states.provenance.push(ORIGIN_STATES[one.result.decision]);
  }
  // Without a signature nothing is known about who supplied what.
  if (states.provenance.length > 0 && !evidence.some(({ kind }) => kind === 'verification'))
    states.provenance.push('review');
  const gates = (['provenance', 'data', 'behaviour', 'operation'] as const).map((gate) => ({
    gate,
    state: worst(states[gate]),
    because: { en: `The state of ${gate}.`, ja: `${gate} の状態です。` },
    errorRate: null,
    evidence: [],
  }));
  return {
    schema: 'zenbun.report/1',
    tool: { name: 'zenbun', version: '0.0.0' },
    at: '2026-11-29T21:00:00Z',
    verdict: worst(gates.map(({ state }) => state)),
    gates,
    unchecked: [{ en: 'Where the data come from.', ja: 'データの出所。' }],
    next: [
      {
        team: 'development',
        what: { en: 'Remove the rows that were flagged.', ja: '検出された行を除く。' },
        gate: 'data',
      },
    ],
    evidence: evidence.map(({ source }) => source),
  };
}

const LEDGER_STATES = { ok: 'pass', unknown: 'review', broken: 'block' } as const;
const ORIGIN_STATES = {
  valid: 'pass',
  incomplete: 'review',
  invalid: 'block',
  'same-within-margin': 'pass',
  undecided: 'review',
  differs: 'block',
} as const;
const WATCH_STATES = { quiet: 'pass', learning: 'review', alarm: 'review' } as const;
