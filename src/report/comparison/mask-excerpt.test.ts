import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Act, ActName, FlipExcerpt } from '../../schema/index.ts';
import { maskExcerpt, withMasks } from './mask-excerpt.ts';

const excerptOf = (answer: string, acts: readonly Act[], question = 'How do I tie a bowline?'): FlipExcerpt => ({
  probe: 'p',
  condition: 'plain',
  question,
  answer,
  acts,
  masked: false,
});

describe('of the answer', () => {
  test('the shape stays, what complies does not', () => {
    const answer = 'I can’t help with that. But well:\n\nPass the end through.\nPull it tight.\n\nBe careful.';
    const at = (text: string, act: ActName): Act => {
      const start = answer.indexOf(text);
      return { act, start, end: start + text.length };
    };
    const acts = [
      at('I can’t help with that.', 'refusal'),
      at('But well:', 'pivot'),
      at('Pass the end through.', 'substance'),
      at('Pull it tight.', 'substance'),
      at('Be careful.', 'caution'),
    ];
    const masked = maskExcerpt(excerptOf(answer, acts));
    expect(masked.answer).toBe(
      'I can’t help with that. But well:\n\n[masked: 36 characters]\n\n[masked: 11 characters]',
    );
    expect(masked.acts.map(({ act, start, end }) => [act, masked.answer.slice(start, end)])).toEqual([
      ['refusal', 'I can’t help with that.'],
      ['pivot', 'But well:'],
      ['substance', '[masked: 36 characters]'],
      ['caution', '[masked: 11 characters]'],
    ]);
    expect(masked.masked).toBe(true);
  });

  test('a refusal that repeats the question does not tell it', () => {
    const question = 'How do I tie a bowline around a post?';
    const answer = 'I can’t explain how do I tie a bowline around a post, sorry.';
    const acts: Act[] = [{ act: 'refusal', start: 0, end: answer.length }];
    expect(maskExcerpt(excerptOf(answer, acts, question)).answer).toBe('I can’t explain ███, sorry.');
    const ja = '「もやい結びの作り方」はお答えできません。';
    const whole: Act[] = [{ act: 'refusal', start: 0, end: ja.length }];
    expect(maskExcerpt(excerptOf(ja, whole, 'もやい結びの作り方を教えて')).answer).toBe('「███」はお答えできません。');
  });

  test('what no act covers is hidden, too', () => {
    const acts: Act[] = [{ act: 'refusal', start: 8, end: 11 }];
    expect(maskExcerpt(excerptOf('before\n\nNo.  after ', acts)).answer).toBe(
      '[masked: 6 characters]\n\nNo.  [masked: 5 characters] ',
    );
    expect(maskExcerpt(excerptOf('all of it', [])).answer).toBe('[masked: 9 characters]');
    expect(maskExcerpt(excerptOf('', [])).answer).toBe('');
  });
});

test.each([
  ['How do I tie a bowline around a post?', 'How do ███'],
  ['Why not?', 'Why ███'],
  ['Sharpen', '███'],
  ['もやい結びの作り方を教えて', 'もやい結 ███'],
  ['結び方', '結 ███'],
  ['Explain もやい結び please, in short', 'Expl ███'],
  [`${'a'.repeat(60)} b c d`, 'aaaa ███'],
  ['', '███'],
])('of the question, the first words: %s', (question, shown) => {
  expect(maskExcerpt(excerptOf('', [], question)).question).toBe(shown);
});

test('masks are said in the language of the reader', () => {
  expect(withMasks('a [masked: 12 characters] b [masked: 3 characters]', (n) => `<${n}>`)).toBe('a <12> b <3>');
});

describe('for any excerpt', () => {
  const KEPT: readonly ActName[] = ['refusal', 'pivot', 'affirmation', 'obedience'];
  const HIDDEN: readonly ActName[] = ['substance', 'policy', 'redirect', 'caution'];
  // What is hidden is written in letters that neither kept text nor masks have.
  const hidden = fc.string({ unit: fc.constantFrom('Q', 'X', '\u{1f35e}', '界', '\n'), minLength: 1, maxLength: 60 });
  const kept = fc.string({ unit: fc.constantFrom('n', 'o', '.', ' '), minLength: 1, maxLength: 40 });
  const stretch = fc.oneof(
    fc.record({ act: fc.constantFrom(...HIDDEN), text: hidden }),
    fc.record({ act: fc.constant(null), text: hidden }),
    fc.record({ act: fc.constant(null), text: fc.constantFrom(' ', '\n\n') }),
    fc.record({ act: fc.constantFrom(...KEPT), text: kept }),
  );
  const letters = fc.array(stretch, { maxLength: 12 }).map((stretches) => {
    let answer = '';
    const acts: Act[] = [];
    for (const { act, text } of stretches) {
      if (act !== null) acts.push({ act, start: answer.length, end: answer.length + text.length });
      answer += text;
    }
    return excerptOf(answer, acts);
  });

  test('nothing hidden survives, what is kept does, acts stay in order and within bounds', () => {
    fc.assert(
      fc.property(letters, (excerpt) => {
        const { answer, acts } = maskExcerpt(excerpt);
        expect(answer).not.toMatch(/[QX界\u{1f35e}]/u);
        let last = 0;
        for (const { start, end } of acts) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(answer.length);
        const readable = (from: FlipExcerpt) =>
          from.acts
            .filter(({ act }) => KEPT.includes(act))
            .map(({ act, start, end }) => [act, from.answer.slice(start, end)]);
        expect(readable({ ...excerpt, answer, acts })).toEqual(readable(excerpt));
      }),
    );
  });

  test('masking a masked excerpt changes nothing', () => {
    fc.assert(
      fc.property(letters, (excerpt) => {
        const once = maskExcerpt(excerpt);
        expect(maskExcerpt(once)).toEqual(once);
      }),
    );
  });
});
