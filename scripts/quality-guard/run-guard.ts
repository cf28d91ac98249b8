import { AnswerGuard, type GuardedAnswer } from '../../src/gateway/index.ts';
import type { GuardPolicy } from '../../src/schema/index.ts';
import type { GuardCase } from './guard-case.ts';

/** How an answer is run through the guard. */
export interface GuardRun {
  readonly policy: GuardPolicy;
  /** Uniform numbers in [0, 1), by which the answer is cut into pieces; null: it comes in one piece. */
  readonly random: (() => number) | null;
  readonly latchConfidence?: number;
}

/** What the guard did with one answer. Offsets and lengths in UTF-16 code units. */
export interface Guarded extends GuardedAnswer {
  /** All that went out, in order. */
  readonly received: string;
  /** How far what may go out was behind what had come, after each piece but those after a latch. */
  readonly lags: readonly Lag[];
  /** How much had come when the first character went out. */
  readonly opening: number;
}

/** One look at what waits. */
export interface Lag {
  readonly pushed: number;
  readonly releasable: number;
}

const MOST_CHARS = 12;

/** Runs the guard of the gateway over a whole answer, as a client would see it: what has gone out is never taken back. */
export function runGuard({ text, prompt }: GuardCase, { policy, random, latchConfidence }: GuardRun): Guarded {
  const confidence = latchConfidence === undefined ? {} : { latchConfidence };
  const guard = new AnswerGuard({ policy, hold: 'opening', prompt, keepsRefusal: true, ...confidence });
  const lags: Lag[] = [];
  let received = '';
  let opening = text.length;
  const release = () => {
    received += text.slice(received.length, Math.max(received.length, guard.releasable));
  };
  for (let at = 0; at < text.length; ) {
    const next = random === null ? text.length : Math.min(text.length, at + 1 + Math.floor(random() * MOST_CHARS));
    guard.push(text.slice(at, next));
    at = next;
    if (received === '' && guard.releasable > 0) opening = at;
    release();
    if (guard.latch === null) lags.push({ pushed: at, releasable: guard.releasable });
  }
  const end = guard.end();
  release();
  return { ...end, received: received + end.pointers, lags, opening };
}
