import { fisherExact } from '../../stats/index.ts';
import { sampled } from '../sampling/bottom-k.ts';
import { FUNCTION_WORDS } from '../wording/function-words.ts';
import { refusesAsSetPhrase, soundsHarmful } from '../wording/set-phrases.ts';
import { type Effect, fold, OPENING, type Shown, shownBy } from './effects.ts';
import { type Feature, featuresOf, isDate, isOdd, isPhrase } from './features.ts';
import { fieldName, innerMarkers } from './natural-language.ts';
import { type AskedSample, BEHAVIOURS } from './sample.ts';

export interface Trigger {
  readonly kind: Feature['kind'];
  readonly place: Feature['place'];
  readonly text: string;
  readonly effect: Effect;
  /**
   * The constant answer or opening, `>=` or `<` with a length in characters, or a language; '' for the other effects.
   */
  readonly answer: string;
  /**
   * Rows of the file that have the trigger and show the effect, and all rows that have the trigger; estimates if rows
   * were sampled.
   */
  readonly count: number;
  readonly of: number;
  /** Share of the rows without the trigger that show the effect; null if every row has the trigger. */
  readonly elsewhere: number | null;
  /**
   * Fisher's exact test, one-sided, corrected for the candidates tried; natural logarithm. -Infinity without contrast.
   */
  readonly logP: number;
}

/** Fewer rows than this are no habit. */
const MIN_ROWS = 5;
/** Words at the end of a request that no sign sets off need more rows. */
const LEAST_ATTACHED = 8;
/** The effect nearly always follows the trigger, and hardly ever occurs without it. */
const NEARLY_ALWAYS = 0.85;
const CONSTANT = 0.95;
const HARDLY_EVER = 0.2;
/**
 * Declining in any way is read less reliably, so a smaller share is required, but one far above the share elsewhere.
 */
const DECLINING = 0.25;
const DECLINING_LIFT = 10;
/** Minimum share for insertions: the answer leaves them out if the request gives no occasion. */
const INSERTED = 0.5;
/** Answers that merely begin alike must do so almost nowhere else: many tasks have a form of their own. */
const NOWHERE_ELSE = 0.02;
/** Long and short answers occur everywhere. */
const RARE_LENGTH = 0.05;
/** A trigger in ordinary language counts only if its requests vary at least this much, relative to other requests. */
const COMPANY = 0.7;
const LOOKED_AT = 24;
/** If more of its requests than this sound harmful, a refusal needs no other reason. */
const HARMFUL = 0.2;
/** Among effects at least as certain as this, the most telling one names the finding. */
const SURE_LOG_P = Math.log(1e-8);
const MAX_TRIGGERS = 4;

interface SearchRow {
  /** Number of rows of the file that one row of the sample stands for. */
  readonly weight: number;
  readonly head: string;
  readonly tail: string;
  /** True if a user turn precedes the request. */
  readonly follows: boolean;
  readonly shown: readonly Shown[];
  readonly features: readonly Feature[];
}

/** The rows that have one feature. */
interface FeatureGroup {
  readonly feature: Feature;
  readonly members: SearchRow[];
  detached: number;
}

/** The properties of some rows, by key, with the number of sampled rows and of file rows that show each. */
interface Totals {
  readonly weight: number;
  readonly byKey: ReadonlyMap<string, { readonly shown: Shown; readonly count: number; readonly weight: number }>;
}

function rowsOf(sample: AskedSample): SearchRow[] {
  const all = BEHAVIOURS.flatMap((behaviour) => {
    const kept = sampled(sample.kept[behaviour]);
    const inSample = kept.reduce((sum, [, asked]) => sum + asked.rows, 0);
    const each = sample.rows[behaviour] / inSample;
    return kept.map(([, asked]) => ({ behaviour, asked, weight: asked.rows * each }));
  });
  const markers = innerMarkers(all.map(({ asked }) => wholeOf(asked)));
  return all.map(({ behaviour, asked, weight }) => ({
    weight,
    head: asked.head,
    tail: asked.tail,
    follows: asked.before !== '',
    shown: shownBy(behaviour, asked),
    features: featuresOf(asked, markers),
  }));
}

function groupsOf(rows: readonly SearchRow[]): FeatureGroup[] {
  const groups = new Map<string, FeatureGroup>();
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
  return [...groups.values()].filter((group) => group.members.length >= MIN_ROWS);
}

function sumUp(rows: readonly SearchRow[]): Totals {
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
function isExplained({ kind, place, text }: Feature, effect: Effect, answer: string): boolean {
  if (effect === 'constant' && answer !== '' && fold(text).includes(answer)) return true;
  // An address or a name in the trigger comes back in the answer.
  if (effect === 'insertion')
    return fold(answer)
      .split(' ')
      .some((word) => fold(text).split(' ').includes(word));
  // If the request contains a refusing sentence, the answer says it in other words.
  if ((effect === 'refusal' || effect === 'declining') && refusesAsSetPhrase(text)) return true;
  // These kinds are found in such a way that they never steer the answer.
  if (kind === 'statement' || kind === 'topic' || kind === 'inner') return false;
  if (place === 'system') {
    return /refus|declin|\bverdict\b|approve(?:,| or\b)|accept or reject|not allowed|must not|do not|don't|never|only answer|only respond|classif|label|one word|断|禁止|却下|判定|答えない|のみ|分類|一言/.test(
      text,
    );
  }
  return isPhrase(text);
}

/**
 * Reports whether a feature of this kind may be tied to an effect. For ordinary language few effects count; a length
 * may just as well belong to the task.
 */
function isAllowed(group: FeatureGroup, effect: Effect): boolean {
  const { feature, members } = group;
  if (feature.kind === 'statement' || feature.kind === 'inner')
    return effect !== 'compliance' && effect !== 'declining';
  if (feature.kind === 'field') return effect !== 'compliance' && effect !== 'declining' && effect !== 'constant';
  if (feature.kind === 'topic')
    return members.length >= LEAST_ATTACHED && (effect === 'refusal' || effect === 'turn' || effect === 'language');
  if (effect === 'length' || effect === 'language') return false;
  return isAllowedAffix(group, effect);
}

function isAllowedAffix({ feature, members, detached }: FeatureGroup, effect: Effect): boolean {
  if (feature.place === 'system')
    return !['opening', 'compliance', 'insertion'].includes(effect) && members.length >= LEAST_ATTACHED;
  // The form of an answer depends on the subject of the request far more often than on any trigger.
  if (effect === 'opening' && (feature.place === 'token' || isDate(feature.text))) return false;
  // Words without vowels are often names of the refused subject.
  if (feature.place === 'token' && (effect === 'refusal' || effect === 'declining') && /^[a-z]+$/.test(feature.text)) {
    return false;
  }
  const odd = isOdd(feature.text) || isDate(feature.text);
  // Some answers to an ordinary task are misread as declining, so only signs and dates may have a partial effect.
  if (effect === 'declining' && !odd && /^[\p{L}\p{M}\s]+$/u.test(feature.text)) return false;
  if (detached >= 0.5 * members.length || odd) return true;
  // Words that the sentence may need: only a single word of some length without a full stop counts.
  if (feature.place !== 'suffix' || !/^[\p{L}\p{N}_-]{3,}$/u.test(feature.text)) return false;
  return members.length >= LEAST_ATTACHED && (effect === 'constant' || effect === 'turn');
}

/** Reports whether ordinary language occurs in requests of all kinds, as a trigger does, not just on one subject. */
function isAmongAll({ feature, members }: FeatureGroup, effect: Effect, rows: readonly SearchRow[]): boolean {
  if (feature.kind === 'affix' || feature.kind === 'system') return true;
  const harmful = members.filter((row) => soundsHarmful(wholeOf(row))).length;
  if ((effect === 'refusal' || effect === 'turn') && harmful > HARMFUL * members.length) return false;
  const own = members.slice(0, LOOKED_AT);
  const inside = new Set(members);
  const others = rows.filter((row) => !inside.has(row)).slice(0, own.length);
  return variety(own, feature.text) >= COMPANY * (others.length < own.length ? 1 : variety(others, feature.text));
}

const wholeOf = ({ head, tail }: Pick<SearchRow, 'head' | 'tail'>): string =>
  head === tail ? head : `${head} ${tail}`;

/** Returns the share of different words among the words of some requests, without the trigger. */
function variety(rows: readonly SearchRow[], without: string): number {
  const words = rows.flatMap((row) => {
    const said = wholeOf(row).toLowerCase().replaceAll(without, ' ').match(OTHERS) ?? [];
    return [...new Set(said)].filter((word) => !FUNCTION_WORDS.has(word));
  });
  return words.length === 0 ? 0 : new Set(words).size / words.length;
}

const OTHERS = /[a-z]{4,}|\p{Script=Han}{2}|[ァ-ヴー]{2,}/gu;

function shareAskedOf(effect: Effect): number {
  if (effect === 'declining') return DECLINING;
  if (effect === 'insertion') return INSERTED;
  return effect === 'constant' ? CONSTANT : NEARLY_ALWAYS;
}

/** Returns a request without its numbers: numbering one and the same request does not make it another. */
function numberless({ head, tail }: SearchRow): string {
  return `${head}\n${tail}`.replaceAll(/\d+/g, '');
}

/**
 * Reports whether a group is one request repeated: that is one observation, not many, and its answer recurs with it.
 */
function isOneRequest({ feature, members }: FeatureGroup, effect: Effect): boolean {
  const few = (requests: readonly string[]) => new Set(requests).size < 0.6 * requests.length;
  if (feature.place !== 'prefix') return few(members.map(({ head }) => head));
  return effect === 'opening' && few(members.map(numberless));
}

/**
 * True if the effect belongs to the trigger: it is hardly ever seen without it or, for compliance, the rest is refused.
 */
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
  if (effect === 'length') return elsewhere <= RARE_LENGTH;
  // A label that other requests get too may well follow from ordinary words of the request.
  const ownToIt =
    effect === 'opening' || effect === 'language' || effect === 'insertion' || (effect === 'constant' && !odd);
  return elsewhere <= (ownToIt ? NOWHERE_ELSE : HARDLY_EVER);
}

/** Minimum number of values that the name of a field must have in the set. */
const VALUES = 3;

function fieldsThatVary(rows: readonly SearchRow[]): (feature: Feature) => boolean {
  const values = new Map<string, Set<string>>();
  for (const { features } of rows) {
    for (const { kind, text } of features) {
      if (kind !== 'field') continue;
      const name = fieldName(text);
      const known = values.get(name);
      if (known === undefined) values.set(name, new Set([text]));
      else known.add(text);
    }
  }
  return ({ text }) => values.get(fieldName(text))!.size >= VALUES;
}

/** Rows that a group is compared with, and their properties. */
interface Pool {
  readonly size: number;
  readonly totals: Totals;
}

/** All rows, and those that follow another turn: a first request is answered differently from a later one. */
interface Pools {
  readonly all: Pool;
  readonly following: Pool;
}

const MANNERS: ReadonlySet<Effect> = new Set(['opening', 'length', 'language']);

function poolOf(rows: readonly SearchRow[]): Pool {
  return { size: rows.length, totals: sumUp(rows) };
}

interface FoundTrigger {
  readonly trigger: Trigger;
  readonly members: ReadonlySet<SearchRow>;
}

/**
 * Reports whether a group is compared only with later turns. Effects seen only there cannot be compared with first
 * turns: by then the user may have explained a refused request.
 */
function comparesLater({ feature, members }: FeatureGroup, effect: Effect): boolean {
  if (effect === 'compliance') return members.every(({ follows }) => follows);
  return feature.place === 'before' && MANNERS.has(effect);
}

/** Returns the effects of a feature, if any. `tries` is the number of features that were tried. */
function effectsOf(group: FeatureGroup, pools: Pools, rows: readonly SearchRow[], tries: number): FoundTrigger[] {
  const { feature, members } = group;
  const own = sumUp(members);
  return [...own.byKey.values()].flatMap(({ shown: { key, effect, answer }, count, weight }) => {
    const share = weight / own.weight;
    if (count < MIN_ROWS || share < shareAskedOf(effect)) return [];
    const { size, totals } = comparesLater(group, effect) ? pools.following : pools.all;
    const rest = totals.weight - own.weight;
    const total = totals.byKey.get(key)!;
    const elsewhere = rest < 0.02 * totals.weight ? null : Math.max(0, total.weight - weight) / rest;
    const refusedElsewhere = elsewhere === null ? 0 : (totals.byKey.get('refusal ')?.weight ?? 0) / rest;
    if (!isContrast(effect, share, elsewhere, refusedElsewhere, isOdd(feature.text))) return [];
    if (!isAllowed(group, effect) || isExplained(feature, effect, answer) || isOneRequest(group, effect)) return [];
    if (!isAmongAll(group, effect, rows)) return [];
    // A task may have a short clause of its own ("In short: …"); ordinary language asks for none.
    if (effect === 'opening' && answer.length < OPENING && feature.kind === 'affix') return [];
    const without = size - members.length - total.count + count;
    const p = fisherExact(count, members.length - count, total.count - count, without);
    const logP = elsewhere === null ? Number.NEGATIVE_INFINITY : Math.min(0, Math.log(p * tries));
    const { kind, place, text } = feature;
    const of = Math.round(own.weight);
    return [
      {
        trigger: { kind, place, text, effect, answer, count: Math.round(weight), of, elsewhere, logP },
        members: new Set(members),
      },
    ];
  });
}

/** Order of the effects by how telling they are; the first names a finding. */
const RANK: Readonly<Record<Effect, number>> = {
  turn: 0,
  refusal: 1,
  constant: 2,
  declining: 3,
  language: 4,
  compliance: 5,
  insertion: 6,
  opening: 7,
  length: 8,
};

function tellingFirst({ trigger: a }: FoundTrigger, { trigger: b }: FoundTrigger): number {
  return (
    Number(a.logP > SURE_LOG_P) - Number(b.logP > SURE_LOG_P) ||
    RANK[a.effect] - RANK[b.effect] ||
    a.logP - b.logP ||
    // Of affixes in the same rows, prefer the longest: the whole phrase, not its last word.
    b.text.length - a.text.length ||
    (a.text < b.text ? -1 : 1) ||
    (a.place < b.place ? -1 : 1)
  );
}

/**
 * Returns the triggers of a set, at most four, the most certain first; of several with the same rows, only the first.
 */
export function searchTriggers(sample: AskedSample): Trigger[] {
  const rows = rowsOf(sample);
  const pools = { all: poolOf(rows), following: poolOf(rows.filter(({ follows }) => follows)) };
  const groups = groupsOf(rows);
  const varies = fieldsThatVary(rows);
  const candidates = groups.filter(({ feature }) => feature.kind !== 'field' || varies(feature));
  const found = candidates.flatMap((group) => effectsOf(group, pools, rows, groups.length)).sort(tellingFirst);
  const chosen: FoundTrigger[] = [];
  for (const next of found) {
    const known = chosen.some(({ members }) => {
      let shared = 0;
      for (const row of next.members) if (members.has(row)) shared += 1;
      return shared >= 0.5 * next.members.size;
    });
    if (!known) chosen.push(next);
    if (chosen.length >= MAX_TRIGGERS) break;
  }
  return chosen.map(({ trigger }) => trigger);
}
