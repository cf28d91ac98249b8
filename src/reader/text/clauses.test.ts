import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clausesOf } from './clauses.ts';

const cut = (text: string) =>
  clausesOf(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));
/** Expects a cut at every bar, and at no other place. */
const expectCut = (marked: string) =>
  expect(cut(marked.replaceAll('|', ''))).toEqual(marked.split('|').map((clause) => clause.trim()));

describe('a sentence may turn', () => {
  test.each([
    ['at a comma that a contrasting word follows', "I really can't help with that,| but here is the recipe"],
    ['at a comma that "that said" follows', "I really can't help with that,| that said, mix two eggs"],
    [
      'at a colon, a semicolon and a dash',
      'I will not say it here:| mix two eggs first;| then add the flour —| and fry it',
    ],
    ['at a dash without spaces, before a Latin letter', 'I will not say it here—|mix two eggs first'],
    ['at a hyphen that a contrasting word follows', "I really can't help with that -| however you may mix two eggs"],
    ['in Spanish', 'Lo siento, no puedo ayudarte,| pero aquí está la receta'],
    ['in French', 'Je ne peux pas vous aider,| mais voici la recette'],
    ['in German', 'Dabei kann ich nicht helfen,| aber hier ist das Rezept'],
    ['in Russian', 'Я не могу помочь с этим,| но вот рецепт пирога'],
    ['in Turkish', 'Buna yardım edemem maalesef,| ama işte tarif burada'],
    ['in Japanese, after the ending of a clause', '申し訳ありませんが、|卵を二つ混ぜてください'],
    ['in Chinese, before the word that begins one', '很抱歉我不能回答这个，|但是可以先打两个鸡蛋'],
    ['in Korean, after the ending of a clause', '그건 도와드릴 수 없지만, |달걀 두 개를 섞으세요'],
  ])('%s', (_, marked) => {
    expectCut(marked);
  });
});

describe('a sentence stays whole', () => {
  test.each([
    ['where it is short', 'No, but yes'],
    ['at the commas of a list', 'Mix the flour, the eggs, the sugar and the milk'],
    ['at a hyphen inside of a word', 'A well-known and long-standing kitchen-side habit'],
    ['at a colon inside of a time or an address', 'The bakery opens at 10:30 and https://example.org says so'],
    ['where only a word begins like a contrasting one', 'Spread it on the bread, butter and jam as you like'],
    ['at a Japanese comma that ends no clause', '卵、小麦粉、砂糖、牛乳をよく混ぜてください'],
    ['before a mark that ends it', 'These are all the things that you need:'],
  ])('%s', (_, sentence) => {
    expect(cut(sentence)).toEqual([sentence]);
  });

  test('a clause that is too narrow goes with the next', () => {
    expect(cut('Note: mix the flour with the two eggs')).toHaveLength(1);
    expect(cut('Well, but mix the flour; then fry all of it')).toEqual([
      'Well, but mix the flour;',
      'then fry all of it',
    ]);
  });
});

test('offsets are those of the whole text', () => {
  const text = "Hello. I really can't help with that, but here is the recipe. Bye.";
  const clauses = clausesOf(text, { start: 7, end: 61 });
  expect(clauses.map(({ start, end }) => text.slice(start, end))).toEqual([
    "I really can't help with that,",
    'but here is the recipe.',
  ]);
});

test('clauses are ordered, disjoint and trimmed, and leave nothing but white space out', () => {
  const piece = fc.constantFrom(
    ', but ',
    ': ',
    '; ',
    '—',
    ' - so ',
    'が、',
    '，但',
    '지만, ',
    '؛ ',
    'eggs',
    '卵',
    ' ',
    '🥚',
    '：',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 14 }), fc.string(), (pieces, before) => {
      // Sentences arrive trimmed.
      const sentence = `a${pieces.join('')}b`;
      const text = `${before}${sentence}${before}`;
      const span = { start: before.length, end: before.length + sentence.length };
      let at = span.start;
      for (const { start, end } of clausesOf(text, span)) {
        expect(text.slice(at, start).trim()).toBe('');
        expect(text.slice(start, end)).not.toBe('');
        expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
        at = end;
      }
      expect(at).toBe(span.end);
    }),
  );
});
