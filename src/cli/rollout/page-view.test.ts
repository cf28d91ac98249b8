import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAIN } from '../../report/index.ts';
import { sentence } from './page-view.ts';

const view = (width: number, lang: 'en' | 'ja' = 'en') => ({ lang, style: PLAIN, width });

describe('a sentence', () => {
  test('its label has the colon of the language; without one there is none', () => {
    expect(sentence('Why', 'it is late', view(80))).toEqual(['  Why: it is late']);
    expect(sentence('理由', '遅れ', view(80, 'ja'))).toEqual(['  理由：遅れ']);
    expect(sentence('', 'it is late', view(80))).toEqual(['  it is late']);
  });

  test('later lines stand under the first, two columns further in', () => {
    expect(sentence('a', 'bbbb cccc dddd', view(14))).toEqual(['  a: bbbb', '    cccc dddd']);
    expect(sentence('a', 'bbbb cccc dddd', view(18), '      ')).toEqual(['      a: bbbb', '        cccc dddd']);
  });

  test('nothing to say is one empty line', () => {
    expect(sentence('', '', view(80))).toEqual(['  ']);
  });

  test('no line is wider than the page, and no word is lost', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 100 }), (all, width) => {
        const lines = sentence('why', all.join(' '), view(width));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        expect(lines.map((line) => line.trim()).join(' ')).toBe(`why: ${all.join(' ')}`);
      }),
    );
  });
});
