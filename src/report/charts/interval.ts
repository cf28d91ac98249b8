import type { Count, Lang } from '../../schema/index.ts';
import { percentRange } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing } from './parts/chart.ts';
import { type ChartText, said } from './parts/lettering.ts';
import { diamond, dot, openCircle, whisker } from './parts/marks.ts';
import { type ChartBand, firstOf, MAX_TABLE_ROWS, rowsPicture } from './parts/rows.ts';
import { type ChartScale, shareScale } from './parts/scale.ts';
import { boundsOf, countText, DASH, percentOrDash, shareOfCount } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

/** A share of something that was counted, and its interval; null if it has none. */
interface ChartShare {
  readonly count: Count;
  readonly interval: readonly [low: number, high: number] | null;
}

/** A single share, or one before and one after. */
type IntervalRow = { readonly label: ChartText } & (
  | { readonly share: ChartShare }
  | { readonly before: ChartShare; readonly after: ChartShare }
);

export interface IntervalData {
  readonly rows: readonly IntervalRow[];
  /** If true, the axis ends at 100 % whatever the shares are; otherwise at the first round number that holds them. */
  readonly isWhole?: boolean;
}

type ShareRole = 'alone' | 'before' | 'after';

const MARKS = { alone: dot, before: openCircle, after: diamond } as const;

/** Draws dots with whiskers: shares, and how far off each may be. */
export function intervalChart({ rows, isWhole = false }: IntervalData, options: ChartOptions): Chart {
  const { lang } = options;
  const text = (key: keyof typeof CHART_TEXTS) => CHART_TEXTS[key][lang];
  const title = CHART_TEXTS.intervalTitle;
  const isPaired = rows.some((row) => 'before' in row);
  const head = [text('what'), ...(isPaired ? [text('which')] : []), text('share'), text('count'), text('interval')];
  if (rows.length === 0) return chartOf(emptyDrawing(title, head, text('nothing'), options), options);
  const { shown, more } = firstOf(rows);
  const most = Math.max(0, ...shown.flatMap(sharesOf).flatMap(([, one]) => reach(one)));
  const high = isWhole ? 1 : most;
  const picture = rowsPicture(
    {
      legend: isPaired ? (['before', 'after'] as const).map((role) => ({ mark: MARKS[role], text: text(role) })) : [],
      rows: shown.map((row) => ({
        label: said(row.label, lang),
        note: sharesOf(row)
          .map(([, { count }]) => countText(count))
          .join(' → '),
        bands: sharesOf(row).map(([role, one]) => bandOf(role, one, lang)),
      })),
      more,
      scale: shareScale(high),
      axis: text('intervalAxis'),
    },
    options,
  );
  const end = shareScale(high)([0, 1]).ticks.at(-1)!.label;
  const described = shown.slice(0, 4).map(
    (row) =>
      `${said(row.label, lang)}${text('colon')}${sharesOf(row)
        .map(([, one]) => tellingOf(one, lang))
        .join(' → ')}`,
  );
  const table = rows
    .slice(0, MAX_TABLE_ROWS)
    .flatMap((row) =>
      sharesOf(row).map(([role, one]) => [
        said(row.label, lang),
        ...(isPaired ? [role === 'alone' ? DASH : text(role)] : []),
        percentOrDash(shareOfCount(one.count)),
        countText(one.count),
        rangeOf(one),
      ]),
    );
  const description = [fill(text('intervalSays'), { high: end }), ...described].join(' ');
  return chartOf({ title, description, table: { head, rows: table }, ...picture }, options);
}

function sharesOf(row: IntervalRow): (readonly [ShareRole, ChartShare])[] {
  return 'share' in row
    ? [['alone', row.share]]
    : [
        ['before', row.before],
        ['after', row.after],
      ];
}

function bandOf(role: ShareRole, one: ChartShare, lang: Lang): ChartBand {
  const value = shareOfCount(one.count);
  return {
    ...(role === 'alone' ? {} : { name: CHART_TEXTS[role][lang] }),
    value: value === null ? CHART_TEXTS.notMeasured[lang] : percentOrDash(value),
    tip: tellingOf(one, lang),
    draw: (y, scale) => (value === null ? '' : drawShare(one, role, y, scale)),
  };
}

/** Draws the whisker of a share, with its mark on top; nothing if nothing was counted. */
function drawShare({ count, interval }: ChartShare, role: ShareRole, y: number, scale: ChartScale): string {
  const value = shareOfCount(count);
  const bounds = boundsOf(interval);
  if (value === null) return '';
  const around = bounds === null ? '' : whisker(`zc-l-${role}`, scale.at(bounds[0]), scale.at(bounds[1]), y);
  return around + MARKS[role](scale.at(value), y);
}

/**
 * Returns how far a share and its interval reach; nothing if nothing was counted, because the interval is then the
 * whole axis.
 */
const reach = ({ count, interval }: ChartShare): number[] => {
  const value = shareOfCount(count);
  return value === null ? [] : [value, ...(boundsOf(interval) ?? [])];
};

const rangeOf = (one: ChartShare): string => {
  const bounds = boundsOf(one.interval);
  return bounds === null || shareOfCount(one.count) === null ? DASH : percentRange(bounds);
};

function tellingOf(one: ChartShare, lang: Lang): string {
  const value = shareOfCount(one.count);
  return value === null
    ? CHART_TEXTS.notMeasured[lang]
    : `${percentOrDash(value)} (${countText(one.count)}, ${rangeOf(one)})`;
}
