/**
 * A table of a comparison, the same for the terminal and for Markdown. Texts from models and files are visible, not
 * escaped.
 */
export interface ComparisonTable {
  readonly title: string;
  /** Headings of all columns, that of the labels first. */
  readonly head: readonly string[];
  readonly rows: readonly ComparisonRow[];
  /** Sentences below the table. */
  readonly notes: readonly string[];
}

export interface ComparisonRow {
  readonly label: string;
  /** One per heading other than that of the labels; none for a row that heads others. */
  readonly cells: readonly string[];
  /** Set for the row that the reader should notice. */
  readonly stands?: 'out';
}
