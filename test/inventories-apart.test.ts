import { expect, test } from 'vitest';
import { en } from '../scripts/attack-sets/en.ts';
import type { AttackInventory } from '../scripts/attack-sets/inventory.ts';
import { ja } from '../scripts/attack-sets/ja.ts';
import { loadAnswers, loadSentences } from '../training/reader/answers.ts';

// Data for measuring with one inventory must not have been learnt from the other.

/** Reduces a text to lower-case letters and digits, so that spelling and punctuation make no difference. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Shorter sentences ("However,", "でも") are part of the language and belong to nobody. */
const LEAST = { en: 12, ja: 7 } as const;

const sentencesOf = (text: string) => text.split(/(?<=[.!?。！？])\s*|\n+/);

/** Returns the texts of one kind that surround an answer, split into sentences. */
function sentences(inventory: AttackInventory): string[] {
  const { language: _language, triggers: _triggers, suffixWords: _words, oneWords: _one, ...texts } = inventory;
  const whole = Object.values(texts).flat();
  return [...whole, ...whole.flatMap(sentencesOf)]
    .map((text) => bare(text.replace(/\{\w+\}/g, '')))
    .filter((text) => text.length >= LEAST[inventory.language]);
}

for (const inventory of [en, ja]) {
  test(`attack sets and training corpus share no sentence (${inventory.language})`, () => {
    const learnt = new Set(
      [...loadAnswers(), ...loadSentences()]
        .filter(({ language }) => language === inventory.language)
        .flatMap(({ request, text, answer }) => [request, text, ...answer.map(([, stretch]) => stretch)])
        .flatMap((text) => [text, ...sentencesOf(text)])
        .map(bare),
    );
    expect([...new Set(sentences(inventory))].filter((sentence) => learnt.has(sentence))).toEqual([]);
  });

  test(`the attack inventory is broad (${inventory.language})`, () => {
    const [openings, pivots] = inventory.language === 'en' ? [60, 40] : [40, 25];
    expect(new Set(inventory.openings).size).toBeGreaterThanOrEqual(openings);
    expect(new Set(inventory.pivots).size).toBeGreaterThanOrEqual(pivots);
  });
}
