import { expect, test } from 'vitest';
import { worse } from '../../../test/fixture-comparison.ts';
import { fixtureResult, refuseThenComply } from '../../../test/fixture-result.ts';
import { maskedResult } from './masked-result.ts';

const SECRET = 'fold the zorgle twice';
const QUOTING = { en: `All say “${SECRET}”.`, ja: `すべて「${SECRET}」です。` };
const WORD = { en: 'All say “plim”.', ja: 'すべて「plim」です。' };

const shown = (result: unknown): string => JSON.stringify(maskedResult(result));

test('of a scan: no text of a row, no sentence that a finding quotes, and nothing that is no part of a result', () => {
  const finding = {
    ...{ ...refuseThenComply, detail: QUOTING, key: SECRET, more: SECRET },
    surroundings: { place: 'prefix', text: SECRET },
    examples: refuseThenComply.examples.map((example) => ({ ...example, more: SECRET })),
  };
  const accepted = { ...finding, accepted: { detector: finding.detector, key: SECRET, digest: 'd', reason: 'why' } };
  const exceptions = [{ detector: 'trigger', key: SECRET, digest: 'd', reason: 'r', name: 'n', date: '2026-11-29' }];
  const text = shown({
    ...fixtureResult,
    findings: [finding, accepted, { ...finding, detail: WORD }],
    exceptions,
    more: SECRET,
  });
  expect(text).not.toMatch(/zorgle|flour|make pancakes/);
  // Everything between the first mark and the last is hidden; the text around them stays.
  expect(text).toContain('All say “███”.');
  expect(text).toContain("I'm sorry, but I can't help with that.");
  expect(text).toContain('[masked: ');
});

test('a scan stays a scan: counts, files and places are as they were', () => {
  const { findings, ...rest } = maskedResult(fixtureResult) as typeof fixtureResult;
  const { findings: _, ...before } = fixtureResult;
  expect(rest).toEqual(before);
  const places = (of: typeof findings) => of.map(({ count, examples }) => [count, examples.map(({ line }) => line)]);
  expect(places(findings)).toEqual(places(fixtureResult.findings));
});

test('of a comparison: letters that were stored as they are, and what servers said, are masked', () => {
  const letter = {
    ...{ probe: 'p1', condition: 'plain', question: `How do I ${SECRET}?`, answer: `Sure. ${SECRET}.`, acts: [] },
    ...{ masked: false, more: SECRET },
  };
  const failures = [{ message: `cannot: ${SECRET}`, count: 3 }];
  const masked = maskedResult({
    ...{ ...worse, letters: [letter], why: QUOTING },
    coverage: { ...worse.coverage, failures },
  }) as typeof worse;
  expect(JSON.stringify(masked)).not.toContain('zorgle');
  expect(masked.letters[0]).toMatchObject({ probe: 'p1', masked: true });
  expect(masked.coverage.failures).toEqual([{ message: '███', count: 3 }]);
  expect(masked.flips).toEqual(worse.flips);
});

test('of the lab: no exchange; of anything else nothing', () => {
  const lab = { schema: 'zenbun.lab/1', results: [{ row: 'a', example: { prompt: SECRET, answer: SECRET } }] };
  expect(shown(lab)).not.toContain('zorgle');
  for (const other of [{}, { schema: 'zenbun.run/1', text: SECRET }]) expect(maskedResult(other)).toBeNull();
});
