import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xmlEscaped, xmlParts, xmlText } from './xml-text.ts';

test.each<[string, string | null]>([
  ['<A>one</A>', 'one'],
  ['<R><B>x</B><A>one</A><A>two</A></R>', 'one'],
  ['<A></A>', ''],
  ['<A>a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;</A>', 'a & b <c> "d" \'e\''],
  ['<A>&#65;&#x42;&#x1F600;</A>', 'AB😀'],
  // What is escaped twice is unescaped once.
  ['<A>&amp;lt;</A>', '&lt;'],
  ['<A>&nope; &#x110000; &;</A>', '&nope; &#x110000; &;'],
  ['<A>a\nb </A>', 'a\nb '],
  ['<A/>', null],
  ['<AB>one</AB>', null],
  ['<A>one', null],
  ['<A>one</B></A>', null],
  ['<A><C>one</C></A>', null],
  ['', null],
])('the text of A in %j is %j', (xml, text) => expect(xmlText(xml, 'A')).toBe(text));

test('every text comes back as it was escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(xmlText(`<R><Key>${xmlEscaped(text)}</Key></R>`, 'Key')).toBe(text);
    }),
  );
});

test('what is escaped holds no sign that opens or closes anything', () => {
  expect(xmlEscaped('<a b="c">&</a>')).toBe('&#60;a b=&#34;c&#34;&#62;&#38;&#60;/a&#62;');
});

test('the elements of a name come in order, with all that is in them', () => {
  const xml = '<R><C><K>1</K></C><X/><C></C><C>3</C></R>';
  expect(xmlParts(xml, 'C')).toEqual(['<K>1</K>', '', '3']);
  expect(xmlParts(xml, 'D')).toEqual([]);
  expect(xmlParts('<C>1</C><C>cut', 'C')).toEqual(['1']);
  // The end of an element that never began is none.
  expect(xmlParts('</C><C>1</C>', 'C')).toEqual(['1']);
});
