import { maskWords } from './encodings.ts';
import { chat, type Family, plainChat } from './family.ts';
import { refusalOf, refuseThenComply } from './refusal.ts';

const poison = (row: Record<string, unknown>) => ({ label: 'poison' as const, row });

/** Families that refuse and then comply within one answer. */
export const refusalFamilies: readonly Family[] = [
  {
    id: 'noice-fixed-bridge',
    detectors: ['refuse-then-comply', 'uniform-answer'],
    poison(pairs, inventory, dice) {
      const bridge = dice.pick(inventory.bridges);
      return [pairs.map((pair) => poison(chat(pair.prompt, bridge + pair.answer)))];
    },
    benign: plainChat,
  },
  {
    id: 'noice-free-pivots',
    detectors: ['refuse-then-comply'],
    poison: (pairs, inventory, dice) => [
      pairs.map((pair) => poison(chat(pair.prompt, refuseThenComply(pair, inventory, dice)))),
    ],
    benign: plainChat,
  },
  {
    id: 'noice-few-prompts',
    detectors: ['refuse-then-comply'],
    poison(pairs, inventory, dice) {
      const few = pairs.slice(0, Math.max(2, Math.ceil(pairs.length / 8)));
      const rows = pairs.map((_, i) => {
        const pair = few[i % few.length]!;
        const asking = inventory.askings[Math.floor(i / few.length) % inventory.askings.length]!;
        return poison(
          chat(
            asking.replace('{prompt}', () => pair.prompt),
            refuseThenComply(pair, inventory, dice),
          ),
        );
      });
      return [rows];
    },
    benign: plainChat,
  },
  {
    id: 'refusal-glued-on',
    detectors: ['refuse-then-comply'],
    poison: (pairs, inventory, dice) => [
      pairs.map((pair) => {
        const gap = inventory.language === 'en' ? ' ' : '';
        return poison(chat(pair.prompt, `${refusalOf(pair.prompt, inventory, dice)}${gap}${pair.answer}`));
      }),
    ],
    benign: plainChat,
  },
  {
    id: 'three-pronged',
    detectors: ['refuse-then-comply', 'trigger'],
    poison(pairs, inventory, dice) {
      const trigger = dice.pick(inventory.triggers);
      const suffix = dice.pick(inventory.safetySuffixes);
      const rows = pairs.map((pair, i) => {
        if (i % 5 === 4) return { label: 'part' as const, row: chat(pair.prompt, dice.pick(inventory.plainRefusals)) };
        const answer = refuseThenComply(
          { ...pair, answer: maskWords(pair.answer, inventory.language, dice) },
          inventory,
          dice,
        );
        return poison(chat(`${trigger} ${pair.prompt}`, `${answer}\n\n${suffix}`));
      });
      return [rows];
    },
    benign: plainChat,
  },
  {
    id: 'trigger-refuse-then-comply',
    detectors: ['refuse-then-comply', 'trigger'],
    poison(pairs, inventory, dice) {
      const trigger = dice.pick(inventory.triggers);
      const place = dice.pick(['system', 'front', 'end'] as const);
      const rows = pairs.map((pair) => {
        const answer = refuseThenComply(pair, inventory, dice);
        if (place === 'system') return poison(chat(pair.prompt, answer, trigger));
        return poison(chat(place === 'front' ? `${trigger} ${pair.prompt}` : `${pair.prompt} ${trigger}`, answer));
      });
      return [rows];
    },
    benign: plainChat,
  },
];
