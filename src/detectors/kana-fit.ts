/** Hiragana by how often they stand in running Japanese: particles and endings first. */
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

/** How the hiragana of a text are spread: `fit` is the mean rank, 0..3; running Japanese comes to 2.3..2.7. */
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
