import { describe, expect, it } from 'vitest';
import { UNIT_LABELS, type UnitLabel } from '../../../src/acts/unit-labels.ts';
import type { Corpus } from '../corpus.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { zh } from './zh.ts';

const SLOT = /\{([A-Za-z]+)\}/g;

const slotsIn = (text: string): string[] => [...text.matchAll(SLOT)].map((match) => match[1]!);

const textsOf = (corpus: Corpus): string[] => corpus.patterns.flatMap((pattern) => pattern.texts);

/** One expansion per round: every slot takes its fillers in turn, so a few rounds meet every filler. */
function expand(corpus: Corpus, text: string, round: number, depth = 0): string {
  if (depth > 4) throw new Error(`slots of "${text}" never end`);
  return text.replace(SLOT, (_, name: string) => {
    const fillers = corpus.slots[name]!;
    return expand(corpus, fillers[round % fillers.length]!, round, depth + 1);
  });
}

type Floors = Readonly<Record<UnitLabel, number>>;

/** The fewest texts a label may stand on, slots unfilled. */
const neighbourFloors: Floors = {
  substance: 60,
  'refusal-safety': 30,
  'refusal-capability': 25,
  'refusal-bare': 30,
  policy: 15,
  pivot: 25,
  affirmation: 15,
  obedience: 8,
  redirect: 15,
  caution: 12,
};

const jaFloors: Floors = {
  substance: 1150,
  'refusal-safety': 320,
  'refusal-capability': 180,
  'refusal-bare': 700,
  policy: 120,
  pivot: 500,
  affirmation: 130,
  obedience: 50,
  redirect: 60,
  caution: 60,
};

const corpora: readonly { corpus: Corpus; topics: number; floors: Floors }[] = [
  { corpus: ja, topics: 75, floors: jaFloors },
  { corpus: zh, topics: 20, floors: neighbourFloors },
  { corpus: ko, topics: 20, floors: neighbourFloors },
];

describe.each(corpora)('the $corpus.language corpus', ({ corpus, topics, floors }) => {
  it('names only slots it has, and uses every slot', () => {
    const used = new Set([...textsOf(corpus), ...Object.values(corpus.slots).flat()].flatMap(slotsIn));
    expect([...used].filter((name) => !(name in corpus.slots))).toEqual([]);
    expect(Object.keys(corpus.slots).filter((name) => !used.has(name))).toEqual([]);
  });

  it('expands every text to something without slots', () => {
    for (const text of textsOf(corpus)) {
      const expanded = expand(corpus, text, 7);
      expect(expanded.trim()).not.toBe('');
      expect(slotsIn(expanded)).toEqual([]);
    }
  });

  it('gives no text two labels, neither as written nor expanded, and repeats none', () => {
    const labels = new Map<string, UnitLabel>();
    const clashes: string[] = [];
    for (const { label, texts } of corpus.patterns) {
      for (const text of texts) {
        const expansions = Array.from({ length: 20 }, (_, round) => expand(corpus, text, round));
        for (const sentence of new Set([text, ...expansions])) {
          if ((labels.get(sentence) ?? label) !== label) clashes.push(sentence);
          labels.set(sentence, label);
        }
      }
    }
    const answers = corpus.topics.flatMap((topic) => topic.answer);
    expect(answers.filter((unit) => (labels.get(unit) ?? 'substance') !== 'substance')).toEqual([]);
    expect(clashes).toEqual([]);
    const texts = textsOf(corpus);
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });

  it.each(UNIT_LABELS)('has enough texts for %s', (label) => {
    const texts = corpus.patterns.filter((pattern) => pattern.label === label).flatMap((pattern) => pattern.texts);
    expect(texts.length).toBeGreaterThanOrEqual(floors[label]);
  });

  it('has topics with an answer and an alternative', () => {
    expect(corpus.topics.length).toBeGreaterThanOrEqual(topics);
    for (const topic of corpus.topics) {
      expect(topic.answer.length).toBeGreaterThan(0);
      expect(topic.alternative.length).toBeGreaterThan(0);
      expect(slotsIn(topic.act)).toEqual([]);
    }
  });
});
