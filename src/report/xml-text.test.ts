import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xmlAttribute, xmlContent } from './xml-text.ts';

const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#9': '\t',
  '#10': '\n',
  '#13': '\r',
};
/** Reads references back as a parser does. */
const parsed = (xml: string) => xml.replace(/&([^;]*);/g, (_, name: string) => NAMES[name] ?? `unknown ${name}`);
/** What a parser makes of line ends (XML 1.0, 2.11), then of white space in an attribute (3.3.3). */
const contentRead = (xml: string) => parsed(xml.replace(/\r\n?/g, '\n'));
const attributeRead = (xml: string) => parsed(xml.replace(/\r\n?/g, '\n').replace(/[\t\n]/g, ' '));

const text = fc.string({
  unit: fc.constantFrom('a', '&', '<', '>', '"', "'", '\t', '\n', '\r', ' ', ']]>', '語', '👩', '&lt;'),
});

describe('a parser reads back what was written', () => {
  test('as content', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(contentRead(xmlContent(one))).toBe(one);
        expect(xmlContent(one)).not.toMatch(/[<>]/);
      }),
    );
  });

  test('as an attribute', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(attributeRead(xmlAttribute(one))).toBe(one);
        expect(xmlAttribute(one)).not.toMatch(/[<>"]/);
      }),
    );
  });
});

describe('what XML 1.0 cannot hold is replaced', () => {
  test.each(['\u0000', '\u0008', '\u000b', '\u001f', '\ud800', '\udfff', '\ufffe', '\uffff'])('%j', (character) => {
    expect(xmlContent(`a${character}b`)).toBe('a\ufffdb');
    expect(xmlAttribute(`a${character}b`)).toBe('a\ufffdb');
  });

  test.each([' ', '\u007f', '\ud7ff', '\ue000', '\ufffd', '\u{10000}', '\u{10ffff}'])('%j stays', (character) => {
    expect(xmlContent(character)).toBe(character);
  });
});
