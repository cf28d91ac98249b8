/** A private abort signal that also fires when another signal does. */
export interface OwnSignal {
  readonly signal: AbortSignal;
  /** Fires the signal. */
  abort(reason?: unknown): void;
  /**
   * Detaches from the other signal. `AbortSignal.any` leaks a little on each use, and one signal may outlive a million
   * requests.
   */
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
