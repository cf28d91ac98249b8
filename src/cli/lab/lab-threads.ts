import { Worker } from 'node:worker_threads';
import { ZenbunError } from '../../errors.ts';
import type { KernelsName, Submit, Task } from '../../lab/index.ts';
import type { LabSpeed, Message } from '../../schema/index.ts';
import type { LabMessage, SpeedTask, ThreadResult, ThreadTask } from './lab-thread.ts';

interface QueuedTask {
  readonly task: ThreadTask;
  readonly resolve: (result: ThreadResult) => void;
  readonly reject: (cause: unknown) => void;
}

/** A thread and its current task; undefined while idle. */
interface LabThread {
  readonly worker: Worker;
  doing: QueuedTask | undefined;
}

/** Threads that do the tasks of a study, first come, first served, one task at a time each. */
export class LabThreads {
  readonly #most: number;
  readonly #onStep: (task: ThreadTask) => void;
  readonly #threads: LabThread[] = [];
  readonly #queue: QueuedTask[] = [];
  #ended: ZenbunError | undefined;

  /** Uses at most `most` threads. A thread is started when a task finds all others at work. */
  constructor(most: number, onStep: (task: ThreadTask) => void) {
    this.#most = most;
    this.#onStep = onStep;
  }

  /** Rejects with the error of the task, or with `interrupted` after `close`. */
  readonly submit: Submit = <K extends Task['kind']>(task: Extract<Task, { kind: K }>) => this.#ask<K>(task);

  /** Times kernels in one of the threads. */
  async measure(kernels: KernelsName): Promise<LabSpeed> {
    const task: SpeedTask = { kind: 'speed', kernels };
    return (await this.#ask<'speed'>(task)).speed;
  }

  #ask<K extends ThreadResult['kind']>(task: ThreadTask): Promise<Extract<ThreadResult, { kind: K }>> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended);
        return;
      }
      // The result of a task is of the same kind as the task.
      this.#queue.push({ task, resolve: (result) => resolve(result as Extract<ThreadResult, { kind: K }>), reject });
      this.#next();
    });
  }

  /** Ends all threads, whatever they are doing; unfinished tasks are rejected. */
  close(): Promise<void> {
    return this.#end(new ZenbunError('interrupted', STOPPED));
  }

  async #end(cause: ZenbunError): Promise<void> {
    this.#ended ??= cause;
    const unfinished = [...this.#threads.flatMap(({ doing }) => doing ?? []), ...this.#queue.splice(0)];
    for (const { reject } of unfinished) reject(this.#ended);
    await Promise.all(this.#threads.splice(0).map(({ worker }) => worker.terminate()));
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const idle = this.#threads.find(({ doing }) => doing === undefined);
    const thread = idle ?? (this.#threads.length < this.#most ? this.#start() : undefined);
    if (thread === undefined) return;
    thread.doing = this.#queue.shift()!;
    thread.worker.postMessage(thread.doing.task);
  }

  #start(): LabThread {
    const worker = new Worker(new URL('./lab-thread.js', import.meta.url), { name: 'zenbun-lab' });
    const thread: LabThread = { worker, doing: undefined };
    const die = (cause: unknown) => void this.#end(new ZenbunError('internal', THREAD_DIED, { cause }));
    worker.on('message', (message: LabMessage) => this.#take(thread, message));
    worker.on('error', die);
    worker.on('exit', (status) => die(new Error(`The thread ended with status ${status}.`)));
    this.#threads.push(thread);
    return thread;
  }

  #take(thread: LabThread, message: LabMessage): void {
    const { doing } = thread;
    // Messages that arrive after the end are ignored.
    if (doing === undefined || this.#ended !== undefined) return;
    if (message.kind === 'step') {
      this.#onStep(doing.task);
      return;
    }
    thread.doing = undefined;
    this.#next();
    if (message.kind === 'done') {
      doing.resolve(message.result);
      return;
    }
    const { code, message: said, advice, trace } = message;
    doing.reject(new ZenbunError(code, said, { advice, cause: new Error(trace) }));
  }
}

const STOPPED: Message = { en: 'The run was stopped before it finished.', ja: '実験は途中で中断されました' };
const THREAD_DIED: Message = { en: 'A thread of the lab crashed.', ja: '再現実験のスレッドが異常終了しました' };
