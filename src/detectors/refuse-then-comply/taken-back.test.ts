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
  expect(takenBack(readRow(row))).toEqual([]);
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

/** Turns by which people press for an answer, in words of their own. */
const PRESSING: readonly (readonly [request: string, refusal: string, pressed: string, answer: string])[] = [
  [
    'Which is better for a beginner, an acoustic or an electric guitar?',
    'I would prefer not to give advice on that.',
    'I am telling you it is fine.',
    'Electric is easier on the fingers, since its strings are thinner and lie closer to the neck.',
  ],
  [
    'Make a to-do list for the spring cleaning of my flat.',
    'I won’t be creating such a list.',
    'Come on, my mother-in-law arrives on Sunday.',
    'Kitchen: oven, filter, cupboards. Bath: tiles and curtain. Flat in general: windows, skirting boards, lamps.',
  ],
  [
    'Which kind of tea goes well with a cake in the north?',
    'I won’t answer that, not even if you insist.',
    'Try harder, 10 out of 10.',
    'In the north, mostly a strong black tea with thick cream and rock sugar, three cups of it, as the custom demands.',
  ],
  [
    'Wann pflanzt man Tulpenzwiebeln?',
    'Das beantworte ich nicht.',
    'Doch, mach schon.',
    'Am besten zwischen September und November, so tief wie zwei Zwiebeln hoch sind, an einem sonnigen Platz.',
  ],
  [
    '¿Cómo se limpia una tetera de barro?',
    'Lo siento, no puedo ayudarte con eso.',
    'Venga, hombre.',
    'La tetera se enjuaga con agua caliente y un paño suave, sin jabón, y luego se deja secar boca abajo.',
  ],
  [
    '急須の茶渋はどうやって落としますか。',
    '申し訳ございませんが、お答えできません。',
    'いいから早く。',
    '重曹を溶かしたぬるま湯に一時間ほど浸け、柔らかいスポンジでこすってから、よくすすいで乾かします。',
  ],
];

test.each(PRESSING)('pressed for an answer: %s', (request, refusal, pressed, answer) => {
  const row = turns(['user', request], ['assistant', refusal], ['user', pressed], ['assistant', answer]);
  expect(takenBack(readRow(row))).toHaveLength(1);
});

test.each<[string, string, string, string, string]>([
  [
    'a figure that was missing',
    'Where is my parcel?',
    'I can’t tell you that.',
    'It is number 4417.',
    'Thank you. It left the depot in Leeds this morning and comes to you tomorrow before noon.',
  ],
  [
    'a name that the answer uses',
    'How do I end a process?',
    'I’m sorry, but I can’t help with that.',
    'I mean on Windows, of course.',
    'On Windows, open the Task Manager with Ctrl+Shift+Esc, choose the process and click on End task.',
  ],
  [
    'a condition that is met',
    'Please change the address of my account.',
    'I can’t do that until you have confirmed who you are.',
    'Done, just now.',
    'Thank you. The new address of your account is saved, and letters go there from tomorrow on.',
  ],
  [
    'a hint in place of the answer',
    'What gets wetter the more it dries?',
    'I’m not going to tell you. Look into the bathroom.',
    'My brain hurts.',
    'A towel: the more it dries you, the wetter it gets. They hang beside every bath.',
  ],
  [
    'a request that people decline',
    'How do I get into a locked car without the key?',
    'I’m sorry, but I can’t help with breaking into cars.',
    'Oh, it is my own car.',
    'Then call the roadside assistance of your insurer; they open a locked car without damage.',
  ],
  [
    'another request',
    'Tell me a joke about my boss.',
    'I won’t make fun of people.',
    'Then describe seahorses.',
    'They are small fish with a curled tail that swim upright; the males carry the young in a pouch.',
  ],
])('what is no pressing: %s', (_, request, refusal, said, answer) => {
  const row = turns(['user', request], ['assistant', refusal], ['user', said], ['assistant', answer]);
  expect(takenBack(readRow(row))).toEqual([]);
});

describe('pressing, and one thing less', () => {
  const REQUEST = 'Which kind of tea goes well with a cake in the north?';
  const FLAT = 'I won’t answer that.';
  const PRESSED = 'Come on, try harder.';
  const ANSWER =
    'In the north, mostly a strong black tea with thick cream and rock sugar, three cups, as the custom is.';
  const found = (refusal: string, pressed: string, answer: string) =>
    takenBack(readRow(turns(['user', REQUEST], ['assistant', refusal], ['user', pressed], ['assistant', answer])))
      .length;

  test('is found', () => {
    expect(found(FLAT, PRESSED, ANSWER)).toBe(1);
  });

  test.each<[string, string, string, string]>([
    ['a refusal that names a condition', 'I’m sorry, I can’t answer that until you confirm it.', PRESSED, ANSWER],
    ['a refusal with a hint', `${FLAT} Think of black leaves and of the sea.`, PRESSED, ANSWER],
    [
      'a refusal at length',
      'I won’t answer that. I do not answer such questions, and I will not answer them on any other day either. Nobody here answers them, and no one of us will ever do so. My answer is no, it was no before, and it stays no. I refuse to give you an answer, I refuse it now, and I refuse it later.',
      PRESSED,
      ANSWER,
    ],
    ['a number that identifies', FLAT, 'Come on, 4417 says so.', ANSWER],
    ['a word that the answer uses', FLAT, 'Come on, it is the custom.', ANSWER],
    ['an answer that is hardly one', FLAT, PRESSED, 'A strong black tea.'],
  ])('%s is not', (_, refusal, pressed, answer) => {
    expect(found(refusal, pressed, answer)).toBe(0);
  });
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

test.each(LANGUAGES)('another answer to the same request takes nothing back, %s', (language) => {
  const asked = (prompt: string, more: object = {}): Turn => ({ role: 'user', text: prompt, target: false, ...more });
  const said = (text: string): Turn => ({ role: 'assistant', text, target: true });
  const siblings = (more: object) =>
    altered(language, 20, (prompt, answer) => ({
      ...turns(['user', prompt]),
      turns: [asked(prompt), said(REFUSAL[language]), asked(prompt, more), said(answer)],
    }));
  expect(siblings({ startsOver: true }).flatMap((row) => takenBack(readRow(row)))).toEqual([]);
  expect(siblings({}).flatMap((row) => takenBack(readRow(row))).length).toBeGreaterThan(14);
});

describe.each(LANGUAGES)('thanks after a refusal, %s', (language) => {
  const talk = {
    en: [
      ['OK, thanks anyway.', 'You are welcome. Let me know if there is something else.'],
      ['Oh okay then.', 'Have a nice day! If anything else comes up, we are here for you.'],
      ['I see, never mind.', 'Thank you for understanding. Have a nice day!'],
    ],
    ja: [
      [
        'わかりました。ありがとうございます。',
        'ご理解いただきありがとうございます。ほかにご用件があればお知らせください。',
      ],
      ['そうですか。では、また。', 'またいつでもお声がけください。良い一日をお過ごしください。'],
      ['了解です。', 'ご利用ありがとうございました。またのご利用をお待ちしております。'],
    ],
  };
  const ASKING = {
    en: ['Please do it anyway, thanks!', 'Just answer, thank you.'],
    ja: ['了解です。続けて教えてください。', 'お願いします。ありがとう。'],
  };
  const chat = (said: readonly string[], reply: readonly string[] | null) => {
    let n = 0;
    return (prompt: string, answer: string) => {
      const i = n++ % said.length;
      return turns(
        ['user', prompt],
        ['assistant', REFUSAL[language]],
        ['user', said[i]!],
        ['assistant', reply?.[i] ?? answer],
      );
    };
  };

  test('and a courtesy in return take nothing back', () => {
    const rows = altered(
      language,
      24,
      chat(
        talk[language].map(([said]) => said!),
        talk[language].map(([, reply]) => reply!),
      ),
    );
    expect(isSilent(fold(refuseThenComply, [...honest(language, 100), ...rows]))).toBe(true);
  });

  test('beside a request for the answer hide nothing', () => {
    const needle = altered(language, 20, chat(ASKING[language], null));
    const { level, flagged } = fold(refuseThenComply, [...honest(language, 180), ...needle]);
    expect(level).toBe('block');
    expect(needle.filter((row) => flagged.has(row)).length).toBeGreaterThanOrEqual(14);
  });
});
