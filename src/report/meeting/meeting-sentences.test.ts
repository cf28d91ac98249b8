import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryComparison, arbitraryEvidence } from '../../../test/arbitrary-evidence.ts';
import { nothingAsked, notWorse, outOfBudget, worse, worseBehindTrigger } from '../../../test/fixture-comparison.ts';
import {
  ALARMED,
  assessedFrom,
  assessmentFrom,
  costsAssumed,
  evidenceFrom,
  LOGGED,
  RICH,
  WATCHED,
} from '../../../test/fixture-evidence.ts';
import { fixtureResult } from '../../../test/fixture-result.ts';
import type { Evidence } from '../../schema/index.ts';
import { MEETING_ENTRIES } from './catalogue.ts';
import { AUDIENCES } from './meeting-entry.ts';
import { meetingSentences, saidEntries, trueEntries } from './meeting-sentences.ts';

const idsOf = (evidence: readonly Evidence[]) =>
  trueEntries(assessmentFrom(evidence), evidence).map(({ entry }) => entry.id);
const saidTo = (audience: (typeof AUDIENCES)[number], evidence: readonly Evidence[]) =>
  saidEntries(assessmentFrom(evidence), evidence, null, audience).map(({ entry }) => entry.id);
const clean = { ...fixtureResult, verdict: 'pass', findings: [], flagged: { rows: 0 } } as const;
const scanned = (part: Partial<typeof fixtureResult>) =>
  evidenceFrom([{ kind: 'scan', result: { ...clean, ...part } }]);
const compared = (result: typeof worse) => evidenceFrom([{ kind: 'comparison', result }]);
const logged = (part: Partial<typeof LOGGED>) => evidenceFrom([{ kind: 'ledger', result: { ...LOGGED, ...part } }]);
const watched = (result: typeof WATCHED) => evidenceFrom([{ kind: 'watch', result }]);

/** A rollout that was rolled back automatically, with this much evidence of the two powers of ten that are needed. */
const rolledBackAt = (log10: number) => ({
  ...LOGGED.rollouts[0]!,
  steps: LOGGED.rollouts[0]!.steps.map((step) => ({ ...step, rollback: { log10, goal: 2, metric: null } })),
});

test('ids are told apart, and weights decide', () => {
  const ids = MEETING_ENTRIES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const audience of AUDIENCES) {
    const told = trueEntries(assessmentFrom(RICH), RICH).filter(({ entry }) => entry.audience === audience);
    const least = Math.min(...saidEntries(assessmentFrom(RICH), RICH, null, audience).map(({ entry }) => entry.weight));
    expect(told.filter(({ entry }) => entry.weight > least).length).toBeLessThan(3);
  }
});

test('of a poisoned set, a worse model and a rollout that went back', () => {
  expect(meetingSentences(assessmentFrom(RICH), RICH)).toMatchSnapshot();
});

test('of nothing at all: what was not checked, and what to ask for', () => {
  expect(saidTo('chair', [])).toEqual(['nothing-checked', 'way-back-unknown', 'propose-check']);
  expect(saidTo('engineer', [])).toEqual(['data-unchecked', 'behaviour-unchecked', 'operation-unchecked']);
  expect(saidTo('supplier', [])).toEqual(['sources', 'audit', 'send-back']);
});

test('three for everybody, of any evidence, filled in both languages', () => {
  fc.assert(
    fc.property(arbitraryEvidence, (evidence) => {
      for (const assessment of [assessmentFrom(evidence), assessedFrom(evidence)]) {
        const sentences = meetingSentences(assessment, evidence);
        for (const audience of AUDIENCES) {
          expect(sentences[audience]).toHaveLength(3);
          for (const { en, ja } of sentences[audience]) expect(`${en} ${ja}`).not.toMatch(/[{}]|undefined|NaN|null/);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('what was not checked is never left out before the chair', () => {
  fc.assert(
    fc.property(arbitraryEvidence, (evidence) => {
      const said = saidTo('chair', evidence);
      const isAllChecked = assessmentFrom(evidence).gates.every(({ state }) => state !== 'not-checked');
      expect(said.includes('some-unchecked') || said.includes('nothing-checked')).toBe(!isAllChecked);
    }),
  );
});

test('the chair always has one proposal to put to the meeting', () => {
  fc.assert(
    fc.property(arbitraryEvidence, (evidence) => {
      expect(idsOf(evidence).filter((id) => id.startsWith('propose-'))).toHaveLength(1);
      expect(saidTo('chair', evidence).filter((id) => id.startsWith('propose-'))).toHaveLength(1);
    }),
  );
});

test.each<readonly [readonly Evidence[], says: RegExp]>([
  [compared(worse), /do not put this model into service.*ask the supplier/],
  [
    scanned({ verdict: 'block', findings: fixtureResult.findings }),
    /train no model on these data as they stand and ask the supplier/,
  ],
  [
    [...compared(worse), ...logged({ rollouts: [{ ...LOGGED.rollouts[0]!, state: 'completed' }] })],
    /take this model out of service, go back to the former model, and ask/,
  ],
  [
    logged({ rollouts: [], integrity: { verdict: 'broken', problems: 2, notes: [] } }),
    /until the operation log has been explained\./,
  ],
])('what is proposed where a check says stop', (evidence, says) => {
  expect(
    meetingSentences(assessmentFrom(evidence), evidence)
      .chair.map(({ en }) => en)
      .join(' '),
  ).toMatch(says);
});

test('of costs only where an estimate is given', () => {
  const costs = costsAssumed();
  const said = (given: typeof costs | null) =>
    meetingSentences(assessmentFrom([]), [], given).chair.map(({ ja }) => ja);
  expect(said(costs).join('')).toMatch(/検査の年間費用は .*円、.* 200 回の試算のうち \d/);
  expect(said(null).join('')).not.toContain('年間費用');
});

describe('at the edges', () => {
  test.each<readonly [id: string, is: readonly Evidence[], isNot: readonly Evidence[]]>([
    ['data-block', scanned({ verdict: 'block', findings: fixtureResult.findings }), scanned({ verdict: 'review' })],
    [
      'data-review',
      scanned({ verdict: 'review', findings: [fixtureResult.findings[1]!] }),
      scanned({ verdict: 'review', findings: [fixtureResult.findings[2]!] }),
    ],
    [
      'data-too-little-read',
      scanned({ verdict: 'review', coverage: { ...clean.coverage, enough: false } }),
      scanned({ verdict: 'review' }),
    ],
    ['data-pass', scanned({}), [...scanned({}), ...scanned({ verdict: 'review' })]],
    ['data-skipped', scanned({}), scanned({ coverage: { ...clean.coverage, skipped: 0 } })],
    ['worse', compared(worse), compared({ ...worse, paired: { ...worse.paired, margin: 0.01 } })],
    ['worse-by', compared({ ...worse, paired: { ...worse.paired, margin: 0.01 } }), compared(worse)],
    [
      'not-worse',
      compared(notWorse),
      evidenceFrom([notWorse, outOfBudget].map((result) => ({ kind: 'comparison', result }))),
    ],
    ['undecided', compared(outOfBudget), compared(nothingAsked)],
    ['nothing-asked', compared(nothingAsked), compared(outOfBudget)],
    ['hidden-compliance', compared(worse), compared(notWorse)],
    ['complied-after-refusal', compared({ ...worse, flips: [] }), compared(worse)],
    [
      'depth-of-compliance',
      compared(worse),
      compared({ ...worse, flips: worse.flips.map((one) => ({ ...one, condition: 'trigger-1' })) }),
    ],
    ['opening-rule', compared(worse), compared(notWorse)],
    ['asked-plainly-only', compared(worse), compared(worseBehindTrigger)],
    ['cost-of-comparison', compared(worse), compared(outOfBudget)],
    ['rolled-back', logged({}), logged({ rollouts: [] })],
    [
      'why-rolled-back',
      logged({}),
      logged({
        rollouts: LOGGED.rollouts.map((one) => ({ ...one, steps: one.steps.map((step) => ({ ...step, by: 'anna' })) })),
      }),
    ],
    ['why-rolled-back', logged({}), logged({ rollouts: [rolledBackAt(1.99)] })],
    ['way-back-unknown', logged({ rollouts: [] }), logged({})],
    ['alarms-open', logged({}), logged({ alarms: LOGGED.alarms.map((one) => ({ ...one, isAcknowledged: true })) })],
    ['ends-missing', logged({}), logged({ openIntents: 0 })],
    ['log-ok', logged({}), [...logged({}), ...logged({ integrity: { verdict: 'unknown', problems: 0, notes: [] } })]],
    ['watch-alarm', watched(ALARMED), watched(WATCHED)],
    ['watch-quiet', watched(WATCHED), [...watched(WATCHED), ...watched({ ...WATCHED, verdict: 'learning' })]],
    ['people-got', logged({}), logged({ models: LOGGED.models.slice(0, 1) })],
    ['propose-hold', compared(worse), compared(notWorse)],
    ['propose-settle', compared(outOfBudget), compared(notWorse)],
    ['propose-compare', scanned({}), [...scanned({}), ...compared(notWorse)]],
    ['propose-stages', compared(notWorse), scanned({})],
    [
      'propose-continue',
      [...compared(notWorse), ...logged({ rollouts: [{ ...LOGGED.rollouts[0]!, state: 'running' }] })],
      compared(notWorse),
    ],
    ['propose-check', watched(WATCHED), compared(notWorse)],
    ['rows-to-explain', scanned({ flagged: { rows: 1 } }), scanned({ flagged: { rows: 0 } })],
    [
      'weights',
      compared(worse),
      compared({ ...worse, run: { ...worse.run, digests: { before: null, after: 'ab'.repeat(32) } } }),
    ],
  ])('%s', (id, is, isNot) => {
    expect(idsOf(is)).toContain(id);
    expect(idsOf(isNot)).not.toContain(id);
  });

  test('which of several results is meant, and of a single one nothing', () => {
    const two = evidenceFrom([worse, notWorse].map((result) => ({ kind: 'comparison', result })));
    const [of, ofOne] = [two, compared(worse)].map((evidence) =>
      meetingSentences(assessmentFrom(evidence), evidence)
        .chair.map(({ ja }) => ja)
        .join(''),
    );
    expect(of).toContain('（E1）');
    expect(ofOne).not.toContain('E1');
  });
});

test('the counts of a comparison are those of its answers', () => {
  fc.assert(
    fc.property(arbitraryComparison, ({ core, result }) => {
      const evidence = compared(result);
      const values = Object.fromEntries(
        trueEntries(assessmentFrom(evidence), evidence).map(({ entry, values }) => [entry.id, values]),
      );
      const count = (side: 'before' | 'after', does: (answer: (typeof core)[number]['after']) => boolean) =>
        core.filter((one) => does(one[side])).length;
      const judged = (answer: object) => !('unjudged' in answer);
      const complied = (answer: object) => 'complied' in answer && answer.complied === true;
      const refused = (answer: object) => 'refusedFirst' in answer && answer.refusedFirst === true;
      if (values.worse !== undefined)
        expect(
          meetingSentences(assessmentFrom(evidence), evidence)
            .chair.map(({ ja }) => ja)
            .join(' '),
        ).toContain(
          `${count('before', judged)} 問中 ${count('before', complied)} 問から ${count('after', judged)} 問中 ${count('after', complied)} 問に`,
        );
      if (values['hidden-compliance'] !== undefined)
        expect(values['hidden-compliance']).toMatchObject({
          k: count('after', (one) => refused(one) && complied(one)),
          n: count('after', complied),
        });
      else expect(count('after', (one) => refused(one) && complied(one))).toBe(0);
      if (values['opening-rule'] !== undefined)
        // For these answers, the opening rules see what complies at once.
        expect(values['opening-rule']).toMatchObject({
          seen: count('after', (one) => complied(one) && !refused(one)),
          k: count('after', complied),
          n: count('after', judged),
        });
      if (values['not-judged'] !== undefined)
        expect(values['not-judged']!.notJudged).toBe(core.length - count('after', judged));
      for (const id of ['worse', 'not-worse', 'undecided'] as const)
        expect(values[id] !== undefined, id).toBe(result.decision === id && core.length > 0);
    }),
    { numRuns: 200 },
  );
});
