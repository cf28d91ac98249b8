/**
 * The figures of the reports, each `(data, options) → Chart`: the same in page, PDF and console. They need `CHART_CSS` once, no script, and no
 * style of their own, so that a strict content security policy holds. Colour never tells alone; no text of the data becomes markup.
 */
export { type CategoriesData, categoriesChart } from './categories.ts';
export { CHART_CSS } from './css.ts';
export { type DepthData, depthChart } from './depth.ts';
export { type EvidenceData, evidenceChart } from './evidence.ts';
export { type EvidencePathData, evidencePathChart } from './evidence-path.ts';
export { type FindingsData, findingsChart } from './findings.ts';
export { type IntervalData, type IntervalRow, intervalChart } from './interval.ts';
export { type OutcomesData, outcomesChart } from './outcomes.ts';
export type { Chart, ChartOptions, ChartTable } from './parts/chart.ts';
export { type RolloutData, rolloutChart } from './rollout.ts';
export { type SignalsData, signalsChart } from './signals.ts';
export { type TornadoData, tornadoChart } from './tornado.ts';
export { type TransitionsData, transitionsChart, transitionsOfFlips } from './transitions.ts';
