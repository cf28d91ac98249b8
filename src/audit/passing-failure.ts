import { ZenbunError } from '../errors.ts';

/** Failures of one question, after which others may still be answered. All other failures end a run. */
const PASSING: readonly ZenbunError['code'][] = ['rejected', 'upstream', 'not-recorded'];

/** Reports whether only this question failed. */
export function isPassing(failure: unknown): failure is ZenbunError {
  return failure instanceof ZenbunError && PASSING.includes(failure.code);
}
