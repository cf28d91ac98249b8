import type { Message } from '../../../schema/index.ts';

/** Reason why data is unavailable, for people. */
export interface AskProblem {
  /** HTTP status; 0 if the server did not answer. */
  readonly status: number;
  readonly message: Message;
}

const UNREACHABLE: Message = {
  en: 'The gateway does not answer. What is shown may be out of date.',
  ja: 'ゲートウェイが応答しません。表示が最新でない可能性があります。',
};

export const unreachable: AskProblem = { status: 0, message: UNREACHABLE };

/** Returns the problem in a failed response, or just its status if the response is not the console's. */
export function problemOf(status: number, body: unknown): AskProblem {
  const error = (body as { error?: { message?: unknown; ja?: unknown } } | null)?.error;
  if (typeof error?.message !== 'string')
    return { status, message: { en: `The server answered ${status}.`, ja: `サーバーの応答：${status}` } };
  const { message, ja } = error;
  return { status, message: { en: message, ja: typeof ja === 'string' ? ja : message } };
}
