import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KINDS, MARK, NUMBER, SPACE, tokenEnd, WIDE, WORD } from './tokens.ts';

const NAMES: Readonly<Record<number, string>> = {
  [SPACE]: 'space',
  [WORD]: 'word',
  [NUMBER]: 'number',
  [WIDE]: 'wide',
  [MARK]: 'mark',
};

/** Returns the tokens of a text as its readers walk through them, without white space. */
function tokensOf(text: string): (readonly [kind: string, token: string])[] {
  const tokens: (readonly [string, string])[] = [];
  for (let i = 0; i < text.length; ) {
    const kind = KINDS[text.charCodeAt(i)]!;
    const end = tokenEnd(text, i, kind);
    if (kind !== SPACE) tokens.push([NAMES[kind]!, text.slice(i, end)]);
    i = end;
  }
  return tokens;
}

test.each([
  [
    `Don't mix 12 eggs!`,
    [
      ['word', "Don't"],
      ['word', 'mix'],
      ['number', '12'],
      ['word', 'eggs'],
      ['mark', '!'],
    ],
  ],
  [
    '卵を2個',
    [
      ['wide', '卵'],
      ['wide', 'を'],
      ['number', '2'],
      ['wide', '個'],
    ],
  ],
  [
    'กา',
    [
      ['wide', 'ก'],
      ['wide', 'า'],
    ],
  ],
  [
    '계란 두 개',
    [
      ['word', '계란'],
      ['word', '두'],
      ['word', '개'],
    ],
  ],
  ['Übung für naïve Œufs', ['Übung', 'für', 'naïve', 'Œufs'].map((word) => ['word', word])],
  [
    'не могу',
    [
      ['word', 'не'],
      ['word', 'могу'],
    ],
  ],
  [
    '١٢ २३',
    [
      ['number', '١٢'],
      ['number', '२३'],
    ],
  ],
  [
    '??…',
    [
      ['mark', '?'],
      ['mark', '?'],
      ['mark', '…'],
    ],
  ],
])('cuts %j', (text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens);
});

test.each(['\u200b', '\u00ad', '\u3000', '\ufe0f', '\ufeff', '\0', '\u2060', '\n'])(
  'nothing that is not seen is a token: %j',
  (invisible) => {
    expect(tokensOf(`${invisible}${invisible}`)).toEqual([]);
    expect(tokensOf(`egg${invisible}cup`)).toEqual([
      ['word', 'egg'],
      ['word', 'cup'],
    ]);
  },
);

test('combining accents and vowel signs stay with their word', () => {
  expect(tokensOf('de\u0301ja\u0300')).toEqual([['word', 'de\u0301ja\u0300']]);
  expect(tokensOf('नहीं')).toEqual([['word', 'नहीं']]);
});

test('the tokens of any text are the text: each begins where the last ended, and runs are as long as they can be', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
      let last = -1;
      for (let i = 0; i < text.length; ) {
        const kind = KINDS[text.charCodeAt(i)]!;
        const end = tokenEnd(text, i, kind);
        expect(end).toBeGreaterThan(i);
        expect(end).toBeLessThanOrEqual(text.length);
        for (let at = i; at < end; at += 1) expect(KINDS[text.charCodeAt(at)]).toBe(kind);
        if (kind === WORD || kind === NUMBER) expect(last).not.toBe(kind);
        last = kind;
        i = end;
      }
    }),
  );
});
