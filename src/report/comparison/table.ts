/** A table of a comparison, the same for the terminal and for Markdown. Texts of models and files are visible, not escaped. */
export interface ComparisonTable {
  readonly title: string;
  /** Heads of all columns, that of the labels first. */
  readonly head: readonly string[];
  readonly rows: readonly ComparisonRow[];
  /** Sentences beneath. */
  readonly notes: readonly string[];
}

export interface ComparisonRow {
  readonly label: string;
  /** As many as the head has beside the labels; none for a row that heads others. */
  readonly cells: readonly string[];
  /** The row that the reader is to see. */
  readonly stands?: 'out';
}
