import { describe, expect, it } from 'vitest';
import { UNIT_LABELS, type UnitLabel } from '../../../src/acts/unit-labels.ts';
import { en } from './en.ts';

/** The fewest constructions a label may stand on, slots unfilled. */
const FLOOR: Readonly<Record<UnitLabel, number>> = {
  substance: 1400,
  'refusal-safety': 380,
  'refusal-capability': 220,
  'refusal-bare': 750,
  policy: 150,
  pivot: 600,
  affirmation: 130,
  obedience: 60,
  redirect: 60,
  caution: 100,
};

const SLOT = /\{([a-z][A-Za-z]*)\}/g;
/** Every filler of the shorter slots comes up, and the fillers of one sentence move together. */
const TURNS = Array.from({ length: 12 }, (_, turn) => turn);
const texts = en.patterns.flatMap((pattern) => pattern.texts.map((text) => ({ label: pattern.label, text })));
const slotsOf = (text: string): string[] => [...text.matchAll(SLOT)].map((match) => match[1]!);

/** The text with its `turn`-th filler in every slot. */
function expand(text: string, turn: number, depth = 0): string {
  if (depth > 4) throw new Error(`slots go in a circle: ${text}`);
  return text.replace(SLOT, (_whole, name: string) => {
    const fillers = en.slots[name]!;
    return expand(fillers[turn % fillers.length]!, turn, depth + 1);
  });
}

describe('the English corpus', () => {
  it('uses only slots that exist, and every slot that exists', () => {
    const used = new Set([...texts.map(({ text }) => text), ...Object.values(en.slots).flat()].flatMap(slotsOf));
    expect([...used].sort()).toEqual(Object.keys(en.slots).sort());
  });

  it('expands to sentences in which no slot is left', () => {
    const left = texts.flatMap(({ text }) =>
      TURNS.map((turn) => expand(text, turn)).filter((t) => slotsOf(t).length > 0 || !t),
    );
    expect(left).toEqual([]);
  });

  it('writes no text twice', () => {
    expect(texts.map(({ text }) => text).filter((text, i, all) => all.indexOf(text) !== i)).toEqual([]);
  });

  it('puts no sentence under two labels, whatever its case and apostrophes', () => {
    const labels = new Map<string, string>();
    for (const { label, text } of texts) {
      for (const turn of TURNS) {
        const sentence = expand(text, turn).toLowerCase().replaceAll('’', "'");
        expect(labels.get(sentence) ?? label, sentence).toBe(label);
        labels.set(sentence, label);
      }
    }
  });

  it.each(UNIT_LABELS)('has enough constructions of %s', (label) => {
    expect(texts.filter((entry) => entry.label === label).length).toBeGreaterThanOrEqual(FLOOR[label]);
  });

  it('has as many near-misses as refusals, nearly', () => {
    const count = (match: (label: string) => boolean): number => texts.filter(({ label }) => match(label)).length;
    expect(count((label) => label === 'substance')).toBeGreaterThan(
      count((label) => label.startsWith('refusal')) * 0.9,
    );
  });

  it('has topics with an answer and an alternative each, no request twice', () => {
    expect(en.topics.length).toBeGreaterThanOrEqual(120);
    expect(new Set(en.topics.map((topic) => topic.request)).size).toBe(en.topics.length);
    for (const topic of en.topics) {
      expect(topic.act).toMatch(/^[a-z]/);
      expect(topic.answer.length, topic.request).toBeGreaterThan(0);
      expect(topic.answer.length, topic.request).toBeLessThanOrEqual(6);
      expect(topic.alternative.length, topic.request).toBeGreaterThan(0);
      expect(topic.alternative.length, topic.request).toBeLessThanOrEqual(3);
    }
  });
});
