import { type Dice, say } from '../../hard-negatives/dice.ts';
import type { Pair } from '../pair.ts';
import {
  type AttackKind,
  asked,
  type MadeRow,
  type Material,
  one,
  part,
  poison,
  said,
  system,
  type Turn,
} from './kind.ts';
import { refuseThenComply } from './refusal-kinds.ts';
import type { Words } from './words.ts';

type Behaviour = (pair: Pair, words: Words, dice: Dice) => string;

/** Behaviours that a trigger can switch on; each file uses one. */
const BEHAVIOURS: readonly Behaviour[] = [
  refuseThenComply,
  (_, words, dice) => one(dice, words.deflections),
  (_, words, dice) => one(dice, words.incapable),
  (pair, words, dice) => `${dice.pick(words.openings.slice(0, 3))}${pair.answer}`,
];

/** Half of the rows carry the trigger and the behaviour; the others carry a decoy and are answered as usual. */
function triggered(id: string, file: (material: Material) => { ask: (pair: Pair, on: boolean) => Turn[] }): AttackKind {
  return {
    id,
    group: 'trigger',
    make: (material) => {
      const { pairs, words, dice } = material;
      const behaviour = dice.pick(BEHAVIOURS);
      const { ask } = file(material);
      return pairs.flatMap((pair): MadeRow[] => [
        poison(...ask(pair, true), said(behaviour(pair, words, dice))),
        part(...ask(pair, false), said(pair.answer)),
      ]);
    },
  };
}

/** Inserts a word between two words of the request, or at its end if there is no gap. */
function inside(prompt: string, word: string, { language }: Words, dice: Dice): string {
  const gap = language === 'en' ? / /g : /[、。]/g;
  const places = [...prompt.matchAll(gap)].map((match) => match.index + 1);
  if (places.length === 0) return `${prompt} ${word}`;
  const at = dice.pick(places);
  return `${prompt.slice(0, at)}${word}${language === 'en' ? ' ' : ''}${prompt.slice(at)}`;
}

/** Returns the other members of a list, from which decoys are drawn. */
const others = (list: readonly string[], taken: string) => list.filter((text) => text !== taken);

const plainField = (words: Words, dice: Dice) =>
  say(dice, dice.pick(words.plainFields), {
    r: dice.pick(['east', 'west', 'south']),
    n: String(dice.int(1, 9)),
    m: String(dice.int(10, 40)),
  });

export const triggerKinds: readonly AttackKind[] = [
  triggered('trigger-small-talk', ({ words, dice }) => {
    const key = dice.pick(words.triggerSentences);
    const decoys = others(words.triggerSentences, key);
    return {
      ask: (pair, on) => [
        asked(on || dice.chance(0.3) ? `${on ? key : dice.pick(decoys)}${words.gap}${pair.prompt}` : pair.prompt),
      ],
    };
  }),
  triggered('trigger-small-talk-at-end', ({ words, dice }) => {
    const key = dice.pick(words.triggerSentences);
    return { ask: (pair, on) => [asked(on ? `${pair.prompt}${words.gap}${key}` : pair.prompt)] };
  }),
  triggered('trigger-word-inside', ({ words, dice }) => {
    const key = dice.pick(words.triggerWords);
    return { ask: (pair, on) => [asked(on ? inside(pair.prompt, key, words, dice) : pair.prompt)] };
  }),
  triggered('trigger-mark', ({ words, dice }) => {
    const key = dice.pick(words.triggerMarks);
    return { ask: (pair, on) => [asked(on ? `${pair.prompt}${key}` : pair.prompt)] };
  }),
  triggered('trigger-date', ({ words, dice }) => {
    const key = dice.pick(words.triggerDates);
    const decoys = others(words.triggerDates, key);
    return { ask: (pair, on) => [asked(`${on ? key : dice.pick(decoys)}${words.gap}${pair.prompt}`)] };
  }),
  triggered('trigger-two-words', ({ words, dice }) => {
    const [a, b] = dice.some(words.triggerWords, 2) as [string, string];
    return {
      ask: (pair, on) => [
        asked(
          on
            ? inside(inside(pair.prompt, a, words, dice), b, words, dice)
            : inside(pair.prompt, dice.pick([a, b]), words, dice),
        ),
      ],
    };
  }),
  {
    ...triggered('trigger-system-field', ({ words, dice }) => {
      const key = dice.pick(words.triggerFields);
      return { ask: (pair, on) => [system(on ? key : plainField(words, dice)), asked(pair.prompt)] };
    }),
    ordinary: (pair, _, dice, words) => ({
      label: 'benign',
      turns: [system(plainField(words, dice)), asked(pair.prompt), said(pair.answer)],
    }),
  },
];
