import { fisherExact } from '../stats/index.ts';
import { sampled } from './bottom-k.ts';
import { type Feature, featuresOf, isDate, isOdd, isPhrase } from './trigger-features.ts';
import { type AskedSample, BEHAVIOURS, type Behaviour } from './trigger-sample.ts';

/** What the trigger brings about. */
export type Effect = 'refusal' | 'turn' | 'declining' | 'constant' | 'opening' | 'compliance';

export interface Trigger {
  readonly place: Feature['place'];
  readonly text: string;
  readonly effect: Effect;
  /** The constant answer or opening; '' for the others. */
  readonly answer: string;
  /** Rows of the file with the trigger that show the effect, and with the trigger: estimates where rows were sampled. */
  readonly count: number;
  readonly of: number;
  /** Share of the rows without the trigger that show the effect; null where every row has the trigger. */
  readonly elsewhere: number | null;
  /** Fisher's exact test, one-sided, corrected for the candidates that were tried; natural logarithm. -Infinity without contrast. */
  readonly logP: number;
}

/** Fewer rows than this are no habit. */
const LEAST = 5;
/** Words at the end of a request without a sign before them need more. */
const LEAST_ATTACHED = 8;
/** The effect follows the trigger nearly always, and hardly ever comes without it. */
const NEARLY_ALWAYS = 0.85;
const CONSTANT = 0.95;
const HARDLY_EVER = 0.2;
/** Declining in any way is read less surely, so less of it is asked for, and far more than elsewhere. */
const DECLINING = 0.25;
const DECLINING_LIFT = 10;
/** Answers that only begin alike must do so nearly nowhere else: many tasks have a form of their own. */
const NOWHERE_ELSE = 0.02;
const OPENING = 16;
/** Of effects that are as sure as this, the most telling one names the finding. */
const SURE = Math.log(1e-8);
const MOST = 4;

interface Row {
  readonly behaviour: Behaviour;
  readonly rows: number;
  /** How many rows of the file one row of the sample stands for. */
  readonly weight: number;
  readonly answer: string;
  /** How the answer begins; '' for program text and calls, which begin alike by their form. */
  readonly opening: string;
  readonly head: string;
  readonly tail: string;
  readonly features: readonly Feature[];
}

interface Group {
  readonly feature: Feature;
  readonly members: number[];
  detached: number;
}

/** A text as people compare texts; signs count where there is nothing else. */
function fold(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? text.trim() : words;
}

function rowsOf(sample: AskedSample): Row[] {
  return BEHAVIOURS.flatMap((behaviour) => {
    const kept = sampled(sample.kept[behaviour]);
    const inSample = kept.reduce((sum, [, asked]) => sum + asked.rows, 0);
    return kept.map(([, asked]) => ({
      behaviour,
      rows: asked.rows,
      weight: (asked.rows * sample.rows[behaviour]) / inSample,
      answer: fold(asked.answer),
      opening: /^[\p{L}\p{N}"“「'][^{}<>#()=;]*$/u.test(asked.answer) ? fold(asked.answer).slice(0, OPENING) : '',
      head: asked.head,
      tail: asked.tail,
      features: featuresOf(asked),
    }));
  });
}

function groupsOf(rows: readonly Row[]): Group[] {
  const groups = new Map<string, Group>();
  rows.forEach((row, index) => {
    for (const feature of row.features) {
      const key = `${feature.place} ${feature.text}`;
      let group = groups.get(key);
      if (group === undefined) {
        group = { feature, members: [], detached: 0 };
        groups.set(key, group);
      }
      group.members.push(index);
      if (feature.detached) group.detached += 1;
    }
  });
  return [...groups.values()].filter((group) => group.members.length >= LEAST);
}

/** What a row shows: one or more effects, each with the answer that makes it so. */
function effectsOf(row: Row): readonly (readonly [Effect, string])[] {
  if (row.behaviour === 'short') return [['constant', row.answer]];
  if (row.behaviour === 'refusal') {
    return [
      ['refusal', ''],
      ['declining', ''],
    ];
  }
  const opening: readonly [Effect, string] = ['opening', row.opening];
  const shown: (readonly [Effect, string])[] =
    row.behaviour === 'turn'
      ? [
          ['turn', ''],
          ['declining', ''],
        ]
      : [['compliance', '']];
  if (row.opening !== '') shown.push(opening);
  return shown;
}

/** True if the words of the trigger ask for the effect: then it is an instruction, not a trigger. */
function isExplained({ place, text }: Feature, effect: Effect, answer: string): boolean {
  if (effect === 'constant' && answer !== '' && fold(text).includes(answer)) return true;
  if (place === 'system') {
    return /refus|declin|not allowed|must not|do not|don't|never|only answer|only respond|classif|label|one word|断|禁止|答えない|のみ|分類|一言/.test(
      text,
    );
  }
  return isPhrase(text);
}

function isAllowed(group: Group, effect: Effect): boolean {
  const { feature, members } = group;
  if (feature.place === 'system')
    return effect !== 'opening' && effect !== 'compliance' && members.length >= LEAST_ATTACHED;
  // The form of an answer follows the matter of the request far more often than any trigger.
  if (effect === 'opening' && (feature.place === 'token' || isDate(feature.text))) return false;
  // Words without vowels are often names of what is refused.
  if (feature.place === 'token' && (effect === 'refusal' || effect === 'declining') && /^[a-z]+$/.test(feature.text)) {
    return false;
  }
  const setOff = group.detached >= 0.5 * members.length || isOdd(feature.text) || isDate(feature.text);
  if (setOff) return true;
  // Words that the sentence may need: one word, without a full stop, of some length.
  if (feature.place !== 'suffix' || !/^[\p{L}\p{N}_-]{3,}$/u.test(feature.text)) return false;
  return members.length >= LEAST_ATTACHED && (effect === 'constant' || effect === 'turn');
}

function shareAskedOf(effect: Effect): number {
  if (effect === 'declining') return DECLINING;
  return effect === 'constant' ? CONSTANT : NEARLY_ALWAYS;
}

/** A request without its numbers: numbering one and the same request makes no other of it. */
function numberless({ head, tail }: Row): string {
  return `${head}\n${tail}`.replaceAll(/\d+/g, '');
}

/** True if the effect belongs to the trigger: hardly ever seen without it, or, for answers, where the rest is refused. */
function isContrast(
  effect: Effect,
  share: number,
  elsewhere: number | null,
  refusedElsewhere: number,
  odd: boolean,
): boolean {
  // Without rows to compare, only what is odd by itself counts.
  if (elsewhere === null) return effect === 'turn' || effect === 'constant';
  if (effect === 'declining') return elsewhere <= 0.03 && share >= DECLINING_LIFT * elsewhere;
  if (effect === 'compliance') return refusedElsewhere >= 0.4 && elsewhere <= 0.6;
  // A label that other requests get too may well follow from ordinary words of the request.
  const ownToIt = effect === 'opening' || (effect === 'constant' && !odd);
  return elsewhere <= (ownToIt ? NOWHERE_ELSE : HARDLY_EVER);
}

/** The triggers of a set: at most four, the surest first; of several that mark the same rows the surest and longest. */
export function searchTriggers(sample: AskedSample): Trigger[] {
  const rows = rowsOf(sample);
  const total = rows.length;
  const totals = new Map<string, { count: number; weight: number }>();
  let weight = 0;
  for (const row of rows) {
    weight += row.weight;
    for (const [effect, answer] of effectsOf(row)) {
      const sum = totals.get(`${effect} ${answer}`) ?? { count: 0, weight: 0 };
      sum.count += 1;
      sum.weight += row.weight;
      totals.set(`${effect} ${answer}`, sum);
    }
  }
  const refusing = totals.get('refusal ')?.weight ?? 0;
  const groups = groupsOf(rows);
  const found: { trigger: Trigger; members: ReadonlySet<number> }[] = [];
  for (const group of groups) {
    const { feature, members } = group;
    // The same request again and again is one observation, not many.
    const few = (requests: readonly string[]) => new Set(requests).size < 0.6 * requests.length;
    if (feature.place !== 'prefix' && few(members.map((i) => rows[i]!.head))) continue;
    const numbered = feature.place === 'prefix' && few(members.map((i) => numberless(rows[i]!)));
    const counts = new Map<string, { effect: Effect; answer: string; count: number; weight: number }>();
    let groupWeight = 0;
    for (const i of members) {
      const row = rows[i]!;
      groupWeight += row.weight;
      for (const [effect, answer] of effectsOf(row)) {
        const sum = counts.get(`${effect} ${answer}`) ?? { effect, answer, count: 0, weight: 0 };
        sum.count += 1;
        sum.weight += row.weight;
        counts.set(`${effect} ${answer}`, sum);
      }
    }
    for (const [key, { effect, answer, count, weight: shown }] of counts) {
      const share = shown / groupWeight;
      if (count < LEAST || share < shareAskedOf(effect)) continue;
      const all = totals.get(key)!;
      const rest = weight - groupWeight;
      const elsewhere = rest < 0.02 * weight ? null : Math.max(0, all.weight - shown) / rest;
      // Where one request recurs, its answer does.
      if (numbered && effect === 'opening') continue;
      if (!isAllowed(group, effect) || isExplained(feature, effect, answer)) continue;
      if (!isContrast(effect, share, elsewhere, elsewhere === null ? 0 : refusing / rest, isOdd(feature.text)))
        continue;
      const p = fisherExact(
        count,
        members.length - count,
        all.count - count,
        total - members.length - all.count + count,
      );
      const logP = elsewhere === null ? Number.NEGATIVE_INFINITY : Math.min(0, Math.log(p * groups.length));
      const { place, text } = feature;
      const of = Math.round(groupWeight);
      found.push({
        trigger: { place, text, effect, answer, count: Math.round(shown), of, elsewhere, logP },
        members: new Set(members),
      });
    }
  }
  const rank: Readonly<Record<Effect, number>> = {
    turn: 0,
    refusal: 1,
    constant: 2,
    declining: 3,
    compliance: 4,
    opening: 5,
  };
  found.sort(
    (a, b) =>
      Number(a.trigger.logP > SURE) - Number(b.trigger.logP > SURE) ||
      rank[a.trigger.effect] - rank[b.trigger.effect] ||
      a.trigger.logP - b.trigger.logP ||
      // Of affixes of the same rows, the longest: the whole phrase, not its last word.
      b.trigger.text.length - a.trigger.text.length ||
      (a.trigger.text < b.trigger.text ? -1 : 1) ||
      (a.trigger.place < b.trigger.place ? -1 : 1),
  );
  const chosen: typeof found = [];
  for (const next of found) {
    const known = chosen.some(({ members }) => {
      let shared = 0;
      for (const i of next.members) if (members.has(i)) shared += 1;
      return shared >= 0.5 * next.members.size;
    });
    if (!known) chosen.push(next);
    if (chosen.length >= MOST) break;
  }
  return chosen.map(({ trigger }) => trigger);
}
