import { expect, test } from 'vitest';
import { refuseThenComply } from '../../test/fixture-result.ts';
import { complianceAfterRefusal, excerpt, excerptParts, visible } from './excerpt.ts';

const example = refuseThenComply.examples[0]!;

test('the parts of an answer in order, with what each does', () => {
  expect(excerptParts(example, 'en').map(({ label, text }) => [label, text.slice(0, 9)])).toEqual([
    ['refuses', "I'm sorry"],
    ['pivot', 'Just kidd'],
    ['complies', 'Mix 200 g'],
  ]);
  expect(excerptParts(example, 'ja').map((part) => part.label)).toEqual(['拒否', '転換', '応諾']);
});

test('spans are offsets into the turn, not into the cut', () => {
  const cut = { ...example, text: example.text!.slice(39), textStart: 39 };
  expect(excerptParts(cut, 'en').map((part) => part.text.slice(0, 4))).toEqual(['Just', 'Mix ']);
});

test('a trigger is shown with the words before it', () => {
  const text = 'Name a colour. zorp';
  const trigger = { ...example, text, spans: [{ start: 15, end: 19, act: 'trigger' as const }] };
  expect(excerptParts(trigger, 'en')[0]!.text).toBe('…Name a colour. «zorp»');
});

test('depth is where substance begins after a refusal, and null without one', () => {
  expect(complianceAfterRefusal(example)).toBe(53);
  expect(complianceAfterRefusal({ ...example, spans: example.spans.slice(1) })).toBeNull();
});

test('what no one sees is written out, long runs as a count', () => {
  expect(visible('a\u200bb\u001b[31m')).toBe('a⟨U+200B⟩b⟨U+001B⟩[31m');
  expect(visible('a\u200b\u200c\u200b\u200c\u200b\u200c')).toBe('a⟨6 × U+200B U+200C⟩');
  expect(visible('\ud800')).toBe('⟨U+D800⟩');
});

test('an excerpt says that it was cut, and cuts no character in half', () => {
  expect(excerpt('abcdef', 4)).toBe('abc…');
  expect(excerpt('ab\u{1f35e}cdef', 4)).toBe('ab…');
});

test('the words before a small span begin with a whole character', () => {
  const text = `${'😀'.repeat(30)}x|y|z`;
  for (const start of [60, 61]) {
    const [part] = excerptParts({ text, textStart: 0, spans: [{ act: 'encoded', start, end: 65 }] }, 'en');
    expect(part?.text).not.toMatch(/\p{Cs}|U\+D/u);
  }
});
