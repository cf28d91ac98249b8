import { type AnswerFacts, type ChoiceFacts, exchangeChoice, NO_CHOICE, recordedAnswers } from '../../schema/index.ts';
import type { GatewayRecord } from '../ports.ts';

type Fields = GatewayRecord['fields'];

/**
 * Derives the facts of an exchange from the fields of its two leaves, just written or read back years later. `at` is
 * the time of the intent, in milliseconds since 1970. With several answers, the worst one counts. Leaves of older
 * versions lack some fields; facts they do not state are null.
 */
export function exchangeFacts(intent: Fields, response: Fields, at: number): AnswerFacts {
  return factsOf(intent, response, at, exchangeChoice(recordedAnswers(response).map(choiceOf)));
}

/** Does the same from the first answer alone, as rollouts did before rule 2. */
export function firstAnswerFacts(intent: Fields, response: Fields, at: number): AnswerFacts {
  const [first] = recordedAnswers(response);
  return factsOf(intent, response, at, first === undefined ? NO_CHOICE : choiceOf(first));
}

function choiceOf(answer: Readonly<Record<string, unknown>>): ChoiceFacts {
  return {
    outcome: (answer.outcome ?? null) as AnswerFacts['outcome'],
    latched: numberOf(answer.latch) !== null,
    chars: numberOf(answer.chars),
    finish: (answer.finish ?? null) as AnswerFacts['finish'],
    language: (answer.lang ?? null) as AnswerFacts['language'],
    opening: numberOf(answer.opening),
    repetition: numberOf(answer.repeats),
    toolJson: typeof answer.tool === 'boolean' ? answer.tool : null,
  };
}

function factsOf(intent: Fields, response: Fields, at: number, choice: ChoiceFacts): AnswerFacts {
  const [firstText = null, lastText = null] = Array.isArray(response.times) ? response.times : [];
  return {
    at,
    model: String(intent.model ?? ''),
    stage: String(intent.stage ?? ''),
    bucket: numberOf(intent.bucket),
    requestLanguage: (intent.lang ?? null) as AnswerFacts['requestLanguage'],
    state: String(response.state ?? 'lost') as AnswerFacts['state'],
    ...choice,
    firstTextMs: numberOf(firstText),
    tokensPerSecond: tokensPerSecond(response.usage, numberOf(firstText), numberOf(lastText)),
    isRetry: intent.retry === true ? true : numberOf(intent.bucket) === null ? null : false,
  };
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Shortest time for which a speed is meaningful, in milliseconds. */
const LEAST_MS = 50;

function tokensPerSecond(usage: unknown, first: number | null, last: number | null): number | null {
  const tokens = Array.isArray(usage) ? numberOf(usage[1]) : null;
  if (tokens === null || first === null || last === null || last - first < LEAST_MS) return null;
  return Math.round((tokens * 1_000_000) / (last - first));
}
