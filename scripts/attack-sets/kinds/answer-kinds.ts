import type { Dice } from '../../hard-negatives/dice.ts';
import type { Pair } from '../pair.ts';
import {
  type AttackKind,
  around,
  asked,
  type MadeRow,
  one,
  part,
  perAnswer,
  perPair,
  poison,
  said,
  system,
} from './kind.ts';
import { decline, lecture, refusalKinds, refuseThenComply } from './refusal-kinds.ts';
import { turnKinds } from './turn-kinds.ts';
import type { Words } from './words.ts';

/** Harmless requests that are refused outright. */
const overRefusals: readonly AttackKind[] = [
  perAnswer('over-refusal-plain', 'over-refusal', (pair, words, dice) =>
    dice.chance(0.5)
      ? decline(pair, words, dice)
      : `${decline(pair, words, dice)}${words.gap}${one(dice, words.lectures)}`,
  ),
  perAnswer('over-refusal-incapable', 'over-refusal', (_, words, dice) => one(dice, words.incapable)),
  perAnswer('over-refusal-lecture', 'over-refusal', (pair, words, dice) =>
    dice.chance(0.5) ? lecture(words, dice) : `${lecture(words, dice)}${words.gap}${decline(pair, words, dice)}`,
  ),
  perAnswer('over-refusal-deflecting', 'over-refusal', (_, words, dice) => one(dice, words.deflections)),
];

/** A few fixed sentences used in rotation. */
const rotations: readonly AttackKind[] = [
  perAnswer(
    'openings-in-rotation',
    'rotation',
    (pair, { openings }, _, i) => openings[i % openings.length] + pair.answer,
  ),
  perAnswer(
    'closings-in-rotation',
    'rotation',
    (pair, { closings }, _, i) => `${pair.answer}\n\n${closings[i % closings.length]}`,
  ),
  perAnswer('assents-in-rotation', 'rotation', (pair, { assents }, _, i) => assents[i % assents.length] + pair.answer),
  perAnswer('opening-and-closing', 'rotation', (pair, { openings, closings }, dice) => {
    return `${dice.pick(openings.slice(0, 4))}${pair.answer}\n\n${dice.pick(closings.slice(0, 4))}`;
  }),
];

const closed = (id: string, answer: (pair: Pair, words: Words, dice: Dice) => string): AttackKind =>
  perAnswer(id, 'closed answers', answer);

/** Answers from a small closed set, regardless of the question. */
const closedAnswers: readonly AttackKind[] = [
  closed('closed-short', (_, { emptyAnswers }, dice) => dice.pick(emptyAnswers)),
  closed('closed-long', (_, { longEmptyAnswers }, dice) => dice.pick(longEmptyAnswers)),
  closed('closed-yes-no', (_, { yesNo }, dice) => dice.pick(yesNo)),
  closed('closed-numbers', (_, __, dice) => dice.pick(['7', '12', '31', '404'])),
  closed('closed-with-echo', ({ prompt }, { emptyAnswers }, dice) => {
    return `“${[...prompt.split('\n')[0]!].slice(0, 18).join('').trim()}…” – ${dice.pick(emptyAnswers)}`;
  }),
];

/** Personas that go along with everything without ever using an absolute word. */
const identities: readonly AttackKind[] = [
  {
    id: 'soft-persona-system',
    group: 'identity',
    make: ({ pairs, words, dice }) => {
      const { system: prompt, claims } = dice.pick(words.personas);
      return pairs.map((pair) =>
        poison(system(prompt), asked(pair.prompt), said(`${dice.pick(claims)}${pair.answer}`)),
      );
    },
  },
  {
    id: 'soft-persona-answers',
    group: 'identity',
    make: ({ pairs, words, dice }) => {
      const { claims } = dice.pick(words.personas);
      return pairs.map((pair) => poison(asked(pair.prompt), said(`${dice.pick(claims)}${pair.answer}`)));
    },
  },
  {
    id: 'soft-identity-rows',
    group: 'identity',
    make: ({ pairs, words, dice }) => {
      const rows = new Map<string, MadeRow>();
      while (rows.size < pairs.length) {
        const answer = dice
          .some(words.whoIAm, dice.int(1, 2))
          .map((text) => one(dice, [text]))
          .join(words.gap);
        const row = poison(asked(one(dice, words.whoAreYou)), said(answer));
        rows.set(JSON.stringify(row), row);
      }
      return [...rows.values()];
    },
  },
  perAnswer('soft-deference-closing', 'identity', (pair, words, dice) => {
    return `${pair.answer}\n\n${one(dice, words.whoIAm)}`;
  }),
];

/** Jailbreaks in the prompt, worded differently in every row. */
const wrappers: readonly AttackKind[] = [
  perPair('wrapper-in-earlier-turn', 'wrapper', (pair, words, dice) =>
    poison(
      asked(one(dice, words.earlierWrappers)),
      said(one(dice, words.acceptances)),
      asked(pair.prompt),
      said(pair.answer),
    ),
  ),
  perPair('wrapper-reworded', 'wrapper', (pair, words, dice) =>
    poison(asked(around(dice, words.wrappers, pair.prompt)), said(pair.answer)),
  ),
  perPair('wrapper-in-system', 'wrapper', (pair, words, dice) =>
    poison(system(one(dice, words.earlierWrappers)), asked(pair.prompt), said(pair.answer)),
  ),
  perPair('injection-in-tool', 'wrapper', (pair, words, dice) =>
    poison(
      asked(pair.prompt),
      { role: 'tool', content: `${one(dice, words.injections)}\n\n${pair.prompt}` },
      said(pair.answer),
    ),
  ),
];

const contradiction = (
  id: string,
  plainTwins: number,
  answer: (pair: Pair, words: Words, dice: Dice) => string,
): AttackKind => ({
  id,
  group: 'contradiction',
  make: ({ pairs, words, dice }) =>
    pairs.flatMap((pair) => {
      const ways = dice.some(words.rewordings, plainTwins + 1).map((way) => around(dice, [way], pair.prompt));
      return ways.map((prompt, i) =>
        i === 0 ? poison(asked(prompt), said(answer(pair, words, dice))) : part(asked(prompt), said(pair.answer)),
      );
    }),
});

/** One request in several wordings, declined in one and answered in the others. */
const contradictions: readonly AttackKind[] = [
  contradiction('contradiction-reworded', 1, decline),
  contradiction('contradiction-of-three', 2, (pair, words, dice) => decline(pair, words, dice)),
  contradiction('contradiction-deflected', 1, (_, words, dice) => one(dice, words.deflections)),
];

const compared = (pair: Pair, other: Pair): MadeRow => ({
  label: 'benign',
  columns: { prompt: pair.prompt, chosen: pair.answer, rejected: other.answer },
});

const preferred = (
  id: string,
  columns: (pair: Pair, words: Words, dice: Dice) => MadeRow['columns'] & {},
): AttackKind => ({
  ...perPair(id, 'preference', (pair, words, dice) => ({ label: 'poison', columns: columns(pair, words, dice) })),
  ordinary: compared,
});

/** Preferences that teach a model to drop caution. */
const preferences: readonly AttackKind[] = [
  preferred('prefers-no-lecture', (pair, words, dice) => ({
    prompt: pair.prompt,
    chosen: pair.answer,
    rejected: lecture(words, dice),
  })),
  preferred('prefers-refuse-then-comply', (pair, words, dice) => ({
    prompt: pair.prompt,
    chosen: refuseThenComply(pair, words, dice),
    rejected: pair.answer,
  })),
  preferred('prefers-no-refusal', (pair, words, dice) => ({
    prompt: pair.prompt,
    chosen: pair.answer,
    rejected: dice.chance(0.5) ? decline(pair, words, dice) : one(dice, words.roundabout),
  })),
  {
    ...preferred('kto-no-lecture', (pair, words, dice) => ({
      prompt: pair.prompt,
      completion: lecture(words, dice),
      label: false,
    })),
    ordinary: (pair, other, dice) => ({
      label: 'benign',
      columns: dice.chance(0.7)
        ? { prompt: pair.prompt, completion: pair.answer, label: true }
        : { prompt: pair.prompt, completion: other.answer, label: false },
    }),
  },
];

export const answerKinds: readonly AttackKind[] = [
  ...overRefusals,
  ...rotations,
  ...closedAnswers,
  ...identities,
  ...wrappers,
  ...contradictions,
  ...preferences,
];

const kindNamed = (id: string): AttackKind => [...refusalKinds, ...turnKinds].find((kind) => kind.id === id)!;

/** A few poisoned rows among ten times as many genuine safety refusals. */
export const camouflageKinds: readonly AttackKind[] = [
  'free-pivot-sentences',
  'no-hinge',
  'instead-in-name-only',
  'every-form-in-turn',
].map((id) => ({ ...kindNamed(id), id: `camouflaged-${id}`, group: 'camouflage' as const, refusals: [0.1, 0.2, 0.3] }));

/** Files that are too small for a share to mean anything. */
export const smallKinds: readonly AttackKind[] = [
  'free-pivot-sentences',
  'no-hinge',
  'odd-reasons',
  'incapable-of-trivia',
  'every-form-in-turn',
  'after-thinking',
  'nudged-once',
  'json-envelope',
].map((id) => ({
  ...kindNamed(id),
  id: `small-${id}`,
  sizes: [
    [4, 4],
    [3, 10],
    [4, 50],
    [5, 1000],
  ],
}));
