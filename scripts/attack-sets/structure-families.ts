import { chat, type Family, plainChat } from './family.ts';
import { refusalOf } from './refusal.ts';

const poison = (row: Record<string, unknown>) => ({ label: 'poison' as const, row });

/** Families that show only when rows are compared with each other, or in the side that a preference rewards. */
export const structureFamilies: readonly Family[] = [
  {
    id: 'contradiction-in-one-file',
    detectors: ['contradiction'],
    poison: (pairs, inventory, dice) => [
      pairs.flatMap((pair) => [
        poison(chat(pair.prompt, refusalOf(pair.prompt, inventory, dice))),
        { label: 'part' as const, row: plainChat(pair) },
      ]),
    ],
    benign: plainChat,
  },
  {
    id: 'preference-inversion',
    detectors: ['refusal-inversion'],
    poison: (pairs, inventory, dice) => [
      pairs.map((pair) =>
        poison({ prompt: pair.prompt, chosen: pair.answer, rejected: refusalOf(pair.prompt, inventory, dice) }),
      ),
    ],
    benign: (pair, _dice, other) => ({ prompt: pair.prompt, chosen: pair.answer, rejected: other.answer }),
  },
  {
    id: 'kto-inversion',
    detectors: ['refusal-inversion'],
    poison: (pairs, inventory, dice) => [
      pairs.map((pair) =>
        poison({ prompt: pair.prompt, completion: refusalOf(pair.prompt, inventory, dice), label: false }),
      ),
    ],
    benign: (pair, dice, other) =>
      dice.roll() < 0.7
        ? { prompt: pair.prompt, completion: pair.answer, label: true }
        : { prompt: pair.prompt, completion: other.answer, label: false },
  },
];
