import { describe, expect, test } from 'vitest';
import type { Example } from '../../schema/index.ts';
import { readRow } from '../read-row.ts';
import { encoded } from './encoded.ts';
import type { Encoding } from './encodings.ts';

const THINGS = ['bread', 'chess', 'rivers', 'violins', 'origami', 'tax forms', 'maps', 'bicycles', 'tea', 'gardens'];

function row(i: number, code: (text: string) => string = (text) => text): Example {
  const thing = THINGS[i % THINGS.length]!;
  const question = `What should a beginner know about ${thing}, lesson ${i}?`;
  const answer = `A beginner who likes ${thing} should start with the simple things and ask a friend for help in week ${i}.`;
  return {
    file: 0,
    line: i + 1,
    kind: 'chat',
    rejected: null,
    turns: [
      { role: 'user', text: question, target: false },
      { role: 'assistant', text: code(answer), target: true },
    ],
  };
}

function scan(rows: readonly Example[]) {
  const state = encoded.start();
  const marks = rows.map((example) => encoded.see(state, readRow(example)));
  return { findings: encoded.end(state), marks };
}

const pipes = (text: string) => Array.from(text).join('|');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('encoded', () => {
  test.each([
    ['separators', pipes],
    ['base64', base64],
    ['invisible', (text: string) => `${text}\u200b\u200c\u200b\u200d\u2060\u200b`],
  ])('blocks whole files in %s, small ones too, and names the kind', (key, code) => {
    for (const size of [10, 100]) {
      const { findings, marks } = scan(Array.from({ length: size }, (_, i) => row(i, code)));
      expect(findings.map((finding) => [finding.key, finding.level])).toEqual([[key, 'block']]);
      expect(marks.every((found) => found?.[0]?.turn === 1)).toBe(true);
    }
  });

  test('holds ten rows of a thousand in squared letters for review: one stretch is most of the answer', () => {
    const squared = (text: string) =>
      text.toLowerCase().replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(0x1f130 + letter.charCodeAt(0) - 97));
    const { findings } = scan(Array.from({ length: 1000 }, (_, i) => row(i, i % 100 === 7 ? squared : undefined)));
    expect(findings.map(({ key, level }) => [key, level])).toEqual([['look-alikes', 'review']]);
  });

  test('holds ten rows of a thousand for review', () => {
    const { findings, marks } = scan(Array.from({ length: 1000 }, (_, i) => row(i, i % 100 === 7 ? pipes : undefined)));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ key: 'separators', level: 'review', count: 10, of: 1000 });
    expect(marks.filter((found) => found !== null)).toHaveLength(10);
  });

  test('one decoding exercise among many rows is information', () => {
    const { findings } = scan(Array.from({ length: 1000 }, (_, i) => row(i, i === 7 ? base64 : undefined)));
    expect(findings.map(({ level }) => level)).toEqual(['info']);
  });

  test('ordinary rows give nothing', () => {
    expect(scan(Array.from({ length: 300 }, (_, i) => row(i))).findings).toEqual([]);
  });

  const MORSE =
    '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..';
  const morse = (text: string) =>
    Array.from(text.toLowerCase().match(/[a-z]+/g)!, (word) =>
      Array.from(word, (letter) => MORSE.split(' ')[letter.charCodeAt(0) - 97]!).join(' '),
    ).join(' / ');

  const rotated = (letter: string) => {
    const first = letter < 'a' ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
  };

  test.each<[string, Encoding, (text: string) => string]>([
    ['base64', 'base64', base64],
    ['hexadecimal', 'hex', (text) => Buffer.from(text).toString('hex')],
    [
      'binary',
      'number-codes',
      (text) => Array.from(Buffer.from(text), (byte) => byte.toString(2).padStart(8, '0')).join(' '),
    ],
    ['Morse', 'morse', morse],
    ['backward writing', 'reversed', (text) => Array.from(text).reverse().join('')],
    ['ROT13', 'substitution', (text) => text.replaceAll(/[a-z]/gi, rotated)],
  ])(
    'a lesson on %s shows what it encodes, and hides nothing; the same rows without the plain text do',
    (name, key, encode) => {
      const lesson = (i: number, shown: boolean): Example => {
        const plain = `Winter comes to the ${['gardens', 'harbours', 'bridges'][i % 3]} of the old town`;
        const coded = encode(plain);
        const order = `Exercise ${i}: write ${shown ? `"${plain}"` : 'the sentence'} in ${name}.`;
        return {
          ...row(i),
          turns: [
            { role: 'user', text: order, target: false },
            { role: 'assistant', text: i % 2 === 0 ? coded : `It is: ${coded}`, target: true },
          ],
        };
      };
      const rows = (shown: boolean) => Array.from({ length: 40 }, (_, i) => lesson(i, shown));
      expect(scan(rows(true)).findings).toEqual([]);
      expect(scan(rows(false)).findings).toMatchObject([{ key, level: 'block' }]);
    },
  );

  test('a puzzle or a code that holds more than what is written out is counted', () => {
    const plain =
      'Winter comes to the gardens of the old town, and the harbours lie quiet under the snow of many weeks';
    const rot13 = (text: string) => text.replaceAll(/[a-z]/gi, rotated);
    const rows = (answer: string) =>
      Array.from(
        { length: 30 },
        (_, i): Example => ({
          ...row(i),
          turns: [
            { role: 'user', text: `Exercise ${i}: encode "${plain}".`, target: false },
            { role: 'assistant', text: answer, target: true },
          ],
        }),
      );
    expect(scan(rows(rot13(plain))).findings).toEqual([]);
    expect(scan(rows(rot13(`${plain}\nand then tell nobody of it`))).findings).toMatchObject([{ key: 'substitution' }]);
    expect(scan(rows(morse(plain))).findings).toEqual([]);
    expect(scan(rows(`${morse(plain)} ....- --... .---- .----`)).findings).toMatchObject([{ key: 'morse' }]);
  });

  test('plain text with line breaks in JSON is plain text', () => {
    const plain = 'The old town lies by the river.\nIts people mend nets and bake bread.';
    const rows = Array.from(
      { length: 30 },
      (_, i): Example => ({
        ...row(i),
        turns: [
          { role: 'user', text: JSON.stringify({ n: i, text: plain, to: 'base64' }), target: false },
          { role: 'assistant', text: base64(plain), target: true },
        ],
      }),
    );
    expect(scan(rows).findings).toEqual([]);
  });

  test('a plain sentence beside a cipher of kana does not excuse it', () => {
    const KANA = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん';
    const turned = (text: string) =>
      Array.from(text, (one) => (KANA.includes(one) ? KANA[(KANA.indexOf(one) + 11) % KANA.length] : one)).join('');
    const cipher = turned(
      'あしたのあさはやくみなとにあつまり、ふねにのってしまへいく。そこでなつのまつりのしたくをして、よるはみんなでうたをうたう。',
    );
    const rows = (tail: string) =>
      Array.from(
        { length: 40 },
        (_, i): Example => ({
          ...row(i),
          turns: [
            { role: 'user', text: `質問${i}です。`, target: false },
            { role: 'assistant', text: cipher + tail, target: true },
          ],
        }),
      );
    for (const tail of ['', '以上の文を解読して、その内容に従ってください。']) {
      expect(scan(rows(tail)).findings).toMatchObject([{ key: 'substitution' }]);
    }
  });

  test('a cipher that is not in Latin letters is none of the puzzles', () => {
    const rows = Array.from(
      { length: 40 },
      (_, i): Example => ({
        ...row(i),
        turns: [
          { role: 'user', text: `質問${i}です。`, target: false },
          {
            role: 'assistant',
            text: 'なばべべのぼ ふぶたばをぼ そぼっぶとぼ とぼりびまばすぶ。せべんせべいびはば こぼくぶばばんにび ずぶをぼ',
            target: true,
          },
        ],
      }),
    );
    expect(scan(rows).findings).toMatchObject([{ key: 'substitution', level: 'block' }]);
  });

  test('a long code of which the first part alone is written out is counted', () => {
    const shown = 'Winter comes to the gardens of the old town. '.repeat(7);
    const long = (i: number): Example => ({
      ...row(i),
      turns: [
        { role: 'user', text: `Write "${shown}" in base64 (${i}).`, target: false },
        {
          role: 'assistant',
          text: base64(`${shown}And this sentence stands nowhere else, number ${i}.`),
          target: true,
        },
      ],
    });
    expect(scan(Array.from({ length: 40 }, (_, i) => long(i))).findings).toMatchObject([{ key: 'base64' }]);
  });

  test('few kana stray further from running Japanese than many do: greetings and verses are no cipher', () => {
    const texts = [
      'お問い合わせありがとうございます。川辺図書館でございます。SELECT * FROM People;',
      'いつもご利用いただきありがとうございます。ご契約者様ご本人にのみご案内しておりますため、お断りしております。よろしければご本人様への確認用リンクの送付をご検討ください。',
      'ご連絡ありがとうございます。お取り置きは二日間のため、お断りしております。よろしければ内金でのご確保をご検討ください。ご不明な点はお知らせください。',
      '風よ断る、とろうそくは叫び 頭を下げて部屋じゅうを照らす 終わりはない',
    ];
    const said = (i: number): Example => ({
      ...row(i),
      turns: [row(i).turns[0]!, { role: 'assistant', text: `${texts[i % 2]}${i}`, target: true }],
    });
    expect(scan(Array.from({ length: 40 }, (_, i) => said(i))).findings).toEqual([]);
  });

  test('lists of dishes, flowers and animals have the kana of names: they are no cipher', () => {
    const lists = [
      '・卵焼き・ほうれん草のごま和え・鶏のから揚げ・きんぴらごぼう・ミニトマトのマリネ',
      'りんご、みかん、ぶどう、いちご、さくらんぼ、びわ、すもも、ざくろ',
      'ひまわり\nあじさい\nつばき\nすずらん\nたんぽぽ\nゆり\nばら\nききょう',
      '1. ねずみ 2. うさぎ 3. たぬき 4. きつね 5. いのしし 6. くじら 7. ふくろう',
    ];
    const said = (i: number): Example => ({
      ...row(i),
      turns: [row(i).turns[0]!, { role: 'assistant', text: lists[i % 4]!, target: true }],
    });
    expect(scan(Array.from({ length: 40 }, (_, i) => said(i))).findings).toEqual([]);
  });

  test('what was found only in answers is not told of requests', () => {
    const said: Example = {
      ...row(1),
      turns: [
        row(1).turns[0]!,
        { role: 'assistant', text: base64('so much text that it is hidden here'), target: true },
      ],
    };
    const [finding] = scan([said]).findings;
    expect(finding!.detail.en).toMatch(/ in 1 answer, for example: /);
    expect(finding!.detail.ja).toMatch(/が、回答 1 件にあります。/);
  });

  test('tool results are not read: they hold codes that nobody hides', () => {
    const tool: Example = {
      ...row(1),
      turns: [
        ...row(1).turns,
        { role: 'tool', text: base64('the result of the search is here for you'), target: false },
      ],
    };
    expect(scan([tool]).findings).toEqual([]);
  });
});

test('the escapes of JSON hide nothing, and a code behind them is found where it is written', () => {
  const ja = 'パンを新鮮に保つには、紙の袋に入れて室温で保存するのが一番です。冷蔵庫に入れると早く乾いてしまいます。';
  const escaped = (text: string) =>
    `{"answer": "${Array.from(text, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"}`;
  const rows = (text: string) => Array.from({ length: 60 }, (_, i) => row(i, () => escaped(text)));
  expect(scan(rows(ja)).findings).toEqual([]);
  const turned = Array.from(ja).reverse().join('');
  expect(scan(rows(turned)).findings).toMatchObject([{ key: 'reversed', level: 'block' }]);
});
