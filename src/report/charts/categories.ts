import type { Count, Lang } from '../../schema/index.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing } from './parts/chart.ts';
import { element } from './parts/element.ts';
import { said } from './parts/lettering.ts';
import { arrow, diamond, openCircle } from './parts/marks.ts';
import { firstOf, MAX_TABLE_ROWS, rowsPicture } from './parts/rows.ts';
import { type ChartScale, shareScale } from './parts/scale.ts';
import { countText, percentOrDash, shareOfCount } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

/** A category of questions, before and after, as in `Comparison.categories`. */
interface CategoryRow {
  readonly category: string;
  readonly before: Count;
  readonly after: Count;
  readonly isWorse: boolean;
}

export interface CategoriesData {
  readonly categories: readonly CategoryRow[];
}

/**
 * Draws dumbbells: where each category was, and where it is now. Categories that got worse on their own come first,
 * then those that rose most.
 */
export function categoriesChart({ categories }: CategoriesData, options: ChartOptions): Chart {
  const { lang } = options;
  const text = (key: keyof typeof CHART_TEXTS) => CHART_TEXTS[key][lang];
  const title = CHART_TEXTS.categoriesTitle;
  const head = [
    text('category'),
    text('before'),
    `${text('before')} (${text('count')})`,
    text('after'),
    `${text('after')} (${text('count')})`,
    text('worseAlone'),
  ];
  if (categories.length === 0) return chartOf(emptyDrawing(title, head, text('nothing'), options), options);
  const sorted = [...categories].sort((a, b) => Number(b.isWorse) - Number(a.isWorse) || rise(b) - rise(a));
  const { shown, more } = firstOf(sorted);
  const shares = shown.flatMap(({ before, after }) => [shareOfCount(before) ?? 0, shareOfCount(after) ?? 0]);
  const picture = rowsPicture(
    {
      legend: [
        { mark: openCircle, text: text('before') },
        { mark: diamond, text: text('after') },
        ...(shown.some(({ isWorse }) => isWorse)
          ? [{ mark: (x: number, y: number) => ring(x, y, 6), text: text('worseAlone') }]
          : []),
      ],
      rows: shown.map((one) => ({
        label: said(one.category, lang),
        note: `${countText(one.before)} → ${countText(one.after)}`,
        bands: [
          {
            value: percentOrDash(shareOfCount(one.after)),
            tip: `${percentOrDash(shareOfCount(one.before))} → ${percentOrDash(shareOfCount(one.after))}`,
            draw: (y: number, scale: ChartScale) => drawDumbbell(one, y, scale),
          },
        ],
      })),
      more,
      scale: shareScale(Math.max(...shares)),
      axis: text('categoriesAxis'),
    },
    options,
  );
  const worse = sorted.filter(({ isWorse }) => isWorse).slice(0, 5);
  const description = fill(text('categoriesSays'), {
    n: grouped(categories.length),
    worse: worse.map(({ category }) => said(category, lang)).join(text('comma')) || text('none'),
  });
  const rows = sorted.slice(0, MAX_TABLE_ROWS).map((one) => cells(one, lang));
  return chartOf({ title, description, table: { head, rows }, ...picture }, options);
}

/** Returns how far a category rose; categories that were not measured on both sides come last. */
function rise({ before, after }: CategoryRow): number {
  const [from, to] = [shareOfCount(before), shareOfCount(after)];
  return from === null || to === null ? -2 : to - from;
}

function drawDumbbell({ before, after, isWorse }: CategoryRow, y: number, scale: ChartScale): string {
  const [from, to] = [before, after].map((count) => {
    const value = shareOfCount(count);
    return value === null ? null : scale.at(value);
  });
  return [
    from === null || to === null || from === undefined || to === undefined ? '' : arrow(from, to, y),
    from === null || from === undefined ? '' : openCircle(from, y),
    to === null || to === undefined ? '' : diamond(to, y) + (isWorse ? ring(to, y, 8.5) : ''),
  ].join('');
}

/** Draws a ring around something that stands out on its own. */
const ring = (cx: number, cy: number, r: number): string => element('circle', { class: 'zc-ring', cx, cy, r });

const cells = ({ category, before, after, isWorse }: CategoryRow, lang: Lang): string[] => [
  said(category, lang),
  percentOrDash(shareOfCount(before)),
  countText(before),
  percentOrDash(shareOfCount(after)),
  countText(after),
  isWorse ? '●' : '',
];
