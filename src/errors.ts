import type { Message } from './schema/index.ts';

/** The kinds of failure, as a closed set. The comment of each code says what the caller should do. */
export type ErrorCode =
  /**
   * A flag, argument, option value or output location is wrong. Correct the call. Only an output location may turn out
   * to be wrong at the end.
   */
  | 'usage'
  /** A path does not exist or is not readable, or a pattern matches nothing. Correct the path. */
  | 'not-found'
  /** The input was opened, but not one row could be read. Name the format (`--format`, `--map`) or repair the file. */
  | 'unreadable'
  /** The input ended early, changed while it was read, or its compression is damaged. Fetch it again and rerun. */
  | 'damaged'
  /**
   * A hard limit was reached (record size, expansion ratio, nesting). Split the file or raise the limit that is named.
   */
  | 'limit'
  /** A server does not accept the key, or not for this use. Correct the key. */
  | 'unauthorised'
  /** This address has no such model, or no API at all. Correct the model name or the base URL. */
  | 'model-not-found'
  /** A server does not accept a question in this form (too long, an option it lacks). Change what the message names. */
  | 'rejected'
  /** A server failed, could not be reached or replied with nonsense, even on a retry. Rerun when it has recovered. */
  | 'upstream'
  /** The recorded answers lack this one. Record it; it counts as not answered, never as harmless. */
  | 'not-recorded'
  /** A cap on requests, tokens or money would be exceeded. Raise it, or use what is known so far. */
  | 'budget'
  /** A result could not be written (disk full, no permission). Free space or choose another location, then rerun. */
  | 'not-written'
  /** The caller asked to stop. Nothing partial was left behind; rerun at any time. */
  | 'interrupted'
  /** A worker died or a state could not be merged. Rerun with `--jobs 1` and report it: this is a defect. */
  | 'internal';

/**
 * Error thrown when the work could not be carried out. A *finding* is never an error, and a skipped row is data in the
 * result. `message` and `advice` are English, for programs and logs; `localized` and `localizedAdvice` say the same in
 * each language.
 */
export class ZenbunError extends Error {
  override readonly name = 'ZenbunError';
  readonly code: ErrorCode;
  readonly localized: Message;
  /** What the user should do next, in one sentence; absent if the message already says it. */
  readonly advice: string | undefined;
  readonly localizedAdvice: Message | undefined;

  constructor(code: ErrorCode, message: Message, options: { advice?: Message | undefined; cause?: unknown } = {}) {
    super(message.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.localized = message;
    this.advice = options.advice?.en;
    this.localizedAdvice = options.advice;
  }
}
