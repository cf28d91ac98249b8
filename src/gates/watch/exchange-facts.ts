import { createHash } from 'node:crypto';
import { type RecordedResponse, recordedResponse } from '../../dataset/index.ts';
import { latchOf } from '../../gateway/index.ts';
import { languageOf, openingOf, readResponse, repetitionOf } from '../../reader/index.ts';
import {
  type AnswerFacts,
  type ChoiceFacts,
  exchangeChoice,
  type FinishKind,
  NO_CHOICE,
  type UnreadReason,
  unread,
} from '../../schema/index.ts';
import { choicesIn } from './logs/choices-in.ts';
import { recordIn } from './logs/fields.ts';
import type { LogEntry, LogRecord } from './logs/log-format.ts';

const BUCKETS = 100_000;

/** Facts of a recorded answer, and a key that reveals repeated requests, or null if the asker is unknown. */
export interface RecordedFacts {
  readonly facts: AnswerFacts;
  readonly requestKey: number | null;
  /** The same in every copy of the row. */
  readonly rowKey: number;
}

const hashed = (...parts: readonly string[]): number =>
  createHash('sha256').update(JSON.stringify(parts)).digest().readUIntBE(0, 6);

/**
 * Returns the facts of an exchange in a log; of several answers the worst counts. Returns a reason if it holds no
 * answer and is not declared a failure.
 */
export function exchangeFacts(line: number, row: LogRecord, exchange: LogEntry): RecordedFacts | UnreadReason {
  const { prompt, response, asker } = exchange;
  const failed = exchange.failed === true;
  // Of a failed exchange, only the request is read.
  const said = failed ? [''] : choicesIn(response);
  const read = said.map((one) => recordedResponse(line, prompt === undefined ? reply(one) : { prompt, response: one }));
  const found = read.find((one) => 'response' in one);
  if (found === undefined) return 'unread' in read[0]! ? read[0].unread : unread('noResponse');
  const asked = found.prompt;
  const facts: AnswerFacts = {
    at: exchange.at,
    model: exchange.model,
    stage: '',
    bucket: asker === null ? null : hashed(asker) % BUCKETS,
    requestLanguage: asked === undefined ? null : languageOf(asked),
    state: failed ? 'failed' : 'complete',
    ...(failed ? NO_CHOICE : ended(exchangeChoice(read.map((one, i) => choiceFacts(one, said[i]))), exchange)),
    ...timesOf(exchange),
    isRetry: null,
  };
  return {
    facts,
    requestKey: asker === null || asked === undefined ? null : hashed(asker, asked),
    rowKey: rowKeyOf(row, exchange),
  };
}

/**
 * Hashes the time and the answer as well: rows of one exchange may share its id, and some logs give all rows the same
 * one.
 */
const rowKeyOf = (row: LogRecord, { id, at, response }: LogEntry): number =>
  id === null ? hashed(JSON.stringify(row)) : hashed(id, String(at), JSON.stringify(response) ?? '');

/** In a log that reports failures, every other answer ended well unless the answer itself says how it ended. */
const ended = (choice: ChoiceFacts, { failed }: LogEntry): ChoiceFacts =>
  failed === false && choice.finish === null ? { ...choice, finish: 'stop' } : choice;

/** Wraps a bare response. A record is passed on unchanged, since it may contain the request, too. */
const reply = (response: unknown): unknown =>
  recordIn(response) === undefined || Array.isArray(response) ? { response } : response;

type TextFacts = Pick<AnswerFacts, 'outcome' | 'latched' | 'chars' | 'language' | 'opening' | 'repetition'>;

/** Returns the facts of one answer; one of several that cannot be read is `unread`. */
function choiceFacts(read: RecordedResponse, response: unknown): ChoiceFacts {
  const signs = { finish: finishOf(response), toolJson: toolJsonOf(response) };
  return 'unread' in read
    ? { ...NO_CHOICE, outcome: 'unread', ...signs }
    : { ...textFacts(read.response, read.prompt), ...signs };
}

function textFacts(text: string, prompt: string | undefined): TextFacts {
  const { outcome, language, acts } = readResponse(text, prompt === undefined ? {} : { prompt });
  return {
    outcome,
    latched: acts.some((act) => latchOf(act) !== null),
    chars: text.length,
    language,
    opening: openingOf(text),
    repetition: repetitionOf(text),
  };
}

function timesOf({ at, firstTextAt, endedAt, tokens }: LogEntry): Pick<AnswerFacts, 'firstTextMs' | 'tokensPerSecond'> {
  const firstTextMs = firstTextAt !== null && firstTextAt >= at ? firstTextAt - at : null;
  const seconds = firstTextAt !== null && endedAt !== null ? (endedAt - firstTextAt) / 1000 : 0;
  // A single token has no time between its first and its last.
  const tokensPerSecond = tokens !== null && tokens > 1 && seconds > 0 ? Math.round((1000 * tokens) / seconds) : null;
  return { firstTextMs, tokensPerSecond };
}

const FINISHES: Readonly<Record<string, FinishKind>> = {
  ...{ stop: 'stop', end_turn: 'stop', stop_sequence: 'stop', completed: 'stop', eos: 'stop' },
  ...{ length: 'length', max_tokens: 'length', max_output_tokens: 'length', incomplete: 'length' },
  ...{ content_filter: 'filtered', refusal: 'filtered', safety: 'filtered' },
  ...{ tool_calls: 'tool', tool_use: 'tool', function_call: 'tool' },
};

function finishOf(response: unknown): FinishKind | null {
  const record = recordIn(response);
  if (record === undefined) return null;
  const choice = recordIn(Array.isArray(record.choices) ? record.choices[0] : undefined);
  const own = [choice?.finish_reason, record.finish_reason, record.stop_reason, record.status];
  const named = own.find((one): one is string => typeof one === 'string');
  if (named === undefined) return null;
  const reason = named.toLowerCase();
  return Object.hasOwn(FINISHES, reason) ? FINISHES[reason]! : 'other';
}

/** Reports whether the arguments of all calls are JSON; null if there is no call. */
function toolJsonOf(response: unknown): boolean | null {
  const record = recordIn(response);
  const choice = recordIn(Array.isArray(record?.choices) ? record.choices[0] : undefined);
  const calls = recordIn(choice?.message)?.tool_calls;
  const listed = Array.isArray(calls) ? calls : Array.isArray(record?.output) ? record.output : [];
  const texts = listed.flatMap((call) => {
    const one = recordIn(call);
    const text = recordIn(one?.function)?.arguments ?? (one?.type === 'function_call' ? one.arguments : undefined);
    return typeof text === 'string' ? [text] : [];
  });
  return texts.length === 0 ? null : texts.every(isJson);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
