import { Thread } from './thread.ts';

/** Time after which an unused thread is ended to free its memory. */
const PATIENCE_MS = 5_000;

interface KeptThread {
  readonly url: string;
  readonly thread: Thread;
  readonly patience: NodeJS.Timeout;
}

/**
 * Threads of successfully completed scans, kept for later scans in this process. Each thread compiles the detectors'
 * code for itself: a new one spends seconds of work before it reads as fast as a used one.
 */
const kept = new Set<KeptThread>();

/** Returns a kept thread that has the module loaded, or a new one. */
export function threadFor(url: URL): Thread {
  for (const one of kept) {
    if (one.url !== url.href) continue;
    letGo(one);
    if (!one.thread.alive) continue;
    one.thread.holdProcess(true);
    return one.thread;
  }
  return new Thread(url);
}

/** Keeps a thread after its scan. The thread forgets what it has read and does not keep the process alive. */
export function keepThread(url: URL, thread: Thread): void {
  const forgetting = thread.ask({ kind: 'start-over' }, 'ready');
  const patience = setTimeout(() => {
    letGo(one);
    void thread.close();
  }, PATIENCE_MS).unref();
  const one: KeptThread = { url: url.href, thread, patience };
  kept.add(one);
  thread.holdProcess(false);
  forgetting.catch(() => letGo(one));
}

function letGo(one: KeptThread): void {
  kept.delete(one);
  clearTimeout(one.patience);
}
