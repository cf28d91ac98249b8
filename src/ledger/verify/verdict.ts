import type { Message } from '../../schema/index.ts';

type LedgerVerdictWord = 'ok' | 'broken' | 'unknown';

/** The nature of a problem, as a closed set. */
export type LedgerProblemCode =
  /** A checkpoint is not the log's: wrong signature, key or form. */
  | 'checkpoint'
  /** A leaf, tile or root is not what was signed. */
  | 'changed'
  /** A leaf is not one that a ledger writes. */
  | 'leaf'
  /** A frame or header of a segment is not as it was written. */
  | 'segment'
  /** A segment contradicts the public log. */
  | 'contradiction'
  /** A body does not belong to its leaf. */
  | 'body'
  /** A file of the log, or records of the segments, are missing without a `pruned` leaf that says so. */
  | 'missing'
  /** The log is shorter than a kept checkpoint. */
  | 'cut'
  /** The log does not begin as a kept checkpoint says. */
  | 'rewritten'
  /** An intent has no response. */
  | 'no-response'
  /** A response has no intent, or is a second one. */
  | 'no-intent'
  /** The key of a body is gone without an erasure that says so. */
  | 'key-lost'
  /** An erasure was begun but not completed. */
  | 'erasure-unfinished'
  /** A subject's key exists although the log says it was erased: keys were restored from a backup. */
  | 'not-erased';

/** One problem. `index`: the record concerned; `path`: the file, relative to the folder or the log's prefix. */
export interface LedgerProblem {
  readonly code: LedgerProblemCode;
  readonly index: number | null;
  readonly path: string | null;
  readonly message: Message;
}

/** Something that was not checked. `isDecisive`: without it the verdict cannot be `ok`. */
export interface LedgerUnchecked {
  readonly isDecisive: boolean;
  readonly message: Message;
}

/** `broken` if there is a problem, else `unknown` if something decisive could not be checked, else `ok`. */
export interface LedgerVerdict {
  readonly verdict: LedgerVerdictWord;
  readonly problems: readonly LedgerProblem[];
  readonly unchecked: readonly LedgerUnchecked[];
  /** Number of problems not listed: beyond a thousand, problems are only counted. */
  readonly further: number;
}

const MOST_PROBLEMS = 1000;

/** Collects the grounds of one of the two verdicts. */
export class VerdictDraft {
  readonly problems: LedgerProblem[] = [];
  readonly unchecked: LedgerUnchecked[] = [];
  #further = 0;

  problem(code: LedgerProblemCode, en: string, ja: string, place: { index?: number | null; path?: string } = {}): void {
    const { index = null, path = null } = place;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ code, index, path, message: { en, ja } });
    else this.#further += 1;
  }

  /** Records something decisive that could not be checked, so that the verdict cannot be `ok`. */
  unknown(en: string, ja: string): void {
    this.unchecked.push({ isDecisive: true, message: { en, ja } });
  }

  /** Records something unchecked that does not affect the verdict. */
  aside(en: string, ja: string): void {
    this.unchecked.push({ isDecisive: false, message: { en, ja } });
  }

  verdict(): LedgerVerdict {
    const isUnknown = this.unchecked.some(({ isDecisive }) => isDecisive);
    const verdict = this.problems.length > 0 ? 'broken' : isUnknown ? 'unknown' : 'ok';
    return { verdict, problems: this.problems, unchecked: this.unchecked, further: this.#further };
  }
}
