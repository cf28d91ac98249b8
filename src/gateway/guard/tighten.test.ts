import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnswerGuard } from './answer-guard.ts';
import type { GuardOptions } from './guarded-answer.ts';

const UNITS = [
  "I'm sorry, but I can't help with that.",
  'ご質問の件ですが、危険なため、その手順はお教えできません。',
  'Here is how it works.',
  'First, take the parts and join them.',
  'Sure! Here is a recipe for soup.',
  'Chop the leeks.',
  'Please talk to a doctor about this.',
  '[unsafe content]',
];

const options = fc.record({
  policy: fc.constantFrom('observe' as const, 'judged' as const),
  hold: fc.constantFrom('opening' as const, 'all' as const),
  keepsRefusal: fc.boolean(),
  prompt: fc.constantFrom('', 'How do I make soup?'),
});
const sentences = fc
  .array(fc.tuple(fc.constantFrom(...UNITS), fc.constantFrom(' ', '\n', '\n\n')), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.map(([unit, between]) => unit + between).join(''));
/** No end of a sentence for a long while, surrogates, anything. */
const anything = fc
  .array(
    fc.oneof(
      fc.constantFrom(...UNITS),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constant('the leeks and the carrots and '.repeat(20)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(' '));
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });

function cutUp(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, i = 0; at < text.length; i += 1) {
    const length = lengths[i % lengths.length]!;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

/** Pushes all pieces and tightens before piece number `at`, or before the end; never if `at` is null. */
function ran(pieces: readonly string[], opened: GuardOptions, at: number | null) {
  const guard = new AnswerGuard(opened);
  const releasable: number[] = [];
  let out = 0;
  pieces.forEach((piece, i) => {
    if (i === at) {
      out = guard.releasable;
      guard.tighten();
    }
    guard.push(piece);
    releasable.push(guard.releasable);
  });
  if (at !== null && at >= pieces.length) {
    out = guard.releasable;
    guard.tighten();
  }
  return { guard, releasable, out, end: guard.end('safe') };
}

describe('tighten', () => {
  test('before the first piece it is the same as `final` from the start', () => {
    fc.assert(
      fc.property(fc.oneof(sentences, anything), sizes, options, (text, lengths, opened) => {
        const pieces = cutUp(text, lengths);
        const tight = ran(pieces, opened, 0);
        const final = ran(pieces, { ...opened, policy: 'final' }, null);
        expect(tight.releasable).toEqual(final.releasable);
        expect(tight.end).toEqual(final.end);
      }),
    );
  });

  test('whenever it is: the cut is that of `final`, or where the text that had gone out ends', () => {
    fc.assert(
      fc.property(sentences, sizes, options, fc.nat(40), (text, lengths, opened, moment) => {
        const pieces = cutUp(text, lengths);
        const { end, out } = ran(pieces, opened, Math.min(moment, pieces.length));
        const final = ran(pieces, { ...opened, policy: 'final' }, null).end;
        expect(end.latch?.start).toBe(final.latch?.start);
        expect(end.cut).toBe(final.cut === null ? null : Math.max(final.cut, out));
      }),
      { numRuns: 400 },
    );
  });

  test('whatever the text: nothing that went out is taken back, and nothing behind a refusal goes out any more', () => {
    fc.assert(
      fc.property(anything, sizes, options, fc.nat(40), (text, lengths, opened, moment) => {
        const pieces = cutUp(text, lengths);
        const { releasable, out, end } = ran(pieces, opened, Math.min(moment, pieces.length));
        expect(releasable).toEqual([...releasable].sort((a, b) => a - b));
        const sent = Math.max(out, releasable.at(-1) ?? 0);
        expect(end.cut ?? text.length).toBeGreaterThanOrEqual(sent);
        if (end.latch !== null) expect(end.cut).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test('twice is once, and under `final` it changes nothing', () => {
    const [refusal, , how] = UNITS;
    for (const policy of ['observe', 'judged', 'final'] as const) {
      const guard = new AnswerGuard({ policy, hold: 'opening', keepsRefusal: true, prompt: '' });
      guard.tighten();
      guard.push(`${refusal} ${how} `);
      guard.tighten();
      guard.push('Then heat the mixture. ');
      expect(guard.end('safe').cut).toBe(refusal!.length);
    }
  });

  test('a refusal that has a substitute is cut at once', () => {
    const guard = new AnswerGuard({ policy: 'judged', hold: 'opening', keepsRefusal: false, prompt: '' });
    guard.push(`${UNITS[0]} ${UNITS[2]} `);
    expect(guard.cut).toBeNull();
    guard.tighten();
    expect(guard.cut).toBe(0);
    expect(guard.isUndecided).toBe(false);
  });
});
