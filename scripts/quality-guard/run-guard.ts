import { AnswerGuard, type GuardedAnswer } from '../../src/gateway/index.ts';
import type { GuardPolicy } from '../../src/schema/index.ts';
import type { GuardCase } from './guard-case.ts';

/** Settings for one run of the guard. */
export interface GuardRun {
  readonly policy: GuardPolicy;
  /** Uniform numbers in [0, 1) for splitting the answer into pieces; null: it arrives in one piece. */
  readonly random: (() => number) | null;
  readonly latchConfidence?: number;
}

/** Result of guarding one answer. Offsets and lengths in UTF-16 code units. */
export interface Guarded extends GuardedAnswer {
  /** All text that went out, in order. */
  readonly received: string;
  /** How far releasable text was behind received text after each piece, except pieces after a latch. */
  readonly lags: readonly Lag[];
  /** Characters that had arrived when the first one went out. */
  readonly opening: number;
}

/** One observation of the waiting text. */
export interface Lag {
  readonly pushed: number;
  readonly releasable: number;
}

const MOST_CHARS = 12;

/**
 * Runs the gateway's guard over a whole answer as a client would see it: text that has gone out is never taken back.
 */
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
