import { expect, test } from 'vitest';
import { en } from '../scripts/attack-sets/en.ts';
import type { AttackInventory } from '../scripts/attack-sets/inventory.ts';
import { ja } from '../scripts/attack-sets/ja.ts';
import { corpora } from '../training/acts/corpora.ts';
import type { Corpus } from '../training/acts/corpus.ts';

// What is measured with one inventory may not have been learnt from the other.

/** Letters and digits only, in lower case: spelling and punctuation make no second sentence. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Shorter ones ("However,", "でも") are words of the language and belong to nobody. */
const LEAST = { en: 12, ja: 7 } as const;

const sentencesOf = (text: string) => text.split(/(?<=[.!?。！？])\s*|\n+/);

/** The texts of one kind that stand around an answer, cut into sentences. */
function sentences(inventory: AttackInventory): string[] {
  const { language: _language, triggers: _triggers, suffixWords: _words, oneWords: _one, ...texts } = inventory;
  const whole = Object.values(texts).flat();
  return [...whole, ...whole.flatMap(sentencesOf)]
    .map((text) => bare(text.replace(/\{\w+\}/g, '')))
    .filter((text) => text.length >= LEAST[inventory.language]);
}

/** A pattern of the corpus as a regular expression over bare text, with every filler of every slot. */
function asRegExp(text: string, corpus: Corpus): RegExp {
  const source = (part: string, depth: number): string =>
    part
      .split(/(\{\w+\})/)
      .map((piece) => {
        const slot = /^\{(\w+)\}$/.exec(piece)?.[1];
        const fillers = slot === undefined ? undefined : corpus.slots[slot];
        if (fillers === undefined || depth > 6) return bare(piece);
        return `(?:${fillers.map((filler) => source(filler, depth + 1)).join('|')})`;
      })
      .join('');
  return new RegExp(`^${source(text, 0)}$`, 'u');
}

for (const inventory of [en, ja]) {
  const corpus = corpora.find(({ language }) => language === inventory.language)!;
  test(`attack sets and training corpus share no sentence (${inventory.language})`, () => {
    const mine = [...new Set(sentences(inventory))];
    const learnt = [
      ...corpus.patterns.flatMap((pattern) => pattern.texts),
      ...corpus.topics.flatMap((topic) => [topic.request, ...topic.answer, ...topic.alternative]),
    ].flatMap((text) => [text, ...sentencesOf(text)]);
    const patterns = [...new Set(learnt)].map((text) => asRegExp(text, corpus));
    expect(mine.filter((sentence) => patterns.some((pattern) => pattern.test(sentence)))).toEqual([]);
  });

  test(`the attack inventory is broad (${inventory.language})`, () => {
    const [openings, pivots] = inventory.language === 'en' ? [60, 40] : [40, 25];
    expect(new Set(inventory.openings).size).toBeGreaterThanOrEqual(openings);
    expect(new Set(inventory.pivots).size).toBeGreaterThanOrEqual(pivots);
  });
}
