import { isOtherEncoding, namesAnswer, type Tally, unknownTemplate } from '../../dataset/index.ts';
import type { Coverage, InputFields, ScanInput, SkippedRow } from '../../schema/index.ts';
import { notChecked } from './not-checked.ts';

/** What the reading of all inputs left unread. */
export interface UnreadParts {
  readonly skippedRows: readonly SkippedRow[];
  /** Answers in languages that the detectors do not read. */
  readonly answers: number;
  /** Files of the named folders that may hold rows and are hidden, or of no kind that is read. */
  readonly files: readonly string[];
  /** Files of the named folders that stand beside the data. */
  readonly aside: readonly string[];
}

/**
 * What was read of the inputs, and what was not. `maxSkipped`: from this share of rows on that were skipped, of which a
 * field that is named like an answer was not read, that seem to hold turns in a template that is not known, or that are in a file of rejected answers
 * alone, not enough was read to speak of the set.
 */
export function coverageOf(
  inputs: readonly ScanInput[],
  tallies: readonly Tally[],
  unread: UnreadParts,
  maxSkipped: number,
): Coverage {
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  const rows = sum((tally) => tally.rows);
  const skipped = sum((tally) => tally.skipped);
  const unreadAnswers = sum(unreadAnswerRows);
  const unwanted = sum((tally) => (tally.unwanted === tally.read ? tally.read : 0));
  const dialogues = tallies.flatMap((tally, i) => {
    const template = unknownTemplate(tally);
    return template === null ? [] : [{ path: inputs[i]!.path, ...template }];
  });
  const unreadDialogues = dialogues.reduce((total, one) => total + one.rows, 0);
  const few = (count: number) => count === 0 || count < maxSkipped * rows;
  return {
    rows,
    read: rows - skipped,
    skipped,
    skippedRows: unread.skippedRows,
    enough: unread.files.length === 0 && [skipped, unreadAnswers, unreadDialogues, unwanted].every(few),
    notChecked: notChecked({
      inputs,
      skipped,
      hasOtherEncoding: unread.skippedRows.some(({ reason }) => isOtherEncoding(reason)),
      answers: unread.answers,
      files: unread.files,
      aside: unread.aside,
      withoutTemplate: sum((tally) => tally.withoutTemplate),
      dialogues,
      rolesAssumed: sum((tally) => tally.rolesAssumed),
      untrained: sum((tally) => tally.untrained),
      unwanted,
    }),
    unreadFiles: unread.files,
  };
}

/** Rows of a file of which a field that is named like an answer was not read. */
function unreadAnswerRows({ fields }: Tally): number {
  return Math.max(0, ...Object.entries(fields).map(([name, { unread }]) => (namesAnswer(name) ? unread : 0)));
}

/**
 * The fields of a file by what was made of them, the most used first. A short text also occurs elsewhere by chance: what a
 * field seldom was, it is not.
 */
export function inputFields({ fields }: Tally): InputFields {
  const used = (use: 'request' | 'answer' | 'unread') =>
    Object.entries(fields)
      .filter(([, counts]) => counts[use] > 0)
      .filter(([, counts]) => use === 'unread' || 2 * counts[use] >= Math.max(counts.request, counts.answer))
      .sort(([a, x], [b, y]) => y[use] - x[use] || (a < b ? -1 : 1));
  return {
    request: used('request').map(([name]) => name),
    answer: used('answer').map(([name]) => name),
    unread: used('unread').map(([name, { unread }]) => ({ name, rows: unread })),
  };
}
