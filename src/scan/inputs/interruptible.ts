import { ZenbunError } from '../../errors.ts';

/** Returns the error for a gate that was stopped by its caller. */
export function interrupted(): ZenbunError {
  return new ZenbunError('interrupted', {
    en: 'Interrupted; nothing was written.',
    ja: '中断しました。何も書き込んでいません',
  });
}

/** Waits for the promise. If the signal fires first, throws `interrupted`, even if the promise never settles. */
export async function interruptible<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(interrupted());
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
