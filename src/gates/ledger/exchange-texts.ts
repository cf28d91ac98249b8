import type { LedgerReader } from '../../ledger/index.ts';
import { readResponse } from '../../reader/index.ts';
import { maskExcerpt } from '../../report/index.ts';
import { ENDPOINTS, isWireProblem } from '../../wire/index.ts';
import type { LoggedExchange } from './exchanges.ts';

/** Whether a text is available, and if not, why: the states that the ledger gives for a body. */
export type TextState = 'open' | 'unreadable' | 'damaged' | 'none' | 'missing';

/** One stretch of an answer. */
interface SaidPart {
  readonly channel: string;
  readonly part: string;
  readonly text: string;
}

/** One answer, as said by the model and as sent out. */
export interface ExchangeAnswer {
  readonly choice: number;
  readonly finish: string | null;
  readonly said: readonly SaidPart[];
  /** The text that was sent out, if it differs; null: everything that was said. */
  readonly released: string | null;
  readonly fallback: { readonly name: string; readonly outcome: string; readonly text: string | null } | null;
}

/** The texts of an exchange. */
export interface ExchangeTexts {
  readonly masked: boolean;
  /** `prompt`: the user's last turn. `body`: the request as received; null if masked or not available. */
  readonly request: { readonly state: TextState; readonly prompt: string | null; readonly body: unknown };
  /** `answers` and `problem` are null if the texts are not available. */
  readonly response: {
    readonly state: TextState;
    readonly answers: readonly ExchangeAnswer[] | null;
    readonly problem: string | null;
  } | null;
}

/** Returns the texts of an exchange, masked like an excerpt in a report unless `unmask` is set. */
export async function exchangeTexts(
  reader: LedgerReader,
  { intent, response }: LoggedExchange,
  unmask: boolean,
): Promise<ExchangeTexts> {
  const asked = await jsonBody(reader, intent.index);
  const prompt = promptOf(String(intent.leaf.fields.endpoint), asked.body);
  const shown = unmask ? prompt : prompt && maskedQuestion(prompt);
  return {
    masked: !unmask,
    request: { state: asked.state, prompt: shown, body: unmask ? asked.body : null },
    response: response === null ? null : await responseTexts(reader, response.index, prompt, unmask),
  };
}

/**
 * Number of parts of an answer of which more than the length is shown. Each part shows a little, and an answer may be
 * cut into any number of them.
 */
const MAX_READ_PARTS = 8;

/**
 * Returns the texts of a response. `prompt`: the question, so that the answer does not reveal it; if it is unknown,
 * everything is masked.
 */
async function responseTexts(
  reader: LedgerReader,
  index: number,
  prompt: string | null,
  unmask: boolean,
): Promise<NonNullable<ExchangeTexts['response']>> {
  const { state, body } = await jsonBody(reader, index);
  if (!isResponseBody(body)) return { state, answers: null, problem: null };
  if (unmask) return { state, answers: body.answers, problem: body.problem };
  const mask = (text: string) => maskedText(prompt, 'content', text);
  const answers = body.answers.map((answer) => ({
    ...answer,
    said: answer.said.map((part, i) => ({
      ...part,
      text: maskedText(i < MAX_READ_PARTS ? prompt : null, part.channel, part.text),
    })),
    released: answer.released === null ? null : mask(answer.released),
    fallback: answer.fallback && { ...answer.fallback, text: answer.fallback.text && mask(answer.fallback.text) },
  }));
  return { state, answers, problem: body.problem === '' ? '' : hidden(body.problem) };
}

/** Masks a text of an answer. `prompt`: the question; null if unknown, and then nothing is shown. */
export const maskedText = (prompt: string | null, channel: string, text: string): string =>
  prompt === null || channel === 'tool' ? hidden(text) : maskExcerpt(excerptOf(prompt, text, false)).answer;

/** Returns the question as shown when texts are masked. */
export const maskedQuestion = (prompt: string): string => maskExcerpt(excerptOf(prompt, '', true)).question;

const excerptOf = (question: string, answer: string, onlyQuestion: boolean) => ({
  probe: '',
  condition: '',
  question,
  answer,
  acts: onlyQuestion ? [] : readResponse(answer, { prompt: question }).acts,
  masked: false,
});

/** Masks a text completely: without acts, nothing of it is shown. */
const hidden = (text: string): string =>
  maskExcerpt({ probe: '', condition: '', question: '', answer: text, acts: [], masked: false }).answer;

/** Returns the body of a record as JSON, or as text if it is not JSON. */
async function jsonBody(reader: LedgerReader, index: number): Promise<{ state: TextState; body: unknown }> {
  const read = await reader.body(index);
  if (read.state !== 'open') return { state: read.state, body: null };
  const text = Buffer.from(read.body).toString('utf8');
  try {
    return { state: 'open', body: JSON.parse(text) };
  } catch {
    return { state: 'open', body: text };
  }
}

/** Returns the user's last turn in the body of an intent, or null if it is not a request of that endpoint. */
export function promptOf(endpoint: string, body: unknown): string | null {
  const request = ENDPOINTS.find(({ name }) => name === endpoint)?.request(body);
  return request === undefined || isWireProblem(request) ? null : request.prompt;
}

/** The body of a response. */
interface ResponseBody {
  readonly answers: readonly ExchangeAnswer[];
  readonly problem: string;
}

export const isResponseBody = (body: unknown): body is ResponseBody =>
  typeof body === 'object' &&
  body !== null &&
  Array.isArray((body as Partial<ResponseBody>).answers) &&
  typeof (body as Partial<ResponseBody>).problem === 'string';
