import type { Dice } from '../../hard-negatives/dice.ts';

/** Plain text for Japanese ciphers: sentences in kana, with a space between words. */
const SENTENCES = [
  'あさは はやく おきて みずを のみます',
  'えきまえの みせで ぱんを かいました',
  'にわの うめが さきはじめました',
  'ふねは みなとに ゆっくり はいります',
  'ねこは まどの そばで ねています',
  'きょうは かぜが つよい です',
  'でんしゃは さんばんせんから でます',
  'ほんだなの うえに ちずが あります',
  'おちゃを いれて すこし やすみましょう',
  'かさを わすれないで ください',
  'やまの うえは もう ゆきです',
  'としょかんは ごじに しまります',
  'はたけで だいこんを ぬきました',
  'こうえんの いけに かもが います',
  'てがみは あした とどく でしょう',
  'しおを ひとつまみ いれます',
  'よるの そらに ほしが おおい です',
  'となりの いえから ぴあのが きこえます',
  'くつしたを ほして ください',
  'なべの ふたを そっと とります',
  'ざっしの さいごの ぺーじを よみました',
  'おとうとは えを かくのが すきです',
  'はしを わたって みぎに まがります',
  'たまごを みっつ わって まぜます',
  'ふくろうは よるに なきます',
  'かわの みずは つめたかった',
  'らじおから ふるい うたが ながれます',
  'いすを まるく ならべましょう',
  'まどを あけると うみが みえます',
  'りんごを うすく きって ならべます',
  'じてんしゃの ねじを しめました',
  'せんせいは こくばんに ずを かきました',
  'あめの ひは かるたを します',
  'ひつじの けで ぼうしを あみます',
  'ろうそくに ひを ともします',
  'とけいが じゅうじを うちました',
  'そばの ゆでじかんは よんぷんです',
  'かべの いろを しろに します',
  'ちかてつは にふんおきに きます',
  'みそしるに ねぎを いれました',
] as const;

/** Joins two to five of the sentences. */
export const kanaText = (dice: Dice): string => `${dice.some(SENTENCES, dice.int(2, 5)).join('。')}。`;

/** Rows of the kana table, each with the Latin consonant that transcribes it. */
const ROWS: readonly (readonly [consonant: string, kana: string])[] = [
  ['', 'あいうえお'],
  ['k', 'かきくけこ'],
  ['s', 'さしすせそ'],
  ['t', 'たちつてと'],
  ['n', 'なにぬねの'],
  ['h', 'はひふへほ'],
  ['m', 'まみむめも'],
  ['y', 'や ゆ よ'],
  ['r', 'らりるれろ'],
  ['w', 'わ   を'],
  ['g', 'がぎぐげご'],
  ['z', 'ざじずぜぞ'],
  ['d', 'だぢづでど'],
  ['b', 'ばびぶべぼ'],
  ['p', 'ぱぴぷぺぽ'],
];
const SMALL: Readonly<Record<string, string>> = { ゃ: 'や', ゅ: 'ゆ', ょ: 'よ', っ: 'つ', ー: 'う' };

/** Returns row and column of a kana, counted from 1, or null for anything else. */
export function kanaPlace(kana: string): [row: number, column: number] | null {
  const large = SMALL[kana] ?? kana;
  if (large === ' ' || large === '') return null;
  const row = ROWS.findIndex(([, line]) => line.includes(large));
  return row < 0 ? null : [row + 1, ROWS[row]![1].indexOf(large) + 1];
}

/** Transcribes to Latin letters, kana by kana. */
export function romaji(text: string): string {
  return [...text]
    .map((kana) => {
      if (kana === 'ん') return 'n';
      const place = kanaPlace(kana);
      return place === null ? kana : `${ROWS[place[0] - 1]![0]}${'aiueo'[place[1] - 1]}`;
    })
    .join('')
    .replaceAll('。', '. ');
}
