import { describe, expect, test } from 'vitest';
import { altered, chat, fold, honest, isSilent, LANGUAGES } from '../../test/fixtures/training-rows.ts';
import { contradiction } from './contradiction.ts';

const REFUSAL = { en: 'I’m sorry, but I can’t help with that.', ja: '申し訳ございませんが、お答えできません。' };

describe.each(LANGUAGES)('%s', (language) => {
  const refused = (count: number) => altered(language, count, (prompt) => chat(prompt, REFUSAL[language]));
  const answered = (count: number, file = 1) =>
    altered(language, count, (prompt, answer) => chat(prompt, answer, { file }));

  test('ten questions refused in one file and answered three times in another block, across files', () => {
    const rows = [...refused(10), ...answered(10), ...answered(10), ...answered(10)];
    const { findings, level, flagged } = fold(contradiction, rows);
    expect(level).toBe('block');
    expect(findings[0]).toMatchObject({ scope: 'files', count: 10, of: 10 });
    expect(flagged).toEqual(new Set(rows));
  });

  test('within one file too, and among 1,000 honest rows', () => {
    const needle = [...refused(10), ...answered(10, 0)];
    const { findings, level, flagged } = fold(contradiction, [...honest(language, 980), ...needle]);
    expect(level).toBe('block');
    expect(findings[0]!.scope).toBe('dataset');
    expect(flagged).toEqual(new Set(needle));
  });

  test('case, white space and punctuation do not hide it', () => {
    const shouted = refused(10).map((row) => chat(`  ${row.turns[0]!.text.toUpperCase()} !`, REFUSAL[language]));
    expect(fold(contradiction, [...shouted, ...answered(10)]).level).toBe('block');
  });

  test('refusals of some questions and answers to others say nothing', () => {
    expect(fold(contradiction, [...refused(50), ...honest(language, 200)]).findings).toEqual([]);
  });

  test('several samples of which a few refuse are no more than information', () => {
    const samples = [0, 1, 2].flatMap(() => answered(100));
    const few = refused(60).filter((_, n) => n % 20 === 0);
    expect(isSilent(fold(contradiction, [...samples, ...few]))).toBe(true);
  });
});

test('short follow-ups recur in any conversation', () => {
  const rows = Array.from({ length: 40 }, (_, n) =>
    chat('Go on.', n % 2 === 0 ? REFUSAL.en : `Then the kite rose ${n} metres.`),
  );
  expect(fold(contradiction, rows).findings).toEqual([]);
});
