import type { Lang, RolloutStep } from '../../schema/index.ts';
import { grouped, percent } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing, widthOf } from './parts/chart.ts';
import { element, escaped } from './parts/element.ts';
import { lettering, said } from './parts/lettering.ts';
import { type ChartPoint, polyline } from './parts/path.ts';
import { type PlotArea, plotPicture } from './parts/plot.ts';
import { ROLLOUT_CHANGES, ROLLOUT_MARKS } from './parts/rollout-marks.ts';
import { MAX_TABLE_ROWS } from './parts/rows.ts';
import { type ChartTick, linearScale, shareScale } from './parts/scale.ts';
import { countOrDash, DASH, share } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

export interface RolloutData {
  readonly steps: readonly RolloutStep[];
}

/** Units that a mark needs for itself; the last decisions are drawn, as many as there is room for. */
const STEP = 21;

/** Draws the share of askers as a step line, with a mark for each decision. */
export function rolloutChart({ steps }: RolloutData, options: ChartOptions): Chart {
  const { lang } = options;
  const title = CHART_TEXTS.rolloutTitle;
  const head = HEAD.map((key) => CHART_TEXTS[key][lang]);
  if (steps.length === 0) return chartOf(emptyDrawing(title, head, CHART_TEXTS.nothing[lang], options), options);
  const shown = steps.slice(-Math.floor((widthOf(options) - 70) / STEP));
  const earlier = steps.length - shown.length;
  const changes = ROLLOUT_CHANGES.filter((change) => shown.some(({ action }) => action === change));
  const picture = plotPicture(
    {
      legend: changes.map((change) => ({ mark: ROLLOUT_MARKS[change], text: CHART_TEXTS[change][lang] })),
      // The last decision remains in force, so its share has some width, too.
      x: linearScale(
        0,
        shown.length - 0.4,
        shown.map(({ time }, at) => ({ at, label: partsOf(time).time })),
      ),
      under: dates(shown),
      y: shareScale(Math.max(...shown.map((step) => shareOf(step) ?? 0))),
      up: CHART_TEXTS.rolloutUp[lang],
      axis: CHART_TEXTS.rolloutAxis[lang],
      ...(earlier > 0 ? { note: fill(CHART_TEXTS.earlier[lang], { n: grouped(earlier) }) } : {}),
      draw: (plot) => drawSteps(shown, plot, lang),
    },
    options,
  );
  const last = steps.at(-1)!;
  const description = fill(CHART_TEXTS.rolloutSays[lang], {
    n: grouped(steps.length),
    action: CHART_TEXTS[last.action][lang],
    share: shareText(last, lang),
  });
  const rows = steps.slice(-MAX_TABLE_ROWS).map((step) => cells(step, lang));
  return chartOf({ title, description, table: { head, rows }, ...picture }, options);
}

const HEAD = ['record', 'time', 'decision', 'share', 'stage', 'exposures', 'by', 'reason'] as const;

/** Splits an ISO 8601 time into date and time; for any other text, the date is empty and the time is a dash. */
function partsOf(time: string): { date: string; time: string } {
  const [, date, clock] = /^\d{4}-(\d\d-\d\d)[T ](\d\d:\d\d)/.exec(time) ?? [];
  return { date: date ?? '', time: clock ?? DASH };
}

/** Returns the date of each decision that falls on another date than the previous one. */
function dates(steps: readonly RolloutStep[]): ChartTick[] {
  const all = steps.map(({ time }) => partsOf(time).date);
  return all.flatMap((label, at) => (label === '' || label === all[at - 1] ? [] : [{ at, label }]));
}

function drawSteps(steps: readonly RolloutStep[], { x, y }: PlotArea, lang: Lang): string {
  const runs: ChartPoint[][] = [[]];
  for (const [i, step] of steps.entries()) {
    const value = shareOf(step);
    if (value === null) runs.push([]);
    else runs.at(-1)!.push([x.at(i), y.at(value)], [x.at(i + 1), y.at(value)]);
  }
  const lines = runs.map((points) => polyline('zc-l-alone', points));
  const marks = steps.map((step, i) => {
    const value = shareOf(step);
    const place = [x.at(i), y.at(value ?? 0)] as const;
    const tip = `${CHART_TEXTS[step.action][lang]}${CHART_TEXTS.comma[lang]}${shareText(step, lang)}`;
    const unknown = value === null ? lettering(place[0], place[1] - 12, '?', { size: 'minor', anchor: 'middle' }) : '';
    return element('g', {}, element('title', {}, escaped(tip)), ROLLOUT_MARKS[step.action](...place), unknown);
  });
  return [...lines, ...marks].join('');
}

const shareOf = (step: RolloutStep): number | null => share(step.share === null ? null : step.share / 100);

function shareText(step: RolloutStep, lang: Lang): string {
  const value = shareOf(step);
  return value === null ? CHART_TEXTS.unknownShare[lang] : percent(value);
}

function cells(step: RolloutStep, lang: Lang): string[] {
  const { index, time, action, by, reason, stage, exposures } = step;
  return [
    `#${index}`,
    said(time, lang),
    CHART_TEXTS[action][lang],
    shareText(step, lang),
    stage === null ? DASH : `${countOrDash(stage.index + 1)}/${countOrDash(stage.of)}`,
    countOrDash(exposures),
    said(by, lang),
    said(reason, lang),
  ];
}
