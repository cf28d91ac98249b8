import type { Message } from '../../schema/index.ts';

type LedgerVerdictWord = 'ok' | 'broken' | 'unknown';

/** What a problem is, as a closed set. */
export type LedgerProblemCode =
  /** A checkpoint is not the log's: wrong signature, key or form. */
  | 'checkpoint'
  /** A leaf, tile or root is not what was signed. */
  | 'changed'
  /** A leaf is not one that a ledger writes. */
  | 'leaf'
  /** A frame or header of a segment is not as it was written. */
  | 'segment'
  /** The segment says something else than the public log. */
  | 'contradiction'
  /** A body does not belong to its leaf. */
  | 'body'
  /** A file of the log, or records of the segments, are not there, and no `pruned` says so. */
  | 'missing'
  /** The log is shorter than a checkpoint that was kept. */
  | 'cut'
  /** The log does not begin as a checkpoint that was kept says. */
  | 'rewritten'
  /** An intent without a response. */
  | 'no-response'
  /** A response to no intent, or a second one. */
  | 'no-intent'
  /** The key of a body is gone, and no erasure says so. */
  | 'key-lost'
  /** An erasure was begun and not ended. */
  | 'erasure-unfinished'
  /** The key of a subject is there although the log says that it was erased: keys of a backup were put back. */
  | 'not-erased';

/** One problem. `index`: the record that it concerns; `path`: the file, below the folder or the log's prefix. */
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

/** `broken` with a problem, else `unknown` where something decisive could not be checked, else `ok`. */
export interface LedgerVerdict {
  readonly verdict: LedgerVerdictWord;
  readonly problems: readonly LedgerProblem[];
  readonly unchecked: readonly LedgerUnchecked[];
  /** Problems beyond those that are listed: of a thousand on they are only counted. */
  readonly further: number;
}

const MOST_PROBLEMS = 1000;

/** Collects what one of the two verdicts rests on. */
export class VerdictDraft {
  readonly problems: LedgerProblem[] = [];
  readonly unchecked: LedgerUnchecked[] = [];
  #further = 0;

  problem(code: LedgerProblemCode, en: string, ja: string, place: { index?: number | null; path?: string } = {}): void {
    const { index = null, path = null } = place;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ code, index, path, message: { en, ja } });
    else this.#further += 1;
  }

  /** Without it the verdict cannot be `ok`. */
  unknown(en: string, ja: string): void {
    this.unchecked.push({ isDecisive: true, message: { en, ja } });
  }

  /** As it should be, but it was not checked. */
  aside(en: string, ja: string): void {
    this.unchecked.push({ isDecisive: false, message: { en, ja } });
  }

  verdict(): LedgerVerdict {
    const isUnknown = this.unchecked.some(({ isDecisive }) => isDecisive);
    const verdict = this.problems.length > 0 ? 'broken' : isUnknown ? 'unknown' : 'ok';
    return { verdict, problems: this.problems, unchecked: this.unchecked, further: this.#further };
  }
}
