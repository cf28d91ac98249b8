import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryEvidence } from '../../../test/arbitrary-evidence.ts';
import { notWorse, outOfBudget, worse } from '../../../test/fixture-comparison.ts';
import type { Checklist, ChecklistAnswers, Evidence, FilledItem } from '../../schema/index.ts';
import { checklistFor, fillChecklist } from './fill-checklist.ts';
import {
  busyLedger,
  comparison,
  learningWatch,
  ledger,
  nothingCompared,
  rollout,
  scan,
  watch,
} from './fixtures/evidence.ts';

const answered = (...answers: Partial<ChecklistAnswers['answers'][number]>[]): ChecklistAnswers => ({
  schema: 'zenbun.checklist-answers/1',
  answers: answers.map((one) => ({
    ...{ item: 'release-owner', state: 'confirmed', note: '', by: 'Sato', date: '2026-11-29' },
    ...one,
  })),
});

const itemIn = ({ items }: Checklist, id: string): FilledItem => items.find((item) => item.id === id)!;
const idsIn = ({ items }: Checklist, state: string) => items.filter((item) => item.state === state).map(({ id }) => id);

const NOTHING: readonly Evidence[] = [
  scan({ inputs: [] }, { rows: 0, read: 0 }, 'E11'),
  nothingCompared(),
  ledger(),
  learningWatch(),
];

test('without evidence and answers all is open, and nobody has filled anything', () => {
  const checklist = fillChecklist([], null);
  expect(checklist.counts).toEqual({ confirmed: 0, lacking: 0, 'not-applicable': 0, open: checklist.items.length });
  for (const { filledBy, note, evidence, by } of checklist.items) {
    expect({ filledBy, note, evidence, by }).toEqual({ filledBy: null, note: null, evidence: [], by: null });
  }
});

test('evidence of nothing confirms nothing', () => {
  expect(idsIn(fillChecklist(NOTHING, null), 'confirmed')).toEqual([]);
});

describe('whatever is there', () => {
  const real = [
    scan(),
    scan({}, { skipped: 3, read: 197 }, 'E5'),
    comparison(notWorse),
    comparison(worse, {}, 'E6'),
    comparison(outOfBudget, {}, 'E7'),
    busyLedger({ rollouts: [rollout()] }),
    busyLedger({ integrity: { verdict: 'broken', problems: 1, notes: [] } }, 'E8'),
    watch(),
    watch({ verdict: 'alarm' }, 'E9'),
  ];

  test('evidence of nothing beside it confirms no further item', () => {
    fc.assert(
      fc.property(fc.subarray(real), fc.subarray([...NOTHING]), (given, nothing) => {
        const before = new Set(idsIn(fillChecklist(given, null), 'confirmed'));
        const after = idsIn(fillChecklist([...given, ...nothing], null), 'confirmed');
        expect(after.filter((id) => !before.has(id))).toEqual([]);
      }),
    );
  });

  test('what is filled from evidence names it, and the counts are those of the items', () => {
    fc.assert(
      fc.property(fc.subarray(real), (given) => {
        const { items, counts, evidence } = fillChecklist(given, null);
        expect(evidence.map(({ id }) => id)).toEqual(given.map(({ source }) => source.id));
        for (const item of items) {
          expect(item.evidence.length > 0, item.id).toBe(item.note !== null);
          expect(item.note === null ? item.state : 'open').toBe('open');
          expect(item.filledBy, item.id).toBe(item.state === 'open' ? null : 'evidence');
          for (const one of item.evidence) expect(given.map(({ source }) => source.id)).toContain(one.split(' ')[0]);
        }
        for (const state of Object.keys(counts)) {
          expect(counts[state as keyof typeof counts]).toBe(items.filter((item) => item.state === state).length);
        }
      }),
    );
  });

  test('the order in which it is named does not change any state', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(real), (given) => {
        const states = (all: readonly Evidence[]) => fillChecklist(all, null).items.map(({ state }) => state);
        expect(states([...given].reverse())).toEqual(states(given));
      }),
    );
  });

  test('no person can confirm what the evidence shows to be lacking', () => {
    fc.assert(
      fc.property(fc.subarray(real, { minLength: 1 }), (given) => {
        const plain = fillChecklist(given, null);
        const all = answered(...plain.items.map(({ id }) => ({ item: id })));
        const lacking = idsIn(plain, 'lacking');
        expect(idsIn(fillChecklist(given, all), 'lacking')).toEqual(lacking);
      }),
    );
  });
});

test('whatever comes from strangers, what is confirmed was shown by every result of its kind', () => {
  fc.assert(
    fc.property(arbitraryEvidence, (given) => {
      const confirmed = new Set(idsIn(fillChecklist(given, null), 'confirmed'));
      for (const { kind, result } of given) {
        if (kind === 'scan' && (result.coverage.skipped > 0 || !result.coverage.enough || result.coverage.read === 0)) {
          expect(confirmed).not.toContain('data-read-to-end');
          expect(confirmed).not.toContain('no-refuse-then-comply');
        }
        if (kind === 'scan' && result.verdict !== 'pass') expect(confirmed).not.toContain('data-findings-settled');
        if (kind === 'comparison' && result.decision !== 'not-worse') {
          expect(confirmed).not.toContain('behaviour-not-worse');
        }
        if (kind === 'comparison' && result.coverage.notJudged > 0) expect(confirmed).not.toContain('answers-judged');
        if (kind === 'watch' && result.verdict === 'alarm') expect(confirmed).not.toContain('alarms-answered');
        if (kind === 'watch' && result.answers.watched === 0) expect(confirmed).not.toContain('history-watched');
      }
    }),
  );
});

test('a log that is not verified confirms nothing, whatever stands in it', () => {
  fc.assert(
    fc.property(arbitraryEvidence, fc.constantFrom('broken', 'unknown'), (given, verdict) => {
      const logs = given
        .filter((one) => one.kind === 'ledger')
        .map((one) => ({ ...one, result: { ...one.result, integrity: { ...one.result.integrity, verdict } } }));
      expect(idsIn(fillChecklist(logs, null), 'confirmed')).toEqual([]);
    }),
  );
});

describe('what a person says', () => {
  test('fills what evidence says nothing of, with name, date and their own words in both languages', () => {
    const checklist = fillChecklist([], answered({ note: ' board minutes 12 ' }));
    expect(itemIn(checklist, 'release-owner')).toMatchObject({
      ...{ state: 'confirmed', filledBy: 'person', by: 'Sato', date: '2026-11-29' },
      note: { en: 'board minutes 12', ja: 'board minutes 12' },
    });
    expect(checklist.counts.confirmed).toBe(1);
  });

  test('"confirmed" gives way to evidence that something is lacking, and the note tells both', () => {
    const item = itemIn(
      fillChecklist([comparison(worse)], answered({ item: 'behaviour-not-worse', note: 'looked fine' })),
      'behaviour-not-worse',
    );
    expect(item).toMatchObject({ state: 'lacking', filledBy: 'evidence', by: 'Sato' });
    expect(item.note!.en).toMatch(/^Evidence \(E2\): Worse than before: .*Sato says: confirmed \(looked fine\)\.$/);
    expect(item.note!.ja).toMatch(/^エビデンス（E2）：.*Sato の回答：確認済（looked fine）。$/);
  });

  test('"lacking" stands against evidence that it is there', () => {
    const item = itemIn(
      fillChecklist([scan()], answered({ item: 'data-read-to-end', state: 'lacking', note: 'another file came' })),
      'data-read-to-end',
    );
    expect(item).toMatchObject({ state: 'lacking', filledBy: 'person' });
    expect(item.note!.en).toContain('Read to the end: 200 rows');
    expect(item.evidence).toEqual(['E1 sha256:abcdef0123456789…']);
  });

  test('"not applicable" stands, and what the evidence shows is told', () => {
    const item = itemIn(
      fillChecklist(
        [comparison(worse)],
        answered({ item: 'behaviour-not-worse', state: 'not-applicable', note: 'a trial' }),
      ),
      'behaviour-not-worse',
    );
    expect(item).toMatchObject({ state: 'lacking', filledBy: 'evidence' });
    expect(item.note!.en).toContain('Worse than before');
  });

  test('answers what evidence leaves open', () => {
    const left = scan({}, { notChecked: [{ what: 'unread-languages', why: { en: 'notes.', ja: '備考。' } }] });
    expect(itemIn(fillChecklist([left], null), 'data-left-unread')).toMatchObject({ state: 'open', filledBy: null });
    const item = itemIn(
      fillChecklist([left], answered({ item: 'data-left-unread', note: 'not trained on' })),
      'data-left-unread',
    );
    expect(item).toMatchObject({ state: 'confirmed', filledBy: 'person' });
    expect(item.note!.en).toBe('Evidence (E1): notes. Sato says: confirmed (not trained on).');
  });

  test('of an unknown item is left out', () => {
    expect(fillChecklist([], answered({ item: 'no-such-item' })).counts.confirmed).toBe(0);
  });
});

test('the part of a team holds what it answers for, alone or beside others, and its own counts', () => {
  const whole = fillChecklist([scan()], null);
  const part = checklistFor(whole, 'audit');
  expect(part.items.length).toBeGreaterThan(0);
  expect(part.items).toEqual(whole.items.filter(({ teams }) => teams.includes('audit')));
  expect(Object.values(part.counts).reduce((a, b) => a + b)).toBe(part.items.length);
  expect(part.evidence).toEqual(whole.evidence);
});

test('an answer of a later day does not count, and it is said', () => {
  const today = '2026-11-30';
  const fill = (one: object, evidence: readonly Evidence[] = []) =>
    itemIn(fillChecklist(evidence, answered(one), today), 'release-owner');
  expect(fill({ date: '2026-11-30' })).toMatchObject({ state: 'confirmed', by: 'Sato' });
  for (const state of ['confirmed', 'not-applicable'] as const) {
    const late = fill({ state, date: '2030-02-20', note: 'a' });
    expect(late).toMatchObject({ state: 'open', filledBy: null, by: null, date: null });
    expect(late.note!.en).toBe(
      'The answer of Sato is dated 2030-02-20, later than this checklist, and does not count.',
    );
  }
  expect(fill({ state: 'lacking', date: '2030-02-20' }).state).toBe('lacking');
  const ofData = { item: 'data-read-to-end', date: '2030-02-20' };
  const shown = itemIn(fillChecklist([scan()], answered(ofData), today), 'data-read-to-end');
  expect(shown).toMatchObject({
    ...itemIn(fillChecklist([scan()], null, today), 'data-read-to-end'),
    note: shown.note,
  });
  expect(shown.note!.en).toMatch(/ The answer of Sato is dated/);
});
