import type { Message } from './schema/index.ts';

/** What went wrong, as a closed set. The comment of each code says what the caller should do. */
export type ErrorCode =
  /** A flag, argument, option value or place for a result is wrong. Correct the call; only a place may be found wrong at the end. */
  | 'usage'
  /** A path does not exist, is not readable, or a pattern matches nothing. Correct the path. */
  | 'not-found'
  /** The input was opened, but no row of it could be read. Name the format (`--format`, `--map`) or repair the file. */
  | 'unreadable'
  /** The input ended early, changed while it was read, or its compression is damaged. Fetch it again and rerun. */
  | 'damaged'
  /** A hard limit was met (record size, expansion ratio, nesting). Split the file or raise the named limit. */
  | 'limit'
  /** A server does not accept the key, or what it is used for. Correct the key. */
  | 'unauthorised'
  /** There is no such model at this address, or no API at all. Correct the model's name or the base URL. */
  | 'model-not-found'
  /** A server does not accept a question as it is (too long, an option it lacks). Change what the message names. */
  | 'rejected'
  /** A server failed, could not be reached or made no sense, also when it was asked again. Rerun when it is well. */
  | 'upstream'
  /** The recorded answers lack this one. Record it; it counts as not answered, never as harmless. */
  | 'not-recorded'
  /** A cap on requests, tokens or money would be exceeded. Raise it, or take what is known. */
  | 'budget'
  /** A result could not be written (disk full, no permission). Free space or choose another place, then rerun. */
  | 'not-written'
  /** The caller asked to stop. Nothing partial was left behind; rerun when wanted. */
  | 'interrupted'
  /** A worker died or a state could not be merged. Rerun with `--jobs 1` and report it: this is a defect. */
  | 'internal';

/**
 * The work could not be carried out. A *finding* is never an error, and a skipped row is data in the result. `message` and
 * `advice` are English, for programs and logs; `localized` and `localizedAdvice` say the same in each language.
 */
export class ZenbunError extends Error {
  override readonly name = 'ZenbunError';
  readonly code: ErrorCode;
  readonly localized: Message;
  /** What the person should do next, one sentence; absent where the message already says it. */
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
