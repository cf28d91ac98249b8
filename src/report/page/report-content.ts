import type { Assessment, Checklist, CostEstimate, Evidence } from '../../schema/index.ts';

/** Everything that a report is made of. */
export interface ReportContent {
  readonly assessment: Assessment;
  readonly evidence: readonly Evidence[];
  /** null if not asked for. */
  readonly checklist: Checklist | null;
  readonly cost: CostEstimate | null;
  /** If false, texts of rows and answers are shown unchanged, and the report says so. */
  readonly isMasked: boolean;
}
