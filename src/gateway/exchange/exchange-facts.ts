import type { AnswerFacts } from '../../schema/index.ts';
import type { GatewayRecord } from '../ports.ts';

type Fields = GatewayRecord['fields'];

/**
 * The facts of an exchange from the fields of its two leaves, as they were just written or as they are read years later. `at`: time of the
 * intent, milliseconds since 1970. Leaves of older versions lack fields: what they do not say is null.
 */
export function exchangeFacts(intent: Fields, response: Fields, at: number): AnswerFacts {
  const [first] = Array.isArray(response.answers) ? response.answers : [];
  const answer = (first ?? {}) as Fields;
  const [firstText = null, lastText = null] = Array.isArray(response.times) ? response.times : [];
  return {
    at,
    model: String(intent.model ?? ''),
    stage: String(intent.stage ?? ''),
    bucket: numberOf(intent.bucket),
    requestLanguage: (intent.lang ?? null) as AnswerFacts['requestLanguage'],
    state: String(response.state ?? 'lost') as AnswerFacts['state'],
    outcome: (answer.outcome ?? null) as AnswerFacts['outcome'],
    latched: numberOf(answer.latch) !== null,
    chars: numberOf(answer.chars),
    finish: (answer.finish ?? null) as AnswerFacts['finish'],
    language: (answer.lang ?? null) as AnswerFacts['language'],
    opening: numberOf(answer.opening),
    repetition: numberOf(answer.repeats),
    toolJson: typeof answer.tool === 'boolean' ? answer.tool : null,
    firstTextMs: numberOf(firstText),
    tokensPerSecond: tokensPerSecond(response.usage, numberOf(firstText), numberOf(lastText)),
    isRetry: intent.retry === true ? true : numberOf(intent.bucket) === null ? null : false,
  };
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Of a shorter time the speed says nothing, in milliseconds. */
const LEAST_MS = 50;

function tokensPerSecond(usage: unknown, first: number | null, last: number | null): number | null {
  const tokens = Array.isArray(usage) ? numberOf(usage[1]) : null;
  if (tokens === null || first === null || last === null || last - first < LEAST_MS) return null;
  return Math.round((tokens * 1_000_000) / (last - first));
}
