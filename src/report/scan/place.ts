/** A row by its file, and what an editor can open. */
export interface RowPlace {
  readonly path: string;
  readonly line: number;
  readonly physicalLine?: number;
}

/** The line that an editor goes to: that of the file, where rows are numbered otherwise. */
export const lineOf = ({ line, physicalLine }: Omit<RowPlace, 'path'>): number => physicalLine ?? line;

/** "train.csv:31" */
export const placeOf = (row: RowPlace): string => `${row.path}:${lineOf(row)}`;
