import type { Assessment, Evidence, Lang, Message } from '../../schema/index.ts';

export interface DocumentOptions {
  readonly lang: Lang;
}

/** A document that is filled from results as far as they go; what only people know stays blank. */
export interface ReportDocument {
  /** `rollout-plan`: kebab-case, fit for the name of a file. */
  readonly id: string;
  readonly title: Message;
  /** Markdown, ending in a line break. */
  readonly write: (assessment: Assessment, evidence: readonly Evidence[], options: DocumentOptions) => string;
}
