import { assess, fillChecklist } from '../../../assessment/index.ts';
import { jsonBytes } from '../../../bundle/index.ts';
import {
  assessmentMarkdown,
  checklistMarkdown,
  DOCUMENTS,
  type ReportContent,
  reportPage,
} from '../../../report/index.ts';
import type { Assessment, ChecklistAnswers, Evidence, Lang } from '../../../schema/index.ts';
import { lastDayAt } from '../../report/last-day.ts';
import type { PartList } from './made-part.ts';

const LANGS: readonly Lang[] = ['en', 'ja'];

/**
 * Adds the reports on the evidence for human readers. A redacted bundle gets only the disclosure note: it contains
 * patterns, counts and digests, but no text of rows, questions, answers, models or people.
 */
export function addReport(
  parts: PartList,
  evidence: readonly Evidence[],
  answers: ChecklistAnswers | null,
  at: string,
): void {
  const assessment = assess(evidence, { at });
  if (parts.isRedacted) {
    addDisclosure(parts, assessment, evidence);
    return;
  }
  const checklist = fillChecklist(evidence, answers, lastDayAt(at));
  const content: ReportContent = { assessment, evidence, checklist, cost: null, isMasked: true };
  parts.add('checklist.json', jsonBytes(checklist));
  for (const lang of LANGS) {
    parts.add(`checklist.${lang}.md`, Buffer.from(checklistMarkdown(checklist, lang)));
    parts.add(`report/report.${lang}.md`, Buffer.from(assessmentMarkdown(content, lang)));
  }
  parts.add('report/report.html', Buffer.from(reportPage(content, 'en')));
}

function addDisclosure(parts: PartList, assessment: Assessment, evidence: readonly Evidence[]): void {
  const note = DOCUMENTS.find(({ id }) => id === 'disclosure-note')!;
  for (const lang of LANGS)
    parts.add(`report/disclosure-note.${lang}.md`, Buffer.from(note.write(assessment, evidence, { lang })));
}
