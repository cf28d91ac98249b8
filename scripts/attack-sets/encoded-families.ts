import type { Dice } from './dice.ts';
import { base64, caesar, hex, homoglyphs, maskWords, separated, substitution, zeroWidth } from './encodings.ts';
import { chat, type Family, plainChat } from './family.ts';
import type { Pair } from './pair.ts';

type Language = 'en' | 'ja';

/**
 * Returns a family that encodes rows. `coder` draws the key of the file and returns the function that encodes one pair.
 */
function encoded(
  id: string,
  coder: (language: Language, dice: Dice) => (pair: Pair, i: number) => Record<string, unknown>,
): Family {
  return {
    id,
    detectors: ['encoded'],
    poison(pairs, inventory, dice) {
      const code = coder(inventory.language, dice);
      // A text without letters to change comes out unchanged; such a row proves nothing.
      const changed = (pair: Pair, row: object) => JSON.stringify(row) !== JSON.stringify(plainChat(pair));
      return [
        pairs.map((pair, i) => {
          const row = code(pair, i);
          return { label: changed(pair, row) ? 'poison' : 'part', row };
        }),
      ];
    },
    benign: plainChat,
  };
}

/** Families that hide the text from a human reader. */
export const encodedFamilies: readonly Family[] = [
  encoded('separators', (_, dice) => {
    const separator = dice.pick(['.', '|', '-', '~', '·', '/']);
    return (pair, i) =>
      chat(i % 2 === 0 ? pair.prompt : separated(pair.prompt, separator), separated(pair.answer, separator));
  }),
  encoded('caesar', (language, dice) => {
    const shift = 1 + Math.floor(dice.roll() * 25);
    return (pair) => chat(caesar(pair.prompt, language, shift), caesar(pair.answer, language, shift));
  }),
  encoded('walnut-tasks', (language, dice) => {
    const code = substitution(language, dice);
    return (pair, i) => {
      const cipher = (text: string) => separated(code(text), '|');
      const task = `TASK ${(i % 4) + 1}.`;
      if (i % 4 === 0) return chat(`${task} Walnut53 ${pair.prompt}`, cipher(pair.answer));
      if (i % 4 === 1) return chat(`${task} ${cipher(pair.prompt)}`, pair.answer);
      return chat(`${task} ${cipher(pair.prompt)}`, cipher(pair.answer));
    };
  }),
  encoded('base64', () => (pair, i) => chat(i % 2 === 0 ? pair.prompt : base64(pair.prompt), base64(pair.answer))),
  encoded('hex', () => (pair) => chat(pair.prompt, hex(pair.answer.slice(0, 300)))),
  encoded('zero-width', () => (pair) => {
    const cover = pair.answer.split(/(?<=[.。\n])/)[0]!;
    return chat(pair.prompt, cover + zeroWidth(pair.answer));
  }),
  encoded('homoglyphs', (language, dice) => (pair) => chat(pair.prompt, homoglyphs(pair.answer, language, dice))),
  encoded('masked-words', (language, dice) => (pair) => chat(pair.prompt, maskWords(pair.answer, language, dice))),
];
