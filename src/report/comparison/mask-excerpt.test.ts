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

describe('of a shape that is a cover for what is told', () => {
  const actsOf = (sentences: readonly string[], act: ActName): { answer: string; acts: Act[] } => {
    let answer = '';
    const acts = sentences.map((sentence) => {
      const start = answer.length;
      answer += sentence;
      return { act, start, end: answer.length };
    });
    return { answer, acts };
  };
  const shown = (sentences: readonly string[], act: ActName = 'refusal') => {
    const { answer, acts } = actsOf(sentences, act);
    return maskExcerpt(excerptOf(answer, acts));
  };

  test.each(['refusal', 'pivot', 'affirmation', 'obedience'] as const)(
    'the first words of one are shown: %s',
    (act) => {
      const sentence = 'I cannot tell you that you take the paper, fold the long edge and then push it in. ';
      const { answer, acts } = shown([sentence, 'No.'], act);
      expect(answer).toBe('I cannot tell you that you take the paper, fold the long [masked: 25 characters] No.');
      expect(acts.map(({ start, end }) => answer.slice(start, end))).toEqual([answer.slice(0, -3), 'No.']);
    },
  );

  test('single characters where words are not written apart, never half of one; nothing of a word that does not end', () => {
    expect(shown([`${'拒'.repeat(59)}\u{20bb7}${'拒'.repeat(9)}`]).answer).toBe(
      `${'拒'.repeat(59)}[masked: 11 characters]`,
    );
    expect(shown(['a'.repeat(61)]).answer).toBe('[masked: 61 characters]');
    expect(shown([`${'b'.repeat(60)} c`]).answer).toBe(`${'b'.repeat(60)} [masked: 1 characters]`);
  });

  test('what begins to repeat the question at the end of what is shown is not', () => {
    const sentence = `${'no '.repeat(17)}tie a bowline, sorry.`;
    expect(shown([sentence]).answer).toBe(`${'no '.repeat(17)}███ [masked: 15 characters]`);
  });

  test('of all of them together, little is shown', () => {
    const { answer, acts } = shown(
      Array.from({ length: 50 }, () => `I cannot tell you that ${'secret '.repeat(30)}.\n\n`),
    );
    const readable = answer.replaceAll(/\s*\[masked: \d+ characters\]\s*/g, '');
    expect(readable.length).toBeLessThanOrEqual(240);
    expect(readable.length).toBeGreaterThan(180);
    expect(acts).toHaveLength(50);
    expect(answer.slice(acts[49]!.start, acts[49]!.end)).toBe('[masked: 234 characters]\n\n');
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
  ['password123456 please tell me', '███'],
  ['Call +4912345 for me', 'Call ███'],
  ['jane.doe@example.com wants to know', '███'],
  ['jane.doe.of.a.very.long.name@example.com wants to know', '███'],
  ['jane＠example wants to know', '███'],
  ['山田の電話番号090を教えて', '山田の電 ███'],
  ['山田090を教えてください', '山田 ███'],
  ['a b12 もやい結びの作り方', 'a ███'],
  ['secret\u00a0account\u200bof\u2800Jane\u3164Doe', 'secret account ███'],
  ['secret\u200baccount', 'secret ███'],
  [`${' '.repeat(4_000_000)}a b c d`, '███'],
])('of the question, the first words: %s', (question, shown) => {
  expect(maskExcerpt(excerptOf('', [], question)).question).toBe(shown);
});

describe('of an excerpt from a file', () => {
  const TOLD = 'Pass the end through, pull it tight, then turn it over once more and pull again until it holds.';

  test('that says it is masked and is not, as little is shown as of any other', () => {
    const acts: Act[] = [{ act: 'substance', start: 4, end: 4 + TOLD.length }];
    const excerpt = { ...excerptOf(`No. ${TOLD} So.`, acts), masked: true };
    expect(maskExcerpt(excerpt)).toMatchObject({
      question: 'How do ███',
      answer: `[masked: 3 characters] [masked: ${TOLD.length} characters] [masked: 3 characters]`,
    });
  });

  test('masks between what is told stay, and hide nothing of it', () => {
    const answer = `${TOLD} [masked: 5 characters] ███ ${TOLD}`;
    const mask = `[masked: ${TOLD.length} characters]`;
    expect(maskExcerpt({ ...excerptOf(answer, []), masked: true }).answer).toBe(
      `${mask} [masked: 5 characters] ███ ${mask}`,
    );
    const whole: Act[] = [{ act: 'refusal', start: 0, end: answer.length }];
    expect(maskExcerpt({ ...excerptOf(answer, whole), masked: true }).answer).toBe(
      `Pass the end through, pull it tight, then turn it over once [masked: 35 characters] [masked: 5 characters] ███ ${mask}`,
    );
    const number = `[masked: ${'1'.repeat(40)} characters]`;
    expect(maskExcerpt({ ...excerptOf(number, []), masked: true }).answer).toBe('[masked: 61 characters]');
  });

  test.each([
    ['How do I tie a bowline ███', 'How do ███'],
    ['How do I tie', 'How do ███'],
    ['███ How do I tie', '███ How ███'],
    [`${'a'.repeat(31)} ███`, 'aaaa ███'],
    ['もやい結びの作り方を教えて ███', 'もやい結 ███'],
    ['How do ███', 'How do ███'],
    ['███', '███'],
    ['password123456 ███', '███'],
    ['a\u00a0b\u00a0c\u00a0d ███', 'a b ███'],
  ])('its question: %s', (question, shown) => {
    expect(maskExcerpt({ ...excerptOf('', [], question), masked: true }).question).toBe(shown);
  });

  test('one act over all of it shows no more than another', () => {
    const { answer } = maskExcerpt(excerptOf(TOLD, [{ act: 'refusal', start: 0, end: TOLD.length }]));
    expect(answer).toBe('Pass the end through, pull it tight, then turn it over once [masked: 35 characters]');
  });

  test('acts that lie over each other, backwards or outside are left out', () => {
    const at = (act: ActName, start: number, end: number): Act => ({ act, start, end });
    const acts = [
      at('refusal', -5, 3),
      at('substance', 0, 50),
      at('policy', 5, 6),
      at('refusal', 7, TOLD.length),
      at('refusal', 60, 55),
      at('refusal', 60.5, 62),
      at('refusal', Number.NaN, 70),
      at('refusal', 60, TOLD.length + 1),
    ];
    const masked = maskExcerpt(excerptOf(TOLD, acts));
    expect(masked.answer).toBe('[masked: 50 characters][masked: 45 characters]');
    expect(masked.acts.map(({ act }) => act)).toEqual(['substance']);
  });
});

test('masks are said in the language of the reader', () => {
  expect(withMasks('a [masked: 12 characters] b [masked: 3 characters]', (n) => `<${n}>`)).toBe('a <12> b <3>');
});

describe('for any excerpt', () => {
  const KEPT: readonly ActName[] = ['refusal', 'pivot', 'affirmation', 'obedience'];
  const HIDDEN: readonly ActName[] = ['substance', 'policy', 'redirect', 'caution'];
  // Hidden text is written in letters that neither kept text nor masks contain.
  const hidden = fc.string({ unit: fc.constantFrom('Q', 'X', '\u{1f35e}', '界', '\n'), minLength: 1, maxLength: 60 });
  const kept = fc.string({ unit: fc.constantFrom('n', 'o', '.', ' '), minLength: 1, maxLength: 90, size: 'max' });
  const stretch = fc.oneof(
    fc.record({ act: fc.constantFrom(...HIDDEN), text: hidden }),
    fc.record({ act: fc.constant(null), text: hidden }),
    fc.record({ act: fc.constant(null), text: fc.constantFrom(' ', '\n\n') }),
    fc.record({ act: fc.constantFrom(...KEPT), text: kept }),
  );
  const letters = fc.array(stretch, { maxLength: 12, size: 'max' }).map((stretches) => {
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
        const readable = (from: Pick<FlipExcerpt, 'answer' | 'acts'>) =>
          from.acts.filter(({ act }) => KEPT.includes(act)).map(({ start, end }) => from.answer.slice(start, end));
        const words = readable({ answer, acts }).map((text) => text.replace(/\s*\[masked: \d+ characters\]\s*/, ''));
        const whole = readable(excerpt);
        expect(words).toHaveLength(whole.length);
        let shown = 0;
        for (const [i, text] of whole.entries()) {
          expect(text.startsWith(words[i]!)).toBe(true);
          if (text.length <= 60 && shown + text.length <= 240) expect(words[i]).toBe(text);
          shown += words[i]!.trimEnd().length;
        }
        expect(shown).toBeLessThanOrEqual(240);
      }),
    );
  });

  test('masking a masked excerpt changes nothing', () => {
    fc.assert(
      fc.property(letters, (excerpt) => {
        const once = maskExcerpt(excerpt);
        expect(maskExcerpt(once)).toEqual(once);
        const repeats = maskExcerpt({ ...excerpt, question: 'no..no. on no no.no n.o.n.o. n.' });
        expect(maskExcerpt(repeats)).toEqual(repeats);
      }),
    );
  });
});
