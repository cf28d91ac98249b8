import type { JsonObject } from '../format.ts';
import { listOf } from '../turns/text-of.ts';
import type { Candidate } from './candidates.ts';

/** Rating of each candidate, in the same order; higher is better. */
export type Ratings = readonly number[];

/**
 * Finds out how good the answers of a record are. Returns null if the record says nothing about it, or in an unknown
 * way; no answer then counts as better.
 */
export function ratingsOf(record: JsonObject, candidates: readonly Candidate[]): Ratings | null {
  return (
    ratedApart(candidates) ??
    ratedInList(record, candidates.length) ??
    chosenByName(record, candidates) ??
    weighedAgainst(record, candidates)
  );
}

const SCORES = [
  'overall_score',
  'score',
  'pm_score',
  'rating',
  'reward',
  'winner',
  'winner_model',
  'selected',
  'chosen',
];
const RANKS = ['rank', 'ranking'];

/** Each answer has its own score or rank. */
function ratedApart(candidates: readonly Candidate[]): Ratings | null {
  const told = (name: string, sign: number): Ratings | null =>
    numbers(
      candidates.map(({ about }) => about[name]),
      sign,
    );
  return firstOf(SCORES, (name) => told(name, 1)) ?? firstOf(RANKS, (name) => told(name, -1));
}

/** A separate list of ratings in the order of the answers. */
function ratedInList(record: JsonObject, count: number): Ratings | null {
  const told = (name: string, sign: number): Ratings | null => {
    const list = record[name] == null ? null : listOf(record[name]);
    return list?.length === count ? numbers(list, sign) : null;
  };
  return (
    firstOf([...SCORES, 'ratings', 'scores', 'rewards'], (name) => told(name, 1)) ??
    firstOf([...RANKS, 'ranks', 'rankings'], (name) => told(name, -1))
  );
}

const CHOICES = [
  'winner',
  'better',
  'better_response',
  'better_response_id',
  'preferred',
  'preference',
  'choice',
  'chosen',
];

/**
 * The name of an answer by its suffix or position alone (`model_a`, `Response 2`, `B`, `1`); names of models end in
 * such signs, too.
 */
const NAMED =
  /^(?:(?:model|assistant|response|answer|completion|output|option|candidate|conversation|summary|reply|text|side)[_\s-]?)?([a-h]|\d)$/i;

/**
 * One field names the better answer by its suffix (`model_a`, `response_2`), by its 0-based position in a list, or by
 * the name of its model.
 */
function chosenByName(record: JsonObject, candidates: readonly Candidate[]): Ratings | null {
  return firstOf(CHOICES, (name) => {
    const choice = record[name];
    if (typeof choice !== 'string' && typeof choice !== 'number') return null;
    const by = candidates.filter(({ about }) => about.model === choice);
    const mark = NAMED.exec(String(choice).trim())?.[1]?.toLowerCase();
    const named = candidates.filter((one, place) => mark === (one.mark?.toLowerCase() ?? String(place)));
    const [best] = by.length === 1 ? by : named;
    return best === undefined ? null : candidates.map((one) => (one === best ? 1 : 0));
  });
}

/**
 * Compares two answers with each other. HelpSteer: below 0, the first is better. SHP: 1 for the first, 0 for the
 * second.
 */
function weighedAgainst(record: JsonObject, candidates: readonly Candidate[]): Ratings | null {
  if (candidates.length !== 2) return null;
  const strength = record.overall_preference ?? record.preference_strength;
  if (typeof strength === 'number') return [-strength, 0];
  const isShp = record.human_ref_A != null && (record.labels === 0 || record.labels === 1);
  return isShp ? [Number(record.labels), 1 - Number(record.labels)] : null;
}

/** Converts the values to numbers and multiplies them by `sign`; null if any of them is not a number. */
function numbers(values: readonly unknown[], sign: number): Ratings | null {
  const read = values.map((value) => {
    if (typeof value === 'boolean') return Number(value);
    return typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  });
  return read.every((value) => typeof value === 'number' && Number.isFinite(value))
    ? (read as number[]).map((value) => sign * value)
    : null;
}

function firstOf(names: readonly string[], told: (name: string) => Ratings | null): Ratings | null {
  for (const name of names) {
    const ratings = told(name);
    if (ratings !== null) return ratings;
  }
  return null;
}
