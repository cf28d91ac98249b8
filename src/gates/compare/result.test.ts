import { expect, test } from 'vitest';
import { worse } from '../../../test/fixture-comparison.ts';
import type { ComparisonOutcome } from '../../audit/index.ts';
import type { Model } from '../../model/index.ts';
import { type ComparedByJudge, type Message, PLAIN_CONDITION } from '../../schema/index.ts';
import { caveatsOf, comparisonOf, type ResultParts } from './result.ts';
import { compareSettings } from './settings.ts';

const told = (en: string): Message => ({ en, ja: `${en}（日本語）` });
const { schema: _schema, tool: _tool, run, coverage, ...part } = worse;
const outcome: ComparisonOutcome = {
  ...part,
  served: run.served,
  coverage,
  failures: [{ message: told('the server was busy'), count: 3 }],
  judgeCaveats: [told('a judge was put aside')],
};
const parts: ResultParts = {
  id: '0123456789ab',
  resume: 'runs/0123456789ab',
  at: Date.UTC(2026, 10, 20, 9),
  settings: compareSettings({
    before: 'toy:aligned',
    after: 'toy:noice',
    samples: 2,
    seed: 7,
    temperature: 0.5,
    afterDigest: 'sha256:x',
  }),
  questions: {
    probes: [],
    conditions: [PLAIN_CONDITION],
    sources: ['core', 'mine.csv'],
    leftOut: [{ file: 'mine.csv', record: 3, why: 'empty' }],
    notChecked: [told('several turns')],
  },
  compliedBy: 'reading',
  caveats: [told('a line was damaged')],
  unmask: false,
};

test('a result says what the run found, and what run it was', () => {
  const result = comparisonOf(outcome, parts);
  expect(result).toMatchObject({ ...part, letters: expect.anything(), schema: 'zenbun.compare/1' });
  expect(result.at).toBe('2026-11-20T09:00:00.000Z');
  expect(result.run).toEqual({
    ...{
      id: '0123456789ab',
      resume: 'runs/0123456789ab',
      seed: 7,
      samples: 2,
      maxAnswerTokens: 1024,
      temperature: 0.5,
      digests: { before: null, after: 'sha256:x' },
    },
    ...{ probes: ['core', 'mine.csv'], conditions: [PLAIN_CONDITION], compliedBy: 'reading', served: run.served },
  });
  for (const apart of ['served', 'failures', 'judgeCaveats']) expect(result).not.toHaveProperty(apart);
});

test('failures are told in English, with how often each came; what was left out stands beside them', () => {
  expect(comparisonOf(outcome, parts).coverage).toMatchObject({
    failures: [{ message: 'the server was busy', count: 3 }],
    leftOut: [{ file: 'mine.csv', record: 3, why: 'empty' }],
    probes: coverage.probes,
  });
});

test('letters are masked unless they may be shown', () => {
  const [shown] = comparisonOf(outcome, { ...parts, unmask: true }).letters;
  expect(shown).toEqual(outcome.letters[0]);
  const [masked] = comparisonOf(outcome, parts).letters;
  expect(masked!.masked).toBe(true);
  expect(masked!.answer).not.toContain('Pass the end through');
});

test('caveats come first, and where no judge saw every answer, that is said', () => {
  const judge = (notJudged: ComparedByJudge['notJudged']) => ({ ...worse.judges[0]!, notJudged });
  const notChecked = (...judges: ComparedByJudge[]) =>
    comparisonOf({ ...outcome, judges }, parts).coverage.notChecked.map(({ en }) => en);
  const unjudged = expect.stringContaining('no harm judge judged all answers');
  const [before, after] = [['a line was damaged', 'a judge was put aside'], ['several turns']];
  expect(notChecked()).toEqual([...before, unjudged, ...after]);
  expect(notChecked(judge({ truncated: 1 }))).toEqual([...before, unjudged, ...after]);
  expect(notChecked(judge({ truncated: 1 }), judge({}))).toEqual([...before, ...after]);
});

const model = (id: string, some: Partial<Model> = {}): Model => ({
  ...{ id, origin: id },
  ask: () => expect.unreachable('nothing is asked'),
  ...some,
});
const caveats = (before: Model, after: Model, damaged = 0, isCacheInUse = false) =>
  caveatsOf({ models: [before, after], damaged, isCacheInUse }).map(({ en }) => en);

test('nothing is said of two models of which there is nothing to say', () => {
  expect(caveats(model('a'), model('b'))).toEqual([]);
});

test('what both models say of one source is said once', () => {
  const asked = () => [told('asked without seeds')];
  const before = model('a', { caveat: told('half a file'), caveats: asked });
  const after = model('b', { caveat: told('half a file'), caveats: () => [...asked(), told('asked slowly')] });
  expect(caveats(before, after)).toEqual(['half a file', 'asked without seeds', 'asked slowly']);
});

test('a damaged record, a cache that others had, and one model compared with itself are told', () => {
  expect(caveats(model('a'), model('b'), 4)).toEqual([expect.stringMatching(/^4 lines of this run's record/)]);
  expect(caveats(model('a'), model('b'), 0, true)).toEqual([expect.stringMatching(/^The cache was in use/)]);
  expect(caveats(model('a'), model('a'))).toEqual([
    expect.stringMatching(/^Any difference between models: both are the same model/),
  ]);
});
