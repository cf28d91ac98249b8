import { parentPort } from 'node:worker_threads';
import { ZenbunError } from '../errors.ts';
import { doTask, type Task, type TaskResult } from '../lab/index.ts';

/** What a thread of the lab says to who started it. */
export type LabMessage =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'done'; readonly result: TaskResult }
  | { readonly kind: 'failed'; readonly code: ZenbunError['code']; readonly message: string; readonly advice?: string };

const port = parentPort;
if (port === null) throw new Error('This module is the body of a worker thread.');

port.on('message', (task: Task) => {
  let step = 0;
  const say = (message: LabMessage) => port.postMessage(message);
  try {
    const result = doTask(task, () => {
      step += 1;
      say({ kind: 'step', step });
    });
    say({ kind: 'done', result });
  } catch (cause) {
    const failure = cause instanceof ZenbunError ? cause : new ZenbunError('internal', String(cause));
    const { code, message, advice } = failure;
    say({ kind: 'failed', code, message, ...(advice === undefined ? {} : { advice }) });
  }
});
