import type { RolloutStep } from '../../schema/index.ts';
import { evidence } from '../comparison/numbers.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing } from './parts/chart.ts';
import { line } from './parts/element.ts';
import { evidenceTicks } from './parts/evidence-ticks.ts';
import { said } from './parts/lettering.ts';
import { diamond } from './parts/marks.ts';
import { type ChartPoint, polyline } from './parts/path.ts';
import { plotPicture } from './parts/plot.ts';
import { MAX_TABLE_ROWS } from './parts/rows.ts';
import { linearScale, roundTicks } from './parts/scale.ts';
import { DASH } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

export interface EvidencePathData {
  /** Steps without evidence, or with unknown exposures, are left out. */
  readonly steps: readonly Pick<RolloutStep, 'exposures' | 'rollback'>[];
}

interface PathPoint {
  readonly n: number;
  readonly log10: number;
  readonly goal: number;
  readonly metric: string | null;
}

/** Plots the evidence for a rollback over the canary's answers, together with the level that it has to reach. */
export function evidencePathChart({ steps }: EvidencePathData, options: ChartOptions): Chart {
  const { lang } = options;
  const text = (key: keyof typeof CHART_TEXTS) => CHART_TEXTS[key][lang];
  const title = CHART_TEXTS.pathTitle;
  const head = (['exposures', 'pathEvidence', 'needed', 'metric'] as const).map(text);
  const points = steps.flatMap(({ exposures, rollback }): PathPoint[] =>
    exposures === null || rollback === null || ![exposures, rollback.log10, rollback.goal].every(Number.isFinite)
      ? []
      : [{ ...rollback, n: Math.max(0, exposures), log10: bounded(rollback.log10), goal: bounded(rollback.goal) }],
  );
  points.sort((a, b) => a.n - b.n);
  if (points.length === 0) return chartOf(emptyDrawing(title, head, text('nothing'), options), options);
  const values = points.flatMap(({ log10, goal }) => [log10, goal]);
  const [low, high] = [Math.floor(Math.min(0, ...values)), Math.ceil(Math.max(1, ...values) + 0.1)];
  const most = Math.max(1, points.at(-1)!.n);
  const picture = plotPicture(
    {
      legend: [
        { mark: (x, y) => line('zc-l-after', x - 8, y, x + 8, y) + diamond(x, y), text: text('pathEvidence') },
        { mark: (x, y) => line('zc-rule', x - 8, y, x + 8, y), text: text('pathGoal') },
      ],
      x: linearScale(0, most, countTicks(most)),
      y: linearScale(low, high, evidenceTicks(low, high, 5)),
      up: text('pathUp'),
      axis: text('pathAxis'),
      draw: ({ x, y }) => {
        const path = points.map(({ n, log10 }): ChartPoint => [x.at(n), y.at(log10)]);
        const goals = points.map(({ n, goal }): ChartPoint => [x.at(n), y.at(goal)]);
        const [first, last] = [goals[0]!, goals.at(-1)!];
        const goal: ChartPoint[] = [[x.from, first[1]], ...goals, [x.to, last[1]]];
        return [polyline('zc-rule', goal), polyline('zc-l-after', path), ...path.map((at) => diamond(...at))].join('');
      },
    },
    options,
  );
  const last = points.at(-1)!;
  const description = fill(text('pathSays'), {
    n: grouped(last.n),
    e: eValueText(last.log10),
    goal: eValueText(last.goal),
  });
  const rows = points
    .slice(-MAX_TABLE_ROWS)
    .map(({ n, log10, goal, metric }) => [
      grouped(n),
      eValueText(log10),
      eValueText(goal),
      metric === null ? DASH : said(metric, lang),
    ]);
  return chartOf({ title, description, table: { head, rows }, ...picture }, options);
}

/** Largest power of ten that is distinguished; nobody's evidence goes beyond it. */
const MAX_POWER = 1_000_000;

const bounded = (power: number): number => Math.max(-MAX_POWER, Math.min(MAX_POWER, power));

const eValueText = (log10: number): string => evidence(log10 * Math.LN10);

const countTicks = (most: number) =>
  roundTicks(0, most, 4)
    .filter(Number.isInteger)
    .map((at) => ({ at, label: grouped(at) }));
