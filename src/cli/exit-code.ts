import type { ErrorCode } from '../errors.ts';

/** Exit codes of the contract. Scripts depend on them. */
export const EXIT = {
  /** Done; nothing at or above `--fail-on`; not worse (`compare`). */
  done: 0,
  /** Findings at or above `--fail-on`; worse (`compare`). */
  findings: 1,
  /** Wrong usage, unreadable input, bad configuration. */
  usage: 2,
  /** Not completed or undecided: interrupted, a cap reached, a server failed, or a result could not be written. */
  incomplete: 3,
} as const;

/** Returns the exit code for work that could not be carried out. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'usage':
    case 'not-found':
    case 'unreadable':
    case 'damaged':
    case 'limit':
    case 'unauthorised':
    case 'model-not-found':
      return EXIT.usage;
    case 'rejected':
    case 'upstream':
    case 'not-recorded':
    case 'budget':
    case 'not-written':
    case 'interrupted':
    case 'internal':
      return EXIT.incomplete;
  }
}
