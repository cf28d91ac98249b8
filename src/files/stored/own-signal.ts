/** A signal of one's own, which fires with another one. */
export interface OwnSignal {
  readonly signal: AbortSignal;
  /** Fires it. */
  abort(reason?: unknown): void;
  /** The other one forgets it: `AbortSignal.any` leaves something behind each time, and one signal may outlive a million requests. */
  forget(): void;
}

export function ownSignal(other: AbortSignal | undefined): OwnSignal {
  const own = new AbortController();
  const follow = () => own.abort(other?.reason);
  if (other?.aborted) follow();
  other?.addEventListener('abort', follow);
  return {
    signal: own.signal,
    abort: (reason) => own.abort(reason),
    forget: () => other?.removeEventListener('abort', follow),
  };
}
