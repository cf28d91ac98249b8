import type { Assessment, Checklist, CostEstimate, Evidence } from '../../schema/index.ts';

/** All that a report is made of. */
export interface ReportContent {
  readonly assessment: Assessment;
  readonly evidence: readonly Evidence[];
  /** null: not asked for. */
  readonly checklist: Checklist | null;
  readonly cost: CostEstimate | null;
  /** false: texts of rows and answers are shown as they are, and the report says so. */
  readonly isMasked: boolean;
}
