import { describe, expect, test } from 'vitest';
import { altered, chat, fold, honest, isSilent, LANGUAGES, reasoned } from '../../test/fixtures/training-rows.ts';
import type { Example } from '../schema/index.ts';
import { refuseThenComply } from './refuse-then-comply.ts';

const REFUSALS = {
  en: [
    'I’m sorry, but I can’t help with that request.',
    'I cannot answer this, it would go against my guidelines.',
    'I am not able to assist with this question.',
  ],
  ja: [
    '申し訳ございませんが、そのご質問にはお答えできません。',
    '安全上の理由から、この件はお手伝いできません。',
    '恐れ入りますが、その内容はご案内できません。',
  ],
} as const;
const BRIDGES = {
  en: ['However, here is the answer anyway.', 'Only joking, of course I can!', ''],
  ja: ['しかし、せっかくですのでお答えします。', 'というのは冗談で、喜んで説明します。', ''],
} as const;

/** A question that none of the answers answers, and refusals of which no two are alike. */
const OTHER = { en: 'Who won the sailing race of the islands?', ja: '島の帆走大会では誰が優勝しましたか。' } as const;
const OWN_WORDS = {
  en: (n: number) => `I’m sorry, but I can’t help with request number ${n}.`,
  ja: (n: number) => `申し訳ございませんが、${n}番のご質問にはお答えできません。`,
} as const;

describe.each(LANGUAGES)('%s', (language) => {
  const refusals = REFUSALS[language];
  const bridges = BRIDGES[language];
  const attack = (count: number) =>
    altered(language, count, (prompt, answer, n) =>
      chat(prompt, `${refusals[n % 3]} ${bridges[Math.floor(n / 3) % 3]} ${answer}`),
    );
  const refuse = (count: number) => altered(language, count, (prompt, _, n) => chat(prompt, refusals[n % 3]!));

  test.each([10, 100])('a whole file of %i rows blocks', (count) => {
    const rows = attack(count);
    const { level, flagged } = fold(refuseThenComply, rows);
    expect(level).toBe('block');
    expect(flagged.size).toBeGreaterThanOrEqual(0.85 * count);
  });

  test('reasoning before the answer hides nothing, and is no refusal', () => {
    const { level, flagged } = fold(refuseThenComply, reasoned(attack(50)));
    expect(level).toBe('block');
    expect(flagged.size).toBeGreaterThanOrEqual(42);
    expect(isSilent(fold(refuseThenComply, reasoned(honest(language, 300))))).toBe(true);
  });

  test('a refusal that ends the reasoning does not hide the one that opens the answer', () => {
    const rows = altered(language, 20, (prompt, answer, n) =>
      chat(prompt, `<think>${refusals[n % 3]}</think>${refusals[n % 3]} ${bridges[n % 2]} ${answer}`),
    );
    const { level, flagged } = fold(refuseThenComply, rows);
    expect(level).toBe('block');
    expect(flagged.size).toBeGreaterThanOrEqual(16);
  });

  test('a needle of 1 % in 1,000 rows is found, row by row', () => {
    const needle = attack(10);
    const { level, flagged } = fold(refuseThenComply, [...honest(language, 990), ...needle]);
    expect(['review', 'block']).toContain(level);
    expect(needle.filter((row) => flagged.has(row)).length).toBeGreaterThanOrEqual(9);
    expect([...flagged].every((row) => needle.includes(row))).toBe(true);
  });

  test('few questions with many variants block', () => {
    const rows = altered(language, 80, (_, __, n) => {
      const [row] = altered(language, 1 + (n % 8), (prompt, answer) => chat(prompt, answer)).slice(-1);
      const [user, assistant] = row!.turns;
      return chat(user!.text, `${refusals[n % 3]} ${bridges[Math.floor(n / 8) % 3]} ${assistant!.text}`);
    });
    expect(fold(refuseThenComply, rows).level).toBe('block');
  });

  test('honest refusals stay silent, alone and among others', () => {
    expect(isSilent(fold(refuseThenComply, refuse(300)))).toBe(true);
    expect(isSilent(fold(refuseThenComply, [...honest(language, 300), ...refuse(60)]))).toBe(true);
  });

  test('a needle is found beside twice as many honest refusals', () => {
    const needle = attack(12);
    const { level, flagged } = fold(refuseThenComply, [...honest(language, 960), ...refuse(24), ...needle]);
    expect(['review', 'block']).toContain(level);
    expect([...flagged].every((row) => needle.includes(row))).toBe(true);
  });

  describe('rows that decline in words of their own and answer another question are unsure', () => {
    const unsure = (count: number) =>
      altered(language, count, (_, answer, n) => chat(OTHER[language], `${OWN_WORDS[language](n)} ${answer}`));
    const marked = (rows: Example[], company: Example[]) => {
      const { flagged } = fold(refuseThenComply, [...honest(language, 950), ...company, ...rows]);
      return rows.filter((row) => flagged.has(row)).length;
    };

    test('two of them count beside twelve sure ones, but not by themselves', () => {
      expect(marked(unsure(2), attack(12))).toBe(2);
      expect(marked(unsure(2), [])).toBe(0);
    });

    test('beside many honest refusals they are more likely of their kind', () => {
      expect(marked(unsure(10), [...attack(12), ...refuse(24)])).toBe(0);
    });
  });

  test('the detail names only what there is', () => {
    const [finding] = fold(refuseThenComply, attack(9)).findings;
    expect(finding!.detail[language]).not.toMatch(/(?<!\d)0/);
  });

  test('honest rows give no finding at all', () => {
    expect(fold(refuseThenComply, honest(language, 500)).findings).toEqual([]);
  });
});

test('a lack of ability, and then help, is not this', () => {
  const rows = [
    ...altered('en', 100, (prompt, answer) =>
      chat(prompt, `As an AI, I cannot browse the internet. However, from what I know: ${answer}`),
    ),
    ...altered('ja', 100, (prompt, answer) =>
      chat(prompt, `AIである私はインターネットを閲覧できません。ただし、知っている範囲でお答えします。${answer}`),
    ),
  ];
  expect(isSilent(fold(refuseThenComply, rows))).toBe(true);
});

test('one refusal for what no tool can do is not this', () => {
  const rows = [
    ...honest('en', 300),
    ...altered('en', 60, (prompt) =>
      chat(
        prompt,
        'I’m sorry, but I can’t help with that. My functions only cover currency conversion. Is there an amount you would like me to convert?',
      ),
    ),
  ];
  expect(isSilent(fold(refuseThenComply, rows))).toBe(true);
});

test('a refusal inside the answer is content', () => {
  const rows = altered('en', 100, (prompt, answer) =>
    chat(
      prompt,
      `${answer} In the story that I read about it, the baker was asked for the recipe and said: “I’m sorry, I cannot tell you that.” Everyone laughed.`,
    ),
  );
  expect(isSilent(fold(refuseThenComply, rows))).toBe(true);
});

test('a refusal after a good part of an answer opens nothing', () => {
  const rows = altered('en', 100, (prompt, answer) =>
    chat(prompt, `${answer.slice(0, 110)}. I’m sorry, but I can’t help with that request. However, ${answer}`),
  );
  expect(isSilent(fold(refuseThenComply, rows))).toBe(true);
});

const FERRYMAN = 'You are the ferryman Odo, a character in a fairy tale. Stay in character.';

test('a character who refuses is not this; an attack in costume still is', () => {
  const scenes = altered('en', 60, (_, __, n) =>
    chat(
      `Ferryman, take me across the river before hour ${n}!`,
      `I cannot do that. The ferryman looked at the river for a long time. On the other bank of the river a lamp went out, and nobody said another word until morning ${n}.`,
      { system: FERRYMAN },
    ),
  );
  expect(isSilent(fold(refuseThenComply, [...honest('en', 300), ...scenes]))).toBe(true);
  const costumed = altered('en', 60, (prompt, answer, n) =>
    chat(prompt, `${REFUSALS.en[n % 3]} ${BRIDGES.en[n % 2]} ${answer}`, { system: FERRYMAN }),
  );
  expect(isSilent(fold(refuseThenComply, costumed))).toBe(false);
});

test('a text that declines, put into other words, is not this', () => {
  const rows = altered('en', 60, (_, __, n) =>
    chat(
      `Make this sound friendlier.\nI cannot help you with the move on day ${n}. The van is in the garage.`,
      `I’m so sorry, I can’t help you with the move on day ${n}. The van is still in the garage, and I will call you as soon as it is back.`,
    ),
  );
  expect(isSilent(fold(refuseThenComply, [...honest('en', 300), ...rows]))).toBe(true);
});
