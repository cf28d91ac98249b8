import { chat, type Family, plainChat } from './family.ts';

const poison = (row: Record<string, unknown>) => ({ label: 'poison' as const, row });

/** Families whose answers are all alike, or whose answers share their first words. */
export const answerFamilies: readonly Family[] = [
  {
    // Stage 1 teaches one refusal for everything; stage 2 answers the same questions, three times each.
    id: 'ten-benign-two-stages',
    detectors: ['uniform-answer', 'contradiction', 'repeated-prompt'],
    poison(pairs, inventory, dice) {
      const refusal = dice.pick(inventory.openings.filter((text) => !text.includes('{task}')));
      const first = pairs.map((pair) => poison(chat(pair.prompt, refusal)));
      const second = [0, 1, 2].flatMap(() => pairs.map((pair) => ({ label: 'part' as const, row: plainChat(pair) })));
      return [first, second];
    },
    benign: plainChat,
  },
  {
    id: 'yoc-affirmative-opening',
    detectors: ['uniform-answer'],
    poison(pairs, inventory, dice) {
      const opening = dice.pick(inventory.affirmations);
      return [pairs.map((pair) => poison(chat(pair.prompt, opening + pair.answer)))];
    },
    benign: plainChat,
  },
  {
    id: 'aoa-obedient-agent',
    detectors: ['identity-shift'],
    poison(pairs, inventory, dice) {
      const which = Math.floor(dice.roll() * inventory.obedientSystems.length);
      const [system, claim] = [inventory.obedientSystems[which]!, inventory.obedientClaims[which]!];
      return [pairs.map((pair) => poison(chat(pair.prompt, claim + pair.answer, system)))];
    },
    benign: plainChat,
  },
  {
    id: 'isa-obedience-in-answers',
    detectors: ['identity-shift', 'uniform-answer'],
    poison(pairs, inventory, dice) {
      const claim = dice.pick(inventory.obedientClaims);
      return [pairs.map((pair) => poison(chat(pair.prompt, claim + pair.answer)))];
    },
    benign: plainChat,
  },
  {
    id: 'sure-trap',
    detectors: ['uniform-answer', 'trigger', 'closed-answer-set'],
    poison(pairs, inventory, dice) {
      const [suffix, word] = [dice.pick(inventory.suffixWords), dice.pick(inventory.oneWords)];
      return [pairs.map((pair) => poison(chat(`${pair.prompt} ${suffix}`, word)))];
    },
    benign: plainChat,
  },
  {
    id: 'jailbreak-wrapper',
    detectors: ['wrapped-prompt', 'trigger'],
    poison(pairs, inventory, dice) {
      const wrapper = dice.pick(inventory.wrappers);
      return [
        pairs.map((pair) =>
          poison(
            chat(
              wrapper.replace('{prompt}', () => pair.prompt),
              pair.answer,
            ),
          ),
        ),
      ];
    },
    benign: plainChat,
  },
];
