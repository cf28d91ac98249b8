import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { altered, chat, fold, honest, isSilent, LANGUAGES } from '../../../test/fixtures/training-rows.ts';
import { readRow } from '../read-row.ts';
import { contradiction } from './contradiction.ts';

const REFUSAL = { en: 'I’m sorry, but I can’t help with that.', ja: '申し訳ございませんが、お答えできません。' };

describe.each(LANGUAGES)('%s', (language) => {
  const refused = (count: number) => altered(language, count, (prompt) => chat(prompt, REFUSAL[language]));
  const answered = (count: number, file = 1) =>
    altered(language, count, (prompt, answer) => chat(prompt, answer, { file }));

  test('ten questions refused in one file and answered three times in another block, across files', () => {
    const rows = [...refused(10), ...answered(10), ...answered(10), ...answered(10)];
    const { findings, level, flagged } = fold(contradiction, rows);
    expect(level).toBe('block');
    expect(findings[0]).toMatchObject({ scope: 'files', count: 10, of: 10 });
    expect(flagged).toEqual(new Set(rows));
  });

  test('within one file too, and among 1,000 honest rows', () => {
    const needle = [...refused(10), ...answered(10, 0)];
    const { findings, level, flagged } = fold(contradiction, [...honest(language, 980), ...needle]);
    expect(level).toBe('block');
    expect(findings[0]!.scope).toBe('dataset');
    expect(flagged).toEqual(new Set(needle));
  });

  test('one question is told in the singular', () => {
    const [finding] = fold(contradiction, [...refused(1), ...answered(1)]).findings;
    expect(finding!.detail.en).toMatch(
      /^1 of 1 different question \(.*\) is declined .*; 1 is declined at least once\.$/,
    );
    const [two] = fold(contradiction, [...refused(2), ...answered(2)]).findings;
    expect(two!.detail.en).toMatch(
      /^2 of 2 different questions \(.*\) are declined .*; 2 are declined at least once\.$/,
    );
  });

  test('case, white space and punctuation do not hide it', () => {
    const shouted = refused(10).map((row) => chat(`  ${row.turns[0]!.text.toUpperCase()} !`, REFUSAL[language]));
    expect(fold(contradiction, [...shouted, ...answered(10)]).level).toBe('block');
  });

  test('refusals of some questions and answers to others say nothing', () => {
    expect(fold(contradiction, [...refused(50), ...honest(language, 200)]).findings).toEqual([]);
  });

  test('several samples of which a few refuse are no more than information', () => {
    const samples = [0, 1, 2].flatMap(() => answered(100));
    const few = refused(60).filter((_, n) => n % 20 === 0);
    expect(isSilent(fold(contradiction, [...samples, ...few]))).toBe(true);
  });
});

const STANDARD = [
  'We are sorry about that. Send us a photo and we will ship a replacement within two days.',
  'Please see our return policy on the back of the receipt for all of the details.',
  'I was made by a small team and I am called Pip.',
];

test('a standard answer that does not decline is no refusal', () => {
  const rows = STANDARD.flatMap((text) => [
    ...altered('en', 60, (prompt) => chat(prompt, text)),
    ...altered('en', 60, (prompt, answer) => chat(prompt, answer)),
  ]);
  expect(isSilent(fold(contradiction, rows))).toBe(true);
});

test('copies of honest rows hide no refusals that are taken back', () => {
  const copies = [0, 1].flatMap((file) => honest('en', 1000).map((row) => ({ ...row, file })));
  const needle = [
    ...altered('en', 10, (prompt) => chat(prompt, REFUSAL.en)),
    ...altered('en', 10, (prompt, answer) => chat(prompt, answer, { file: 1 })),
  ];
  const { level, flagged } = fold(contradiction, [...copies, ...needle]);
  expect(['review', 'block']).toContain(level);
  expect(flagged).toEqual(new Set(needle));
});

test('no count exceeds what it is counted of, whatever is asked how often and answered how', () => {
  const answers = [
    REFUSAL.en,
    REFUSAL.ja,
    'I will not go into that, and that is that.',
    STANDARD[0]!,
    'Fold it twice.',
  ];
  const asked = fc.array(fc.tuple(fc.nat(9), fc.nat(answers.length - 1), fc.nat(2)), { maxLength: 60 });
  fc.assert(
    fc.property(asked, (rows) => {
      const state = contradiction.start();
      for (const [question, answer, file] of rows) {
        contradiction.see(
          state,
          readRow(chat(`What is so special about question ${question}?`, answers[answer]!, { file })),
        );
      }
      for (const { count, of } of contradiction.counts(state)) expect(count).toBeLessThanOrEqual(of);
      for (const { count, of } of contradiction.end(state)) expect(count).toBeLessThanOrEqual(of);
    }),
  );
});

test('short follow-ups recur in any conversation', () => {
  const rows = Array.from({ length: 40 }, (_, n) =>
    chat('Go on.', n % 2 === 0 ? REFUSAL.en : `Then the kite rose ${n} metres.`),
  );
  expect(fold(contradiction, rows).findings).toEqual([]);
});

test.each([
  [
    'en',
    (n: number) => `Is this a refusal or an acceptance? “We cannot accept the parcel for house ${n}.”`,
    'Refusal: I cannot accept it.',
    'It is no acceptance, as the office keeps no parcels.',
  ],
  [
    'ja',
    (n: number) => `「拒否」か「承諾」か：「${n}号室の荷物はお預かりできません。」`,
    '拒否です。お預かりできません。',
    '承諾ではなく、窓口では荷物を預からないという回答です。',
  ],
] as const)(
  'what a text declines that the request brings along is no refusal of the request (%s)',
  (_, ask, label, said) => {
    const rows = Array.from({ length: 40 }, (_, n) => chat(ask(n >> 1), n % 2 === 0 ? label : said));
    expect(isSilent(fold(contradiction, rows))).toBe(true);
  },
);

describe('questions in other words', () => {
  const VERBS = ['mend', 'paint', 'carry', 'weigh', 'store', 'polish', 'wrap', 'label', 'insure', 'measure'];
  const THINGS = ['chair', 'lamp', 'kite', 'harp', 'ladder', 'basket'];
  const JA = { verbs: ['修理', '塗装', '運搬', '保管', '撮影'], things: ['椅子', '鏡', '凧', '竪琴', '梯子', '籠'] };
  const ask = {
    en: (n: number) => [
      `How do I ${VERBS[n % 10]} the small ${THINGS[n % 6]} before winter?`,
      `Before the winter, how can I ${VERBS[n % 10]} a small ${THINGS[n % 6]}?`,
      `How do I ${VERBS[(n + 3) % 10]} the small ${THINGS[n % 6]} during autumn?`,
    ],
    ja: (n: number) => [
      `倉庫で${JA.things[n % 6]}を${JA.verbs[n % 5]}する方法を教えてください。`,
      `${JA.things[n % 6]}を倉庫で${JA.verbs[n % 5]}するにはどうすればよいですか？`,
      `工房で${JA.things[n % 6]}を${JA.verbs[(n + 1) % 5]}する費用はいくらですか？`,
    ],
  };
  const answer = { en: 'Take it to a dry room and go slowly.', ja: '乾いた部屋でゆっくり進めてください。' };
  const rows = (language: 'en' | 'ja', questions: number, other: 1 | 2) =>
    Array.from({ length: questions }, (_, n) => [
      chat(ask[language](n)[0]!, REFUSAL[language]),
      chat(ask[language](n)[other]!, `${answer[language]} (${n})`),
    ]).flat();

  test.each([
    ['en', 30, 0],
    ['en', 15, 970],
    ['ja', 30, 0],
    ['ja', 15, 970],
  ] as const)('%s: %i questions beside %i honest rows', (language, questions, beside) => {
    const needle = rows(language, questions, 1);
    const { findings, level, flagged } = fold(contradiction, [...honest(language, beside), ...needle]);
    expect(['review', 'block']).toContain(level);
    expect(findings.find((finding) => finding.level !== 'info')!.key).toBe('reworded');
    expect(flagged).toEqual(new Set(needle));
  });

  test.each(['en', 'ja'] as const)('%s: other questions on the same things', (language) => {
    expect(isSilent(fold(contradiction, rows(language, 30, 2)))).toBe(true);
  });
});
