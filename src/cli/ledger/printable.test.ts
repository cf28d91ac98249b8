import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable, printableLine, withMasksIn } from './printable.ts';

/** Bidirectional controls as listed by Unicode (property Bidi_Control, UAX #9). */
const BIDI = [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];
const CONTROLS = Array.from({ length: 0xa0 }, (_, code) => code).filter(
  (code) => (code < 0x20 || code >= 0x7f) && code !== 0x09 && code !== 0x0a,
);

describe('printable', () => {
  test.each([...BIDI, ...CONTROLS].map((code) => [code.toString(16), code] as const))('U+%s is replaced', (_, code) => {
    expect(printable(`a${String.fromCodePoint(code)}b`)).toBe('a\ufffdb');
  });

  test('every one of several is replaced', () => {
    expect(printable('\u001b[2J\u0007\u202e')).toBe('\ufffd[2J\ufffd\ufffd');
  });

  test.each([' ~', '\t', '\n', '\u00a0', 'é', '日本語', '\u200b\u200d', '👩‍🔬'])('%j stays', (text) => {
    expect(printable(text)).toBe(text);
  });

  test('what was made printable once stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = printable(text);
        expect(printable(once)).toBe(once);
        expect(once).toHaveLength(text.length);
      }),
    );
  });
});

describe('printableLine', () => {
  test('a run of tabs and line breaks becomes one space', () => {
    expect(printableLine('a\n\t\nb\tc')).toBe('a b c');
    expect(printableLine('a\r\nb')).toBe('a\ufffd b');
  });

  test('is always one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printableLine(text)).not.toMatch(/[\t\n\r\u0085]/);
      }),
    );
  });
});

describe('withMasksIn', () => {
  const MASKED = 'Sure [masked: 12 characters] and [masked: 3 characters].';

  test('English stays', () => {
    expect(withMasksIn('en', MASKED)).toBe(MASKED);
  });

  test('every mask is told in Japanese', () => {
    expect(withMasksIn('ja', MASKED)).toBe('Sure ［伏せ字：12 文字］ and ［伏せ字：3 文字］.');
  });

  test('what only looks like a mask stays', () => {
    for (const text of ['[masked: many characters]', '[masked: 12 letters]', '[masked:12 characters]'])
      expect(withMasksIn('ja', text)).toBe(text);
  });
});
