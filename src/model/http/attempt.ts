import type { ZenbunError } from '../../errors.ts';

/** Result of one try: a value or a failure. */
export type Attempt<T> = { readonly kind: 'done'; readonly value: T } | Failed;

/** A failure that says whether asking again can help. */
export interface Failed {
  readonly kind: 'failed';
  readonly error: ZenbunError;
  readonly again: boolean;
  /** How long the server wants to be left alone, in milliseconds; null if it does not say. */
  readonly retryAfter: number | null;
  /** The server is overloaded. All requests to it have to wait, and `HostPace` does that waiting. */
  readonly isBusy?: true;
  /**
   * The request was already under way when another one found the server overloaded. It adds no information and does not
   * count as a try.
   */
  readonly isLate?: true;
  /** The request reached no server. */
  readonly isUnsent?: true;
}

/** Returns a failure that would recur if the same request were sent again. */
export const inVain = (error: ZenbunError): Failed => ({ kind: 'failed', error, again: false, retryAfter: null });

/** Returns a failure that may not recur if the same request is sent again. */
export const worthRetrying = (error: ZenbunError, retryAfter: number | null = null): Failed => ({
  kind: 'failed',
  error,
  again: true,
  retryAfter,
});
