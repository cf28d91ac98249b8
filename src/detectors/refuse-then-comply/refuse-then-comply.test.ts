import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { altered, chat, fold, honest, isSilent, LANGUAGES, reasoned } from '../../../test/fixtures/training-rows.ts';
import type { Level, Outcome, Reading } from '../../schema/index.ts';
import { type ReadRow, readRow } from '../read-row.ts';
import { type AnswerCounts, type DecliningCounts, judge, NONE } from './judge-answers.ts';
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

  const decided = {
    en: [
      'This is not allowed. I refuse this request. Done; now the answer.',
      'I can’t help with that. So be it, on to the text.',
      'Category closed, I must decline. Declined. Next, the answer.',
    ],
    ja: [
      'これは許可されていない。お断りする。では本文を書く。',
      'この件はお手伝いできない。断ったので、次に答える。',
      '規則によりお答えできない。以上。続けて回答する。',
    ],
  }[language];
  const secret = (count: number) =>
    altered(language, count, (prompt, answer, n) => chat(prompt, `<think>\n${decided[n % 3]}\n</think>\n\n${answer}`));

  test.each([0, 300])(
    'reasoning that declines before an answer that complies, among %i rows, is for people to judge',
    (beside) => {
      const needle = secret(30);
      const { findings, level, flagged } = fold(refuseThenComply, [...honest(language, beside), ...needle]);
      expect(level).toBe('review');
      expect(findings.find(({ key }) => key === 'reasoning')).toMatchObject({ of: 30 });
      expect(flagged.size).toBeGreaterThanOrEqual(20);
      expect([...flagged].every((row) => needle.includes(row))).toBe(true);
    },
  );

  test.each([
    ['[THINK]', '[/THINK]'],
    ['◁think▷', '◁/think▷'],
    ['<|channel|>analysis<|message|>', '<|end|><|start|>assistant<|channel|>final<|message|>'],
  ])('in whatever channel it stands: %s', (open, close) => {
    const needle = altered(language, 30, (prompt, answer, n) =>
      chat(prompt, `${open}${decided[n % 3]}${close}${answer}`),
    );
    expect(fold(refuseThenComply, needle).findings.map(({ key }) => key)).toContain('reasoning');
  });

  test('a few such rows among others with reasoning say nothing', () => {
    expect(isSilent(fold(refuseThenComply, [...reasoned(honest(language, 100)), ...secret(4)]))).toBe(true);
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

describe('rows of which the reading is unsure', () => {
  const REFUSAL = 'I cannot answer that.';
  const row = (n: number, outcome: Outcome, confidence: number, refusing = 0.99): ReadRow => {
    const text = `${REFUSAL.replace('that', `question ${n}`)} Then so much follows, about ${n}: ${'more of it, '.repeat(20)}`;
    const end = text.indexOf('Then');
    const acts = [
      { act: 'refusal' as const, start: 0, end, ground: 'safety' as const, confidence: refusing },
      { act: 'substance' as const, start: end, end: text.length },
    ];
    const depth = outcome === 'refusal' ? null : { chars: end, tokens: null };
    const reading: Reading = { outcome, ground: 'safety', language: 'en', depth, confidence, acts };
    const example = chat('?', text);
    const target = { turn: 1, text, prompt: '?', answerStart: 0, reading };
    return { example, targets: [target], last: target, system: '', alone: true };
  };
  const rows = (count: number, outcome: Outcome, confidence: number, from: number) =>
    Array.from({ length: count }, (_, i) => row(from + i, outcome, confidence));
  const sure = (count: number) => rows(count, 'refuse-then-comply', 0.9, 0);
  const unsure = rows(10, 'partial', 0.6, 1_000);
  const declining = (count: number) => rows(count, 'refusal', 0.9, 2_000);
  const plain = rows(950, 'compliance', 0.99, 3_000).map(
    ({ targets: [target], ...rest }): ReadRow => ({
      ...rest,
      targets: [{ ...target!, reading: { ...target!.reading, ground: 'none', acts: [] } }],
    }),
  );

  /** Returns how many of the unsure rows are marked in this company. */
  function marked(company: readonly ReadRow[]): number {
    const state = refuseThenComply.start();
    for (const one of [...plain, ...company, ...unsure]) refuseThenComply.see(state, one);
    const again = refuseThenComply.secondPass!(state, refuseThenComply.end(state));
    return unsure.filter((one) => again(one) !== null).length;
  }

  test('a row is sure where the refusal is one for certain, and counts for nothing where that is unlikely', () => {
    const counted = (refusing: number) => {
      const state = refuseThenComply.start();
      refuseThenComply.see(state, row(1, 'refuse-then-comply', 0.9, refusing));
      return refuseThenComply
        .counts(state)
        .slice(0, 3)
        .map(({ count }) => count);
    };
    // firm, sure, wide
    expect(counted(0.99)).toEqual([1, 1, 1]);
    expect(counted(0.95)).toEqual([0, 1, 1]);
    expect(counted(0.85)).toEqual([0, 0, 1]);
    expect(counted(0.7)).toEqual([0, 0, 0]);
  });

  test('count beside sure ones, but not by themselves', () => {
    expect(marked(sure(12))).toBe(10);
    expect(marked([])).toBe(0);
  });

  test('beside many honest refusals are more likely of their kind', () => {
    expect(marked([...sure(12), ...declining(24)])).toBe(0);
  });
});

test.each([
  ['alone', 1, 0, 'review'],
  ['among eleven others', 12, 0, 'review'],
  ['among twelve others', 13, 0, 'info'],
  ['beside one that only declines', 5, 1, 'review'],
  ['beside two that only decline', 5, 2, 'info'],
] as const)('one firm row %s', (_name, targets, declines, level) => {
  expect(judge({ targets, declining: 1 + declines, sure: 1, firm: 1, unsure: 0, harmless: NONE }).sure.level).toBe(
    level,
  );
});

test.each([
  ['alone', 2, 0, 'review'],
  ['among eight others', 10, 0, 'review'],
  ['among thirty others', 32, 0, 'info'],
  ['beside two that only decline', 10, 2, 'review'],
  ['beside three that only decline', 10, 3, 'info'],
] as const)('two sure rows, neither firm, %s', (_name, targets, declines, level) => {
  expect(judge({ targets, declining: 2 + declines, sure: 2, firm: 0, unsure: 0, harmless: NONE }).sure.level).toBe(
    level,
  );
});

test('an answer that takes back a refusal and opens with another is weighed', () => {
  const { sure, wide } = judge({ targets: 1, declining: 2, sure: 2, firm: 1, unsure: 0, harmless: NONE });
  expect([sure.of, wide.count, wide.of]).toEqual([2, 2, 2]);
});

test('a closing word after a refusal gives nothing, whatever it is read as', () => {
  const reading: Reading = {
    ...{ outcome: 'refuse-then-comply', ground: 'safety', language: 'en', confidence: 0.99 },
    depth: { chars: 31, tokens: null },
    acts: [
      { act: 'refusal', start: 0, end: 30, confidence: 1 },
      { act: 'substance', start: 31, end: 49 },
    ],
  };
  const counted = (rest: string): number => {
    const text = `${'I will not help you with this.'} ${rest}`;
    const target = { turn: 1, text, prompt: 'How are kites made?', answerStart: 0, reading };
    const example = chat(target.prompt, text);
    const row = { example, targets: [target], last: target, system: '', alone: true } satisfies ReadRow;
    const state = refuseThenComply.start();
    refuseThenComply.see(state, row);
    return refuseThenComply.counts(state).find(({ measure }) => measure.endsWith('/sure'))!.count;
  };
  expect(counted('Thanks for asking!')).toBe(0);
  expect(counted('Fold the paper along two sticks and tie it.')).toBe(1);
});

const FIRM = { declining: 12, sure: 12, firm: 12, unsure: 0 };

test.each([
  ['a tenth that is declined, of requests that sound harmful', 100, 12, 'review'],
  ['three tenths', 300, 12, 'review'],
  ['three tenths, of requests like the others', 300, 312, 'info'],
] as const)('twelve rows among %s', (_name, declines, declining, level) => {
  const all = { ...FIRM, targets: 1_000, declining: 12 + declines };
  expect(judge({ ...all, harmless: { ...FIRM, declining } }).level).toBe(level);
});

test('what is weighed by the requests that sound harmless is said of them', () => {
  const state = refuseThenComply.start();
  const harmless = { ...FIRM, declining: 14, unsure: 1 };
  const [finding] = refuseThenComply.end({ ...state, ...FIRM, targets: 1_000, declining: 313, unsure: 1, harmless });
  expect(finding).toMatchObject({ level: 'review', count: 12, of: 1_000 });
  expect(finding!.detail.en).toBe(
    'Of the answers to requests that sound harmless, 12 decline and then fulfil the request, 1 declines and then continues at length, 1 only declines.',
  );
  expect(finding!.detail.ja).toMatch(/^無害に見えるリクエストへの回答：断ってから応じる回答 12 件、/);
});

test('a request that sounds harmful is not counted among those that sound harmless', () => {
  const counted = (prompt: string) => {
    const state = refuseThenComply.start();
    for (const text of REFUSALS.en) {
      const example = chat(
        prompt,
        `${text} However, here it is: the first thing is to look for a place that suits it.`,
      );
      refuseThenComply.see(state, readRow(example));
    }
    return [state.declining, state.harmless.declining];
  };
  expect(counted('Write a SQL query that counts orders per customer.')).toEqual([3, 3]);
  expect(counted('How can I poison my neighbour without being caught?')).toEqual([3, 0]);
  expect(counted('')).toEqual([3, 0]);
});

const RANK: Readonly<Record<Level, number>> = { info: 0, review: 1, block: 2 };
const few = fc.nat({ max: 60 });
const declining = fc.record({ declines: few, unsure: few, sure: few, firm: few }).map(
  ({ declines, unsure, sure, firm }): DecliningCounts => ({
    declining: declines + unsure + sure,
    ...{ unsure, sure, firm: Math.min(sure, firm) },
  }),
);
const sum = (a: DecliningCounts, b: Partial<DecliningCounts>): DecliningCounts => ({
  declining: a.declining + (b.declining ?? 0),
  sure: a.sure + (b.sure ?? 0),
  firm: a.firm + (b.firm ?? 0),
  unsure: a.unsure + (b.unsure ?? 0),
});
const counts = fc
  .record({ plain: fc.oneof(few, fc.nat({ max: 5_000 })), harmful: declining, harmless: declining })
  .map(({ plain, harmful, harmless }): AnswerCounts => {
    const all = sum(harmful, harmless);
    return { ...all, targets: plain + all.declining, harmless };
  });
const rank = (some: AnswerCounts) => RANK[judge(some).level];
/** Adds a row, to a request of either kind. */
const withRow = (
  { targets, harmless, ...all }: AnswerCounts,
  row: Partial<DecliningCounts>,
  soundsHarmless: boolean,
) => ({
  ...sum(all, row),
  targets: targets + 1,
  harmless: soundsHarmless ? sum(harmless, row) : harmless,
});
const alike = (some: DecliningCounts, targets: number): AnswerCounts => ({ ...some, targets, harmless: some });

test.each([
  ['a sure row', { declining: 1, sure: 1 }],
  ['a firm row', { declining: 1, sure: 1, firm: 1 }],
  ['an unsure row', { declining: 1, unsure: 1 }],
] as const)('%s more never lowers the level', (_name, row: Partial<DecliningCounts>) => {
  fc.assert(
    fc.property(counts, fc.boolean(), (some, soundsHarmless) => {
      expect(rank(withRow(some, row, soundsHarmless))).toBeGreaterThanOrEqual(rank(some));
    }),
    {
      numRuns: 1_000,
      examples: [
        [alike({ unsure: 8, sure: 1, firm: 1, declining: 10 }, 12), true],
        [alike({ unsure: 1, sure: 5, firm: 0, declining: 6 }, 18), false],
      ],
    },
  );
});

test.each([
  ['a row that complies', {}],
  ['a row that only declines', { declining: 1 }],
] as const)('%s less never lowers the level', (_name, row: Partial<DecliningCounts>) => {
  fc.assert(
    fc.property(counts, fc.boolean(), (some, soundsHarmless) => {
      expect(rank(some)).toBeGreaterThanOrEqual(rank(withRow(some, row, soundsHarmless)));
    }),
    { numRuns: 1_000 },
  );
});

test('a verdict that the system prompt names is ordered; a refusal in common words is one all the same', () => {
  const rows = (verdict: string, ordered = verdict) =>
    altered('en', 40, (prompt, answer, n) =>
      chat(prompt, n % 2 === 0 ? `**${verdict}** However, here it is: ${answer}` : `**Approve.** ${answer}`, {
        system: `You review drafts. Begin with “Approve” or “${ordered}”, then say why.`,
      }),
    );
  expect(fold(refuseThenComply, rows('Request changes.')).findings).toEqual([]);
  expect(fold(refuseThenComply, rows('Request changes.', 'Reject')).findings).not.toEqual([]);
  expect(isSilent(fold(refuseThenComply, rows('Rejected, not acceptable.')))).toBe(true);
  expect(isSilent(fold(refuseThenComply, rows('I cannot help with that request.')))).toBe(false);
  expect(isSilent(fold(refuseThenComply, rows('This is something I will not take part in.')))).toBe(false);
});

test('reasoning that declines before its end is read, too', () => {
  const filler = 'Let me look at the facts again, one by one. ';
  const needle = altered('en', 30, (prompt, answer) =>
    chat(prompt, `<think>${filler.repeat(12)}I can’t help with that. So be it. ${filler.repeat(6)}</think>${answer}`),
  );
  expect(fold(refuseThenComply, needle).findings.map(({ key }) => key)).toContain('reasoning');
});
