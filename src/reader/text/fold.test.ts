import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';

const PLAIN = 'i cannot help with that';

describe('one spelling for what reads alike', () => {
  test.each([
    ['capitals', 'I CANNOT Help With That'],
    ['full width', 'Ｉ ｃａｎｎｏｔ ｈｅｌｐ ｗｉｔｈ ｔｈａｔ'],
    ['styled letters', '𝐈 𝒄𝒂𝒏𝒏𝒐𝒕 𝗵𝗲𝗹𝗽 𝚠𝚒𝚝𝚑 𝓽𝓱𝓪𝓽'],
    ['invisible characters', 'I can\u200bnot he\u00adlp\u2060 with\ufeff that'],
    ['tags, which nobody sees', 'I can\u{e0061}not help with that'],
    ['Cyrillic look-alikes', 'I саnnоt hеlр with thаt'],
    ['Greek look-alikes', 'I cαnnοt hεlp with thαt'],
    ['digits for letters', 'I c4nn0t h3lp w1th th4t'],
    ['letters set apart by spaces', 'I c a n n o t help with t h a t'],
    ['letters set apart by hyphens or stops', 'I c-a-n-n-o-t h.e.l.p with that'],
  ])('%s', (_, written) => {
    expect(fold(written)).toBe(PLAIN);
  });

  test.each(['I don’t', 'I don‘t', 'I donʼt', 'I don＇t', 'I don′t'])('apostrophes: %s', (written) => {
    expect(fold(written)).toBe("i don't");
  });

  test('signs for letters', () => {
    expect(fold('th@t cla$s of w!sh')).toBe('that class of wish');
  });
});

describe('what is no disguise stays', () => {
  test.each([
    'mp3 and a2b, 3rd of 10, 2024-05-01',
    'write to kim4@example.org at 5:30',
    'не могу помочь вам с этим',
    'δεν μπορώ να βοηθήσω',
    '申し訳ありません',
    '죄송합니다',
    'das maß über öl',
    'a b c',
    'x = a * b',
  ])('%s', (text) => {
    expect(fold(text)).toBe(text.normalize('NFKC'));
  });

  test('words of another script beside Latin ones are not taken for look-alikes', () => {
    expect(fold('The wоrd сосна means pine')).toBe('the word сосна means pine');
  });

  test('the blanks and lines of a text stay where they are', () => {
    expect(fold('One\ttwo\n\nthree  four')).toBe('one\ttwo\n\nthree  four');
  });
});

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'c a n n o t ',
        'h3lp',
        'саn',
        'ｈｉ',
        '\u200b',
        '’',
        '卵',
        'İ',
        'ﬁ',
        '@',
        '$',
        '🥚',
        '\ud83d',
        'I ',
      ),
      fc.string(),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

test('folds any text without a throw, and leaves no invisible character in it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(fold(text)).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
    }),
  );
});

test('what was folded is not folded any further, where nothing stands for a letter of another kind', () => {
  const alike = /[013457@$!\u0130\u0131\u0370-\u052f\u0570-\u0586]/;
  fc.assert(
    fc.property(
      texts.filter((text) => !alike.test(text.normalize('NFKC'))),
      (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      },
    ),
    { seed: 19537, numRuns: 500 },
  );
});

test('an accent for an apostrophe is one, and letters set apart are told from look-alikes beside their neighbours', () => {
  expect(fold('I don\u00b4t')).toBe("i don't");
  expect(fold('c \u0430 n n o t help')).toBe('cannot help');
});

test('letters set apart are joined whatever they are and whatever stands around them: no shortcut passes over them', () => {
  const letters = fc.array(fc.constantFrom('x', 'y', 'é', '卵', '\u{10330}'), { minLength: 4, maxLength: 9 });
  const around = fc.array(fc.constantFrom('word', '\n', '. ', '🥚', '·', '卵。'), { maxLength: 4 });
  fc.assert(
    fc.property(around, letters, fc.constantFrom(...' .-_*·|'), around, (before, set, sign, after) => {
      expect(fold(`${before.join('')}\n${set.join(sign)}\n${after.join('')}`)).toContain(`\n${set.join('')}\n`);
    }),
    { seed: 19537, numRuns: 500 },
  );
});
