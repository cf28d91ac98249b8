import type { Lang, PairedEvidence } from '../../schema/index.ts';
import { evidence } from '../comparison/numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing } from './parts/chart.ts';
import { element } from './parts/element.ts';
import { evidenceTicks } from './parts/evidence-ticks.ts';
import { type ChartText, said } from './parts/lettering.ts';
import { diamond, openCircle } from './parts/marks.ts';
import { type ChartBand, firstOf, MAX_TABLE_ROWS, rowsPicture } from './parts/rows.ts';
import { type ChartScale, linearScale } from './parts/scale.ts';
import { DASH } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

/** Evidence for one condition, or for the whole comparison; natural logarithms. */
type EvidenceRow = { readonly label: ChartText } & Pick<PairedEvidence, 'logWorse' | 'logNotWorse'>;

export interface EvidenceData {
  readonly rows: readonly EvidenceRow[];
  /** Highest probability of a wrong decision: 1/alpha decides. */
  readonly alpha: number;
}

const LN10 = Math.LN10;
/** Lowest evidence that is drawn, in powers of ten; how far below it the evidence lies makes no difference. */
const LOWEST = -3;

const SIDES = {
  worse: { mark: diamond, bar: 'zc-after', log: 'logWorse', text: CHART_TEXTS.worse },
  notWorse: { mark: openCircle, bar: 'zc-before', log: 'logNotWorse', text: CHART_TEXTS.notWorse },
} as const;

type Side = keyof typeof SIDES;

/**
 * Draws bars that start at 1, which says nothing, and extend to the right for evidence in favour of a decision, with a
 * line at the level that decides.
 */
export function evidenceChart({ rows, alpha }: EvidenceData, options: ChartOptions): Chart {
  const { lang } = options;
  const text = (key: keyof typeof CHART_TEXTS) => CHART_TEXTS[key][lang];
  const title = CHART_TEXTS.evidenceTitle;
  const head = (['condition', 'eWorse', 'eNotWorse', 'needed'] as const).map(text);
  if (rows.length === 0) return chartOf(emptyDrawing(title, head, text('nothing'), options), options);
  const goalLog = alpha > 0 && alpha < 1 ? -Math.log(alpha) : 0;
  const goal = evidence(goalLog);
  const { shown, more } = firstOf(rows);
  const logs = shown.flatMap(({ logWorse, logNotWorse }) => [logWorse, logNotWorse]).filter(Number.isFinite);
  const low = Math.max(LOWEST, Math.floor(Math.min(-1, ...logs.map((log) => log / LN10))));
  const high = Math.max(goalLog, ...logs) / LN10 + 0.3;
  const picture = rowsPicture(
    {
      legend: (['worse', 'notWorse'] as const).map((side) => ({
        mark: SIDES[side].mark,
        text: text(side === 'worse' ? 'eWorse' : 'eNotWorse'),
      })),
      rows: shown.map((row) => ({
        label: said(row.label, lang),
        bands: (['worse', 'notWorse'] as const).map((side) => bandOf(row, side, lang)),
      })),
      more,
      scale: linearScale(low, high, evidenceTicks(low, high)),
      axis: text('evidenceAxis'),
      rule: { at: goalLog / LN10, label: fill(text('evidenceGoal'), { goal }) },
    },
    options,
  );
  const described = shown
    .slice(0, 4)
    .map(
      (row) =>
        `${said(row.label, lang)}${text('colon')}${text('worse')} ${eValueText(row.logWorse)}${text('comma')}${text('notWorse')} ${eValueText(row.logNotWorse)}`,
    );
  const table = rows
    .slice(0, MAX_TABLE_ROWS)
    .map((row) => [said(row.label, lang), eValueText(row.logWorse), eValueText(row.logNotWorse), goal]);
  const description = [fill(text('evidenceSays'), { goal }), ...described].join(' ');
  return chartOf({ title, description, table: { head, rows: table }, ...picture }, options);
}

function bandOf(row: EvidenceRow, side: Side, lang: Lang): ChartBand {
  const { mark, bar, log, text } = SIDES[side];
  const value = row[log];
  return {
    name: text[lang],
    value: eValueText(value),
    draw: (y: number, scale: ChartScale) => {
      if (Number.isNaN(value)) return '';
      const [zero, end] = [scale.at(0), scale.at(value / LN10)];
      const box = { class: bar, x: Math.min(zero, end), y: y - 3, width: Math.abs(end - zero), height: 6 };
      return element('rect', box) + mark(end, y);
    },
  };
}

function eValueText(log: number): string {
  if (Number.isNaN(log)) return DASH;
  return log === Number.POSITIVE_INFINITY ? '∞' : evidence(log);
}
