import { describe, expect, test } from 'vitest';
import { hashOf } from './hash.ts';
import { stemsOf, symbolsOf, type Vocabulary, wordsWithin } from './symbols.ts';

const vocabularyOf = (...words: string[]): Vocabulary => {
  const kept = new Set(words.map((word) => hashOf(word)));
  return { keeps: (hash) => kept.has(hash) };
};
const NOTHING = vocabularyOf();
const NO_STEMS: ReadonlySet<string> = new Set();

describe('the symbols of a unit', () => {
  test('a word that is kept is itself; of any other there is only how it ends, or that it is short', () => {
    const { symbols, wide, rest } = symbolsOf('i cannot bake', vocabularyOf('i', 'cannot'), NO_STEMS);
    expect(symbols.slice(0, 2)).toEqual([hashOf('i'), hashOf('cannot')]);
    expect(rest).toEqual(['bake']);
    expect(wide).toEqual([false, false, false]);
    const symbolOf = (word: string) => symbolsOf(word, NOTHING, NO_STEMS).symbols[0];
    expect(symbolOf('baking')).toBe(symbolOf('frying'));
    expect(symbolOf('baking')).not.toBe(symbolOf('baker'));
    expect(symbolOf('egg')).toBe(symbolOf('cup'));
  });

  test('a number is a number, whichever', () => {
    expect(symbolsOf('12', NOTHING, NO_STEMS).symbols).toEqual(symbolsOf('7', NOTHING, NO_STEMS).symbols);
    expect(symbolsOf('12', NOTHING, NO_STEMS)).toMatchObject({ content: 1, fromRequest: 0 });
  });

  test('marks that tell something of the sentence count, others do not', () => {
    expect(symbolsOf('?!:…', NOTHING, NO_STEMS).symbols).toEqual([...'?!:…'].map((mark) => hashOf(mark)));
    expect(symbolsOf(', * " ( ) 🥚', NOTHING, NO_STEMS).symbols).toEqual([]);
  });

  test('an elided word is a word of its own', () => {
    const kept = vocabularyOf("n'", 'est');
    expect(symbolsOf("n'est", kept, NO_STEMS).symbols).toEqual([hashOf("n'"), hashOf('est')]);
  });

  test('wide characters that are kept are themselves; runs of any others are one symbol a class', () => {
    const { symbols, wide } = symbolsOf('卵卵をホットケーキ卵', vocabularyOf('を'), NO_STEMS);
    expect(symbols).toHaveLength(4);
    expect(symbols[1]).toBe(hashOf('を'));
    expect(symbols[0]).toBe(symbols[3]);
    expect(symbols[2]).not.toBe(symbols[0]);
    expect(wide).toEqual([true, true, true, true]);
  });

  test('says how much of the content comes from the request', () => {
    const stems = stemsOf('how do i bake pancakes with 12 eggs', NOTHING);
    expect(symbolsOf('bake the pancakes', vocabularyOf('the'), stems)).toMatchObject({ content: 2, fromRequest: 2 });
    expect(symbolsOf('fry 12 onions', NOTHING, stems)).toMatchObject({ content: 3, fromRequest: 1 });
    const asked = symbolsOf('pancakes', NOTHING, stems).symbols[0];
    expect(asked).toBe(symbolsOf('eggs', NOTHING, stems).symbols[0]);
    expect(asked).not.toBe(symbolsOf('pancakes', NOTHING, NO_STEMS).symbols[0]);
  });

  test('in a wide script the pairs of the request tell it; hiragana is no content', () => {
    const stems = stemsOf('小麦粉の量は', NOTHING);
    const read = symbolsOf('小麦粉をまぜる', NOTHING, stems);
    expect(read.content).toBe(3);
    expect(read.fromRequest).toBe(3);
    expect(symbolsOf('砂糖をまぜる', NOTHING, stems)).toMatchObject({ content: 2, fromRequest: 0 });
  });
});

test.each([
  ['egg', ['egg']],
  ["don't", ["don't"]],
  ["'egg'", ['egg']],
  ["l'aide", ["l'", 'aide']],
  ["qu'elle", ["qu'", 'elle']],
  ["''", []],
])('the words within %s', (run, words) => {
  expect(wordsWithin(run)).toEqual(words);
});

describe('the stems of a request', () => {
  test('are content alone: short words that are kept, single letters and marks are none', () => {
    expect(stemsOf('how do i bake a cake?', vocabularyOf('how'))).toEqual(new Set(['bake', 'cake']));
    expect(stemsOf('? ! , a to', NOTHING)).toEqual(new Set());
  });

  test('of a wide script are pairs, but not of hiragana alone', () => {
    expect(stemsOf('卵焼きの', NOTHING)).toEqual(new Set(['卵焼', '焼き']));
    expect(stemsOf('卵', NOTHING)).toEqual(new Set());
  });

  test('add to those that are there', () => {
    const into = new Set(['milk']);
    expect(stemsOf('12 flour', NOTHING, into)).toBe(into);
    expect(into).toEqual(new Set(['milk', '12', 'flour']));
  });

  test.each([
    ['recipe', 'recipes'],
    ['egg', 'eggs'],
    ['mix', 'mixed'],
    ['mix', 'mixes'],
    ['cook', 'cooking'],
    ['cooking', 'cooked'],
  ])('%s and %s agree', (one, other) => {
    expect(stemsOf(one, NOTHING)).toEqual(stemsOf(other, NOTHING));
  });
});
