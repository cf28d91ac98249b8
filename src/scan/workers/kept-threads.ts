import { Thread } from './thread.ts';

/** A thread that no scan wants for so long is ended, and its memory is free. */
const PATIENCE_MS = 5_000;

interface KeptThread {
  readonly url: string;
  readonly thread: Thread;
  readonly patience: NodeJS.Timeout;
}

/**
 * Threads of scans that have ended well, for the scans that follow in this process. A thread compiles the code of the
 * detectors for itself: a new one costs seconds of work before it reads as fast as one that has read before.
 */
const kept = new Set<KeptThread>();

/** A thread that has the module loaded, or a new one. */
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

/** Takes a thread whose scan is over. It forgets what it has read, and does not keep the process alive. */
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
