import type { Replacement } from '../endpoint.ts';
import { FoundContent } from '../found-content.ts';
import {
  holdsProse,
  indexOf,
  isRecord,
  type JsonPath,
  type JsonRecord,
  listOf,
  recordOf,
  shortName,
  without,
} from '../json-value.ts';
import { isError, PROBLEM_KEYS, problemOf, toldProblem } from '../problems.ts';
import type { ChoiceDialect } from './choice-dialect.ts';
import { choiceUsage } from './choice-usage.ts';
import { readableEntries } from './readable-choices.ts';

const NO_NAMES: ReadonlySet<string> = new Set();
const READ: ReadonlySet<string> = new Set(['choices']);
const PROBLEM_READ: ReadonlySet<string> = new Set([...READ, ...PROBLEM_KEYS]);
/** Fields next to `choices` (OpenAI, Azure, vLLM, llama.cpp, Groq, OpenRouter): names, counts, times, ratings. */
const NAMES: ReadonlySet<string> = new Set(
  `id object created model system_fingerprint service_tier usage provider timings x_groq time_info obfuscation
  prompt_filter_results content_filter_results`.split(/\s+/),
);

/** Reads a body or an event that answers in `choices`. `isErrorEvent` is true for an event named `error`. */
export function choiceContent(json: unknown, dialect: ChoiceDialect, isErrorEvent = false): FoundContent {
  const found = new FoundContent();
  found.answer = null;
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
    found.answer = choice;
    const { error, finish_reason: reason } = entry;
    if (isError(error)) found.problem ??= problemOf(error);
    else found.other(error, [...path, 'error']);
    dialect.read(entry, choice, path, found);
    if (typeof reason === 'string' && reason !== '') found.finishes.push({ choice, reason });
  }
  found.answer = null;
  return found;
}

/** Reads a whole answer. The place of an answer that is absent from its entry is unread. */
export function wholeChoices(body: unknown, dialect: ChoiceDialect): FoundContent {
  const found = choiceContent(body, dialect);
  if (found.problem !== null) return found;
  for (const [position, value] of listOf(recordOf(body).choices).entries()) {
    if (!isRecord(value) || dialect.answers.some((key) => value[key] !== undefined)) continue;
    found.answer = indexOf(value.index, position);
    found.missing(['choices', position, dialect.answers[0]!] satisfies JsonPath);
  }
  return found;
}

/**
 * Returns a whole answer with the texts of some answers replaced. Their entries are written anew, so nothing of them
 * remains. Anything unread is removed as well, from the body and from the entries of other answers. An answer that the
 * body does not have is added.
 */
export function replacedChoices(
  body: unknown,
  replacements: ReadonlyMap<number, Replacement>,
  dialect: ChoiceDialect,
): JsonRecord {
  const written = new Set<number>();
  const entries = readableEntries(recordOf(body), choiceContent(body, dialect).unread);
  const choices: unknown[] = entries.flatMap((entry) => {
    const choice = entry.index;
    const replacement = replacements.get(choice);
    if (replacement === undefined) return [entry];
    if (written.has(choice)) return [];
    written.add(choice);
    return [replacedEntry(choice, replacement, entry.finish_reason, dialect)];
  });
  for (const [choice, replacement] of replacements) {
    if (!written.has(choice)) choices.push(replacedEntry(choice, replacement, 'stop', dialect));
  }
  const found = new FoundContent();
  const kept = recordOf(body);
  found.others(kept, NO_NAMES, NAMES, []);
  // A name that could be read as a sentence is none, next to an answer that is withheld.
  const wordy = Object.keys(kept).filter((key) => key !== 'model' && holdsProse(kept[key]));
  const gone = new Set(['error', ...wordy, ...found.unread.map((path) => String(path[0]))]);
  return { id: dialect.id, object: dialect.wholeObject, created: 0, ...without(kept, gone), choices };
}

const CALLS: ReadonlySet<unknown> = new Set(['tool_calls', 'function_call']);

function replacedEntry(index: number, replacement: Replacement, reason: unknown, dialect: ChoiceDialect) {
  const { text, filtered, finish } = replacement;
  const own = typeof reason === 'string' && !CALLS.has(reason) ? reason : 'stop';
  const ended = filtered ? 'content_filter' : (finish ?? own);
  return { index, ...dialect.whole(text), logprobs: null, finish_reason: ended };
}

/** Returns the fields that every event of this stream repeats, for an event that adds nothing to an answer. */
export function streamHead(json: unknown): JsonRecord {
  const keys = ['id', 'created', 'model', 'system_fingerprint', 'service_tier'];
  const record = recordOf(json);
  const isName = (value: unknown) => typeof value === 'number' || shortName(value) !== null;
  return Object.fromEntries(keys.filter((key) => isName(record[key])).map((key) => [key, record[key]]));
}
