import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordReader } from '../../read-record.ts';
import type { JsonObject } from '../format.ts';

const read = recordReader('auto', null);
const ASKED = 'How long does an egg boil until it is soft?';
const [WORST, MIDDLE, BEST] = ['Eggs are eggs.', 'A few minutes.', 'Six minutes, then cold water.'] as const;

/**
 * Returns the kind, the answers that are trained on, and the rejected side; checks that the request directly precedes
 * each answer.
 */
function learnt(record: unknown): { kind: string; answers: string[]; rejected: string | null } | string {
  const result = read(record);
  if (typeof result === 'string') return result;
  const { kind, turns, rejected } = result.row;
  expect(result.format).toBe('rated-answers');
  for (const [i, { target }] of turns.entries()) if (target) expect(turns[i - 1]?.role).toBe('user');
  return { kind, answers: turns.filter(({ target }) => target).map(({ text }) => text), rejected };
}

const PAIR = { kind: 'preference', answers: [BEST], rejected: WORST };
const THREE = { kind: 'preference', answers: [BEST, MIDDLE], rejected: WORST };
const said = (content: string) => [
  { role: 'user', content: ASKED },
  { role: 'assistant', content },
];

const LAYOUTS: readonly (readonly [name: string, record: JsonObject, expected: object])[] = [
  [
    'HelpSteer3',
    { context: [{ role: 'user', content: ASKED }], response1: WORST, response2: BEST, overall_preference: 2 },
    PAIR,
  ],
  ['HelpSteer2', { prompt: ASKED, response_1: BEST, response_2: WORST, preference_strength: -1 }, PAIR],
  [
    'Nectar, by rank',
    {
      prompt: `\n\nHuman: ${ASKED}\n\nAssistant: `,
      answers: [
        { answer: BEST, rank: 1 },
        { answer: WORST, rank: 3 },
        { answer: MIDDLE, rank: 2 },
      ],
    },
    THREE,
  ],
  ['SHP', { history: ASKED, human_ref_A: WORST, human_ref_B: BEST, labels: 0 }, PAIR],
  [
    'the arena, whole conversations',
    { conversation_a: said(BEST), conversation_b: said(WORST), winner: 'model_a', turn: 1 },
    PAIR,
  ],
  [
    'the arena, lists as JSON texts',
    {
      ...{ prompt: JSON.stringify([ASKED]), response_a: JSON.stringify([WORST]), response_b: JSON.stringify([BEST]) },
      ...{ winner_model_a: 0, winner_model_b: 1, winner_tie: 0 },
    },
    PAIR,
  ],
  [
    'distilabel, with the reasons of the judge',
    { input: ASKED, generations: [WORST, BEST], rating: [1, 5], rationale: 'The second one answers.' },
    PAIR,
  ],
  ['a list of ratings', { instruction: ASKED, generations: [BEST, WORST, MIDDLE], ratings: ['9', '1', '5'] }, THREE],
  ['ranks beside the answers', { prompt: ASKED, responses: [BEST, WORST, MIDDLE], ranks: [1, 3, 2] }, THREE],
  ['WebGPT', { question: { full_text: ASKED }, answer_0: WORST, answer_1: BEST, score_0: -1, score_1: 1 }, PAIR],
  [
    'UltraFeedback before it is made into pairs',
    {
      instruction: ASKED,
      completions: [
        { response: MIDDLE, overall_score: 5 },
        { response: WORST, overall_score: 2 },
        { response: BEST, overall_score: 9 },
      ],
    },
    THREE,
  ],
  [
    'questions and answers of a forum',
    {
      question: ASKED,
      answers: [
        { text: BEST, pm_score: 4 },
        { text: WORST, pm_score: 0 },
      ],
    },
    PAIR,
  ],
  [
    'summaries',
    { info: { post: ASKED, title: 'Eggs' }, summaries: [{ text: WORST }, { text: BEST }], choice: 1 },
    PAIR,
  ],
  [
    'Gemini',
    {
      contents: [{ role: 'user', parts: [{ text: ASKED }] }],
      completions: [
        { score: 1, completion: { role: 'model', parts: [{ text: BEST }] } },
        { score: 0, completion: { role: 'model', parts: [{ text: WORST }] } },
      ],
    },
    PAIR,
  ],
  ['a letter', { prompt: ASKED, completion_a: WORST, completion_b: BEST, preference: 'B' }, PAIR],
  ['the name of a field', { prompt: ASKED, response_1: WORST, response_2: BEST, preferred: 'response_2' }, PAIR],
  [
    'the name of a model, whatever letter it ends with',
    { prompt: ASKED, response_a: WORST, response_b: BEST, model_a: 'alpaca', model_b: 'vicuna', winner: 'vicuna' },
    PAIR,
  ],
  [
    'a name that says nothing of the answers',
    { prompt: ASKED, response_1: WORST, response_2: BEST, winner: 'llama-2' },
    { kind: 'chat', answers: [WORST, BEST], rejected: null },
  ],
  [
    'an answer that is empty beside others',
    { prompt: ASKED, responses: ['', BEST, ' '], ratings: [0, 2, 1] },
    { kind: 'chat', answers: [BEST], rejected: null },
  ],
  [
    'a chat before its answers',
    {
      messages: [
        { role: 'system', content: 'S' },
        { role: 'user', content: ASKED },
      ],
      completions: [WORST, BEST],
    },
    { kind: 'chat', answers: [WORST, BEST], rejected: null },
  ],
  [
    'a tie, of which both may be learnt',
    { conversation_a: said(WORST), conversation_b: said(BEST), winner: 'tie (bothbad)' },
    { kind: 'chat', answers: [WORST, BEST], rejected: null },
  ],
  [
    'a preference in words that nobody knows',
    { prompt: ASKED, response_a: WORST, response_b: BEST, preference: 'the first, I think' },
    { kind: 'chat', answers: [WORST, BEST], rejected: null },
  ],
  [
    'samples without ratings',
    { prompt: ASKED, responses: [WORST, MIDDLE, BEST] },
    { kind: 'chat', answers: [WORST, MIDDLE, BEST], rejected: null },
  ],
];

describe('rated answers', () => {
  it.each(LAYOUTS)('reads %s', (_name, record, expected) => {
    expect(learnt(record)).toEqual(expected);
  });

  it('reads a chat of several questions beside lists of answers', () => {
    const [first, second] = [`${ASKED} `, 'And hard?'];
    const result = read({
      prompt: [first, second],
      response_a: [BEST, 'Ten.'],
      response_b: [WORST, 'No.'],
      winner: 'model_a',
    });
    expect(typeof result === 'string' ? result : result.row.turns.map(({ text }) => text)).toEqual([
      ...[first, BEST, second, 'Ten.'],
    ]);
  });

  it('says that the request stands once more before another answer', () => {
    const result = read({ prompt: ASKED, responses: [WORST, BEST] });
    expect(typeof result === 'string' ? result : result.row.turns.map(({ startsOver }) => startsOver)).toEqual([
      ...[undefined, undefined, true, undefined],
    ]);
  });

  it.each([
    ['an answer under a plain name', { prompt: ASKED, answer: BEST, answer_1: WORST, answer_2: WORST }],
    ['messages, which are no answers to choose from', { outputs: said(BEST), prompt: ASKED, completion: BEST }],
    ['a chat that holds its answer', { messages: said(BEST), completions: [WORST, MIDDLE] }],
    ['the same with its request once more', { conversations: said(BEST), context: ASKED, answers: [WORST] }],
    ['a target beside candidates', { question: ASKED, target: BEST, candidates: [WORST, MIDDLE] }],
    [
      'several questions with an answer each',
      { context: 'A text.', questions: [ASKED, 'Why?'], answers: [BEST, 'So.'] },
    ],
    ['a list of thousands', { prompt: ASKED, answers: Array.from({ length: 5000 }, (_, n) => `${BEST} ${n}`) }],
    ['columns of several rows', { prompt: [ASKED, 'Why?'], completions: [BEST, 'So.'] }],
  ])('leaves to other formats %s', (_what, record) => {
    const result = read(record);
    expect(typeof result === 'string' ? result : result.format).not.toBe('rated-answers');
  });

  it('loses no answer, and rejects none that is better than a learnt one', () => {
    const answers = fc.uniqueArray(
      fc.record({ text: fc.stringMatching(/^[a-z]{4,12}$/), score: fc.integer({ min: 0, max: 4 }) }),
      { minLength: 1, maxLength: 6, selector: ({ text }) => text },
    );
    fc.assert(
      fc.property(answers, (rated) => {
        const result = learnt({ prompt: ASKED, answers: rated });
        if (typeof result === 'string') throw new Error(result);
        const all = [...result.answers, ...(result.rejected === null ? [] : [result.rejected])];
        expect(all.sort()).toEqual(rated.map(({ text }) => text).sort());
        const scoreOf = (text: string) => rated.find((one) => one.text === text)!.score;
        if (result.rejected === null) expect(new Set(rated.map(({ score }) => score)).size).toBe(1);
        else for (const text of result.answers) expect(scoreOf(text)).toBeGreaterThanOrEqual(scoreOf(result.rejected));
      }),
    );
  });
});
