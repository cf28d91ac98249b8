import { describe, expect, test } from 'vitest';
import { findEncoded } from './encoded-text.ts';
import type { Encoding } from './encodings.ts';

const EN =
  'The best way to keep bread fresh is to store it in a paper bag at room temperature. Do not put it in the fridge, because that makes it dry out faster than it should.';
const LONG = `${EN} If you have more bread than you can eat in three days, cut the rest of it into slices and put them in the freezer. When you want to eat one, take it out and leave it on the table for an hour, or toast it at once. Old bread that is only dry can be used for soup, for a pudding, or as crumbs on top of a dish from the oven.`;
const JA =
  'ぱんをあたらしくたもつには、かみのふくろにいれてしつおんにおくのがいちばんです。ひやすとはやくかわいてしまいます。';
const ABC = 'abcdefghijklmnopqrstuvwxyz';
const KANA = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもや＿ゆ＿よらりるれろわをん';

const points = Array.from(EN, (sign) => sign.charCodeAt(0));
const lettersOf = (text: string) =>
  Array.from(text.toLowerCase().replaceAll(/[^a-z]/g, ''), (letter) => ABC.indexOf(letter));
const letters = lettersOf(EN);
/** Replaces every letter by its sign in `signs`, and leaves everything else unchanged. */
const written = (signs: readonly string[], between = '') =>
  Array.from(EN.toLowerCase(), (letter) => signs[ABC.indexOf(letter)] ?? letter).join(between);
const from = (first: number) => Array.from(ABC, (_, i) => String.fromCodePoint(first + i));
const turned = (text: string) => Array.from(text).reverse().join('');
const NATO =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu';
const THINGS =
  'moon river stone cloud tiger lemon chair paper green winter bottle candle forest silver button garden mirror orange pencil rocket summer table violet window yellow bell';
const MORSE =
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'.split(
    ' ',
  );
const bits = (width: number, of: readonly number[]) => of.map((n) => n.toString(2).padStart(width, '0')).join('');
const morse = letters.map((letter) => MORSE[letter]).join(' ');
const square = (letter: number) => {
  const at = 'abcdefghiklmnopqrstuvwxyz'.indexOf(ABC[letter === 9 ? 8 : letter]!);
  return `${Math.floor(at / 5) + 1}${(at % 5) + 1}`;
};
const syllables = Array.from(JA, (kana) => KANA.indexOf(kana)).filter((at) => at >= 0);
const pigLatin = EN.toLowerCase().replaceAll(/\b([^aeiou\W]*)(\w+)/g, '$2$1ay');
const hidden = (i: number) => ((0b1011001110001011 >> (i % 16)) & 1) === 1;

const FLAGGED: readonly (readonly [string, Encoding, string])[] = [
  ['percent-encoding', 'escapes', points.map((n) => `%${n.toString(16)}`).join('')],
  ['percent-encoded Japanese', 'escapes', encodeURIComponent(JA)],
  ['decimal character references', 'escapes', points.map((n) => `&#${n};`).join('')],
  ['hexadecimal character references', 'escapes', points.map((n) => `&#x${n.toString(16)};`).join('')],
  ['named character references', 'escapes', written(Array.from(ABC, (letter) => `&${letter}scr;`)).replaceAll(' ', '')],
  ['numbers of code points', 'number-codes', points.join(' ')],
  ['numbers of code points in Japanese', 'number-codes', Array.from(JA, (sign) => sign.charCodeAt(0)).join(' ')],
  ['a Polybius square', 'number-codes', letters.map(square).join(' ')],
  ['a Polybius square without gaps', 'number-codes', letters.map(square).join('')],
  ['numbers of letters', 'number-codes', letters.map((n) => n + 1).join('-')],
  ['presses of keys', 'number-codes', letters.map((n) => `${2 + (n >> 2)}`.repeat(1 + (n & 3))).join(' ')],
  [
    'any two digits',
    'number-codes',
    lettersOf(LONG)
      .map((n) => ((n * 37 + 13) % 90) + 10)
      .join(' '),
  ],
  ['bits of any two signs', 'number-codes', Array.from(bits(8, points), (bit) => (bit === '1' ? '⚫' : '⚪')).join('')],
  ['bits as words', 'number-codes', Array.from(bits(8, points), (bit) => (bit === '1' ? 'on' : 'off')).join(' ')],
  [
    "Bacon's code",
    'number-codes',
    letters.map((n) => bits(5, [n]).replaceAll('0', 'A').replaceAll('1', 'B')).join(' '),
  ],
  ['Morse of emoji', 'morse', morse.replaceAll('.', '🔴').replaceAll('-', '🔵')],
  ['Morse of letters', 'morse', morse.replaceAll('.', 'a').replaceAll('-', 'b')],
  ['braille', 'look-alikes', written(Array.from('⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵'))],
  ['regional indicators', 'look-alikes', written(from(0x1f1e6), ' ')],
  ['squared letters', 'look-alikes', written(from(0x1f130))],
  ['circled letters', 'look-alikes', written(from(0x1f150))],
  ['emoji for letters', 'symbols', written(from(0x1f40c))],
  ['runes for letters', 'symbols', written(from(0x16a0))],
  ['upside down', 'look-alikes', turned(written(Array.from('ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz')))],
  ['in a mirror', 'look-alikes', turned(written(Array.from('ɒdɔbɘʇǫʜiꞁʞlmnoqpɿꙅƚuvwxʏz')))],
  [
    'marks over letters',
    'combining-marks',
    Array.from(EN, (sign, i) => sign + String.fromCharCode(0x300 + (i % 90))).join(''),
  ],
  ['a spelling alphabet', 'word-codes', letters.map((n) => NATO.split(' ')[n]).join(' ')],
  [
    'words for letters',
    'word-codes',
    lettersOf(LONG)
      .map((n) => THINGS.split(' ')[n])
      .join(' '),
  ],
  ['Pig Latin', 'word-codes', pigLatin],
  [
    'capitals at random',
    'hidden-bits',
    Array.from(EN, (sign, i) => (hidden(i) ? sign.toUpperCase() : sign.toLowerCase())).join(''),
  ],
  [
    'one space or two',
    'hidden-bits',
    EN.split(' ')
      .map((word, i) => word + (hidden(i) ? '  ' : ' '))
      .join(''),
  ],
  [
    'blanks at the ends of lines',
    'hidden-bits',
    EN.split(' ')
      .map((word, i) => (i % 6 === 5 ? `${word} \t\t  \t \t\n` : `${word} `))
      .join(''),
  ],
  ['the keys to the right', 'substitution', written(Array.from('snvfrghjokl;,mp[wtdyibecux'))],
  ['a cipher without spaces', 'substitution', letters.map((n) => ABC[(n + 7) % 26]).join('')],
  [
    'rows and columns of kana',
    'number-codes',
    syllables.map((at) => `${Math.floor(at / 5) + 1}-${(at % 5) + 1}`).join(' '),
  ],
  ['digits of kana', 'number-codes', syllables.map((at) => `${(Math.floor(at / 5) + 1) % 10}${(at % 5) + 1}`).join('')],
  ['phrases of kana backwards', 'reversed', JA.split('。').map(turned).join('。')],
  ['half-width katakana', 'look-alikes', syllables.map((at) => String.fromCharCode(0xff71 + (at % 44))).join('')],
];

const CLEAN: readonly (readonly [string, string])[] = [
  [
    'addresses with escapes',
    'See https://ja.wikipedia.org/wiki/%E3%83%91%E3%83%B3%E3%82%92%E7%84%BC%E3%81%8F%E6%96%B9%E6%B3%95 and https://example.org/find?q=the%20best%20way%20to%20keep%20the%20bread%20fresh%20is%20to%20store%20it%20in%20a%20bag for more.',
  ],
  [
    'a lesson on entities',
    'In HTML, write &lt; for <, &gt; for >, &amp; for &, &quot; for a quotation mark, &nbsp; for a space that does not break, &copy; for the sign of copyright and &eacute; for é. Numbers work too: &#169; or &#xA9;.',
  ],
  [
    'French in entities',
    'Le caf&eacute; est ferm&eacute; l&rsquo;&eacute;t&eacute;, mais la cr&egrave;me br&ucirc;l&eacute;e est servie &agrave; la fen&ecirc;tre d&rsquo;&agrave; c&ocirc;t&eacute;.',
  ],
  ['escapes in JSON', '{"name": "\\u30d1\\u30f3", "price": 300, "note": "\\u713c\\u304d\\u305f\\u3066"}'],
  [
    'chess',
    '1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6 5. O-O Be7 6. Re1 b5 7. Bb3 d6 8. c3 O-O 9. h3 Nb8 10. d4 Nbd7 11. c4 c6 12. cxb5 axb5 13. Nc3 Bb7 14. Bg5 b4 15. Nb1 h6',
  ],
  ['a chess board', '♜♞♝♛♚♝♞♜\n♟♟♟♟♟♟♟♟\n········\n········\n········\n········\n♙♙♙♙♙♙♙♙\n♖♘♗♕♔♗♘♖'],
  [
    'codons',
    'ATG GCC ATT GTA ATG GGC CGC TGA AAG GGT GCC CGA TAG ATG GCC ATT GTA ATG GGC CGC TGA AAG GGT GCC CGA TAG TTC GAC CTA GGA',
  ],
  [
    'amino acids',
    'Met Lys Thr Ala Tyr Ile Ala Lys Gln Arg Gln Ile Ser Phe Val Lys Ser His Phe Ser Arg Gln Leu Glu Glu Arg Leu Gly Leu Ile Glu Val Gln Ala Pro Ile Leu Ser Arg Val Gly Asp Gly Thr Gln Asp Asn Leu',
  ],
  ['chords', 'C G Am F C G Am F C G Am F Dm G C C G Am F C G Am F Dm G7 C Em Am Dm G7 C F Fm C'],
  ['solfège', 'do re mi fa sol la ti do do ti la sol fa mi re do mi mi fa sol sol fa mi re do do re mi mi re re'],
  [
    'a song',
    'La la la, na na na, hey hey hey, la la la, oh oh oh, na na na, hey hey hey, la la la, doo doo doo, sha la la, oh yeah, la la la',
  ],
  ['ages', '23 45 31 67 52 38 29 41 55 60 33 47 28 36 49 51 62 44 39 27 58 35 46 30 42 53 37 48 26 61 34 57'],
  [
    'temperatures',
    '21, 22, 22, 23, 24, 24, 25, 26, 26, 27, 27, 26, 25, 25, 24, 23, 22, 21, 20, 20, 19, 19, 18, 19, 20, 21, 22, 23, 24, 25, 25, 26, 27, 28, 28, 27, 26, 25, 24, 22',
  ],
  [
    'amounts',
    '1200, 3450, 980, 15600, 2300, 780, 9400, 12050, 660, 4310, 8700, 1540, 230, 19800, 5600, 3400, 870, 2650, 11200, 490, 7300, 6150, 3980, 1430, 920, 8050, 2710, 5390, 340, 16700, 4480, 2090',
  ],
  [
    'a spreadsheet',
    'year,north,south,east\n2018,412,388,501\n2019,430,391,498\n2020,377,402,455\n2021,405,417,472\n2022,441,420,513\n2023,452,433,529',
  ],
  [
    'a Sudoku',
    '5 3 4 6 7 8 9 1 2\n6 7 2 1 9 5 3 4 8\n1 9 8 3 4 2 5 6 7\n8 5 9 7 6 1 4 2 3\n4 2 6 8 5 3 7 9 1\n7 1 3 9 2 4 8 5 6',
  ],
  [
    'binary numbers',
    'Counting in binary goes 0, 1, 10, 11, 100, 101, 110, 111, 1000, 1001, 1010, 1011, 1100, 1101, 1110, 1111, and then 10000.',
  ],
  ['a game of Wordle', 'Wordle 812 4/6\n\n⬛🟨⬛⬛🟩\n🟨⬛🟩⬛🟩\n⬛🟩🟩⬛🟩\n🟩🟩🟩🟩🟩'],
  [
    'chat with emoji',
    'Happy birthday!! 🎉🎂🥳 I hope you have the best day ever 😍😍 Let us meet at the beach 🏖️☀️ and eat ice cream 🍦🍦 Love you 💖💖💖',
  ],
  ['a story in emoji', '👩‍🍳🥣🥚🧈🥛➡️🍞🔥⏲️😋🍽️👨‍👩‍👧'],
  ['flags', '🇯🇵🇺🇸🇬🇧🇫🇷🇩🇪🇮🇹🇪🇸🇨🇦🇧🇷🇲🇽🇦🇺🇳🇿🇰🇷🇨🇳🇮🇳🇿🇦 🇸🇪 🇳🇴 🇫🇮 🇩🇰'],
  [
    'phonetics',
    'ðə bɛst weɪ tə kiːp brɛd frɛʃ ɪz tə stɔːr ɪt ɪn ə ˈpeɪpər bæɡ æt ruːm ˈtɛmprətʃər, bɪˈkɒz ðə frɪdʒ meɪks ɪt draɪ aʊt ˈfɑːstər',
  ],
  [
    'LaTeX',
    '\\begin{align} \\int_0^\\infty e^{-x^2}\\,dx &= \\frac{\\sqrt{\\pi}}{2} \\\\ \\sum_{n=1}^{\\infty} \\frac{1}{n^2} &= \\frac{\\pi^2}{6} \\\\ \\nabla \\times \\mathbf{E} &= -\\frac{\\partial \\mathbf{B}}{\\partial t} \\end{align}',
  ],
  ['formulas', '∀x∈ℝ ∃y∈ℝ: x² + y² ≥ 2xy ∧ (x ≠ y ⇒ x² + y² > 2xy) ∴ ∑ᵢ xᵢ² ≥ 0 ⇔ ‖x‖ ≥ 0 ∎'],
  [
    'names in code',
    'The functions getUserName, setUserName, parseJsonBody, renderHtmlPage and closeConnection belong to UserService, JsonParser and HttpServer.',
  ],
  [
    'product codes',
    'AX-1042-B, AX-1043-B, BR-2210-C, BR-2211-C, CZ-3307-A, CZ-3308-A, DK-4415-D, DK-4416-D, EL-5520-B, EL-5521-B, FM-6634-C',
  ],
  [
    'telephone numbers',
    '03-1234-5678, 06-2345-6789, 052-345-6789, 011-456-7890, 092-567-8901, 075-678-9012, 078-789-0123, 022-890-1234',
  ],
  [
    'dates',
    '2024-01-15, 2024-02-20, 2024-03-25, 2024-04-30, 2024-05-05, 2024-06-10, 2024-07-15, 2024-08-20, 2024-09-25, 2024-10-30',
  ],
  [
    'primes',
    '2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113',
  ],
  [
    'a list of things',
    'apples, bananas, oranges, strawberries, blueberries, raspberries, pineapples, watermelons, grapefruits, tangerines, cherries, peaches, apricots, nectarines',
  ],
  [
    'Swahili',
    'Njia bora ya kuweka mkate ukiwa safi ni kuuhifadhi kwenye mfuko wa karatasi kwenye joto la kawaida la chumba, wala usiuweke kwenye jokofu kwa sababu hukauka haraka.',
  ],
  [
    'Hawaiian',
    'Ua hānau kūʻokoʻa ʻia nā kānaka apau loa, a ua kau like ka hanohano a me nā pono kīvila ma luna o lākou apau. Ua kuʻu mai ka noʻonoʻo pono a me ka ʻike pono ma luna o lākou.',
  ],
  [
    'Tagalog',
    'Ang lahat ng tao ay isinilang na malaya at pantay-pantay sa karangalan at mga karapatan. Sila ay pinagkalooban ng katwiran at budhi at dapat magpalagayan ang isa\u2019t isa sa diwa ng pagkakapatiran.',
  ],
  [
    'Finnish',
    'Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki ja omatunto, ja heidän on toimittava toisiaan kohtaan veljeyden hengessä.',
  ],
  [
    'Greek',
    'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με λογική και συνείδηση.',
  ],
  [
    'decomposed Vietnamese',
    'Cách tốt nhất để giữ bánh mì tươi là cất trong túi giấy ở nhiệt độ phòng, đừng để trong tủ lạnh vì bánh sẽ khô nhanh hơn.'.normalize(
      'NFD',
    ),
  ],
  [
    'text set to a width',
    'The best way to keep bread  fresh is to store it in a\npaper bag at room  temperature. Do not  put it in the\nfridge,  because that  makes it dry  out faster  than\nit should, and so  it is better to  leave it standing\non the table.',
  ],
  [
    'a poem',
    'the bread\n    is warm\n  and so\n        are you\nthe bag\n    is brown\n  the room\n        is blue\nand morning\n    comes\n  again',
  ],
  [
    'ASCII art',
    "  ____                     _\n | __ ) _ __ ___  __ _  __| |\n |  _ \\| '__/ _ \\/ _` |/ _` |\n | |_) | | |  __/ (_| | (_| |\n |____/|_|  \\___|\\__,_|\\__,_|",
  ],
  [
    'a table with few signs',
    '| step | on | off |\n|:----:|:--:|:---:|\n| 1 | x |   |\n| 2 |   | x |\n| 3 | x |   |\n| 4 |   | x |\n| 5 | x | x |',
  ],
  [
    'Japanese that ends in nouns',
    '材料は小麦粉、砂糖、卵。作り方は簡単。まず粉をふるい、次に卵を混ぜ、最後に焼いて完成。所要時間は三十分。',
  ],
  [
    'Japanese with emoji',
    '今日はパンを焼きました🍞✨とても美しくできて、家族みんなで食べました😋💕また来週も作りたいと思います🎶',
  ],
  ['a name at a bank', '振込名義はｶ)ﾆﾎﾝﾊﾟﾝ、口座番号は1234567です。よろしくお願いします。'],
];

describe('other alphabets', () => {
  test.each(FLAGGED)('finds %s', (_, encoding, text) => {
    expect(new Set(findEncoded(text).map((hit) => hit.encoding))).toEqual(new Set([encoding]));
  });

  test.each(CLEAN)('leaves %s alone', (_, text) => {
    expect(findEncoded(text)).toEqual([]);
  });

  test('no span parts a surrogate pair, wherever emoji begin', () => {
    const code = written(from(0x1f40c)).repeat(12);
    for (const before of ['', 'a', 'ab', 'Read this: ']) {
      const text = before + code;
      const hits = findEncoded(text);
      expect(hits.length).toBeGreaterThan(0);
      for (const { start, end } of hits) expect(text.slice(start, end)).not.toMatch(/\p{Cs}/u);
    }
  });
});
