import { Worker } from 'node:worker_threads';
import { ZenbunError } from '../errors.ts';
import type { Submit, Task, TaskResult } from '../lab/index.ts';
import type { LabMessage } from './lab-thread.ts';

interface Waiting {
  readonly task: Task;
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (cause: unknown) => void;
}

/** Threads that do the tasks of a study, first come, first served, each one at a time. */
export class LabThreads {
  readonly #most: number;
  readonly #onStep: (task: Task, step: number) => void;
  readonly #threads = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #queue: Waiting[] = [];
  #ended: ZenbunError | undefined;

  /** At most `most` threads; each is started when a task first finds the others at work. */
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
  async close(): Promise<void> {
    await this.#end(new ZenbunError('interrupted', 'The study was stopped before its end.'));
  }

  async #end(cause: ZenbunError): Promise<void> {
    this.#ended ??= cause;
    for (const { reject } of this.#queue.splice(0)) reject(this.#ended);
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const thread = this.#idle.pop() ?? (this.#threads.size < this.#most ? this.#start() : undefined);
    if (thread !== undefined) this.#give(thread, this.#queue.shift()!);
  }

  #start(): Worker {
    const thread = new Worker(new URL('./lab-thread.js', import.meta.url), { name: 'zenbun-lab' });
    this.#threads.add(thread);
    return thread;
  }

  #give(thread: Worker, { task, resolve, reject }: Waiting): void {
    const finish = () => {
      thread.removeAllListeners();
      this.#idle.push(thread);
      this.#next();
    };
    const die = (cause: unknown) => {
      this.#threads.delete(thread);
      const dead = this.#ended ?? new ZenbunError('internal', 'A thread of the lab died.', { cause });
      reject(dead);
      void this.#end(dead);
    };
    thread.on('message', (message: LabMessage) => {
      if (message.kind === 'step') {
        this.#onStep(task, message.step);
        return;
      }
      finish();
      if (message.kind === 'done') resolve(message.result);
      else reject(new ZenbunError(message.code, message.message, message.advice ? { advice: message.advice } : {}));
    });
    thread.once('error', die);
    thread.once('exit', (status) => die(new Error(`The thread ended with status ${status}.`)));
    thread.postMessage(task);
  }
}
