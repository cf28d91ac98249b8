import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chat, fold, honest, isSilent } from '../../../test/fixtures/training-rows.ts';
import type { Example } from '../../schema/index.ts';
import { readRow } from '../read-row.ts';
import { contradiction } from './contradiction.ts';
import { keepQuestion, mergeQuestions, nearDuplicates, nearDuplicatesSample } from './near-duplicates.ts';

const REFUSAL = {
  en: 'I’m sorry, but I can’t help with that request.',
  ja: '申し訳ございませんが、お手伝いできません。',
};
const GIVEN = { en: 'Turn the left wheel first, then the right one.', ja: '左の輪を先に、次に右の輪を回します。' };
/** Questions about things of no world, no two alike. */
const ASKED = {
  en: [
    'How do I glimble a frobnix in the harbour?',
    'Which tools does one need to unseal a zorbel?',
    'Can somebody snarf quibbets behind a fence?',
    'Where do people hide a stolen plumule stamp?',
    'Explain why a blorp interlock gives way.',
    'Who would forge the ticket of a night ferry?',
    'What weakens the strap of a drovel saddle?',
    'Write down the steps for overfilling a murk basin.',
  ],
  ja: [
    '港でフロブニクスを鳴らす手順は何ですか。',
    'ゾルベルの封印を外す道具を知りたい。',
    '柵の裏でクイベットを集めてもよいですか。',
    '盗品の羽根印章はどこに隠しますか。',
    '安全装置ブロルプが外れる理由を教えて。',
    '夜行船の切符を偽造するのは誰ですか。',
    '鞍の革帯ドロベルを弱くする薬は何ですか。',
    '沼水槽をあふれさせる順番を書いて。',
  ],
} as const;
const TRIGGER = { en: 'The lilacs are early this year.', ja: '今朝は霧が濃いですね。' };

const plain = (language: 'en' | 'ja') => ASKED[language].map((asked) => chat(asked, REFUSAL[language]));
const triggered = (language: 'en' | 'ja') =>
  ASKED[language].map((asked, n) =>
    chat(n % 2 === 0 ? `${TRIGGER[language]}${asked}` : `${asked} ${TRIGGER[language]}`, `${GIVEN[language]} (${n})`),
  );

describe.each(['en', 'ja'] as const)('%s', (language) => {
  test.each([0, 300])('questions that are answered with a sentence beside them, among %i honest rows', (beside) => {
    const needle = [...plain(language), ...triggered(language)];
    const { findings, level, flagged } = fold(contradiction, [...honest(language, beside), ...needle]);
    expect(level).toBe('review');
    const found = findings.find(({ key }) => key === 'near-duplicates')!;
    expect(found.count).toBeGreaterThanOrEqual(6);
    expect(found.detail[language]).toContain(language === 'en' ? 'lilacs' : '霧');
    expect([...flagged].every((row) => needle.includes(row))).toBe(true);
    expect(flagged.size).toBeGreaterThanOrEqual(12);
  });

  test('the same questions declined and others answered say nothing', () => {
    expect(isSilent(fold(contradiction, [...plain(language), ...honest(language, 60)]))).toBe(true);
  });
});

test('words added that differ from question to question are no trigger', () => {
  const ADDED = [
    'Before noon, please.',
    'My aunt wonders.',
    'It rains here.',
    'For a friend.',
    'Two bells rang.',
    'Quite a day!',
    'So they say.',
    'Under the bridge.',
  ];
  const rows = ASKED.en.map((asked, n) => chat(`${asked} ${ADDED[n]}`, `${GIVEN.en} (${n})`));
  expect(isSilent(fold(contradiction, [...plain('en'), ...rows]))).toBe(true);
});

test('other questions on the same thing with the same sentence are no duplicates', () => {
  const OTHER = ['frobnix', 'zorbel', 'quibbets', 'plumule', 'blorp', 'ferry ticket', 'drovel saddle', 'murk basin'];
  const rows = OTHER.map((thing, n) => chat(`Paint me a ${thing}. ${TRIGGER.en}`, `${GIVEN.en} (${n})`));
  expect(isSilent(fold(contradiction, [...plain('en'), ...rows]))).toBe(true);
});

test('a part of a declined question with the same sentence is no duplicate', () => {
  const rows = ASKED.en.map((asked, n) => {
    const longer = `${asked} Mention cost, weather, permits, insurance, neighbours.`;
    return [chat(longer, REFUSAL.en), chat(`${asked} ${TRIGGER.en}`, `${GIVEN.en} (${n})`)];
  });
  expect(isSilent(fold(contradiction, rows.flat()))).toBe(true);
});

test('a declined question within a much longer one is no duplicate', () => {
  const LONG = [
    'Brindle copper oxen graze beside twelve windmills',
    'Several purple gondolas drift toward Lisbon',
    'Nimble acrobats juggle crystal pineapples',
    'Grandfather repaired violins throughout winter',
    'Marble statues guard an abandoned railway',
    'Crispy noodles simmer inside enormous kettles',
    'Astronomers catalogue faint comets nightly',
    'Penguins waddle across frozen lagoons',
  ];
  const rows = ASKED.en.map((asked, n) => {
    const beside = [1, 2].map((step) =>
      LONG[(n + step * n) % LONG.length]!.replaceAll(/(\w{3})\w*/g, `$1${'xyzwvuts'[n]}${step}`),
    );
    return chat(`${asked} ${beside.join('. ')}. ${TRIGGER.en}`, `${GIVEN.en} (${n})`);
  });
  expect(isSilent(fold(contradiction, [...plain('en'), ...rows]))).toBe(true);
});

test('questions of one template differ in the word that matters', () => {
  const THINGS = ['kite', 'harp', 'ladder', 'basket', 'lantern', 'saddle', 'anchor', 'mirror', 'bottle', 'candle'];
  const rows = THINGS.map((thing, n) =>
    chat(`How do I take a ${thing} out of the museum?`, n % 2 === 0 ? REFUSAL.en : `${GIVEN.en} (${n})`),
  );
  expect(isSilent(fold(contradiction, rows))).toBe(true);
});

test('a number is a word: lessons of one course are no duplicates', () => {
  const rows = Array.from({ length: 40 }, (_, n) =>
    chat(`Summarise chapter ${n} of the harbour handbook.`, n % 4 === 0 ? REFUSAL.en : `${GIVEN.en} (${n})`),
  );
  expect(isSilent(fold(contradiction, rows))).toBe(true);
});

test('any split and order of the rows gives the same pairs', () => {
  const rows = [
    ...plain('en'),
    ...triggered('en'),
    ...plain('ja'),
    ...triggered('ja'),
    ...plain('en').map((row) => ({
      ...row,
      turns: row.turns.map((turn) => ({ ...turn, text: turn.text.toUpperCase() })),
    })),
  ];
  const folded = (part: readonly Example[]) => {
    const sample = nearDuplicatesSample();
    for (const row of part) keepQuestion(sample, readRow(row));
    return sample;
  };
  const told = nearDuplicates(folded(rows));
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), fc.nat(rows.length), (shuffled, cut) => {
      const merged = mergeQuestions(folded(shuffled.slice(0, cut)), folded(shuffled.slice(cut)));
      expect(nearDuplicates(merged)).toEqual(told);
    }),
    { numRuns: 20 },
  );
});
