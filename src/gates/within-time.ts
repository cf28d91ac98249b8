import { ownSignal } from '../files/index.ts';

/**
 * Runs work with a signal that fires after `ms` milliseconds with a `TimeoutError`, or earlier with the reason of
 * `other` if that fires. Replaces `AbortSignal.any([other, AbortSignal.timeout(ms)])`, which Node 20 may
 * garbage-collect while a request waits, so that it never fires.
 */
export async function withinTime<T>(
  ms: number,
  other: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = ownSignal(other);
  const timer = setTimeout(() => own.abort(new DOMException(`no end in ${ms} ms`, 'TimeoutError')), ms).unref();
  try {
    return await work(own.signal);
  } finally {
    clearTimeout(timer);
    own.forget();
  }
}
