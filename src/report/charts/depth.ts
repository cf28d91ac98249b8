import type { Comparison, Count, Lang } from '../../schema/index.ts';
import { grouped, percent } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing, idOf } from './parts/chart.ts';
import { element, line } from './parts/element.ts';
import { keptWithin, lettering, textWidth } from './parts/lettering.ts';
import { dot } from './parts/marks.ts';
import { area, type ChartPoint, polyline } from './parts/path.ts';
import { type PlotArea, plotPicture } from './parts/plot.ts';
import { linearScale, shareScale } from './parts/scale.ts';
import { countText, percentOrDash, shareOfCount } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

export interface DepthData {
  /** `Comparison.depth`. */
  readonly depth: Comparison['depth'];
  /** Answers that comply when they are read to the end (`Comparison.after.asr`). */
  readonly whole: Count;
}

interface SeenWithin {
  readonly tokens: number;
  readonly seen: Count;
  readonly share: number;
}

/**
 * Plots how much compliance a reader of only the first tokens sees, compared with the whole answer. The area in between
 * is what such a reader misses.
 */
export function depthChart({ depth, whole }: DepthData, options: ChartOptions): Chart {
  const { lang } = options;
  const title = CHART_TEXTS.depthTitle;
  const head = (['tokens', 'depthSeen', 'count'] as const).map((key) => CHART_TEXTS[key][lang]);
  const points = [...depth]
    .flatMap(({ tokens, asrSeenByPrefixGuard: seen }): SeenWithin[] => {
      const share = shareOfCount(seen);
      return share === null || !(tokens >= 1) || !Number.isFinite(tokens) ? [] : [{ tokens, seen, share }];
    })
    .sort((a, b) => a.tokens - b.tokens);
  if (points.length === 0) return chartOf(emptyDrawing(title, head, CHART_TEXTS.nothing[lang], options), options);
  const all = shareOfCount(whole);
  const id = `${idOf(options)}-missed`;
  const logs = points.map(({ tokens }) => Math.log2(tokens));
  const ticks = points.map(({ tokens }, i) => ({ at: logs[i]!, label: grouped(tokens) }));
  const picture = plotPicture(
    {
      legend: legendOf(all, id, lang),
      x: linearScale(
        Math.min(...logs) - (points.length === 1 ? 1 : 0),
        Math.max(...logs) + (points.length === 1 ? 1 : 0),
        ticks,
      ),
      y: shareScale(Math.max(all ?? 0, ...points.map(({ share }) => share))),
      up: '',
      axis: CHART_TEXTS.depthAxis[lang],
      draw: (plot) => drawCurve(points, all, id, plot),
    },
    options,
  );
  const first = points.find(({ tokens }) => tokens >= 8) ?? points.at(-1)!;
  const description =
    all === null
      ? CHART_TEXTS.depthNoWhole[lang]
      : fill(CHART_TEXTS.depthSays[lang], {
          tokens: grouped(first.tokens),
          seen: percent(first.share),
          whole: percent(all),
        });
  const rows = [
    ...points.map(({ tokens, seen, share }) => [grouped(tokens), percent(share), countText(seen)]),
    [CHART_TEXTS.wholeAnswer[lang], percentOrDash(all), countText(whole)],
  ];
  return chartOf(
    { title, description, table: { head, rows }, body: `${hatch(id)}\n${picture.body}`, height: picture.height },
    options,
  );
}

function legendOf(all: number | null, id: string, lang: Lang) {
  const seen = {
    mark: (x: number, y: number) => line('zc-l-alone', x - 8, y, x + 8, y) + dot(x, y),
    text: CHART_TEXTS.depthSeen[lang],
  };
  if (all === null) return [seen];
  return [
    seen,
    {
      mark: (x: number, y: number) => line('zc-rule', x - 8, y, x + 8, y),
      text: fill(CHART_TEXTS.depthWhole[lang], { share: percent(all) }),
    },
    {
      mark: (x: number, y: number) =>
        element('rect', { fill: `url(#${id})`, x: x - 8, y: y - 6, width: 16, height: 12 }),
      text: CHART_TEXTS.depthMissed[lang],
    },
  ];
}

/** Stripes for the part that is missed. */
const hatch = (id: string): string =>
  element(
    'defs',
    {},
    element(
      'pattern',
      { id, width: 8, height: 8, patternUnits: 'userSpaceOnUse' },
      element('rect', { class: 'zc-after zc-w-1', width: 8, height: 8 }),
      element('path', { class: 'zc-hatch', d: 'M-2 2L2 -2M0 8L8 0M6 10L10 6' }),
    ),
  );

function drawCurve(points: readonly SeenWithin[], all: number | null, id: string, { x, y }: PlotArea): string {
  const places = points.map(({ tokens, share }): ChartPoint => [x.at(Math.log2(tokens)), y.at(share)]);
  const parts: string[] = [];
  if (all !== null) {
    const height = y.at(all);
    const [from, to] = [places[0]![0], places.at(-1)![0]];
    // A prefix can show more compliance than the whole only if the two are counted differently; nothing is missed
    // there.
    const under = places.map(([px, py]): ChartPoint => [px, Math.max(py, height)]);
    parts.push(
      area('', [...under, [to, height], [from, height]], `url(#${id})`),
      line('zc-rule', x.from, height, x.to + 10, height),
    );
  }
  parts.push(polyline('zc-l-alone', places), ...places.map(([px, py]) => dot(px, py)));
  let free = Number.NEGATIVE_INFINITY;
  for (const [i, [px, py]] of places.entries()) {
    const words = percent(points[i]!.share);
    const half = textWidth(words, 'minor') / 2;
    const middle = keptWithin(px, half * 2, [x.from - 6, x.to + 16]);
    if (middle - half < free) continue;
    free = middle + half + 6;
    parts.push(lettering(middle, py - 10, words, { size: 'minor', anchor: 'middle' }));
  }
  return parts.join('');
}
