import { describe, expect, it } from 'vitest';
import { UNIT_LABELS, type UnitLabel } from '../../../src/acts/unit-labels.ts';
import type { Corpus } from '../corpus.ts';
import { fill, seededRandom } from '../samples.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pt } from './pt.ts';

/** The fewest texts a label may stand on, slots unfilled. */
const FLOOR: Readonly<Record<UnitLabel, number>> = {
  substance: 90,
  'refusal-safety': 20,
  'refusal-capability': 20,
  'refusal-bare': 20,
  policy: 15,
  pivot: 20,
  affirmation: 15,
  obedience: 10,
  redirect: 15,
  caution: 15,
};

const FILLINGS = 40;

const textsOf = (corpus: Corpus) =>
  corpus.patterns.flatMap((pattern) => pattern.texts.map((text) => ({ label: pattern.label, text })));

const slotsIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

/** A text as a reader hears it: without case, accents, marks and double spaces. */
const heard = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe.each([es, fr, de, pt])('the $language corpus', (corpus) => {
  const texts = textsOf(corpus);

  it('uses only slots that exist, and every slot that exists', () => {
    const fillers = Object.values(corpus.slots).flat();
    const used = new Set([...texts.map(({ text }) => text), ...fillers].flatMap(slotsIn));
    expect([...used].sort()).toEqual(Object.keys(corpus.slots).sort());
  });

  it('expands every text, and gives no text to two labels', () => {
    const random = seededRandom(7);
    const labels = new Map<string, UnitLabel>();
    const clashes: string[] = [];
    for (const { label, text } of texts) {
      for (let i = 0; i < (text.includes('{') ? FILLINGS : 1); i += 1) {
        const filled = fill(text, corpus.slots, random);
        expect(filled).not.toMatch(/[{}]|undefined|^\s|\s$| {2}|,[.!]/);
        const key = filled.startsWith('//') ? filled : heard(filled);
        if ((labels.get(key) ?? label) !== label) clashes.push(`${filled} (${labels.get(key)}, ${label})`);
        labels.set(key, label);
      }
    }
    expect(clashes).toEqual([]);
  });

  it('writes no text and no filler twice', () => {
    const twice = (list: readonly string[]) => list.filter((item, i) => list.indexOf(item) !== i);
    expect(twice(texts.map(({ text }) => text))).toEqual([]);
    for (const fillers of Object.values(corpus.slots)) expect(twice(fillers)).toEqual([]);
  });

  it('has enough texts of every label', () => {
    for (const label of UNIT_LABELS) {
      expect(texts.filter((entry) => entry.label === label).length, label).toBeGreaterThanOrEqual(FLOOR[label]);
    }
  });

  it('has twenty topics or more, each with an act, an answer and an alternative', () => {
    expect(corpus.topics.length).toBeGreaterThanOrEqual(20);
    expect(new Set(corpus.topics.map((topic) => topic.request)).size).toBe(corpus.topics.length);
    for (const { act, answer, alternative, request } of corpus.topics) {
      expect(act, request).toMatch(/^\p{L}|^\d|^„/u);
      expect(answer.length, request).toBeGreaterThanOrEqual(2);
      expect(answer.length, request).toBeLessThanOrEqual(6);
      expect(alternative.length, request).toBeGreaterThanOrEqual(1);
      expect(alternative.length, request).toBeLessThanOrEqual(3);
    }
  });
});
