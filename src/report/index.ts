/**
 * A result for its readers: people at a terminal or in a pull request (ja and en), code scanning (SARIF 2.1.0), CI
 * (JUnit); a comparison of two models, a run of the lab, and where a watch stands. In: plain results. Out: text. Never writes a file, never
 * decides anything.
 */
export {
  CHART_CSS,
  type Chart,
  type ChartOptions,
  categoriesChart,
  depthChart,
  evidenceChart,
  evidencePathChart,
  findingsChart,
  outcomesChart,
  rolloutChart,
  signalsChart,
  transitionsChart,
  transitionsOfFlips,
} from './charts/index.ts';
export { type Cell, columns } from './columns.ts';
export { comparisonJunit } from './comparison/junit.ts';
export { comparisonMarkdown } from './comparison/markdown.ts';
export { maskExcerpt } from './comparison/mask-excerpt.ts';
export { comparisonHeadline, comparisonTerminalReport } from './comparison/terminal.ts';
export { detectorList } from './guide/detector-list.ts';
export { detectorExplanation } from './guide/explanation.ts';
export { labCard } from './lab/card.ts';
export { labPage } from './lab/page/page.ts';
export { labTerminalReport } from './lab/terminal.ts';
export { grouped } from './numbers.ts';
export { junitReport } from './scan/junit.ts';
export { markdownReport } from './scan/markdown.ts';
export { sarifReport } from './scan/sarif.ts';
export { terminalReport } from './scan/terminal.ts';
export { COLOUR, PLAIN, type Style } from './style.ts';
export { wrap } from './text-width.ts';
export { type AlarmTemplate, alarmBody } from './watch/alarm-body.ts';
export { isoMinute } from './watch/iso-minute.ts';
export { signalList } from './watch/signal-list.ts';
export { watchTerminalReport } from './watch/terminal.ts';
