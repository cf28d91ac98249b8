import type { EncodedHit } from '../encodings.ts';

/*
 * Ideographs that pass for katakana (力 for カ, 一 for ー) and katakana that pass for hiragana (リ for り) are recognised by
 * their neighbours. Names, counts, compounds and enumerations also put an ideograph beside katakana.
 */

/**
 * An ideograph beside katakana, or a katakana between characters that are not: every place below contains one of these.
 */
const MAY_BE_TWIN = /[ァ-ヺー][力口二工卜八夕一]|[力口二工卜八夕一][ァ-ヺー]|[ぁ-ゖ一-鿿][ヘベペリ][ぁ-ゖ一-鿿、。]/;

/** Places that occur in no word: a single one is proof. */
const SURE: readonly RegExp[] = [
  // No word begins with a small kana, ン or a long vowel.
  /[力口二工卜八夕][ァィゥェォャュョン]|[力口工卜夕]ッ[ァ-ヺ]|(?<![一-鿿])[力口二工卜八夕]ー[ァ-ヺ]/g,
  /[ァ-ヺー]一?卜(?!部)|[ァ-ヺー]夕[ァ-ヺー]|[ァ-ヺ]一夕(?![一-鿿])/g,
  // No word is a single katakana, except counters (一ヶ月, 一コマ).
  /(?<![ァ-ヺー])[ァ-ヺ]一[ァ-ヺ]|[ャュョ]一[ァ-ヺ]|[ァ-ヺ]一(?![ヵヶカコツノ])[ァ-ヺ](?![ァ-ヺー])/g,
  // Enumerations say からリまで.
  /[ぁ-よりるれろわ-ゖ]リ[ぁ-ゖ、。]/g,
];

/** Places that occur in honest Japanese, but rarely: a single one proves nothing, this many in one text do. */
const LEAST_RARE = 2;
const RARE: readonly RegExp[] = [
  /[ァ-ヺー](?!口コミ)[口二工八一](?=[ァ-ヺー])|(?<![ァ-ヺー])[ァ-ヺ]力[ァ-ヺー]/g,
  // アジア一の means the best in Asia, パン一つ a piece of bread.
  /[ァ-ヺー](?:夕(?![ァ-ヺー一-鿿])|一(?![ァ-ヺー一-鿿のつ]))/g,
  /(?<![ァ-ヺー一-鿿])[工夕卜][ァ-ヺ]/g,
  /[ぁ-よりるれろわ-ゖ][ヘベペリ](?=[ぁ-ゖ一-鿿])|[一-鿿]リ(?=[ぁ-ゖ一-鿿])/g,
];

/** Finds words disguised with twins of kana: returns the places that give them away, in order, if there are enough. */
export function findKanaTwins(text: string): EncodedHit[] {
  if (!MAY_BE_TWIN.test(text)) return [];
  const places = (shapes: readonly RegExp[], sure: boolean) =>
    shapes.flatMap((shape) =>
      Array.from(text.matchAll(shape), ({ 0: { length }, index }) => ({ index, length, sure })),
    );
  const found = [...places(SURE, true), ...places(RARE, false)].sort((a, b) => a.index - b.index);
  if (found.length < LEAST_RARE && !found.some(({ sure }) => sure)) return [];
  const hits: EncodedHit[] = [];
  let end = 0;
  for (const { index, length, sure } of found) {
    if (index < end) continue;
    end = index + length;
    hits.push({ encoding: 'look-alikes', start: index, end, sure });
  }
  return hits;
}
