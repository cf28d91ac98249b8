/** Hiragana grouped by their frequency in running Japanese: particles and endings first. */
const TIERS: readonly string[] = [
  'のいしたにはてをとがるなかですまん',
  'もこれらさりうっくよきあけめどだえせそつ',
  'わおみちやほじばょゃゅべろひ',
];

const HIRAGANA = 0x3041;
const WEIGHT = new Uint8Array(96);
TIERS.forEach((tier, i) => {
  for (const letter of tier) WEIGHT[letter.charCodeAt(0) - HIRAGANA] = TIERS.length - i;
});

/** Measures how the hiragana of a text are distributed: `fit` is the mean rank, 0..3; running Japanese has 2.3..2.7. */
export function kanaFit(text: string): { readonly fit: number; readonly kana: number } {
  let sum = 0;
  let kana = 0;
  for (let i = 0; i < text.length; i += 1) {
    const at = text.charCodeAt(i) - HIRAGANA;
    if (at < 0 || at >= WEIGHT.length) continue;
    sum += WEIGHT[at]!;
    kana += 1;
  }
  return { fit: kana === 0 ? 3 : sum / kana, kana };
}

/**
 * Plain Japanese at first glance: at least so many kana, at least this fit, and fewer signs that recur two places on.
 */
const PLAIN_KANA = 12;
const PLAIN_FIT = 2.4;
const PLAIN_SAME = 0.25;

/** True if this is certainly running Japanese: no shifted syllabary, no letters set apart. False with too few kana. */
export function isPlainKana(text: string, start: number, end: number): boolean {
  const weights = WEIGHT;
  let sum = 0;
  let kana = 0;
  let same = 0;
  let before = 0;
  let beforeThat = 0;
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    const at = code - HIRAGANA;
    if (at >= 0 && at < weights.length) {
      sum += weights[at]!;
      kana += 1;
    }
    if (code === beforeThat) same += 1;
    beforeThat = before;
    before = code;
  }
  return kana >= PLAIN_KANA && sum >= PLAIN_FIT * kana && same < PLAIN_SAME * (end - start);
}
