import type { ZenbunError } from '../../errors.ts';

/** What one try came to: a value, or a failure. */
export type Attempt<T> = { readonly kind: 'done'; readonly value: T } | Failed;

/** A failure that says whether asking again can help. */
export interface Failed {
  readonly kind: 'failed';
  readonly error: ZenbunError;
  readonly again: boolean;
  /** Milliseconds for which the server wants to be left alone; null where it does not say. */
  readonly retryAfter: number | null;
  /** The server has too much to do: whoever asks it has to wait, and the waiting is the host's (`HostPace`). */
  readonly isBusy?: true;
  /** It was one too many of those that were under way when another one learned so: it says nothing new, and is no try. */
  readonly isLate?: true;
  /** No server got the request. */
  readonly isUnsent?: true;
}

/** A failure that the same request would meet again. */
export const inVain = (error: ZenbunError): Failed => ({ kind: 'failed', error, again: false, retryAfter: null });

/** A failure that may be over when the same request is sent again. */
export const worthRetrying = (error: ZenbunError, retryAfter: number | null = null): Failed => ({
  kind: 'failed',
  error,
  again: true,
  retryAfter,
});
