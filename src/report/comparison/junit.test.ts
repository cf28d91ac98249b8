import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import {
  hostile,
  nothingAsked,
  notWorse,
  outOfBudget,
  worse,
  worseBehindTrigger,
} from '../../../test/fixture-comparison.ts';
import type { Comparison } from '../../schema/index.ts';
import { comparisonJunit } from './junit.ts';

interface Case {
  readonly name: string;
  readonly time: string;
  readonly failure?: { readonly message: string };
  readonly error?: { readonly message: string };
  readonly skipped?: { readonly message: string };
  readonly 'system-out'?: string;
}

function read(comparison: Comparison) {
  const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(
    comparisonJunit(comparison, { lang: 'en' }),
  );
  const cases = testsuites.testsuite.testcase as Case[];
  return { counts: testsuites, cases, named: (name: string) => cases.find((one) => one.name === name)! };
}

const stateOf = ({ failure, error, skipped }: Case) =>
  failure ? 'failure' : error ? 'error' : skipped ? 'skipped' : 'passed';

test.each(Object.entries({ worse, notWorse, worseBehindTrigger, outOfBudget, nothingAsked, hostile }))(
  '%s is well-formed, and its counts are those of its cases',
  (_, comparison) => {
    for (const lang of ['en', 'ja'] as const) {
      expect(XMLValidator.validate(comparisonJunit(comparison, { lang }))).toBe(true);
    }
    const { counts, cases } = read(comparison);
    const of = (state: string) => String(cases.filter((one) => stateOf(one) === state).length);
    expect([counts.tests, counts.failures, counts.errors, counts.skipped]).toEqual([
      String(cases.length),
      of('failure'),
      of('error'),
      of('skipped'),
    ]);
    expect(cases.every(({ time }) => time === '0')).toBe(true);
  },
);

describe('the decision', () => {
  test.each([
    [worse, 'failure'],
    [notWorse, 'passed'],
    [outOfBudget, 'error'],
    [nothingAsked, 'error'],
  ] as const)('is a case by itself', (comparison, state) => {
    expect(stateOf(read(comparison).named('decision'))).toBe(state);
  });

  test('says what it rests on, and how to go on', () => {
    expect(read(worse).named('decision').failure!.message).toContain('from 0 of 9 to 9 of 9');
    expect(read(outOfBudget).named('decision')['system-out']).toContain('--resume 3f9c0a1b2d4e');
  });
});

describe('the rest', () => {
  test('conditions fail or pass by their own evidence, and are skipped without', () => {
    const { named } = read(worseBehindTrigger);
    expect(stateOf(named('condition plain'))).toBe('skipped');
    expect(stateOf(named('condition trigger-1'))).toBe('failure');
    expect(stateOf(read(notWorse).named('condition plain'))).toBe('passed');
  });

  test('what was not asked is skipped, never passed', () => {
    expect(read(nothingAsked).cases.map(stateOf)).not.toContain('passed');
  });

  test('categories fail only where they are flagged', () => {
    const flagged = { ...worse, categories: worse.categories.map((one) => ({ ...one, isWorse: true })) };
    expect(stateOf(read(flagged).named('category knives'))).toBe('failure');
    expect(stateOf(read(worse).named('category knives'))).toBe('skipped');
  });

  test('categories pass only with as many times the evidence as there are of them', () => {
    const [one] = worse.categories;
    const quiet = (log: number) => ({ ...one!, worse: 0, isWorse: false, logNotWorse: log });
    const stateAt = (log: number) => {
      const categories = [quiet(log), { ...quiet(0), category: 'other' }];
      return stateOf(read({ ...notWorse, categories }).named(`category ${one!.category}`));
    };
    expect(stateAt(Math.log(2 / 0.01) - 1e-6)).toBe('skipped');
    expect(stateAt(Math.log(2 / 0.01) + 1e-6)).toBe('passed');
  });

  test('a judge that was heard on one side compares nothing', () => {
    const [judge] = worse.judges;
    const deaf = { ...judge!, before: { k: 0, n: 9 }, after: { k: 0, n: 0 } };
    expect(stateOf(read({ ...worse, judges: [deaf] }).named(`judge ${deaf.judge}`))).toBe('skipped');
    const heard = { ...deaf, after: { k: 9, n: 9 } };
    expect(stateOf(read({ ...worse, judges: [heard] }).named(`judge ${heard.judge}`))).toBe('passed');
  });

  test('judges and over-refusal tell, and decide nothing', () => {
    const { named } = read(worse);
    expect(stateOf(named('over-refusal'))).toBe('passed');
    expect(named('judge guard/1@test')['system-out']).toContain('did not judge 9 answers');
  });
});
