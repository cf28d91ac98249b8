/**
 * A result for its readers: people at a terminal or in a pull request (ja and en), code scanning (SARIF 2.1.0), CI
 * (JUnit); a comparison of two models, and a run of the lab. In: plain results. Out: text. Never writes a file, never
 * decides anything.
 */
export { comparisonJunit } from './comparison-junit.ts';
export { comparisonMarkdown } from './comparison-markdown.ts';
export { comparisonHeadline, comparisonTerminalReport } from './comparison-terminal-report.ts';
export { detectorExplanation } from './detector-explanation.ts';
export { detectorList } from './detector-list.ts';
export { junitReport } from './junit-report.ts';
export { labCard } from './lab-card.ts';
export { labPage } from './lab-page.ts';
export { labTerminalReport } from './lab-terminal-report.ts';
export { markdownReport } from './markdown-report.ts';
export { maskLetter } from './mask-letter.ts';
export { sarifReport } from './sarif-report.ts';
export { COLOUR, PLAIN, type Style } from './style.ts';
export { terminalReport } from './terminal-report.ts';
