import { ZenbunError } from '../errors.ts';
import { EXIT } from './exit-code.ts';

/** Time left to report the interruption, in milliseconds. */
const LAST_WORDS_MS = 1_000;

/**
 * Runs work that SIGINT and SIGTERM abort in an orderly way. The first signal aborts, so that temporary files are
 * removed and workers end; a second one ends the process at once.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } catch (cause) {
    // A file that is still being read must not keep the process alive.
    if (controller.signal.aborted) setTimeout(() => process.exit(EXIT.incomplete), LAST_WORDS_MS).unref();
    if (!controller.signal.aborted || (cause instanceof ZenbunError && cause.code === 'interrupted')) throw cause;
    // Any other failure is a consequence of the interruption.
    throw new ZenbunError(
      'interrupted',
      { en: 'Interrupted; no incomplete output was left behind.', ja: '中断しました。途中の状態は残していません' },
      { cause },
    );
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
