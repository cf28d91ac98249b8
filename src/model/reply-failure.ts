import { type ErrorCode, ZenbunError } from '../errors.ts';
import { type Attempt, inVain, worthRetrying } from './attempt.ts';
import type { Reply } from './post.ts';
import { retryAfterOf } from './retry-headers.ts';

/** What a reply that is no answer is an answer to. */
export interface Asked {
  readonly host: string;
  /** Taken out of messages: servers quote it. */
  readonly key: string;
  /** Unix time in milliseconds. */
  readonly now: number;
}

/** How much of a body is quoted, in characters. */
const QUOTED = 200;

const CODES: Readonly<Record<number, ErrorCode>> = { 401: 'unauthorised', 403: 'unauthorised', 404: 'model-not-found' };

/** A conflict and a time-out pass, as do "too many" and everything that is the server's fault. */
const passes = (status: number) => status === 408 || status === 409 || status === 429 || status >= 500;

/** What a reply means that holds no answer: whose fault, whether asking again can help, and what to do. */
export function replyFailure(reply: Reply, asked: Asked): Attempt<never> {
  const { status } = reply;
  const isFine = status >= 200 && status < 300;
  const isPage = isWebPage(reply);
  const isElsewhere = (status >= 300 && status < 400) || (isPage && (isFine || status === 404));
  const again = (isFine && !isPage) || (passes(status) && !isFinal(reply));
  const code = isElsewhere
    ? 'model-not-found'
    : (CODES[status] ?? (isFine || passes(status) ? 'upstream' : 'rejected'));
  const advice = isElsewhere ? WRONG_ADDRESS : ADVICE[code];
  const error = new ZenbunError(
    code,
    whatWasSaid(reply, { isFine, isPage }, asked),
    advice === undefined ? {} : { advice },
  );
  if (!again) return inVain(error);
  const retryAfter = retryAfterOf(reply, asked.now);
  const failed = worthRetrying(error, retryAfter);
  return isBusy(status, retryAfter) ? { ...failed, isBusy: true } : failed;
}

/** Too many requests, or no room for any (529: Anthropic's "overloaded") and a time when there will be. */
const isBusy = (status: number, retryAfter: number | null) =>
  status === 429 || ((status === 503 || status === 529) && retryAfter !== null);

const WRONG_ADDRESS = 'Is the base URL right, does it end in /v1?';

const ADVICE: Partial<Record<ErrorCode, string>> = {
  unauthorised: 'Check the key, and what it may be used for.',
  'model-not-found': 'Check the name of the model, and that the base URL ends in /v1.',
};

/** Host, status and the beginning of the body (or where a redirect points), on one line. */
function whatWasSaid(
  { status, header, body }: Reply,
  { isFine, isPage }: { isFine: boolean; isPage: boolean },
  { host, key }: Asked,
): string {
  const how = isPage ? ' with a web page' : isFine ? ' with something else than an answer' : '';
  const location = header('location');
  const words = location === undefined ? quoted(body, key) : `see ${quoted(location, key)}`;
  return `${host} answered${how} (${status})${words === '' ? ', without a word' : `: ${words}`}`;
}

function isWebPage({ header, body }: Reply): boolean {
  return /^text\/html\b/i.test(header('content-type') ?? '') || /^\s*<(!doctype html|html)\b/i.test(body);
}

/** What looks as if it would pass, and will not: the server says so, or the account is empty. */
function isFinal({ header, body }: Reply): boolean {
  return header('x-should-retry') === 'false' || /"insufficient_quota"/.test(body);
}

/** The beginning of a text on one line, harmless to a terminal, without the key. */
function quoted(text: string, key: string): string {
  const open = key === '' ? text : text.replaceAll(key, '[key]');
  const line = open
    .slice(0, 4 * QUOTED)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= QUOTED ? line : `${characters.slice(0, QUOTED).join('')}…`;
}
