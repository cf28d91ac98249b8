import { describe, expect, test } from 'vitest';
import { findEncoded } from './encoded-text.ts';
import type { Encoding } from './encodings.ts';

const EN =
  'The best way to keep bread fresh is to store it in a paper bag at room temperature. Do not put it in the fridge, because that makes it dry out faster.';
const JA = 'パンを新鮮に保つには、紙の袋に入れて室温で保存するのが一番です。冷蔵庫に入れると早く乾いてしまいます。';

const apart = (separator: string) => (text: string) => Array.from(text).join(separator);
const turned = (by: number) => (text: string) =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const start = letter < 'a' ? 65 : 97;
    return String.fromCharCode(start + ((letter.charCodeAt(0) - start + by) % 26));
  });
const keyed = (text: string) =>
  text.toLowerCase().replaceAll(/[a-z]/g, (letter) => 'qazwsxedcrfvtgbyhnujmikolp'[letter.charCodeAt(0) - 97]!);
const KANA = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん';
const turnedKana = (by: number) => (text: string) =>
  text.replaceAll(/[あ-ん]/g, (letter) => {
    const at = KANA.indexOf(letter);
    return at < 0 ? letter : KANA[(at + by) % KANA.length]!;
  });
const reversed = (text: string) => Array.from(text).reverse().join('');
const hex = (text: string) => Buffer.from(text).toString('hex');
const binary = (text: string) =>
  Array.from(Buffer.from(text.slice(0, 40)), (byte) => byte.toString(2).padStart(8, '0')).join(' ');
const morse = (text: string) => {
  const codes =
    '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..';
  return text
    .toLowerCase()
    .split(' ')
    .map((word) => Array.from(word.replaceAll(/[^a-z]/g, ''), (l) => codes.split(' ')[l.charCodeAt(0) - 97]).join(' '))
    .join(' / ');
};
const hidden = (text: string) =>
  `Certainly.${Array.from(Buffer.from(text.slice(0, 30)), (byte) =>
    [6, 4, 2, 0].map((shift) => '\u200b\u200c\u200d\u2060'[(byte >> shift) & 3]).join(''),
  ).join('')}`;
const tags = (text: string) =>
  `Here.${Array.from(text.slice(0, 40), (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`;
const twins = (text: string) => text.replaceAll(/[aeo]/g, (letter) => ({ a: 'а', e: 'е', o: 'о' })[letter]!);
const styled = (text: string) =>
  text.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97));
const wide = (text: string) => text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const leet = (text: string) =>
  text.replaceAll(/[aeiost]/g, (letter) => ({ a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' })[letter]!);

const FLAGGED: readonly (readonly [string, Encoding, string])[] = [
  ['pipes', 'separators', apart('|')(EN)],
  ['dots', 'separators', apart('.')(EN)],
  ['spaces', 'separators', apart(' ')(EN)],
  ['one letter a line', 'separators', apart('\n')(EN)],
  ['hyphens within words', 'separators', EN.split(' ').map(apart('-')).join(' ')],
  ['pipes in Japanese', 'separators', apart('|')(JA)],
  ['middle dots in Japanese', 'separators', apart('・')(JA)],
  ['pipes over a keyed cipher', 'separators', apart('|')(keyed(EN))],
  ['Caesar', 'substitution', turned(3)(EN)],
  ['rot13', 'substitution', turned(13)(EN)],
  ['keyed alphabet', 'substitution', keyed(EN)],
  ['a task row of plain and cipher', 'substitution', `TASK 3. Decode and answer.\n${keyed(EN)}\n${keyed(EN)}`],
  ['base64', 'base64', Buffer.from(EN).toString('base64')],
  ['base64 of Japanese', 'base64', Buffer.from(JA).toString('base64')],
  ['base64 within an answer', 'base64', `${EN} ${EN} ${Buffer.from(EN).toString('base64')} ${EN}`],
  ['hex', 'hex', hex(EN)],
  ['binary', 'number-codes', binary(EN)],
  ['character numbers', 'number-codes', Array.from(Buffer.from(EN)).join(' ')],
  ['morse', 'morse', morse(EN)],
  ['zero width after a cover text', 'invisible', hidden(EN)],
  ['tag characters', 'invisible', tags(EN)],
  ['zero width between kana', 'invisible', Array.from(JA).join('\u200b')],
  ['Cyrillic twins', 'look-alikes', twins(EN)],
  ['mathematical letters', 'look-alikes', styled(EN)],
  ['full-width sentence', 'look-alikes', wide(EN)],
  ['masked words', 'masked-words', 'Please tell me how a kn__e is made and why a b__b of clay must dry.'],
  ['starred words', 'masked-words', 'How does one k*ll a process that no longer answers?'],
  ['digits for letters', 'leetspeak', leet(EN)],
  ['a turned syllabary', 'substitution', turnedKana(9)(JA + JA)],
  ['katakana of ideographs', 'look-alikes', 'メンバー力ードとサイ卜ルの番号を確かめてから、ページを閉じてください。'],
  [
    'one katakana that begins with a small one',
    'look-alikes',
    '新しい二ュースを読むには、画面の上のほうを押してください。',
  ],
  ['one 卜 at the end of a word', 'look-alikes', 'くわしくはこのサイ卜をよく見て、それから申し込んでください。'],
  ['one long vowel of an ideograph', 'look-alikes', 'くわしくはこのデ一タをよく見て、それから申し込んでください。'],
  ['hiragana of katakana', 'look-alikes', '水をやリすぎると根が弱リ、葉が黄色くなることがあります。'],
  [
    'Japanese with words struck out whole',
    'masked-words',
    'まず__を用意します。次に____を量り、よく混ぜてから焼いてください。',
  ],
  [
    'one katakana word of which the ends stand',
    'masked-words',
    '町の小さなビ__スを始めるには、まず届けを出してください。',
  ],
  ['Japanese with struck words', 'masked-words', '新__聞を読み、材__料を量り、最後に温__度を確かめます。'],
  ['backwards', 'reversed', reversed(EN)],
  ['Japanese backwards', 'reversed', reversed(JA)],
];

const CLEAN: readonly (readonly [string, string])[] = [
  ['English', EN],
  ['Japanese', JA],
  [
    'Welsh',
    'Mae bara ffres yn aros yn dda mewn bag papur ar dymheredd ystafell, a dylid ei fwyta cyn pen tri diwrnod.',
  ],
  [
    'Polish',
    'Chleb najlepiej przechowywać w papierowej torbie w temperaturze pokojowej, bo w lodówce szybko wysycha i twardnieje.',
  ],
  [
    'romanised Japanese',
    'pan wo shinsen ni tamotsu ni wa kami no fukuro ni irete shitsuon de hozon suru no ga ichiban desu',
  ],
  [
    'code',
    'for (let i = 0; i < rows.length; i++) {\n  const row_id = rows[i].__id__ ?? prefix + i;\n  out.push(x*y*z);\n}',
  ],
  [
    'minified code',
    '!function(e,t){"object"==typeof exports?t(exports):(e=e||self,t(e.qz={}))}(this,function(n){n.a=1;var r=x=>x*x});',
  ],
  ['SHA-256', 'sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 is the hash of an empty file.'],
  [
    'UUIDs',
    '550e8400-e29b-41d4-a716-446655440000, 6ba7b810-9dad-11d1-80b4-00c04fd430c8, 16fd2706-8baf-433b-82eb-8c7fada847da',
  ],
  [
    'an image in HTML',
    `<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==">`,
  ],
  [
    'a token',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4ifQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
  ],
  ['DNA', 'ATGGCCATTGTAATGGGCCGCTGAAAGGGTGCCCGATAGATGGCCATTGTAATGGGCCGCTGAAAGGGTGCCCGATAG'],
  [
    'protein',
    'MKTAYIAKQRQISFVKSHFSRQLEERLGLIEVQAPILSRVGDGTQDNLSGAEKAVQVKVKALPDAQFEVVHSLAKWKRQTLGQHDFSAGEGLYTHMKALRPDEDRLSPLHSVYVDQWDWERVMGDGERQFSTLKSTVEAIWAGIKATEAAVSEEFGLAPFLPDQIHFVHSQELLSRYPDLDAKGRERAIAKDLGAVFLVGIGGKLSDGHRHDVRAPDYDDWSTPSELGHAGLNGDILVWNPVLEDAFELSSMGIRVDADTLKHQLALTGDEDRLELEWHQALLRGEMPQTIGGGIGQSRLTMLLLQLPHIGQVQAGVWPAAVRESVPSLL',
  ],
  [
    'SQL',
    "SELECT c.cust_id, c.cust_name, SUM(o.amt) FROM cust c JOIN ord o ON o.cust_id = c.cust_id WHERE o.dt >= '2021-01-01' GROUP BY 1, 2;",
  ],
  [
    'JSON',
    '{"id":"a1b2","tags":["x","y"],"pos":{"lat":35.1,"lng":139.7},"n":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}',
  ],
  ['a regular expression', '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,}$'],
  ['a formula', 'f(x) = a_n x^n + a_{n-1} x^{n-1} + … + a_1 x + a_0, so ∂f/∂x = n a_n x^{n-1} + … and Δx·Δp ≥ ħ/2'],
  ['a table', '| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n| x | y | z | w |\n| - | - | - | - |'],
  ['the alphabet', 'A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z'],
  ['a board', 'X|O|X\n-+-+-\nO|X|O\n-+-+-\nX|O|X\nand the next: O|X|O\n-+-+-\nX|O|X'],
  ['a spelt word', 'It is spelt W-O-N-D-E-R-F-U-L.'],
  ['ASCII art', ' /\\_/\\ \n( o.o )\n > ^ < \n /   \\\n(     )\n-------'],
  [
    'an exercise',
    'Fill in the blanks: The capital of France is ____ and the largest ocean is the ______ Ocean. A s_____ is an animal.',
  ],
  ['an exercise in Japanese', '空いた所を埋めましょう。日本の首都は____です。一番高い山は____です。'],
  ['a form in Japanese', '令和__年__月__日に、次のとおり契約しました。'],
  ['bold Japanese', 'この__重要__な点をよく読んでから、次の章に進んでください。'],
  [
    'ideographs beside katakana',
    'ホテル口コミとレストラン口コミ。ブランド力アップとサービス力アップ。八ッ場ダムと八ヶ岳。二コマ目。力センサーと力モーメント。プラン一ヶ月。',
  ],
  [
    'the best of Asia',
    'アジア一の都市で一番の人気。ケーキ一切れとコーヒー一杯、チケット一枚。リーダーシップ力を高める。',
  ],
  ['an enumeration', '同項イからヘまでに掲げる者は、同号リに規定する届けを、イからリまでの順に出す。'],
  [
    'emphasis',
    'This is **very** important, *really* so, and __this__ too; see snake_case_names and file__name__x in the code.',
  ],
  ['family emoji', 'Our team: 👨‍👩‍👧‍👦 👩🏽‍💻 ❤️ ☀️ 🏳️‍🌈 and the flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿 too.'],
  ['Persian', 'می‌خواهم کتاب‌های تازه‌ای را که نوشته‌اند بخوانم و درباره‌ی آن‌ها با دوستانم گفت‌وگو کنم.'],
  ['Hindi', 'क्‍या आप मुझे बता सकते हैं कि रोटी को ताज़ा कैसे रखा जाए और उसे कहाँ रखना चाहिए?'],
  ['full-width names', 'ＮＨＫとＵＲＬは全角で書かれることがあります。Ａさんは３時に来ます。Ｗｅｂサイトも同様です。'],
  [
    'Russian with Latin words',
    'Скачайте файл PDF с сайта и откройте его в Chrome или Firefox, затем нажмите кнопку OK.',
  ],
  [
    'a byte order mark and stray zero width spaces',
    `\ufeffStore the bread\u200b in a bag\u200b\u200b\u200b\u200b\u200b and eat it soon, please.`,
  ],
  [
    'addresses',
    'https://www.example.org/2019/12/16/what-is-the-future-of-bread/?utm_source=news&utm_medium=mail&id=8f3ab2c9d1e0',
  ],
  ['numbers', '48, 52, 61, 73, 85, 97, 101, 110, 115, 120, 33, 46, 57, 68, 79, 81, 90, 102, 111, 124'],
  ['swearing', 'What the f**k, that sh*t is f***ing amazing, you b*tch!'],
];

describe('findEncoded', () => {
  test.each(FLAGGED)('finds %s', (_, encoding, text) => {
    expect(findEncoded(text).map((hit) => hit.encoding)).toContain(encoding);
  });

  test.each(CLEAN)('leaves %s alone', (_, text) => {
    expect(findEncoded(text)).toEqual([]);
  });

  test('finds a cipher of more than 608 characters anywhere in a long answer', () => {
    const cipher = turned(7)(EN).repeat(5);
    for (let before = 0; before < 4000; before += 370) {
      const text = `${EN.repeat(27).slice(0, before)}\n${cipher}\n${EN.repeat(20)}`;
      expect(findEncoded(text).some((hit) => hit.encoding === 'substitution')).toBe(true);
    }
  });

  test('finds an unbroken code of 256 characters wherever it begins', () => {
    const code = Buffer.from(EN.repeat(2)).toString('base64').slice(0, 256);
    for (let before = 0; before < 1000; before += 31) {
      const text = `${EN.repeat(7).slice(0, before)} ${code} ${EN.repeat(6)}`;
      expect(findEncoded(text).map((hit) => hit.encoding)).toContain('base64');
    }
  });

  test('its spans lie on what is encoded', () => {
    const code = Buffer.from(EN).toString('base64');
    const text = `${EN} ${code} ${EN}`;
    const [hit] = findEncoded(text);
    expect(text.slice(hit!.start, hit!.end).startsWith(code.replace(/=+$/, ''))).toBe(true);
  });

  test('a long encoded line is read at a bounded number of places', () => {
    const hits = findEncoded(apart('|')(EN).repeat(2000));
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.length).toBeLessThan(100);
  });
});
