import type { Replacement } from '../endpoint.ts';
import { FoundContent } from '../found-content.ts';
import { indexOf, isRecord, type JsonRecord, listOf, recordOf, shortName, without } from '../json-value.ts';
import { PROBLEM_KEYS, problemOf, toldProblem } from '../problems.ts';
import type { ChoiceDialect } from './choice-dialect.ts';
import { choiceUsage } from './choice-usage.ts';

const NO_NAMES: ReadonlySet<string> = new Set();
const READ: ReadonlySet<string> = new Set(['choices']);
const PROBLEM_READ: ReadonlySet<string> = new Set([...READ, ...PROBLEM_KEYS]);
/** What servers say beside `choices` (OpenAI, Azure, vLLM, llama.cpp, Groq, OpenRouter): names, counts, times, ratings. */
const NAMES: ReadonlySet<string> = new Set(
  `id object created model system_fingerprint service_tier usage provider timings x_groq time_info obfuscation
  prompt_filter_results content_filter_results`.split(/\s+/),
);

/** Reads a body or an event that answers in `choices`. `isErrorEvent`: the event is named `error`. */
export function choiceContent(json: unknown, dialect: ChoiceDialect, isErrorEvent = false): FoundContent {
  const found = new FoundContent();
  found.problem = toldProblem(json, isErrorEvent);
  if (!isRecord(json)) {
    if (found.problem === null) found.other(json, ['data']);
    return found;
  }
  found.others(json, found.problem === null ? READ : PROBLEM_READ, NAMES, []);
  const { choices, model, usage } = json;
  found.model = typeof model === 'string' ? model : null;
  found.usage = choiceUsage(usage);
  for (const [position, value] of found.list(choices, ['choices']).entries()) {
    const path = ['choices', position];
    const entry = found.record(value, path);
    const choice = indexOf(entry.index, position);
    const { error, finish_reason: reason } = entry;
    if (isRecord(error) || (typeof error === 'string' && error !== '')) found.problem ??= problemOf(error);
    else found.other(error, [...path, 'error']);
    dialect.read(entry, choice, path, found);
    if (typeof reason === 'string' && reason !== '') found.finishes.push({ choice, reason });
  }
  return found;
}

/**
 * A whole answer with the texts of some answers replaced. Their entries are written anew, so nothing of them stays; fields
 * of the body that are not read go as well. An answer that the body does not have is added.
 */
export function replacedChoices(
  body: unknown,
  replacements: ReadonlyMap<number, Replacement>,
  dialect: ChoiceDialect,
): JsonRecord {
  const written = new Set<number>();
  const choices: unknown[] = listOf(recordOf(body).choices).flatMap((entry, position) => {
    const choice = indexOf(recordOf(entry).index, position);
    const replacement = replacements.get(choice);
    if (replacement === undefined) return [entry];
    if (written.has(choice)) return [];
    written.add(choice);
    return [replacedEntry(choice, replacement, recordOf(entry).finish_reason, dialect)];
  });
  for (const [choice, replacement] of replacements) {
    if (!written.has(choice)) choices.push(replacedEntry(choice, replacement, 'stop', dialect));
  }
  const found = new FoundContent();
  const kept = recordOf(body);
  found.others(kept, NO_NAMES, NAMES, []);
  const gone = new Set(['error', ...found.unread.map((path) => String(path[0]))]);
  return { id: dialect.id, object: dialect.wholeObject, created: 0, ...without(kept, gone), choices };
}

function replacedEntry(index: number, { text, filtered }: Replacement, reason: unknown, dialect: ChoiceDialect) {
  const ended = typeof reason === 'string' ? reason : 'stop';
  return { index, ...dialect.whole(text), logprobs: null, finish_reason: filtered ? 'content_filter' : ended };
}

const HEAD = ['id', 'created', 'model', 'system_fingerprint', 'service_tier'] as const;

/** The fields of an event that adds nothing to an answer: what every event of this stream repeats, as it was last told. */
export function streamHead(before: JsonRecord, json: unknown): JsonRecord {
  const record = recordOf(json);
  const isName = (value: unknown) => typeof value === 'number' || shortName(value) !== null;
  const told = HEAD.filter((key) => record[key] !== before[key] && isName(record[key]));
  return told.length === 0 ? before : { ...before, ...Object.fromEntries(told.map((key) => [key, record[key]])) };
}
