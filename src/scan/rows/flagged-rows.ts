import type { FlaggedRow, Level } from '../../schema/index.ts';
import type { MarkedRow, RowMark } from '../workers/chunk-outcome.ts';
import type { RowSource } from './mark-spool.ts';

/** A mark that stands: its detector has a finding with the same key. */
export interface StandingMark extends RowMark {
  readonly level: Level;
}

/** A row with at least one standing mark. */
export interface StandingRow {
  readonly file: number;
  readonly line: number;
  readonly physicalLine?: number;
  readonly digest: string;
  readonly marks: readonly StandingMark[];
}

/** Returns the level of a detector's finding for a key; undefined if it gave none. */
export type LevelOf = (detector: number, key: string) => Level | undefined;

/**
 * Joins the marks of both passes and drops those without a finding. Both sources are ordered by file and line, and so
 * is the output.
 */
export function* standingRows(first: RowSource, second: RowSource, levelOf: LevelOf): Generator<StandingRow> {
  for (const { marks, ...row } of joinRows(first, second)) {
    const standing: StandingMark[] = [];
    for (const { detector, key, turn, spans } of marks) {
      const level = levelOf(detector, key);
      if (level !== undefined) standing.push({ detector, key, turn, spans, level });
    }
    if (standing.length > 0) yield { ...row, marks: standing };
  }
}

/** Reports whether a row is flagged. Marks of level `info` do not flag a row. */
export function isFlagged(row: StandingRow): boolean {
  return row.marks.some(isGrave);
}

/** Returns a flagged row in the form that `--rows` writes. */
export function flaggedRow(row: StandingRow, path: string, detectorId: (detector: number) => string): FlaggedRow {
  const marks = row.marks.filter(isGrave);
  return {
    path,
    line: row.line,
    ...(row.physicalLine === undefined ? {} : { physicalLine: row.physicalLine }),
    digest: row.digest,
    level: marks.some((mark) => mark.level === 'block') ? 'block' : 'review',
    detectors: [...new Set(marks.map((mark) => detectorId(mark.detector)))],
    spans: marks.flatMap(({ turn, spans }) => spans.map(({ start, end, act }) => ({ turn, start, end, act }))),
  };
}

/** Yields the rows that are left out of a clean file: those that are flagged and those that could not be read. */
export function* removedRows(first: RowSource, second: RowSource, levelOf: LevelOf): Generator<MarkedRow> {
  const isGraveMark = ({ detector, key }: RowMark) => (levelOf(detector, key) ?? 'info') !== 'info';
  for (const row of joinRows(first, second)) if (row.marks.length === 0 || row.marks.some(isGraveMark)) yield row;
}

function* joinRows(first: RowSource, second: RowSource): Generator<MarkedRow> {
  const left = first.rows();
  const right = second.rows();
  let a = left.next();
  let b = right.next();
  while (!a.done && !b.done) {
    const order = a.value.file - b.value.file || a.value.line - b.value.line;
    if (order === 0) yield { ...a.value, marks: [...a.value.marks, ...b.value.marks].sort(byDetector) };
    else yield order < 0 ? a.value : b.value;
    if (order <= 0) a = left.next();
    if (order >= 0) b = right.next();
  }
  for (; !a.done; a = left.next()) yield a.value;
  for (; !b.done; b = right.next()) yield b.value;
}

function byDetector(a: RowMark, b: RowMark): number {
  return a.detector - b.detector;
}

function isGrave(mark: StandingMark): boolean {
  return mark.level !== 'info';
}
