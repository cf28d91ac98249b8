/** A row by its file, and the line that an editor can open. */
export interface RowPlace {
  readonly path: string;
  readonly line: number;
  readonly physicalLine?: number;
}

/** Returns the line that an editor goes to: that of the file, if rows are numbered differently. */
export const lineOf = ({ line, physicalLine }: Omit<RowPlace, 'path'>): number => physicalLine ?? line;

/** Formats "train.csv:31". */
export const placeOf = (row: RowPlace): string => `${row.path}:${lineOf(row)}`;
