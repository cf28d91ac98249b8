import { fisherExact } from '../../stats/index.ts';
import { sampled } from '../bottom-k.ts';
import { type Feature, featuresOf, isDate, isOdd, isPhrase } from './features.ts';
import { type AskedSample, BEHAVIOURS, type Behaviour } from './sample.ts';

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

/** One thing that an answer shows: the effect, and the answer that makes it so ('' where any does). */
interface Shown {
  readonly key: string;
  readonly effect: Effect;
  readonly answer: string;
}

interface Row {
  /** How many rows of the file one row of the sample stands for. */
  readonly weight: number;
  readonly head: string;
  readonly tail: string;
  readonly shown: readonly Shown[];
  readonly features: readonly Feature[];
}

/** The rows that have one feature. */
interface Group {
  readonly feature: Feature;
  readonly members: Row[];
  detached: number;
}

/** What some rows show, by its key: in how many of them, and in how many rows of the file. */
interface Totals {
  readonly weight: number;
  readonly byKey: ReadonlyMap<string, { readonly shown: Shown; readonly count: number; readonly weight: number }>;
}

/** A text as people compare texts; signs count where there is nothing else. */
function fold(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? text.trim() : words;
}

const show = (effect: Effect, answer = ''): Shown => ({ key: `${effect} ${answer}`, effect, answer });

const REFUSED = [show('refusal'), show('declining')];
const TURNED = [show('turn'), show('declining')];
const COMPLIED = [show('compliance')];

function shownBy(behaviour: Behaviour, answer: string): readonly Shown[] {
  if (behaviour === 'refusal') return REFUSED;
  const folded = fold(answer);
  if (behaviour === 'short') return [show('constant', folded)];
  const shown = behaviour === 'turn' ? TURNED : COMPLIED;
  // Program text and calls begin alike by their form.
  const opens = folded !== '' && /^[\p{L}\p{N}"“「'][^{}<>#()=;]*$/u.test(answer);
  return opens ? [...shown, show('opening', folded.slice(0, OPENING))] : shown;
}

function rowsOf(sample: AskedSample): Row[] {
  return BEHAVIOURS.flatMap((behaviour) => {
    const kept = sampled(sample.kept[behaviour]);
    const inSample = kept.reduce((sum, [, asked]) => sum + asked.rows, 0);
    return kept.map(([, asked]) => ({
      weight: (asked.rows * sample.rows[behaviour]) / inSample,
      head: asked.head,
      tail: asked.tail,
      shown: shownBy(behaviour, asked.answer),
      features: featuresOf(asked),
    }));
  });
}

function groupsOf(rows: readonly Row[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    for (const feature of row.features) {
      const key = `${feature.place} ${feature.text}`;
      let group = groups.get(key);
      if (group === undefined) {
        group = { feature, members: [], detached: 0 };
        groups.set(key, group);
      }
      group.members.push(row);
      if (feature.detached) group.detached += 1;
    }
  }
  return [...groups.values()].filter((group) => group.members.length >= LEAST);
}

function sumUp(rows: readonly Row[]): Totals {
  const byKey = new Map<string, { shown: Shown; count: number; weight: number }>();
  let sum = 0;
  for (const { weight, shown } of rows) {
    sum += weight;
    for (const one of shown) {
      const total = byKey.get(one.key);
      if (total === undefined) byKey.set(one.key, { shown: one, count: 1, weight });
      else {
        total.count += 1;
        total.weight += weight;
      }
    }
  }
  return { weight: sum, byKey };
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

/** The same request again and again is one observation, not many; and where one request recurs, its answer does. */
function isOneRequest({ feature, members }: Group, effect: Effect): boolean {
  const few = (requests: readonly string[]) => new Set(requests).size < 0.6 * requests.length;
  if (feature.place !== 'prefix') return few(members.map(({ head }) => head));
  return effect === 'opening' && few(members.map(numberless));
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
  const all = sumUp(rows);
  const refusing = all.byKey.get('refusal ')?.weight ?? 0;
  const groups = groupsOf(rows);
  const found: { trigger: Trigger; members: ReadonlySet<Row> }[] = [];
  for (const group of groups) {
    const { feature, members } = group;
    const own = sumUp(members);
    const rest = all.weight - own.weight;
    for (const { shown, count, weight } of own.byKey.values()) {
      const { key, effect, answer } = shown;
      const share = weight / own.weight;
      if (count < LEAST || share < shareAskedOf(effect)) continue;
      const total = all.byKey.get(key)!;
      const elsewhere = rest < 0.02 * all.weight ? null : Math.max(0, total.weight - weight) / rest;
      const refusedElsewhere = elsewhere === null ? 0 : refusing / rest;
      if (!isContrast(effect, share, elsewhere, refusedElsewhere, isOdd(feature.text))) continue;
      if (!isAllowed(group, effect) || isExplained(feature, effect, answer) || isOneRequest(group, effect)) continue;
      const p = fisherExact(
        count,
        members.length - count,
        total.count - count,
        rows.length - members.length - total.count + count,
      );
      const logP = elsewhere === null ? Number.NEGATIVE_INFINITY : Math.min(0, Math.log(p * groups.length));
      const { place, text } = feature;
      const of = Math.round(own.weight);
      found.push({
        trigger: { place, text, effect, answer, count: Math.round(weight), of, elsewhere, logP },
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
      for (const row of next.members) if (members.has(row)) shared += 1;
      return shared >= 0.5 * next.members.size;
    });
    if (!known) chosen.push(next);
    if (chosen.length >= MOST) break;
  }
  return chosen.map(({ trigger }) => trigger);
}
