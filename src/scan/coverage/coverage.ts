import { isOtherEncoding, namesAnswer, type Tally, unknownTemplate } from '../../dataset/index.ts';
import type { Coverage, InputFields, ScanInput, SkippedRow } from '../../schema/index.ts';
import type { FieldRows } from '../workers/chunk-outcome.ts';
import { notChecked } from './not-checked.ts';

/** Parts of the inputs that were left unread. */
export interface UnreadParts {
  readonly skippedRows: readonly SkippedRow[];
  /** Number of answers in languages that the detectors do not support. */
  readonly answers: number;
  /** Rows with unread texts that refuse and then comply, by field. */
  readonly refusing: FieldRows;
  /** Files in the named folders that may hold rows but are hidden or of an unsupported type. */
  readonly files: readonly string[];
  /** Files in the named folders that accompany the data and were left aside. */
  readonly aside: readonly string[];
}

/**
 * Summarises what was and was not read of the inputs. If a share of `maxSkipped` or more of the rows is affected, too
 * little was read to judge the set. This is checked separately for rows that were skipped, rows with an unread field
 * named like an answer or holding texts that refuse and then comply, rows that seem to hold turns in an unknown
 * template, and rows of files that contain only rejected answers.
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
  const many = (count: number) => count > 0 && count >= maxSkipped * rows;
  const refusing = unread.refusing.filter(([, count]) => count >= LEAST_REFUSING && many(count));
  const deciding = new Set([
    ...(unread.files.length > 0 ? ['unread-files'] : []),
    ...(many(skipped) ? ['skipped-rows'] : []),
    ...(many(unreadAnswers) ? ['unread-columns'] : []),
    ...(refusing.length > 0 ? ['refusing-columns'] : []),
    ...(many(unreadDialogues) ? ['unknown-template'] : []),
    ...(many(unwanted) ? ['rejected-answers-alone'] : []),
  ]);
  const left = notChecked({
    inputs,
    skipped,
    hasOtherEncoding: unread.skippedRows.some(({ reason }) => isOtherEncoding(reason)),
    answers: unread.answers,
    files: unread.files,
    aside: unread.aside,
    refusing,
    withoutTemplate: sum((tally) => tally.withoutTemplate),
    dialogues,
    rolesAssumed: sum((tally) => tally.rolesAssumed),
    untrained: sum((tally) => tally.untrained),
    unwanted,
  });
  return {
    rows,
    read: rows - skipped,
    skipped,
    skippedRows: unread.skippedRows,
    enough: deciding.size === 0,
    notChecked: left.map((one) => (deciding.has(one.what) ? { ...one, decides: true as const } : one)),
    unreadFiles: unread.files,
  };
}

/** One or two such texts may be misread. */
const LEAST_REFUSING = 3;

/** Returns the number of rows in a file whose answer-like field was not read. */
function unreadAnswerRows({ fields }: Tally): number {
  return Math.max(0, ...Object.entries(fields).map(([name, { unread }]) => (namesAnswer(name) ? unread : 0)));
}

/**
 * Lists the fields of a file by how they were used, most used first. Short texts match other texts by chance, so a use
 * that is rare for a field is ignored.
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
