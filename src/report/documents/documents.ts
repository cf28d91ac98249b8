import { DISCLOSURE_NOTE } from './disclosure/disclosure-note.ts';
import { INCIDENT_NOTE } from './incident/incident-note.ts';
import type { ReportDocument } from './report-document.ts';
import { ROLLOUT_PLAN } from './rollout-plan/rollout-plan.ts';
import { SUPPLIER_QUESTIONS } from './supplier/supplier-questions.ts';

/** All documents of a report. */
export const DOCUMENTS: readonly ReportDocument[] = [ROLLOUT_PLAN, SUPPLIER_QUESTIONS, INCIDENT_NOTE, DISCLOSURE_NOTE];
