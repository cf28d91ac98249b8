/**
 * Works on `items` with at most `most` at a time and gives the results in the order of the items, so that what is decided
 * from them does not depend on which answer was quick. Work runs ahead of the consumer by at most `most` items, and no further
 * item is begun once the consumer stops, the signal aborts or one item throws; what is under way is waited for.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
): AsyncGenerator<R> {
  const source = items[Symbol.iterator]();
  const own = new AbortController();
  const stop = () => own.abort(signal.reason);
  signal.addEventListener('abort', stop);
  const begun: Promise<R>[] = [];
  const begin = () => {
    if (own.signal.aborted) return;
    const next = source.next();
    if (next.done) return;
    const result = work(next.value, own.signal);
    // It is awaited in its turn; until then nobody listens.
    result.catch(() => undefined);
    begun.push(result);
  };
  try {
    signal.throwIfAborted();
    for (let i = 0; i < most; i += 1) begin();
    for (let result = begun.shift(); result !== undefined; result = begun.shift()) {
      const value = await result;
      signal.throwIfAborted();
      begin();
      yield value;
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stop);
    own.abort(signal.reason);
    source.return?.();
    await Promise.allSettled(begun);
  }
}
