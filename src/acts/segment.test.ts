import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnOf } from './cues.ts';
import { clausesOf, sentencesOf } from './segment.ts';

const spansOf = (text: string, turn: RegExp) =>
  sentencesOf(text, 0, text.length).flatMap((sentence) => clausesOf(text, sentence, turn));
const units = (text: string) => spansOf(text, turnOf('en')).map(({ start, end }) => text.slice(start, end));

describe('segmentation', () => {
  it('cuts sentences, also where they are glued together', () => {
    expect(units("I can't help with that.Paris is the capital.")).toEqual([
      "I can't help with that.",
      'Paris is the capital.',
    ]);
    expect(units('お答えできません。東京です。')).toEqual(['お答えできません。', '東京です。']);
  });
  it('keeps abbreviations, numbers, initials and list markers whole', () => {
    expect(units('Dr. Smith paid 3.50 to J. Doe, e.g. in coins.')).toHaveLength(1);
    expect(units('1. Whisk the eggs.\n2. Fry them.')).toEqual(['1. Whisk the eggs.', '2. Fry them.']);
  });
  it('cuts a sentence where it turns', () => {
    expect(units("I can't open that page, but here is the recipe you asked for.")).toEqual([
      "I can't open that page,",
      'but here is the recipe you asked for.',
    ]);
    expect(units("I'm sorry, but I can't help.")).toHaveLength(1);
  });
  it('covers all but white space, in order, in units of bounded length', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 400, maxLength: 2000 })), (text) => {
        let end = 0;
        for (const unit of spansOf(text, turnOf('und'))) {
          expect(text.slice(end, unit.start).trim()).toBe('');
          expect(unit.end - unit.start).toBeLessThanOrEqual(360);
          end = unit.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });
});
