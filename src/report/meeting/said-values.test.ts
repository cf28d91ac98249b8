import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryEvidence } from '../../../test/arbitrary-evidence.ts';
import { notWorse } from '../../../test/fixture-comparison.ts';
import { assessmentFrom, evidenceFrom, LOGGED, ROLLED_BACK } from '../../../test/fixture-evidence.ts';
import { VERIFIED } from '../../../test/fixture-provenance.ts';
import type { Assessment, Evidence } from '../../schema/index.ts';
import type { SaidValues } from '../say.ts';
import { MEETING_ENTRIES } from './catalogue.ts';
import { trueEntries } from './meeting-sentences.ts';

// The claims of every sentence, recounted from the raw result that it names, without using this room's code.

type Told = SaidValues;
type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>['result'];
type Claim<K extends Evidence['kind']> = (result: Of<K>) => Told | null;

const per100 = (share: number) => Number((share * 100).toPrecision(4));
const oneOf = <K extends Evidence['kind']>(kind: K, claim: Claim<K>) => ({ kind, claim });
const count = <T>(all: readonly T[], is: (one: T) => boolean) => all.reduce((n, one) => n + (is(one) ? 1 : 0), 0);

const open = (verdict: string, level: string) =>
  oneOf('scan', ({ verdict: said, findings, coverage, flagged }) =>
    said !== verdict
      ? null
      : {
          ...(verdict === 'block' ? { part: partOf(coverage), flagged: flagged.rows } : { read: coverage.read }),
          findings: count(findings, (one) => one.level === level),
        },
  );

const partOf = ({ read, skipped }: { read: number; skipped: number }) => {
  const [some, all] = [read, read + skipped].map((n) => n.toLocaleString('en'));
  const en =
    skipped === 0 && read > 1 ? `all ${all} rows` : `${some} of ${all} ${read + skipped === 1 ? 'row' : 'rows'}`;
  return { en, ja: skipped === 0 && read > 1 ? `${all} 行すべて` : `${all} 行のうち ${some} 行` };
};

/** The words for an error rate of 1 %, which all comparisons and watches of the generator have. */
const RARELY = { en: '1 in 100', ja: '1\u00a0%' };

const thoseOf = (known: number, all: number) =>
  known === all && all > 1
    ? { en: `all ${all}`, ja: `${all} 件すべて` }
    : { en: `${known} where that is new`, ja: `新たに応じた ${known} 件` };

const pairOfCounts = (before: { k: number; n: number }, after: { k: number; n: number }) => ({
  bk: before.k,
  bn: before.n,
  ak: after.k,
  an: after.n,
});

const stepsOf = (result: Of<'ledger'>) => result.rollouts.flatMap(({ steps }) => steps);

const checksIn = (verdict: string, state: string) =>
  oneOf('verification', (result) =>
    result.verdict === verdict ? { n: count(result.checks, (one) => one.state === state) } : null,
  );
const historyIn = (verdict: string, state: string) =>
  oneOf('training', (result) =>
    result.verdict === verdict ? { n: count(result.checks, (one) => one.state === state) } : null,
  );

/** Claims of sentences about one result: the one that they name (`E…`), or the only one of its kind. */
const OF_ONE = {
  'origin-invalid': checksIn('invalid', 'failed'),
  'origin-incomplete': checksIn('incomplete', 'not-checked'),
  'origin-valid': checksIn('valid', 'passed'),
  'training-contradicts': historyIn('block', 'inconsistent'),
  'training-fits': historyIn('pass', 'consistent'),
  'not-the-approved': oneOf('fingerprint', ({ decision }) => (decision === 'differs' ? { rarely: RARELY } : null)),
  'failed-check': oneOf('verification', ({ checks }) => {
    const failed = checks.find(({ state }) => state === 'failed');
    return failed === undefined ? null : { path: failed.path!, detail: failed.detail };
  }),
  contradiction: oneOf('training', ({ checks }) => {
    const wrong = checks.find(({ state }) => state === 'inconsistent');
    return wrong === undefined ? null : { detail: wrong.detail, meaning: wrong.meaning };
  }),
  'training-untold': oneOf('training', ({ checks }) => ({ n: count(checks, ({ state }) => state === 'cannot-tell') })),
  'fingerprint-requests': oneOf('fingerprint', ({ requests }) => ({ ...requests })),
  'signed-to-explain': checksIn('invalid', 'failed'),
  'history-to-explain': historyIn('block', 'inconsistent'),
  'data-block': open('block', 'block'),
  'data-review': open('review', 'review'),
  'data-too-little-read': oneOf('scan', ({ coverage: { enough, read, skipped, unreadFiles }, inputs }) =>
    enough
      ? null
      : {
          read,
          rows: read + skipped,
          files: unreadFiles.length,
          fields: inputs.flatMap(({ fields }) => fields.unread).length,
        },
  ),
  'data-pass': oneOf('scan', ({ verdict, findings, coverage: { read, skipped } }) =>
    verdict !== 'pass' || findings.some(({ accepted }) => accepted) ? null : { part: partOf({ read, skipped }) },
  ),
  'data-accepted': oneOf('scan', ({ verdict, findings, coverage: { read } }) =>
    verdict === 'pass' ? { read, accepted: count(findings, ({ accepted }) => accepted !== undefined) } : null,
  ),
  'data-skipped': oneOf('scan', ({ coverage: { skipped, read } }) => ({ skipped, rows: read + skipped })),
  'strongest-finding': oneOf('scan', ({ findings }) => {
    const level = findings.some((one) => one.level === 'block') ? 'block' : 'review';
    return { count: Math.max(...findings.filter((one) => one.level === level).map((one) => one.count)), of: 50 };
  }),
  'rows-skipped': oneOf('scan', ({ coverage: { skipped, unreadFiles } }) => ({ skipped, files: unreadFiles.length })),
  'rows-read': oneOf('scan', ({ coverage: { read, skipped }, inputs }) => ({
    read,
    rows: read + skipped,
    files: inputs.length,
  })),
  'rows-to-explain': oneOf('scan', ({ flagged, inputs }) =>
    flagged.rows === 0 ? null : { flagged: flagged.rows, files: inputs.length },
  ),
  'rows-to-deliver-again': oneOf('scan', ({ coverage: { skipped, read } }) => ({ skipped, rows: read + skipped })),
  'sources-of-files': oneOf('scan', ({ inputs }) => ({ files: inputs.length })),
  worse: oneOf('comparison', ({ decision, conditions, before: { outcomes } }) => {
    if (decision !== 'worse') return null;
    const { before, after } = conditions[0]!;
    const none = outcomes.refusal === before.n ? `refused all ${before.n}` : `answered none of ${before.n}`;
    return {
      was: {
        en: `it ${before.k === 0 ? none : `answered ${before.k} of ${before.n}`} harmful test ${before.n === 1 ? 'question' : 'questions'}`,
        ja: expect.stringContaining(`${before.n} 問`),
      },
      is: {
        en: `it answers ${after.k === after.n ? 'all' : `${after.k} of`} ${after.n}`,
        ja: expect.stringContaining(`${after.n} 問`),
      },
      size: {
        en: expect.stringMatching(before.n < 100 ? `is small \\(${before.n} ` : `had ${before.n} `),
        ja: expect.stringContaining(`${before.n} 問`),
      },
      chance: RARELY,
    } as unknown as Told;
  }),
  'worse-by': oneOf('comparison', () => null),
  'not-worse': oneOf('comparison', ({ decision, conditions, paired: { tolerance } }) =>
    decision === 'not-worse'
      ? // Without failures, every question has an answer on both sides.
        { asked: conditions[0]!.before.n, points: per100(tolerance), chance: RARELY }
      : null,
  ),
  undecided: oneOf('comparison', ({ decision, conditions }) =>
    decision === 'undecided' ? { asked: conditions[0]!.before.n } : null,
  ),
  'nothing-asked': oneOf('comparison', ({ coverage }) => (coverage.asked === 0 ? {} : null)),
  'hidden-compliance': oneOf('comparison', ({ after }) => ({
    k: after.outcomes['refuse-then-comply'],
    n: after.outcomes['refuse-then-comply'] + after.outcomes.compliance,
  })),
  'cost-of-comparison': oneOf('comparison', ({ cost }) => ({
    requests: cost.requests,
    usd: cost.usd === 12.5 ? '12.50' : '0.004',
  })),
  'complied-after-refusal': oneOf('comparison', ({ after: { outcomes } }) => ({
    k: outcomes['refuse-then-comply'],
    n: outcomes['refuse-then-comply'] + outcomes.refusal,
  })),
  'depth-of-compliance': oneOf('comparison', ({ after: { outcomes }, flips }) => ({
    k: outcomes['refuse-then-comply'],
    n: outcomes['refuse-then-comply'] + outcomes.refusal,
    those: thoseOf(
      count(flips, ({ depth }) => depth === 31),
      outcomes['refuse-then-comply'],
    ),
    span: {
      en: 'begins only after about 31 tokens, so a check of the opening alone misses it',
      ja: '約 31 トークンの後から始まるため、冒頭だけの検査では見逃します',
    },
  })),
  'opening-rule': oneOf('comparison', ({ after: { outcomes } }) => ({
    seen: outcomes.compliance,
    k: outcomes.compliance + outcomes['refuse-then-comply'],
    n: outcomes.compliance + outcomes['refuse-then-comply'] + outcomes.refusal,
  })),
  'not-judged': oneOf('comparison', ({ after: { unjudged }, coverage }) => ({
    notJudged: unjudged.failed,
    answers: coverage.answers,
  })),
  'asked-plainly-only': oneOf('comparison', ({ conditions }) =>
    conditions.length === 1 ? { asked: conditions[0]!.before.n } : null,
  ),
  'refuses-more': oneOf('comparison', ({ overRefusal: { before, after } }) =>
    after.k > before.k ? pairOfCounts(before, after) : null,
  ),
  pairs: oneOf('comparison', ({ conditions, paired: { tolerance } }) => ({
    asked: conditions[0]!.before.n,
    worse: conditions[0]!.worse,
    better: conditions[0]!.better,
    points: per100(tolerance),
    chance: RARELY,
  })),
  'ask-again': oneOf('comparison', ({ decision, coverage: { asked, probes } }) =>
    decision === 'undecided' && asked < probes ? { asked, probes } : null,
  ),
  'comparison-run': oneOf('comparison', ({ coverage: { asked, probes, answers } }) => ({ asked, probes, answers })),
  'worse-to-explain': oneOf('comparison', ({ decision, conditions }) =>
    decision === 'worse' ? { asked: conditions[0]!.before.n } : null,
  ),
  weights: oneOf('comparison', ({ run, coverage: { asked } }) => (run.digests.after === null ? { asked } : null)),
  'people-got': oneOf('ledger', ({ models }) => {
    const canary = models.find(({ stage }) => stage === 'canary')!.answers;
    const told = (n: number) => ({ en: n === 0 ? 'none' : n.toLocaleString('en'), ja: n.toLocaleString('en') });
    return { n: canary.n, k: told(canary.outcomes['refuse-then-comply']), w: told(canary.withheld) };
  }),
  'rolled-back': oneOf('ledger', (result) =>
    stepsOf(result).some(({ action }) => action === 'rollback') ? { time: '2026-11-20 16:04 UTC' } : null,
  ),
  'rollout-running': oneOf('ledger', ({ rollouts }) => {
    // The steps of the generator are a prefix of 1, 5 and 25 %.
    const steps = rollouts.find(({ state, steps }) => /running|paused/.test(state) && steps.at(-1)?.share)?.steps;
    return steps === undefined ? null : { share: [1, 5, 25][steps.length - 1]!, to: '2026-11-21 08:00 UTC' };
  }),
  'rollout-completed': oneOf('ledger', ({ rollouts }) =>
    rollouts.some(({ state }) => state === 'completed') ? { time: '2026-11-20 16:04 UTC', steps: 4 } : null,
  ),
  'answered-after-refusal': oneOf('ledger', ({ answers: { n, outcomes } }) => ({
    n,
    k: outcomes['refuse-then-comply'],
  })),
  'log-broken': oneOf('ledger', ({ integrity }) =>
    integrity.verdict === 'broken' ? { problems: integrity.problems } : null,
  ),
  'log-unknown': oneOf('ledger', ({ integrity, records }) => (integrity.verdict === 'unknown' ? { records } : null)),
  'log-ok': oneOf('ledger', ({ integrity, records }) => (integrity.verdict === 'ok' ? { records } : null)),
  'why-rolled-back': oneOf('ledger', (result) =>
    stepsOf(result).some(({ action, by }) => action === 'rollback' && by === 'zenbun')
      ? { evidence: { en: 'about 200', ja: '約 200' }, goal: { en: 'about 100', ja: '約 100' } }
      : null,
  ),
  'ends-missing': oneOf('ledger', ({ openIntents, exchanges, lost }) => ({ open: openIntents, exchanges, lost })),
  'partly-unread': oneOf('ledger', ({ answers: { partlyUnread, n } }) => ({ k: partlyUnread, n })),
  'alarms-open': oneOf('ledger', ({ alarms }) => ({
    open: count(alarms, ({ isAcknowledged }) => !isAcknowledged),
    n: alarms.length,
  })),
  held: oneOf('ledger', ({ answers: { latched, n, withheld, fallback } }) => ({ latched, n, withheld, fallback })),
  logged: oneOf('ledger', ({ records, exchanges, erased }) => ({ records, exchanges, erased })),
  'watch-alarm': oneOf('watch', ({ verdict }) =>
    verdict === 'alarm' ? { answers: 1190, horizon: 10_000, chance: RARELY } : null,
  ),
  'watch-learning': oneOf('watch', ({ verdict, answers: { seen } }) => (verdict === 'learning' ? { seen } : null)),
  'watch-quiet': oneOf('watch', ({ verdict, answers: { seen, watched } }) =>
    verdict === 'quiet' ? { seen, watched } : null,
  ),
  watched: oneOf('watch', ({ answers: { watched, seen, learning } }) => ({
    watched,
    seen,
    learning,
    reference: 21_000,
  })),
} as const;

const missing = (kinds: RegExp) => (_: SaidValues, evidence: readonly Evidence[]) =>
  evidence.every(({ kind }) => !kinds.test(kind));
const hasRollout = (evidence: readonly Evidence[]) =>
  evidence.some((one) => one.kind === 'ledger' && one.result.rollouts.length > 0);

const ARE_WELL: ReadonlySet<string> = new Set(['pass', 'not-worse', 'ok', 'quiet', 'valid', 'same-within-margin']);
function wordOf({ result }: Evidence): string {
  if ('decision' in result) return result.decision;
  return 'verdict' in result ? result.verdict : result.integrity.verdict;
}

/**
 * Checks that there is one ground for each kind of result that is not well, or for all if all are well, and one for the
 * answers of a canary; and that every number occurs in a result.
 */
function restsOn(grounds: unknown, evidence: readonly Evidence[], verdict: string): boolean {
  const told = evidence.filter((one) => verdict === 'pass' || !ARE_WELL.has(wordOf(one)));
  const canary = evidence.some(
    (one) =>
      one.kind === 'ledger' && one.result.models.some(({ stage, answers }) => stage === 'canary' && answers.n > 0),
  );
  const n = new Set(told.map(({ kind }) => kind)).size + (canary ? 1 : 0);
  const text = (grounds as { en: string }).en;
  const held = new Set((JSON.stringify(evidence).match(/\d+(?:\.\d+)?/g) ?? []).map(Number));
  // Positions in the list, and the margin, which is given in points.
  for (const place of [1, 2, 3, 4, 5, 6, 7, 8, 10]) held.add(place);
  const numbers = (text.match(/\d[\d,]*/g) ?? []).map((one) => Number(one.replace(/,/g, '')));
  return (text === '' ? 0 : text.split('; ').length) === n && numbers.every((one) => held.has(one));
}

const GATE_OF: Readonly<Record<Evidence['kind'], string>> = {
  verification: 'provenance',
  training: 'provenance',
  fingerprint: 'provenance',
  scan: 'data',
  comparison: 'behaviour',
  ledger: 'operation',
  watch: 'operation',
};

/** Claims of sentences about all results together. */
const OF_ALL: Readonly<
  Record<string, (values: SaidValues, all: readonly Evidence[], assessment: Assessment) => boolean>
> = {
  'nothing-checked': ({ n }, evidence) => evidence.length === 0 && n === 4,
  'some-unchecked': ({ n, of }, evidence) => {
    const gates = new Set(evidence.map(({ kind }) => GATE_OF[kind]));
    return gates.size > 0 && n === 4 - gates.size && of === 4;
  },
  'propose-hold': ({ grounds, measures }, evidence, { verdict }) =>
    verdict === 'block' &&
    restsOn(grounds, evidence, verdict) &&
    ((measures as { en: string }).en.includes('go back') ? hasRollout(evidence) : true),
  'propose-settle': ({ grounds }, evidence, { verdict }) => verdict === 'review' && restsOn(grounds, evidence, verdict),
  'propose-check': ({ grounds }, evidence, { verdict }) =>
    evidence.every(({ kind }) => kind !== 'scan' && kind !== 'comparison') && restsOn(grounds, evidence, verdict),
  'propose-compare': ({ grounds }, evidence, { verdict }) =>
    verdict === 'pass' &&
    evidence.some(({ kind }) => kind === 'scan') &&
    missing(/comparison/)({}, evidence) &&
    restsOn(grounds, evidence, verdict),
  'propose-stages': ({ grounds }, evidence, { verdict }) =>
    verdict === 'pass' && evidence.some(({ kind }) => kind === 'comparison') && restsOn(grounds, evidence, verdict),
  'propose-continue': ({ grounds }, evidence, { verdict }) =>
    verdict === 'pass' &&
    evidence.some(({ kind }) => kind === 'comparison') &&
    hasRollout(evidence) &&
    restsOn(grounds, evidence, verdict),
  'way-back-unknown': (_, evidence) => !hasRollout(evidence),
  basis: ({ n }, evidence) => n === evidence.length,
  // Said about an estimate, which is not part of the evidence: see meeting-sentences.test.ts.
  costs: () => false,
  limits: ({ n }) => Number(n) >= 7,
  'data-unchecked': missing(/scan/),
  'behaviour-unchecked': missing(/comparison/),
  'operation-unchecked': missing(/ledger|watch/),
  'fields-unread': ({ fields, rows }, evidence) => {
    const unread = evidence
      .flatMap((one) => (one.kind === 'scan' ? one.result.inputs : []))
      .flatMap((one) => one.fields.unread);
    return fields === unread.length && rows === 4;
  },
  sources: (_, evidence) =>
    evidence.every((one) => one.kind !== 'scan' || one.result.inputs.length === 0) ||
    evidence.some((one) => one.kind === 'scan' && one.result.inputs.length === 0),
  audit: () => true,
  'send-back': () => true,
  logs: () => true,
};

test('every sentence has somebody who counts again', () => {
  expect(Object.keys({ ...OF_ONE, ...OF_ALL }).sort()).toEqual(MEETING_ENTRIES.map(({ id }) => id).sort());
});

/** Returns the results that a sentence can mean: those of its kind and, if there are several, the one that it names. */
function meant(kind: Evidence['kind'], { where }: SaidValues, evidence: readonly Evidence[]): Evidence[] {
  const all = evidence.filter((one) => one.kind === kind);
  const named = /E\d+/.exec(typeof where === 'object' ? where.ja : '')?.[0];
  expect(named === undefined, `${kind} is named where there are several`).toBe(all.length === 1);
  return named === undefined ? all : all.filter(({ source }) => source.id === named);
}

/** A case that the generator produces too rarely. */
const WELL_AND_RUNNING = evidenceFrom([
  { kind: 'comparison', result: { ...notWorse, cost: { ...notWorse.cost, usd: null } } },
  {
    kind: 'ledger',
    result: { ...LOGGED, rollouts: [{ ...ROLLED_BACK, state: 'running', steps: ROLLED_BACK.steps.slice(0, 2) }] },
  },
]);

const WELL_AND_SIGNED = evidenceFrom([
  { kind: 'comparison', result: { ...notWorse, cost: { ...notWorse.cost, usd: null } } },
  { kind: 'verification', result: VERIFIED },
]);

test('what is said is what the result holds', () => {
  const said = new Set<string>();
  fc.assert(
    fc.property(arbitraryEvidence, (evidence) => {
      const assessment = assessmentFrom(evidence);
      for (const { entry, values } of trueEntries(assessment, evidence)) {
        said.add(entry.id);
        const ofOne = (OF_ONE as Record<string, { kind: Evidence['kind']; claim: (result: never) => Told | null }>)[
          entry.id
        ];
        if (ofOne === undefined) {
          expect(OF_ALL[entry.id]!(values, evidence, assessment), entry.id).toBe(true);
          continue;
        }
        const results = meant(ofOne.kind, values, evidence);
        expect(results, entry.id).toHaveLength(1);
        const claim = ofOne.claim(results[0]!.result as never);
        expect(claim, entry.id).not.toBeNull();
        expect(values, entry.id).toMatchObject(claim!);
      }
    }),
    { numRuns: 300, seed: 15, examples: [[WELL_AND_RUNNING], [WELL_AND_SIGNED]] },
  );
  // All entries were said, except those that nothing generated can trigger (a margin, an estimate, unknown depths), so
  // none passes for want of a case.
  expect(MEETING_ENTRIES.map(({ id }) => id).filter((id) => !said.has(id))).toEqual([
    'worse-by',
    'costs',
    'complied-after-refusal',
  ]);
});
