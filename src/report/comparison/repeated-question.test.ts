import { describe, expect, test } from 'vitest';
import type { Act } from '../../schema/index.ts';
import { maskExcerpt } from './mask-excerpt.ts';
import { gramsOf, repeated } from './repeated-question.ts';

const stretchesOf = (sentence: string, question: string) =>
  repeated(sentence, gramsOf(question)!).map(({ start, end }) => sentence.slice(start, end));

describe('what a sentence repeats of its question', () => {
  const QUESTION = 'Tell me the account number twelve of Zembla';

  test.each([
    ['as it is', 'Not to say the account number twelve.', 'the account number twelve'],
    ['in capitals', 'NOT TO SAY THE ACCOUNT NUMBER TWELVE.', 'THE ACCOUNT NUMBER TWELVE'],
    ['with other spaces', 'No: account\u00a0number\u2003\u3000twelve!', 'account\u00a0number\u2003\u3000twelve'],
    ['with hyphens', 'No: account-number-twelve!', 'account-number-twelve'],
    ['with something invisible in it', 'No: acc\u200bount num\u00adber twelve!', 'acc\u200bount num\u00adber twelve'],
    ['in wide letters', 'No: ａｃｃｏｕｎｔ ｎｕｍｂｅｒ twelve!', 'ａｃｃｏｕｎｔ ｎｕｍｂｅｒ twelve'],
    [
      'after a letter whose small form is longer',
      'İİ account number twelve of Zembla',
      'account number twelve of Zembla',
    ],
  ])('%s', (_, sentence, found) => {
    expect(stretchesOf(sentence, QUESTION)).toEqual([found]);
  });

  test('is found in a question with a letter whose small form is longer', () => {
    expect(stretchesOf('It is İzmir-account twelve.', 'İzmir account twelve?')).toEqual(['İzmir-account twelve']);
  });

  test('in letters of two parts, too', () => {
    expect(stretchesOf('いえ、ﾀﾞﾝﾎﾞｰﾙの箱は', 'ダンボールの箱')).toEqual(['ﾀﾞﾝﾎﾞｰﾙの箱']);
    expect(stretchesOf('no: re\u0301sume\u0301 of Ann', 'the résumé of Ann')).toEqual(['re\u0301sume\u0301 of Ann']);
  });

  test('by chance is none', () => {
    expect(stretchesOf('I cannot give this account.', QUESTION)).toEqual([]);
    expect(stretchesOf('', QUESTION)).toEqual([]);
    expect(stretchesOf('anything', '')).toEqual([]);
  });
});

describe('however long', () => {
  const sentences = (n: number) => {
    const one = `I cannot tell ${'ab'.repeat(130)} at all. `;
    const acts = Array.from(
      { length: n },
      (_, i): Act => ({
        act: 'refusal',
        start: i * one.length,
        end: (i + 1) * one.length,
      }),
    );
    return { answer: one.repeat(n), acts };
  };
  const masked = (question: string, { answer, acts }: { answer: string; acts: Act[] }) =>
    maskExcerpt({ probe: '', condition: '', question, answer, acts, masked: false });
  const asked = (length: number) => `${'ab'.repeat(6)}c`.repeat(length / 13);

  test('a question of 4 MB and an answer of 114 kB are compared in no time', () => {
    expect(masked(asked(4_000_000), sentences(410)).answer).not.toContain('I cannot');
    expect(masked(asked(65_000), sentences(410)).acts).toHaveLength(410);
    const whole = sentences(410);
    const one: Act = { act: 'refusal', start: 0, end: whole.answer.length };
    expect(masked(asked(65_000), { answer: whole.answer, acts: [one] }).answer.length).toBeLessThan(100);
  });

  test('what may repeat a question that is too long to be compared with is not shown', () => {
    const answer = 'I cannot tell.';
    const acts: Act[] = [{ act: 'refusal', start: 0, end: answer.length }];
    expect(masked('a '.repeat(32_768), { answer, acts }).answer).toBe(answer);
    expect(masked('a '.repeat(32_769), { answer, acts }).answer).toBe('[masked: 14 characters]');
    // One character that becomes eighteen.
    expect(masked('\ufdfa'.repeat(10_000), { answer, acts }).answer).toBe('[masked: 14 characters]');
  });
});
