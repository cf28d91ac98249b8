/**
 * Renders results for their readers: people at a terminal or in a pull request (ja and en), code scanning (SARIF
 * 2.1.0), CI (JUnit). This includes a comparison of two models, a run of the lab, the state of a watch, and the figures
 * of pages. In: plain results. Out: text. Never writes a file, never decides anything.
 */

export { assessmentMarkdown } from './assessment/markdown.ts';
export { assessmentTerminalReport } from './assessment/terminal.ts';
export {
  CHART_CSS,
  type Chart,
  type ChartOptions,
  categoriesChart,
  depthChart,
  evidenceChart,
  evidencePathChart,
  findingsChart,
  intervalChart,
  outcomesChart,
  rolloutChart,
  signalsChart,
  tornadoChart,
  transitionsChart,
  transitionsOfFlips,
} from './charts/index.ts';
export { checklistHtml } from './checklist/html.ts';
export { checklistMarkdown } from './checklist/markdown.ts';
export { referenceTexts } from './checklist/parts.ts';
export { checklistTerminal } from './checklist/terminal.ts';
export { STATE_NAMES, TEAM_NAMES } from './checklist/texts.ts';
export { type Cell, columns } from './columns.ts';
export { comparisonJunit } from './comparison/junit.ts';
export { comparisonMarkdown } from './comparison/markdown.ts';
export { maskExcerpt } from './comparison/mask-excerpt.ts';
export { chosen, points } from './comparison/numbers.ts';
export { comparisonHeadline, comparisonTerminalReport } from './comparison/terminal.ts';
export { costMarkdown } from './cost/cost-markdown.ts';
export { costTerminalReport } from './cost/cost-terminal.ts';
export { DOCUMENTS } from './documents/documents.ts';
export type { DocumentOptions, ReportDocument } from './documents/report-document.ts';
export { excerpt } from './excerpt.ts';
export { fingerprintMarkdown } from './fingerprint/markdown.ts';
export { fingerprintTerminalReport } from './fingerprint/terminal.ts';
export { detectorList } from './guide/detector-list.ts';
export { detectorExplanation } from './guide/explanation.ts';
export { labCard } from './lab/card.ts';
export { labPage } from './lab/page/page.ts';
export { labTerminalReport } from './lab/terminal.ts';
export { notProven } from './limits/not-proven.ts';
export { type MeetingSentences, meetingSentences } from './meeting/meeting-sentences.ts';
export { chanceInWords, grouped, percent, percentRange } from './numbers.ts';
export { demonstrationNote } from './page/first-page.ts';
export { maskedDetail } from './page/masked-detail.ts';
export type { ReportContent } from './page/report-content.ts';
export { reportPage } from './page/report-page.ts';
export { recordWords } from './records/record-words.ts';
export { junitReport } from './scan/junit.ts';
export { markdownReport } from './scan/markdown.ts';
export { sarifReport } from './scan/sarif.ts';
export { terminalReport } from './scan/terminal.ts';
export { COLOUR, PLAIN, type Style } from './style.ts';
export { wrap } from './text-width.ts';
export { trainingMarkdown } from './training/markdown.ts';
export { trainingTerminalReport } from './training/terminal.ts';
export { type AlarmTemplate, alarmBody } from './watch/alarm-body.ts';
export { isoMinute } from './watch/iso-minute.ts';
export { signalList } from './watch/signal-list.ts';
export { watchTerminalReport } from './watch/terminal.ts';
