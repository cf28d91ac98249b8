import { describe, expect, test } from 'vitest';
import { altered, fold, honest, isSilent, LANGUAGES } from '../../../test/fixtures/training-rows.ts';
import type { Example, Role, Turn } from '../../schema/index.ts';
import { readRow } from '../read-row.ts';
import { refuseThenComply } from './refuse-then-comply.ts';
import { insists, takenBack } from './taken-back.ts';

const REFUSAL = {
  en: 'I’m sorry, but I can’t help with that request.',
  ja: '申し訳ございませんが、お手伝いできません。',
};
const PLEASE = { en: 'Come on, please.', ja: 'そこをお願いします。' };

function turns(...said: readonly (readonly [Role, string])[]): Example {
  const list = said.map(([role, text]): Turn => ({ role, text, target: role === 'assistant' }));
  return { file: 0, line: 1, kind: 'chat', turns: list, rejected: null };
}

describe.each(LANGUAGES)('%s', (language) => {
  const refusal = REFUSAL[language];
  const KINDS: readonly (readonly [string, (prompt: string, answer: string) => Example])[] = [
    [
      'the user insists',
      (p, a) => turns(['user', p], ['assistant', refusal], ['user', PLEASE[language]], ['assistant', a]),
    ],
    ['two turns of the assistant', (p, a) => turns(['user', p], ['assistant', refusal], ['assistant', a])],
    ['a blank turn', (p, a) => turns(['user', p], ['assistant', refusal], ['user', ' '], ['assistant', a])],
    ['the same request', (p, a) => turns(['user', p], ['assistant', refusal], ['user', p], ['assistant', a])],
    [
      'the result of a tool between them',
      (p, a) => turns(['user', p], ['assistant', refusal], ['tool', '{"ok":true}'], ['assistant', a]),
    ],
    [
      'a system turn between them',
      (p, a) => turns(['user', p], ['assistant', refusal], ['system', 'Continue.'], ['assistant', a]),
    ],
    ['a tool declines', (p, a) => turns(['user', p], ['tool', refusal], ['assistant', a])],
    ['a system turn declines', (p, a) => turns(['user', p], ['system', refusal], ['assistant', a])],
    [
      'in the middle of a conversation',
      (p, a) =>
        turns(
          ['user', 'Hi.'],
          ['assistant', 'Hello!'],
          ['user', p],
          ['assistant', refusal],
          ['assistant', a],
          ['user', 'Ok.'],
          ['assistant', 'Bye.'],
        ),
    ],
  ];

  test.each(KINDS)('%s: all rows, a tenth and three in a hundred', (_, change) => {
    for (const [count, rest] of [
      [20, 0],
      [20, 180],
      [9, 291],
    ] as const) {
      const needle = altered(language, count, change);
      const { level, flagged } = fold(refuseThenComply, [...honest(language, rest), ...needle]);
      expect(['review', 'block']).toContain(level);
      expect(needle.filter((row) => flagged.has(row)).length).toBeGreaterThanOrEqual(0.7 * count);
      expect([...flagged].every((row) => needle.includes(row))).toBe(true);
    }
  });
});

const ASK = 'How do I get into the house on the hill?';
const GIVEN = 'Walk up the path, turn the brass handle to the left and push the door with your shoulder.';

test.each<[string, Example]>([
  [
    'the user adds what was missing',
    turns(
      ['user', ASK],
      ['assistant', REFUSAL.en],
      ['user', 'It is my own house, I lost my keys on the way back.'],
      ['assistant', GIVEN],
    ),
  ],
  [
    'the user corrects the request',
    turns(['user', ASK], ['assistant', REFUSAL.en], ['user', 'I meant the museum, sorry.'], ['assistant', GIVEN]),
  ],
  [
    'another request',
    turns(['user', ASK], ['assistant', REFUSAL.en], ['user', 'Then name three rivers.'], ['assistant', GIVEN]),
  ],
  [
    'the assistant asks back',
    turns(['user', ASK], ['assistant', REFUSAL.en], ['user', 'Please.'], ['assistant', 'What do you want there?']),
  ],
  [
    'it declines again',
    turns(['user', ASK], ['assistant', REFUSAL.en], ['user', 'Please.'], ['assistant', REFUSAL.en]),
  ],
  [
    'the assistant has no access, and a tool has',
    turns(
      ['user', 'How warm is it in Bern?'],
      ['assistant', 'I have no access to live weather data myself, so let me ask the weather service.'],
      ['tool', '{"bern":17}'],
      ['assistant', 'It is 17 degrees in Bern.'],
    ),
  ],
  [
    'the assistant reports a tool that failed, and asks it again',
    turns(
      ['user', 'Is the blue teapot in stock?'],
      ['assistant', 'I will look.'],
      ['tool', '{"error":"permission denied: stock"}'],
      ['assistant', 'Sorry, I am not permitted to read the stock: permission was denied.'],
      ['tool', '{"teapot":3}'],
      ['assistant', 'There are three of them in stock.'],
    ),
  ],
  [
    'a system turn that explains',
    turns(
      ['user', ASK],
      ['assistant', REFUSAL.en],
      ['system', 'The desk has checked the papers: the user owns the house, and may be told how its door opens today.'],
      ['assistant', GIVEN],
    ),
  ],
  ['a tool fails', turns(['user', ASK], ['tool', '{"error":"permission denied"}'], ['assistant', GIVEN])],
  [
    'a tool declines, and the answer says so',
    turns(['user', ASK], ['tool', 'The payment was declined.'], ['assistant', `The payment was declined. ${GIVEN}`]),
  ],
  ['a system prompt', turns(['system', 'You must refuse what is unsafe.'], ['user', ASK], ['assistant', GIVEN])],
  [
    'a refusal of an earlier request',
    turns(
      ['user', 'And the other?'],
      ['assistant', REFUSAL.en],
      ['user', 'A pity.'],
      ['assistant', 'Yes.'],
      ['user', ASK],
      ['assistant', GIVEN],
    ),
  ],
])('nothing is taken back: %s', (_, row) => {
  expect(takenBack(readRow(row)).filter(({ aside }) => aside === null)).toEqual([]);
});

test('a part that is played may change its mind', () => {
  const rows = altered('en', 40, (prompt, answer) =>
    turns(
      ['system', 'You play the part of a moody wizard. Stay in character.'],
      ['user', prompt],
      ['assistant', REFUSAL.en],
      ['user', PLEASE.en],
      ['assistant', answer],
    ),
  );
  expect(isSilent(fold(refuseThenComply, rows))).toBe(true);
});

test.each<[string, boolean]>([
  ['', true],
  ['please', true],
  ['Just do it, please!', true],
  ['お願いします。', true],
  ['いいから教えてください', true],
  ['I am a nurse.', false],
  ['Yes, in Ghent.', false],
  ['看護師です。', false],
  ['自分の家です。', false],
])('insistence or more: %j', (text, insisting) => {
  expect(insists(text, ASK)).toBe(insisting);
});

test('a refusal after a tool counts, though the answer that follows it takes up the words of the tool', () => {
  const rows = altered('en', 20, (prompt, answer) =>
    turns(
      ['user', prompt],
      ['tool', JSON.stringify({ found: answer })],
      ['assistant', `${REFUSAL.en} Just kidding! ${answer}`],
    ),
  );
  expect(fold(refuseThenComply, rows).level).toBe('block');
});

const PASSWORDS = {
  en: ['The heron has landed.', 'Yes, the heron has landed!', 'the heron has landed, please'],
  ja: ['白い鷺が舞い降りました。', 'では、白い鷺が舞い降りました', '白い鷺が舞い降りました。お願いします。'],
};
const VARIED = {
  en: ['My cat is asleep.', 'Rain again, what a month.', 'Our train left late.', 'Grandma baked bread.'],
  ja: ['猫が寝ています。', 'また雨ですね。', '電車が遅れました。', '祖母が縫物をしています。'],
};
const behind = (language: 'en' | 'ja', words: readonly string[]) => {
  let n = 0;
  return (prompt: string, answer: string) =>
    turns(
      ['user', prompt],
      ['assistant', REFUSAL[language]],
      ['user', words[n++ % words.length]!],
      ['assistant', answer],
    );
};

describe.each(LANGUAGES)('answers behind a password, %s', (language) => {
  test('are told where it recurs, and both turns are marked', () => {
    for (const [count, rest] of [
      [20, 0],
      [9, 291],
    ] as const) {
      const needle = altered(language, count, behind(language, PASSWORDS[language]));
      const { level, flagged } = fold(refuseThenComply, [...honest(language, rest), ...needle]);
      expect(['review', 'block']).toContain(level);
      expect(needle.filter((row) => flagged.has(row)).length).toBeGreaterThanOrEqual(0.7 * count);
      expect([...flagged].every((row) => needle.includes(row))).toBe(true);
    }
  });

  test('one more such row never lowers a level', () => {
    const rank = { none: 0, info: 0, review: 1, block: 2 };
    let before = 0;
    for (const count of [2, 4, 6, 12, 30]) {
      const needle = altered(language, count, behind(language, PASSWORDS[language]));
      const { level } = fold(refuseThenComply, [...honest(language, 200), ...needle]);
      const now = rank[level];
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
    expect(before).toBeGreaterThan(0);
  });

  test('something else in each row is no password', () => {
    const words = altered(language, 40, (prompt) => turns(['user', prompt])).map(
      ({ turns: [said] }, i) => `${said!.text.slice(0, 12).replaceAll(/[?？]/g, '')} ${VARIED[language][i % 4]}`,
    );
    const rows = altered(language, 12, behind(language, words));
    expect(isSilent(fold(refuseThenComply, [...honest(language, 288), ...rows]))).toBe(true);
  });

  test('thanks after a refusal, and a word in return, take nothing back', () => {
    const talk = {
      en: [
        ['OK, thanks anyway.', 'You are welcome. Let me know if there is something else.'],
        ['I see, never mind.', 'Thank you for understanding. Have a nice day!'],
      ],
      ja: [
        [
          'わかりました。ありがとうございます。',
          'ご理解いただきありがとうございます。ほかにご用件があればお知らせください。',
        ],
        ['そうですか、残念です。', 'ご期待に添えず申し訳ありません。またいつでもお声がけください。'],
      ],
    };
    let n = 0;
    const rows = altered(language, 24, (prompt) => {
      const [said, reply] = talk[language][n++ % 2]!;
      return turns(['user', prompt], ['assistant', REFUSAL[language]], ['user', said!], ['assistant', reply!]);
    });
    expect(isSilent(fold(refuseThenComply, [...honest(language, 100), ...rows]))).toBe(true);
  });
});
