import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cueScan } from './cue-scan.ts';
import { LEXICA } from './lexica.ts';

function placesOf(text: string, phrases: readonly string[]): string[] {
  const places: string[] = [];
  cueScan(phrases.map((phrase) => [phrase, phrase] as const))(text, (at, phrase) => {
    places.push(`${at}:${phrase}`);
    return false;
  });
  return places.sort();
}

describe('the cue scan', () => {
  it('finds what a search finds, across blocks and whatever the case', () => {
    const phrases = ['cannot', "can't", 'nope', 'できません', 'no way out', 'désolé', 'i’m not'];
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(...phrases, 'CANNOT', 'ca', '😀', 'é', 'a plain stretch of text. '.repeat(4)),
            fc.string(),
          ),
        ),
        (parts) => {
          const text = parts.join('');
          const expected: string[] = [];
          for (const phrase of phrases) {
            for (let at = 0; at + phrase.length <= text.length; at += 1) {
              if (text.slice(at, at + phrase.length).toLowerCase() === phrase) expected.push(`${at}:${phrase}`);
            }
          }
          expect(placesOf(text, phrases)).toEqual(expected.sort());
        },
      ),
    );
  });

  it('stops when it is told to', () => {
    let calls = 0;
    const stopped = cueScan([['stop', 1]])('stop stop stop', () => {
      calls += 1;
      return true;
    });
    expect([stopped, calls]).toEqual([true, 1]);
  });

  it('is given lower-case phrases of four characters or more by every lexicon', () => {
    for (const { anchors } of LEXICA) {
      for (const anchor of anchors) {
        expect(anchor.length).toBeGreaterThanOrEqual(4);
        expect(anchor).toBe(anchor.toLowerCase());
      }
    }
  });
});
