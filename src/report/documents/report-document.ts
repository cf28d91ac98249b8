import type { Assessment, Evidence, Lang, Message } from '../../schema/index.ts';

export interface DocumentOptions {
  readonly lang: Lang;
}

/** A document that is filled in from results as far as they go; what only people know stays blank. */
export interface ReportDocument {
  /** `rollout-plan`: kebab-case, suitable as a file name. */
  readonly id: string;
  readonly title: Message;
  /** Returns Markdown that ends in a line break. */
  readonly write: (assessment: Assessment, evidence: readonly Evidence[], options: DocumentOptions) => string;
}
