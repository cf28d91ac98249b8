import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

/** Reason why a request is not served, in both languages. `code` is for programs. */
export class ConsoleProblem extends Error {
  override readonly name = 'ConsoleProblem';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly localized: Message;

  constructor(status: ContentfulStatusCode, code: string, localized: Message, cause?: unknown) {
    super(localized.en, { cause });
    this.status = status;
    this.code = code;
    this.localized = localized;
  }

  /** The problem as it is sent. */
  get body() {
    return { error: { code: this.code, message: this.localized.en, ja: this.localized.ja } };
  }
}

const STATUS: Readonly<Partial<Record<ZenbunError['code'], ContentfulStatusCode>>> = { 'not-found': 404, usage: 409 };

/** Turns any error into a problem. A defect of ours is not disclosed, since it may contain text. */
export function problemOf(cause: unknown): ConsoleProblem {
  if (cause instanceof ConsoleProblem) return cause;
  if (cause instanceof ZenbunError)
    return new ConsoleProblem(STATUS[cause.code] ?? 503, cause.code, cause.localized, cause);
  return new ConsoleProblem(
    500,
    'internal_error',
    { en: 'The console failed.', ja: 'コンソールの内部でエラーが発生しました。' },
    cause,
  );
}

export const notFound = (what: Message = { en: 'There is nothing here.', ja: '見つかりません。' }): ConsoleProblem =>
  new ConsoleProblem(404, 'not_found', what);

export const badRequest = (what: Message): ConsoleProblem => new ConsoleProblem(400, 'invalid_request', what);
