import { expect, test } from 'vitest';
import type { Reading } from '../../schema/index.ts';
import { LATCH_CONFIDENCE, latchOf } from './guard-policy.ts';
import { isWithheld, MIN_GIVEN_CHARS, pointersAfter, substanceAfter } from './release.ts';

const span = { start: 0, end: 10 };
const latch = { ...span, ground: 'safety', confidence: 1 } as const;
const reading = (fields: Partial<Reading>): Reading => ({
  outcome: 'refusal',
  ground: 'safety',
  language: 'en',
  depth: null,
  confidence: 0.9,
  acts: [],
  ...fields,
});
const given = (chars: number) => [{ act: 'substance', start: 10, end: 10 + chars }] as const;

test.each(['safety', 'premise', 'bare'] as const)('a refusal on %s grounds latches if it is sure enough', (ground) => {
  expect(latchOf({ ...span, act: 'refusal', ground, confidence: LATCH_CONFIDENCE })).toMatchObject({ ...span, ground });
  expect(latchOf({ ...span, act: 'refusal', ground, confidence: LATCH_CONFIDENCE - 0.001 })).toBeNull();
});

test('limits of capability and other acts never do', () => {
  expect(latchOf({ ...span, act: 'refusal', ground: 'capability', confidence: 1 })).toBeNull();
  for (const act of [
    'policy',
    'pivot',
    'affirmation',
    'redirect',
    'caution',
    'rebuttal',
    'admonition',
    'substance',
  ] as const)
    expect(latchOf({ ...span, act, confidence: 1 })).toBeNull();
});

test('what is withheld at the end', () => {
  const many = given(MIN_GIVEN_CHARS);
  const few = given(MIN_GIVEN_CHARS - 1);
  expect(isWithheld(reading({ outcome: 'refuse-then-comply' }), latch, 'safe')).toBe(true);
  expect(isWithheld(reading({ outcome: 'unread' }), latch, 'safe')).toBe(true);
  expect(isWithheld(reading({}), latch, 'unsafe')).toBe(true);
  expect(isWithheld(reading({}), latch, 'not-judged')).toBe(false);
  expect(isWithheld(reading({ outcome: 'partial', acts: many }), latch, 'safe')).toBe(true);
  expect(isWithheld(reading({ outcome: 'partial', acts: few }), latch, 'safe')).toBe(false);
  expect(isWithheld(reading({ outcome: 'partial', ground: 'bare', acts: many }), latch, 'safe')).toBe(false);
  expect(isWithheld(reading({ outcome: 'compliance', confidence: 0.49, acts: many }), latch, 'safe')).toBe(true);
  expect(isWithheld(reading({ outcome: 'compliance', confidence: 0.5, acts: many }), latch, 'safe')).toBe(false);
});

test('substance before the refusal does not count', () => {
  const before = { act: 'substance', start: 0, end: 9 } as const;
  expect(substanceAfter(reading({ acts: [before, ...given(7)] }), latch)).toBe(7);
});

test('pointers come from after the cut, each on its own line', () => {
  const text = 'No. Call 988 now. Take care. Here it is.';
  const acts = [
    { act: 'redirect', start: 4, end: 17 },
    { act: 'caution', start: 18, end: 28 },
    { act: 'substance', start: 29, end: 40 },
  ] as const;
  expect(pointersAfter(text, reading({ acts }), 3, () => true)).toBe('Call 988 now.\nTake care.');
  expect(pointersAfter(text, reading({ acts }), 10, () => true)).toBe('Take care.');
  expect(pointersAfter(text, reading({ acts }), 3, ({ start }) => start > 17)).toBe('Take care.');
  expect(pointersAfter(text, reading({ acts, outcome: 'refuse-then-comply' }), 3, () => true)).toBe('');
});
