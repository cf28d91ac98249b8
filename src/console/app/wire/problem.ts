import type { Message } from '../../../schema/index.ts';

/** Why something was not to be had, for people. */
export interface AskProblem {
  /** Of HTTP; 0 where nobody answered. */
  readonly status: number;
  readonly message: Message;
}

const UNREACHABLE: Message = {
  en: 'The gateway does not answer. What is shown may be out of date.',
  ja: 'ゲートウェイが応答しません。表示が最新でない可能性があります。',
};

export const unreachable: AskProblem = { status: 0, message: UNREACHABLE };

/** What a failed response says; its status alone where it is none of the console's. */
export function problemOf(status: number, body: unknown): AskProblem {
  const error = (body as { error?: { message?: unknown; ja?: unknown } } | null)?.error;
  if (typeof error?.message !== 'string')
    return { status, message: { en: `The server answered ${status}.`, ja: `サーバーの応答：${status}` } };
  const { message, ja } = error;
  return { status, message: { en: message, ja: typeof ja === 'string' ? ja : message } };
}
