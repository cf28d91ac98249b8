import { parentPort } from 'node:worker_threads';
import { ZenbunError } from '../../errors.ts';
import { doTask, type KernelsName, measureKernels, type Task, type TaskResult } from '../../lab/index.ts';
import type { LabSpeed, Message } from '../../schema/index.ts';

/** Times the kernels of this name. Not a task of the lab itself, because it needs a clock. */
export interface SpeedTask {
  readonly kind: 'speed';
  readonly kernels: KernelsName;
}

export type ThreadTask = Task | SpeedTask;

export type ThreadResult = TaskResult | { readonly kind: 'speed'; readonly speed: LabSpeed };

/** Messages from a thread of the lab to the one that started it. */
export type LabMessage =
  | { readonly kind: 'step' }
  | { readonly kind: 'done'; readonly result: ThreadResult }
  | {
      readonly kind: 'failed';
      readonly code: ZenbunError['code'];
      readonly message: Message;
      readonly advice: Message | undefined;
      readonly trace: string;
    };

const port = parentPort;
if (port === null) throw new Error('This module is the body of a worker thread.');
const say = (message: LabMessage) => port.postMessage(message);

function resultOf(task: ThreadTask): ThreadResult {
  if (task.kind !== 'speed') return doTask(task, () => say({ kind: 'step' }));
  const { trainTokensPerSecond, decodeTokensPerSecond } = measureKernels(task.kernels, () => performance.now());
  const speed = { kernels: task.kernels, training: trainTokensPerSecond, decoding: decodeTokensPerSecond };
  return { kind: 'speed', speed };
}

const taskFailed = (cause: unknown) =>
  new ZenbunError('internal', {
    en: `A task of the lab failed: ${cause}`,
    ja: `再現実験のタスクが失敗しました：${cause}`,
  });

port.on('message', (task: ThreadTask) => {
  try {
    say({ kind: 'done', result: resultOf(task) });
  } catch (cause) {
    const known = cause instanceof ZenbunError ? cause : taskFailed(cause);
    const trace = cause instanceof Error ? (cause.stack ?? '') : '';
    say({ kind: 'failed', code: known.code, message: known.localized, advice: known.localizedAdvice, trace });
  }
});
