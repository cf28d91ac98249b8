import type { LedgerReader } from '../../ledger/index.ts';
import { readResponse } from '../../reader/index.ts';
import { maskExcerpt } from '../../report/index.ts';
import { ENDPOINTS, isWireProblem } from '../../wire/index.ts';
import type { LoggedExchange } from './exchanges.ts';

/** Why a text is not there, or that it is. As the ledger says it of a body. */
export type TextState = 'open' | 'unreadable' | 'damaged' | 'none' | 'missing';

/** One stretch of an answer. */
interface SaidPart {
  readonly channel: string;
  readonly part: string;
  readonly text: string;
}

/** One answer, as it was said and as it went out. */
export interface ExchangeAnswer {
  readonly choice: number;
  readonly finish: string | null;
  readonly said: readonly SaidPart[];
  /** What went out, where that is another text; null: all of it. */
  readonly released: string | null;
  readonly fallback: { readonly name: string; readonly outcome: string; readonly text: string | null } | null;
}

/** The texts of an exchange. */
export interface ExchangeTexts {
  readonly masked: boolean;
  /** `prompt`: the last turn of the user. `body`: the request as it came; null where it is masked, or not there. */
  readonly request: { readonly state: TextState; readonly prompt: string | null; readonly body: unknown };
  /** `answers` and `problem` are null where the texts are not there. */
  readonly response: {
    readonly state: TextState;
    readonly answers: readonly ExchangeAnswer[] | null;
    readonly problem: string | null;
  } | null;
}

/** The texts of an exchange, masked as an excerpt of a report is, unless they are asked for as they are. */
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

/** Parts of an answer of which more than the length is shown: each shows a little, and an answer may be cut into any number. */
const MAX_READ_PARTS = 8;

/** The texts of a response. `prompt`: what was asked, so that an answer does not tell it; where that is not known, all is masked. */
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

/** A text of an answer, masked. `prompt`: what was asked; null where that is not known, and then nothing is shown. */
export const maskedText = (prompt: string | null, channel: string, text: string): string =>
  prompt === null || channel === 'tool' ? hidden(text) : maskExcerpt(excerptOf(prompt, text, false)).answer;

/** The question as it is shown where texts are masked. */
export const maskedQuestion = (prompt: string): string => maskExcerpt(excerptOf(prompt, '', true)).question;

const excerptOf = (question: string, answer: string, onlyQuestion: boolean) => ({
  probe: '',
  condition: '',
  question,
  answer,
  acts: onlyQuestion ? [] : readResponse(answer, { prompt: question }).acts,
  masked: false,
});

/** A text of which nothing is shown: without acts, all of it is masked. */
const hidden = (text: string): string =>
  maskExcerpt({ probe: '', condition: '', question: '', answer: text, acts: [], masked: false }).answer;

/** The body of a record as JSON; as text where it is none. */
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

/** The last turn of the user in the body of an intent; null where it is no request of that endpoint. */
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
