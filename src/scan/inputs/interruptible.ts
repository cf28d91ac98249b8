import { ZenbunError } from '../../errors.ts';

/** The error of a gate that its caller stopped. */
export function interrupted(): ZenbunError {
  return new ZenbunError('interrupted', {
    en: 'Interrupted; nothing was written.',
    ja: '中断しました。何も書き込んでいません',
  });
}

/** The same promise, unless the signal fires first: then it fails with `interrupted`, even where it never settles. */
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
