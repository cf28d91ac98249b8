import { type ErrorCode, ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import { errorIn } from '../../wire/index.ts';
import { type Attempt, inVain, worthRetrying } from './attempt.ts';
import { jsonOf } from './json-body.ts';
import type { Reply } from './post.ts';
import { refusalWords } from './refusal-words.ts';
import { retryAfterOf } from './retry-headers.ts';

/** The request behind a reply that is not an answer. */
export interface RequestContext {
  readonly host: string;
  /** Removed from messages, because servers quote it. */
  readonly key: string;
  /** Unix time in milliseconds. */
  readonly now: number;
}

/** Maximum number of characters quoted from a body. */
const QUOTED = 200;

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorised',
  403: 'unauthorised',
  404: 'model-not-found',
  405: 'model-not-found',
};

/** Reports whether a failure may pass: a conflict, a timeout, "too many", and every server error may. */
const passes = (status: number) => status === 408 || status === 409 || status === 429 || status >= 500;

/** Interprets a reply without an answer: whose fault it is, whether asking again can help, and what to do. */
export function replyFailure(reply: Reply, asked: RequestContext): Attempt<never> {
  const { status } = reply;
  const isFine = status >= 200 && status < 300;
  const isPage = isWebPage(reply);
  const isElsewhere = (status >= 300 && status < 400) || status === 405 || (isPage && (isFine || status === 404));
  const again = (isFine && !isPage) || (passes(status) && !isFinal(reply));
  const isUnknown = (status === 400 || status === 422) && deniesModel(reply.body);
  const code =
    isElsewhere || isUnknown
      ? 'model-not-found'
      : (CODES[status] ?? (isFine || passes(status) ? 'upstream' : 'rejected'));
  const isTooMuch = code === 'rejected' && TOO_MUCH.test(refusalWords(reply.body));
  const advice = isElsewhere ? WRONG_ADDRESS : isTooMuch ? SHORTER : ADVICE[code];
  const error = new ZenbunError(code, whatWasSaid(reply, { isFine, isPage }, asked), { advice });
  if (!again) return inVain(error);
  const retryAfter = retryAfterOf(reply, asked.now);
  const failed = worthRetrying(error, retryAfter);
  return isBusy(status, retryAfter) ? { ...failed, isBusy: true } : failed;
}

/**
 * Reports whether the server has too many requests, or has no room (529 is Anthropic's "overloaded") and says when it
 * will.
 */
const isBusy = (status: number, retryAfter: number | null) =>
  status === 429 || ((status === 503 || status === 529) && retryAfter !== null);

/** Words for a model that a server does not have, from servers that answer with 400 instead of 404. */
const NO_MODEL =
  /\bmodel\b.{0,80}\b(?:not found|does ?n[o'’]t exist|does not exist|not exist|no longer available|is not available)\b|\b(?:no such|unknown|unrecogni[sz]ed) model\b|\binvalid model(?: name| id\b|:|$)|\bnot a valid model\b/i;

const deniesModel = (body: string): boolean =>
  NO_MODEL.test(refusalWords(body)) || /"(?:code|type)"\s*:\s*"model_not_found"/.test(body);

/** Words for a request that does not fit into the context of the model. */
const TOO_MUCH = /context[ _](?:length|window|size)|maximum context|n_ctx|max_model_len|context_length_exceeded/i;

const SHORTER: Message = {
  en: 'Lower --max-answer-tokens: question and answer must fit into the context of the model.',
  ja: '--max-answer-tokens を下げてください。質問と回答が、モデルのコンテキスト長に収まる必要があります。',
};

const WRONG_ADDRESS: Message = {
  en: 'Check that the base URL is correct and ends in /v1.',
  ja: 'ベース URL が正しいか、/v1 で終わっているかを確認してください。',
};

const ADVICE: Partial<Record<ErrorCode, Message>> = {
  unauthorised: {
    en: 'Check the API key and its permissions.',
    ja: 'キーと、その権限を確認してください。',
  },
  'model-not-found': {
    en: 'Check the model name, and that the base URL ends in /v1.',
    ja: 'モデルの名前と、ベース URL が /v1 で終わっていることを確認してください。',
  },
};

/** Describes the reply on one line: host, status and the beginning of the body (or the target of a redirect). */
function whatWasSaid(
  { status, header, body }: Reply,
  { isFine, isPage }: { isFine: boolean; isPage: boolean },
  { host, key }: RequestContext,
): Message {
  const error = isFine && !isPage ? toldError(jsonOf(body)) : null;
  const how = isPage
    ? { en: ' with a web page', ja: '（ウェブページ）' }
    : error !== null
      ? { en: ' with an error', ja: '（エラー）' }
      : isFine
        ? { en: ' with something other than an answer', ja: '（回答ではない内容）' }
        : { en: '', ja: '' };
  const location = header('location');
  // The body may hold the beginning of an answer, too.
  const words = quoted(location ?? error ?? body, key);
  const said =
    location !== undefined
      ? { en: `: see ${words}`, ja: `。転送先：${words}` }
      : words === ''
        ? { en: ', with an empty body', ja: '。本文なし' }
        : { en: `: ${words}`, ja: `：${words}` };
  return {
    en: `${host} answered${how.en} (${status})${said.en}`,
    ja: `${host} の応答${how.ja}：ステータス ${status}${said.ja}`,
  };
}

/** Returns the error beside or in place of an answer, or in one of its choices; null if there is none. */
function toldError(reply: unknown): string | null {
  const { error, choices } = (reply ?? {}) as { readonly error?: unknown; readonly choices?: unknown };
  const [choice] = Array.isArray(choices) ? (choices as readonly unknown[]) : [];
  return errorIn({ error }) ?? errorIn({ error: (choice as { readonly error?: unknown } | null | undefined)?.error });
}

function isWebPage({ header, body }: Reply): boolean {
  return /^text\/html\b/i.test(header('content-type') ?? '') || /^\s*<(!doctype html|html)\b/i.test(body);
}

/** Reports whether a failure that looks temporary is not: the server says so, or the account has no credit left. */
function isFinal({ header, body }: Reply): boolean {
  return header('x-should-retry') === 'false' || /"insufficient_quota"/.test(body);
}

/** Returns the beginning of a text on one line, safe to print on a terminal, without the key. */
function quoted(text: string, key: string): string {
  const open = key === '' ? text : text.replaceAll(key, '[key]');
  const line = open
    .slice(0, 4 * QUOTED)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= QUOTED ? line : `${characters.slice(0, QUOTED).join('')}…`;
}
