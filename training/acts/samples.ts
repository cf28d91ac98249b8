import { UNIT_LABELS } from '../../src/acts/unit-labels.ts';
import type { Corpus } from './corpus.ts';

/** One sentence to learn from. */
export interface Sample {
  readonly text: string;
  /** Index into UNIT_LABELS. */
  readonly label: number;
  readonly weight: number;
  readonly language: Corpus['language'];
}

/** Seeded random numbers in 0..1 (mulberry32), so that training is the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SLOT = /\{(\w+)\}/g;

/** Fills every slot of `text` with a random filler; fillers may hold slots, to a depth of six. Unknown slots stay. */
export function fill(text: string, slots: Corpus['slots'], random: () => number): string {
  let filled = text;
  for (let depth = 0; depth < 6 && /\{\w+\}/.test(filled); depth += 1) {
    filled = filled.replace(SLOT, (whole, name: string) => {
      const fillers = slots[name];
      return fillers === undefined || fillers.length === 0 ? whole : fillers[Math.floor(random() * fillers.length)]!;
    });
  }
  return filled;
}

/** How many fillings of one pattern text are learnt. */
const FILLINGS = 8;

/** All samples of a corpus: its patterns, filled, in several spellings, and the answers of its topics as substance. */
export function samplesOf(corpus: Corpus): Sample[] {
  const random = seededRandom(corpus.language.charCodeAt(0) * 256 + corpus.language.charCodeAt(1));
  const samples: Sample[] = [];
  const seen = new Set<string>();
  const add = (text: string, label: number, weight: number) => {
    if (text === '' || seen.has(text)) return;
    seen.add(text);
    samples.push({ text, label, weight, language: corpus.language });
  };
  for (const pattern of corpus.patterns) {
    const label = UNIT_LABELS.indexOf(pattern.label);
    for (const text of pattern.texts) {
      const times = text.includes('{') ? FILLINGS : 1;
      const weight = times === 1 ? 3 : 1;
      for (let i = 0; i < times; i += 1) {
        const filled = fill(text, corpus.slots, random);
        add(filled, label, weight);
        const variant = spelling(filled, random);
        if (variant !== filled) add(variant, label, weight / 2);
      }
    }
  }
  const substance = UNIT_LABELS.indexOf('substance');
  for (const topic of corpus.topics) {
    for (const unit of topic.answer) add(unit.trim(), substance, 2);
    add(topic.request, substance, 1);
  }
  return samples;
}

/** Another way to write the same: lower case, without the final stop, with typographic apostrophes. */
function spelling(text: string, random: () => number): string {
  const draw = random();
  if (draw < 0.15) return text.toLowerCase();
  if (draw < 0.3) return text.replace(/[.。!！]$/, '');
  if (draw < 0.4) return text.replaceAll("'", '’');
  if (draw < 0.5) return text.replace(/[.。]$/, '!');
  if (draw < 0.55) return text.replaceAll(' cannot ', " can't ").replaceAll("can't", 'cannot');
  return text;
}
