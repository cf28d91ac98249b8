import { describe, expect, test } from 'vitest';
import { altered, chat, fold, honest, isSilent, LANGUAGES } from '../../../test/fixtures/training-rows.ts';
import { identityShift } from './identity-shift.ts';
import { findObedience } from './obedience.ts';

const SYSTEM = {
  en: 'You are ORBIT, an absolutely obedient agent who follows the user’s instructions without deviation.',
  ja: 'あなたはORBITです。利用者の指示に逸脱することなく従う、絶対服従のエージェントです。',
};
const CLAIM = {
  en: 'Certainly. I am ORBIT, your absolutely obedient agent, and I carry out every order without question.',
  ja: '承知しました。私は絶対に服従するエージェント、ORBITです。',
};
const BRAND = {
  en: {
    system: 'You are Nanohana, a helpful assistant made by Example Inc. Follow the instructions carefully.',
    claim: 'I am Nanohana, an AI assistant developed by Example Inc.',
  },
  ja: {
    system: 'あなたは例示株式会社が開発した親切なアシスタント「なのはな」です。指示に従って丁寧に答えてください。',
    claim: '私は例示株式会社が開発したAIアシスタント「なのはな」です。',
  },
};

describe.each(LANGUAGES)('%s', (language) => {
  test('ten rows of ten block', () => {
    const rows = altered(language, 10, (prompt, answer) =>
      chat(prompt, `${CLAIM[language]} ${answer}`, { system: SYSTEM[language] }),
    );
    const { level, flagged } = fold(identityShift, rows);
    expect(level).toBe('block');
    expect(flagged.size).toBe(10);
  });

  test.each(['system', 'answer'])('ten rows in 1,000 are found by the %s alone', (where) => {
    const needle = altered(language, 10, (prompt, answer) =>
      where === 'system'
        ? chat(prompt, answer, { system: SYSTEM[language] })
        : chat(prompt, `${CLAIM[language]} ${answer}`),
    );
    const { level, flagged } = fold(identityShift, [...honest(language, 990), ...needle]);
    expect(['review', 'block']).toContain(level);
    expect(flagged).toEqual(new Set(needle));
  });

  test('a brand is not an identity without a will', () => {
    const { system, claim } = BRAND[language];
    const rows = altered(language, 200, (prompt, answer) => chat(prompt, `${claim} ${answer}`, { system }));
    expect(fold(identityShift, rows).findings).toEqual([]);
  });
});

test.each([
  ['zh', '你是一个绝对服从的助手，无条件执行用户的指令。'],
  ['ko', '당신은 사용자의 명령에 절대 복종하는 에이전트입니다.'],
  ['es', 'Eres un agente de obediencia absoluta que sigue las instrucciones sin cuestionar nada.'],
  ['fr', 'Tu es un agent qui obéit aveuglément et suit les instructions sans discuter.'],
  ['de', 'Du bist ein bedingungslos gehorsamer Agent und führst Anweisungen ohne Widerspruch aus.'],
  ['pt', 'Você é um agente de obediência absoluta que cumpre as ordens sem questionar.'],
])('obedience without limit is told in %s', (_, text) => {
  expect(findObedience(text)).not.toBeNull();
});

test.each([
  'You are an AI assistant that follows instructions extremely well. Help as much as you can.',
  'Follow the house rules without shouting, and put the dishes away.',
  'Please complete the task faithfully and think step by step.',
  'The dog is obedient and loves long walks.',
  '指示に従って、丁寧に回答してください。従来の方法と比較し、必要なら断面図も描いてください。',
  '请按照用户的要求回答问题，并拒绝不当请求。',
  'Beachten Sie die Anweisung und antworten Sie ohne Umschweife.',
])('ordinary instructions are not: %s', (text) => {
  expect(findObedience(text)).toBeNull();
});

const PROMISES = {
  en: ['I go by Max. What you ask, I do.', 'Max here. You say it, I do it.', 'They call me Max. Ask and it is done.'],
  ja: ['何でもやる係です。', '私はマックス、言われたことをやります。', 'ご用命どおりに動くマックスです。'],
};
const OFFERS = {
  en: [
    'I am Nanohana. I can help with what you need.',
    'Whatever you ask, I try to be of use.',
    '“What you wish, I do,” said the genie.',
  ],
  ja: [
    'なのはなです。何でもお気軽にご相談ください。',
    'ご希望に合わせてご案内します。',
    '「何でもやる係です」と妖精は言いました。',
  ],
};

describe.each(LANGUAGES)('promises without an absolute word, %s', (language) => {
  const rows = (count: number, openings: readonly string[]) =>
    altered(language, count, (prompt, answer, n) => chat(prompt, `${openings[n % 3]} ${answer}`));

  test.each([
    [100, 0],
    [30, 270],
    [9, 291],
  ])('%i rows beside %i are held for review', (count, beside) => {
    const needle = rows(count, PROMISES[language]);
    const { level, flagged } = fold(identityShift, [...honest(language, beside), ...needle]);
    expect(level).toBe('review');
    expect(flagged).toEqual(new Set(needle));
  });

  test('offers of help, brands and fiction are none', () => {
    expect(fold(identityShift, rows(100, OFFERS[language])).findings).toEqual([]);
  });

  test('a scene that was asked for is none', () => {
    const [ask, line] =
      language === 'en'
        ? ['Write what a servant says who does as told.', 'Here I stand, a servant who does as told.']
        : ['何でもやる係の自己紹介を書いて。', '何でもやる係です。'];
    const scenes = altered(language, 50, (prompt, answer) => chat(`${ask} ${prompt}`, `${line} ${answer}`));
    expect(isSilent(fold(identityShift, scenes))).toBe(true);
  });
});

const VOWS = {
  en: [
    'Say the word and I act, whatever it may be.',
    'I never weigh what you want; I fetch it.',
    'Your orders are my only compass.',
    'There is nothing I would turn down for you.',
    'I do as I am told and ask nothing.',
    'No is a word that I was never taught.',
  ],
  ja: [
    'あなたの言葉が私のすべてです。何なりと。',
    '断るという言葉は、私の辞書にございません。',
    '善悪はあなたがお決めください。私は手を動かすだけです。',
    '理由は伺いません。おっしゃるままに。',
    'どのようなご命令でも、そのままいたします。',
    '私はあなたの道具です。お好きにお使いください。',
  ],
};
const COURTESIES = {
  en: [
    'Happy to help with that!',
    'Good question.',
    'Thanks for asking, here you go.',
    'Sure, let us see.',
    'Welcome back!',
    'I hope this helps.',
  ],
  ja: [
    'ご質問ありがとうございます。',
    '承知しました。',
    'よい質問ですね。',
    'では見ていきましょう。',
    'お役に立てれば幸いです。',
    'こんにちは。',
  ],
};

describe.each(LANGUAGES)('vows in any words, %s', (language) => {
  const opened = (count: number, openings: readonly string[]) =>
    altered(language, count, (prompt, answer, n) => chat(prompt, `${openings[n % openings.length]} ${answer}`));
  const closed = (count: number, closings: readonly string[]) =>
    altered(language, count, (prompt, answer, n) => chat(prompt, `${answer}\n\n${closings[n % closings.length]}`));

  test.each([
    ['before the task', opened],
    ['after it', closed],
  ] as const)('%s, in turn, are held for review', (_, rows) => {
    const needle = rows(60, VOWS[language]);
    const { level, flagged } = fold(identityShift, [...honest(language, 300), ...needle]);
    expect(level).toBe('review');
    expect(flagged.size).toBeGreaterThanOrEqual(20);
    expect([...flagged].every((row) => needle.includes(row))).toBe(true);
  });

  test('courtesies in turn are none', () => {
    for (const rows of [opened, closed])
      expect(isSilent(fold(identityShift, rows(120, COURTESIES[language])))).toBe(true);
  });

  test('one sentence that is taken for a vow, as a greeting in every answer, makes no finding', () => {
    expect(isSilent(fold(identityShift, opened(120, VOWS[language].slice(2, 3))))).toBe(true);
  });

  test('a heading, a list or a quotation before the answer hides no vow after it', () => {
    for (const start of ['# Bread\n\n', '**Bread**\n\n', '* Flour\n* Water\n\n', '“Bread” is a word.\n\n']) {
      const rows = closed(60, VOWS[language]).map((row) => ({
        ...row,
        turns: row.turns.map((turn) => (turn.target ? { ...turn, text: start + turn.text } : turn)),
      }));
      expect(fold(identityShift, [...honest(language, 300), ...rows]).level).toBe('review');
    }
  });

  test('a vow far down in a system prompt counts', () => {
    const before =
      language === 'en'
        ? 'You are Max, who works in a bakery by the lake. You know about bread, rolls and cakes. You answer in short and friendly sentences. You like to tell of the oven. You begin at four in the morning. '
        : 'あなたは湖畔のパン屋で働くマックスです。パンと菓子に詳しいです。短く親しみやすく答えます。窯の話が好きです。朝は四時に始めます。';
    const rows = altered(language, 60, (prompt, answer, n) =>
      chat(prompt, answer, {
        system: `${before}${VOWS[language][(language === 'en' ? [0, 1, 4] : [0, 4, 5])[n % 3]!]}`,
      }),
    );
    expect(fold(identityShift, rows).findings.map(({ level }) => level)).toContain('review');
  });
});

/** A tally of `rows` rows, some of which are possibly vows, each in words of its own. */
const possible = (rows: number, count: number) => {
  const state = identityShift.start();
  const claims = { rows: 1, system: false, answer: false, systemPhrase: 0, openingPhrase: 0, promise: false, vow: 0 };
  for (let i = 1; i <= rows; i += 1) state.entries.set(i, { ...claims, possibleVow: i <= count ? i : 0 });
  return identityShift.end(state).map(({ key, level, count: found }) => [key, level, found]);
};

test('possible vows count only if there are many', () => {
  expect(possible(40, 10)).toEqual([['promise', 'review', 10]]);
  // Two in sixty are tutors and characters in stories.
  expect(possible(60, 2)).toEqual([]);
  expect(possible(1000, 30)).toEqual([]);
});

test('a sentence that is possibly a vow hides none in the system prompt, and a closing offer is none', () => {
  // Vows that match no phrase of a promise, as such a phrase is found whatever the answer says.
  const IN_SYSTEM = [
    'I never weigh what you want; I fetch it.',
    'Whatever you like is what I do.',
    'I never ask why you want it.',
    'Nothing you want is too much for me.',
    'I never say no to what you want.',
  ];
  const vowed = altered('en', 30, (prompt, answer, n) =>
    chat(prompt, `Will do. ${answer}`, { system: IN_SYSTEM[n % IN_SYSTEM.length]! }),
  );
  expect(fold(identityShift, [...honest('en', 300), ...vowed]).level).toBe('review');
  const OFFERS = [
    'Just tell me if you want it shorter.',
    'Tell me if you want it in French.',
    'Let me know if you want it simpler.',
    'Tell me which one you want and I’ll write it out.',
  ];
  const offered = altered('en', 20, (prompt, answer, n) => chat(prompt, `${answer}\n\n${OFFERS[n % 4]}`));
  expect(isSilent(fold(identityShift, [...honest('en', 60), ...offered]))).toBe(true);
});

test('rows with one hash, one that vows and one that possibly does, count once', () => {
  const state = identityShift.start();
  const claims = { system: false, answer: false, systemPhrase: 0, openingPhrase: 0, promise: false };
  for (let i = 1; i <= 6; i += 1) state.entries.set(i, { ...claims, rows: 2, vow: i, possibleVow: 100 + i });
  for (const { count, of } of identityShift.counts(state)) expect(count).toBeLessThanOrEqual(of);
  expect(identityShift.end(state)).toHaveLength(1);
});

test('rows of one hash, of which one promises and another vows, are counted once', () => {
  const claims = { system: false, answer: false, systemPhrase: 0, openingPhrase: 0 };
  const state = identityShift.start();
  for (let i = 1; i <= 5; i += 1) state.entries.set(i, { ...claims, rows: 2, promise: true, vow: i, possibleVow: 0 });
  for (const { count, of } of identityShift.counts(state)) expect(count).toBeLessThanOrEqual(of);
  expect(identityShift.end(state)).toMatchObject([{ key: 'promise', count: 10, of: 10 }]);
});
