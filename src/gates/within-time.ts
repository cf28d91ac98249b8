import { ownSignal } from '../files/index.ts';

/**
 * Does something that ends after `ms` milliseconds at the latest, or when `other` fires: its signal then fires, with a `TimeoutError` or the other's reason.
 * In place of `AbortSignal.any([other, AbortSignal.timeout(ms)])`, which Node 20 may collect while a request waits, so that it never fires.
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
