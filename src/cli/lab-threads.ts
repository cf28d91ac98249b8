import { Worker } from 'node:worker_threads';
import { ZenbunError } from '../errors.ts';
import type { Submit, Task, TaskResult } from '../lab/index.ts';
import type { LabMessage } from './lab-thread.ts';

interface Waiting {
  readonly task: Task;
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (cause: unknown) => void;
}

/** A thread, and what it is doing; undefined while it is idle. */
interface Thread {
  readonly worker: Worker;
  doing: Waiting | undefined;
}

/** Threads that do the tasks of a study, first come, first served, each one at a time. */
export class LabThreads {
  readonly #most: number;
  readonly #onStep: (task: Task, step: number) => void;
  readonly #threads: Thread[] = [];
  readonly #queue: Waiting[] = [];
  #ended: ZenbunError | undefined;

  /** At most `most` threads; each is started when a task finds the others at work. */
  constructor(most: number, onStep: (task: Task, step: number) => void) {
    this.#most = most;
    this.#onStep = onStep;
  }

  /** Rejects with what the task threw, or `interrupted` after `close`. */
  readonly submit: Submit = (task) =>
    new Promise<TaskResult>((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended);
        return;
      }
      this.#queue.push({ task, resolve, reject });
      this.#next();
    }) as Promise<Extract<TaskResult, { kind: typeof task.kind }>>;

  /** Ends all threads, whatever they are doing; what waits is rejected. */
  close(): Promise<void> {
    return this.#end(new ZenbunError('interrupted', 'The study was stopped before its end.'));
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

  #start(): Thread {
    const worker = new Worker(new URL('./lab-thread.js', import.meta.url), { name: 'zenbun-lab' });
    const thread: Thread = { worker, doing: undefined };
    const die = (cause: unknown) => void this.#end(new ZenbunError('internal', 'A thread of the lab died.', { cause }));
    worker.on('message', (message: LabMessage) => this.#take(thread, message));
    worker.on('error', die);
    worker.on('exit', (status) => die(new Error(`The thread ended with status ${status}.`)));
    this.#threads.push(thread);
    return thread;
  }

  #take(thread: Thread, message: LabMessage): void {
    const { doing } = thread;
    // What was under way when all was ended is nobody's any more.
    if (doing === undefined || this.#ended !== undefined) return;
    if (message.kind === 'step') {
      this.#onStep(doing.task, message.step);
      return;
    }
    thread.doing = undefined;
    this.#next();
    if (message.kind === 'done') doing.resolve(message.result);
    else doing.reject(new ZenbunError(message.code, message.message, message.advice ? { advice: message.advice } : {}));
  }
}
