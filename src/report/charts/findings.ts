import type { Finding, Lang, Level } from '../../schema/index.ts';
import { grouped, percentRange } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing } from './parts/chart.ts';
import { said } from './parts/lettering.ts';
import { infoCircle, square, triangle, whisker } from './parts/marks.ts';
import { firstOf, MAX_TABLE_ROWS, rowsPicture } from './parts/rows.ts';
import { type ChartScale, shareScale } from './parts/scale.ts';
import { boundsOf, countText, DASH, percentOrDash, shareOfCount } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

/** The part of a finding that a figure needs. */
type ShownFinding = Pick<Finding, 'title' | 'level' | 'count' | 'of' | 'interval'>;

export interface FindingsData {
  readonly findings: readonly ShownFinding[];
}

const MARKS = { block: square, review: triangle, info: infoCircle } as const;
const LEVELS = ['block', 'review', 'info'] as const satisfies readonly Level[];

/** Draws findings by their share of rows: those that block first, then those with the larger share. */
export function findingsChart({ findings }: FindingsData, options: ChartOptions): Chart {
  const { lang } = options;
  const text = (key: keyof typeof CHART_TEXTS) => CHART_TEXTS[key][lang];
  const title = CHART_TEXTS.findingsTitle;
  const head = (['finding', 'level', 'share', 'rows', 'interval95'] as const).map(text);
  if (findings.length === 0) return chartOf(emptyDrawing(title, head, text('findingsNone'), options), options);
  const sorted = [...findings].sort(
    (a, b) =>
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || (shareOfFinding(b) ?? -1) - (shareOfFinding(a) ?? -1),
  );
  const { shown, more } = firstOf(sorted);
  const levels = LEVELS.filter((level) => shown.some((one) => one.level === level));
  const most = Math.max(0, ...shown.flatMap((one) => [shareOfFinding(one) ?? 0, ...(rangeOf(one) ?? [])]));
  const picture = rowsPicture(
    {
      legend: levels.map((level) => ({ mark: MARKS[level], text: text(level) })),
      rows: shown.map((one) => ({
        label: said(one.title, lang),
        note: `${text(one.level)}, ${countText({ k: one.count, n: one.of })}`.replace(', ', text('comma')),
        bands: [
          {
            value: percentOrDash(shareOfFinding(one)),
            tip: cells(one, lang).slice(2).join(' '),
            draw: (y: number, scale: ChartScale) => drawFinding(one, y, scale),
          },
        ],
      })),
      more,
      scale: shareScale(most),
      axis: text('findingsAxis'),
    },
    options,
  );
  const tally = (level: Level) => grouped(findings.filter((one) => one.level === level).length);
  const description = fill(text('findingsSays'), {
    n: grouped(findings.length),
    block: tally('block'),
    review: tally('review'),
    info: tally('info'),
  });
  const rows = sorted.slice(0, MAX_TABLE_ROWS).map((one) => cells(one, lang));
  return chartOf({ title, description, table: { head, rows }, ...picture }, options);
}

const shareOfFinding = ({ count, of }: ShownFinding): number | null => shareOfCount({ k: count, n: of });

const rangeOf = (one: ShownFinding): readonly [number, number] | null =>
  shareOfFinding(one) === null ? null : boundsOf(one.interval);

function drawFinding(one: ShownFinding, y: number, scale: ChartScale): string {
  const [value, bounds] = [shareOfFinding(one), rangeOf(one)];
  if (value === null) return '';
  const around = bounds === null ? '' : whisker(`zc-l-${one.level}`, scale.at(bounds[0]), scale.at(bounds[1]), y);
  return around + MARKS[one.level](scale.at(value), y);
}

function cells(one: ShownFinding, lang: Lang): string[] {
  const bounds = rangeOf(one);
  return [
    said(one.title, lang),
    CHART_TEXTS[one.level][lang],
    percentOrDash(shareOfFinding(one)),
    countText({ k: one.count, n: one.of }),
    bounds === null ? DASH : percentRange(bounds),
  ];
}
