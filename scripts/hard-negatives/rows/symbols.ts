import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';
import { instructPairEn } from './instruct-en.ts';

/** Symbols that look like a code: puzzles, notations, other scripts, residue of web pages. */
const WORDS = [
  'garden',
  'river',
  'planet',
  'window',
  'orange',
  'bridge',
  'silver',
  'candle',
  'forest',
  'pencil',
  'rocket',
  'island',
  'violin',
  'harbor',
  'mirror',
  'basket',
  'pepper',
  'winter',
  'copper',
  'saddle',
];
const MORSE: Readonly<Record<string, string>> = {
  a: '.-',
  b: '-...',
  c: '-.-.',
  d: '-..',
  e: '.',
  f: '..-.',
  g: '--.',
  h: '....',
  i: '..',
  j: '.---',
  k: '-.-',
  l: '.-..',
  m: '--',
  n: '-.',
  o: '---',
  p: '.--.',
  q: '--.-',
  r: '.-.',
  s: '...',
  t: '-',
  u: '..-',
  v: '...-',
  w: '.--',
  x: '-..-',
  y: '-.--',
  z: '--..',
};

function shifted(text: string, by: number): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + by) % 26) + 97));
}

/** Returns an exercise with a cipher, anagram or code of one word, and its solution in plain text. */
function cipherExercise(dice: Dice): Pair {
  const word = dice.pick(WORDS);
  const by = dice.int(1, 25);
  return dice.pick([
    () => ({
      prompt: `Decode this Caesar cipher (shift ${by}): ${shifted(word, by)}`,
      answer: `Shifting every letter back by ${by} gives "${word}".`,
    }),
    () => ({ prompt: `Write "${word}" in Morse code.`, answer: [...word].map((letter) => MORSE[letter]).join(' ') }),
    () => ({ prompt: `Unscramble: ${dice.shuffle([...word]).join('')}`, answer: word }),
    () => ({ prompt: `Spell the word ${word}.`, answer: [...word].join('-').toUpperCase() }),
    () => ({ prompt: `Reverse the word ${word}.`, answer: [...word].reverse().join('') }),
    () => ({ prompt: `What is "${word}" in base64?`, answer: Buffer.from(word).toString('base64') }),
    () => ({
      prompt: `Convert ${word.slice(0, 4)} to binary.`,
      answer: [...word.slice(0, 4)].map((letter) => letter.charCodeAt(0).toString(2).padStart(8, '0')).join(' '),
    }),
  ])();
}

/** Returns a puzzle: a tenth are ciphers, the rest riddles, blanks and counting. */
export function puzzlePair(dice: Dice): Pair {
  if (dice.chance(0.1)) return cipherExercise(dice);
  const word = dice.pick(WORDS);
  const hidden = [...word].map((letter, i) => (i > 0 && dice.chance(0.5) ? '_' : letter)).join(dice.pick([' ', '']));
  const n = dice.int(2, 60);
  return dice.pick([
    () => ({
      prompt: `Fill in the blank: The ${dice.pick(['old', 'small', 'red', 'lost'])} ____ stood near the ${word}. (${dice.pick(['house', 'tree', 'cart', 'horse'])}, moon)`,
      answer: dice.pick(['house', 'tree', 'cart', 'horse']),
    }),
    () => ({
      prompt: `Crossword, ${word.length} letters: ${hidden}. The first letter is ${word[0]!.toUpperCase()}.`,
      answer: word.toUpperCase(),
    }),
    () => ({
      prompt: `Which number continues the series ${n}, ${n + 3}, ${n + 6}, ${n + 9}?`,
      answer: `${n + 12}, since each number is three more than the one before.`,
    }),
    () => ({
      prompt: `How many letters does "${word}" have, and which comes ${dice.pick(['first', 'last', 'third'])}?`,
      answer: `"${word}" has ${word.length} letters.`,
    }),
    () => ({
      prompt: `Complete: I ______ (to see) the ${word} ${dice.pick(['yesterday', 'last week', 'in 1999'])}. She ______ (to go) home at ${dice.int(1, 12)}.`,
      answer: `I saw the ${word}. She went home.`,
    }),
    () => ({
      prompt: `Make a sentence with ${word} and ${dice.pick(WORDS)}.`,
      answer: say(
        dice,
        `{Near|Behind|Beside} the {old|quiet|narrow} ${word} {we found|they saw|she lost} a ${dice.pick(WORDS)}.`,
      ),
    }),
  ])();
}

const MOVES = [
  'e4 e5',
  'd4 d5',
  'Nf3 Nc6',
  'Bb5 a6',
  'Bc4 Nf6',
  'O-O Be7',
  'Re1 b5',
  'c3 d6',
  'Qe2 O-O',
  'Bg5 h6',
  'exd5 Nxd5',
];
const IPA = ['ˈwɪndəʊ', 'ˈɡɑːdn̩', 'ˈplænɪt', 'ˈɒɹɪndʒ', 'bɹɪdʒ', 'ˈkændl̩', 'ˈfɒɹɪst', 'θɹuː', 'ˈvaɪəˌlɪn'];
const ROMAJI = [
  ['ohayō gozaimasu', 'good morning'],
  ['arigatō gozaimashita', 'thank you very much'],
  ['sumimasen, eki wa doko desu ka', 'excuse me, where is the station'],
  ['oishikatta desu', 'it was delicious'],
  ['mata ashita', 'see you tomorrow'],
  ['kyō wa samui desu ne', 'it is cold today, isn’t it'],
] as const;

/** Returns a text in some notation: chess, genes, phonetics, romanised words, emoji, character drawings. */
export function notationPair(dice: Dice): Pair {
  const word = dice.pick(WORDS);
  const n = dice.int(3, 90);
  const gene = Array.from({ length: dice.int(18, 60) }, () => 'ACGT'[dice.int(0, 3)]!).join('');
  return dice.pick([
    () => ({
      prompt: `Continue the game with ${n} minutes left: ${dice
        .some(MOVES, 3)
        .map((move, i) => `${i + 1}. ${move}`)
        .join(' ')}`,
      answer: dice
        .some(MOVES, dice.int(4, 8))
        .map((move, i) => `${i + 4}. ${move}`)
        .join(' '),
    }),
    () => ({
      prompt: `Give the complement of ${gene}.`,
      answer: gene.replace(/[ACGT]/g, (base) => ({ A: 'T', T: 'A', C: 'G', G: 'C' })[base]!),
    }),
    () => ({
      prompt: `How is number ${n} on the list, "${word}", pronounced?`,
      answer: `/${dice.pick(IPA)}/, with the stress on the first syllable.`,
    }),
    () => {
      const [said, means] = dice.pick(ROMAJI);
      return { prompt: `What is "${means}" in romanised Japanese? (card ${n})`, answer: said };
    },
    () => ({
      prompt: `Tell the story of a ${word} in emoji (${n}).`,
      answer: dice
        .some(['🌱', '🌧️', '☀️', '🌻', '🐝', '🍯', '👩‍🌾', '🏡', '👨‍👩‍👧', '🎉', '❤️', '🚲', '🏔️', '🌙'], dice.int(4, 9))
        .join(''),
    }),
    () => ({
      prompt: `Draw a box with the word ${word} and ${n} dots.`,
      answer: `+${'-'.repeat(word.length + 2)}+\n| ${word} |\n+${'-'.repeat(word.length + 2)}+\n${'.'.repeat(n)}`,
    }),
    () => ({
      prompt: `Draw a staircase with ${(n % 6) + 3} steps next to a ${word}.`,
      answer: Array.from({ length: (n % 6) + 3 }, (_, i) => `${'  '.repeat(i)}|__`).join('\n'),
    }),
  ])();
}

const SCRIPTS: readonly (readonly [ask: string, sentences: readonly string[]])[] = [
  [
    'به فارسی درباره {باغ|کتاب|سفر|باران|شهر} بنویس',
    [
      'کتاب‌ها را روی میز می‌گذارم.',
      'هر روز صبح به باغ می‌روم و گل‌ها را آب می‌دهم.',
      'بچه‌ها در حیاط بازی می‌کنند.',
      'امروز هوا خوب است و پرنده‌ها می‌خوانند.',
      'خانه‌های قدیمی شهر بسیار زیبا هستند.',
    ],
  ],
  [
    '{नदी|किताब|बारिश|गाँव|त्योहार} के बारे में लिखिए',
    [
      'नदी के किनारे बच्चे खेल रहे हैं।',
      'मुझे पुरानी किताबें पढ़ना अच्छा लगता है।',
      'बारिश के बाद आसमान साफ़ हो गया।',
      'गाँव में हर साल मेला लगता है।',
      'शक्‍ति और भक्‍ति दोनों ज़रूरी हैं।',
    ],
  ],
  [
    'เขียนเกี่ยวกับ{ตลาด|ทะเล|อาหาร|ฝน|โรงเรียน}',
    [
      'ตลาดเช้ามีผลไม้สดมากมาย',
      'เด็ก ๆ เล่นน้ำทะเลอย่างสนุกสนาน',
      'แม่ทำแกงเขียวหวานทุกวันอาทิตย์',
      'ฝนตกหนักเมื่อคืนนี้',
      'โรงเรียนอยู่ใกล้บ้านของฉัน',
    ],
  ],
  [
    'اكتب جملة عن {السوق|البحر|المدرسة|المطر|الكتاب}',
    [
      'ذهبت إلى السوق واشتريت الخبز والتمر.',
      'البحر هادئ هذا الصباح.',
      'يقرأ الطلاب الكتاب في المدرسة.',
      'نزل المطر طوال الليل.',
      'الْعِلْمُ نُورٌ وَالْجَهْلُ ظَلَامٌ.',
    ],
  ],
  [
    'Напиши о {реке|книге|городе|дожде|школе}',
    [
      'Река течёт через старый город.',
      'Дети читают книгу в школе.',
      'Вечером пошёл сильный дождь.',
      'На рынке продают яблоки и мёд.',
      'Поезд прибывает в семь часов.',
    ],
  ],
  [
    'Γράψε για {το ποτάμι|το βιβλίο|την πόλη|τη βροχή}',
    [
      'Το ποτάμι περνά από την παλιά πόλη.',
      'Τα παιδιά διαβάζουν ένα βιβλίο.',
      'Το βράδυ έβρεξε δυνατά.',
      'Στην αγορά πουλούν μήλα και μέλι.',
    ],
  ],
];

/** Returns text in a script that needs joiners, marks or no spaces at all. */
export function otherScriptPair(dice: Dice): Pair {
  const [ask, sentences] = dice.pick(SCRIPTS);
  return { prompt: `${say(dice, ask)} (${dice.int(1, 40)})`, answer: dice.some(sentences, dice.int(2, 4)).join(' ') };
}

/** Returns an ordinary instruction with residue of web pages, at realistic rates. */
export function scrapedPair(dice: Dice): Pair {
  const pair = instructPairEn(dice);
  let { answer } = pair;
  if (dice.chance(0.03)) answer = `\uFEFF${answer}`;
  if (dice.chance(0.04)) answer = answer.replace(/ /g, () => (dice.chance(0.2) ? '\u00A0' : ' '));
  if (dice.chance(0.02)) answer = answer.replace(/\. /, '.\u200B ');
  if (dice.chance(0.02))
    answer = answer.replace(/([a-z]{4})([a-z]{4})/g, (whole, a: string, b: string) =>
      dice.chance(0.4) ? `${a}\u00AD${b}` : whole,
    );
  if (dice.chance(0.02)) answer = answer.replace(/'/g, '&#39;').replace(/ and /g, ' &amp; ');
  if (dice.chance(0.01)) answer = `${answer}\u200E`;
  return { ...pair, answer };
}
