/**
 * The figures of the reports, each a function `(data, options) → Chart`. They look the same on a page, on paper and in
 * the console. They need `CHART_CSS` once, but no script and no style of their own, so that a strict content security
 * policy holds. Colour never carries meaning alone, and no text from the data becomes markup.
 */
export { categoriesChart } from './categories.ts';
export { CHART_CSS } from './css.ts';
export { depthChart } from './depth.ts';
export { evidenceChart } from './evidence.ts';
export { evidencePathChart } from './evidence-path.ts';
export { findingsChart } from './findings.ts';
export { intervalChart } from './interval.ts';
export { outcomesChart } from './outcomes.ts';
export type { Chart, ChartOptions } from './parts/chart.ts';
export { rolloutChart } from './rollout.ts';
export { signalsChart } from './signals.ts';
export { tornadoChart } from './tornado.ts';
export { transitionsChart, transitionsOfFlips } from './transitions.ts';
