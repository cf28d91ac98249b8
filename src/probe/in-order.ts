/**
 * Works on `items` with at most `most()` at a time and yields the results in the order of the items, so that decisions
 * based on them do not depend on which answer was quick. `most` is called again after each result is consumed, so that
 * a consumer that may soon have enough can have fewer begun; 0 begins nothing. No further item is begun once the
 * consumer stops, the signal aborts or one item throws; work under way is awaited.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  { most, signal }: { readonly most: () => number; readonly signal: AbortSignal },
): AsyncGenerator<R> {
  const source = items[Symbol.iterator]();
  const own = new AbortController();
  const stop = () => own.abort(signal.reason);
  signal.addEventListener('abort', stop);
  const begun: Promise<R>[] = [];
  const begin = (): boolean => {
    const next = own.signal.aborted ? null : source.next();
    if (next === null || next.done) return false;
    const result = work(next.value, own.signal);
    // The result is awaited in its turn; until then nothing else would handle a rejection.
    result.catch(() => {
      // Items later in the order are no longer wanted.
      failed = true;
    });
    begun.push(result);
    return true;
  };
  let failed = false;
  try {
    for (;;) {
      signal.throwIfAborted();
      while (!failed && begun.length < most() && begin()) {}
      const first = begun[0];
      if (first === undefined) return;
      const value = await first;
      signal.throwIfAborted();
      begun.shift();
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    own.abort(signal.reason);
    source.return?.();
    await Promise.allSettled(begun);
  }
}
