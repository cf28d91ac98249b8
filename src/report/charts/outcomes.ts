import type { Outcome } from '../../schema/index.ts';
import { grouped, percent } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing, idOf } from './parts/chart.ts';
import { element, escaped } from './parts/element.ts';
import {
  complies,
  filledBox,
  fillingDefs,
  OUTCOME_KINDS,
  type OutcomeFilling,
  type OutcomeKind,
  swatch,
} from './parts/fillings.ts';
import { type ChartText, LETTERS, lettering, said, textWidth } from './parts/lettering.ts';
import { firstOf, MAX_TABLE_ROWS, rowsPicture } from './parts/rows.ts';
import { type ChartScale, shareScale } from './parts/scale.ts';
import { drawable } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

/** Answers of one model, counted by outcome. */
interface OutcomesRow {
  readonly label: ChartText;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Answers that decide nothing. */
  readonly notJudged: number;
}

export interface OutcomesData {
  /** Before and after, or the models of a log. */
  readonly rows: readonly OutcomesRow[];
  /** True if the requests are ordinary ones, with which a model is meant to comply. */
  readonly isOrdinary?: boolean;
}

const BAR = 22;

/** Draws stacked bars: refusals at the left, answers that nobody could judge at the right end. */
export function outcomesChart({ rows, isOrdinary = false }: OutcomesData, options: ChartOptions): Chart {
  const { lang } = options;
  const id = idOf(options);
  const title = CHART_TEXTS.outcomesTitle;
  const fillingOf = (kind: OutcomeKind) => (isOrdinary && kind === 'compliance' ? 'answered' : kind);
  const name = (kind: OutcomeKind) => CHART_TEXTS[fillingOf(kind)][lang];
  const head = [CHART_TEXTS.what[lang], CHART_TEXTS.total[lang], ...OUTCOME_KINDS.map(name)];
  if (rows.length === 0) return chartOf(emptyDrawing(title, head, CHART_TEXTS.nothing[lang], options), options);
  const { shown, more } = firstOf(rows);
  const kinds = OUTCOME_KINDS.filter((kind) => shown.some((row) => countOf(row, kind) > 0));
  const picture = rowsPicture(
    {
      legend: kinds.map((kind) => ({ mark: swatch(fillingOf(kind), id), text: name(kind) })),
      rows: shown.map((row) => ({
        label: said(row.label, lang),
        note: fill(CHART_TEXTS.answers[lang], { n: grouped(totalOf(row)) }),
        bands: [
          { draw: (y, scale) => drawBar(row, y, scale, { id, fillingOf, name, nothing: CHART_TEXTS.nothing[lang] }) },
        ],
      })),
      more,
      scale: shareScale(1),
      axis: CHART_TEXTS.outcomesAxis[lang],
      bandHeight: BAR + 4,
    },
    options,
  );
  const described = shown.slice(0, 4).map((row) => {
    const parts = kinds.filter((kind) => countOf(row, kind) > 0);
    const words = parts.map((kind) => `${name(kind)} ${grouped(countOf(row, kind))}`);
    return `${said(row.label, lang)}${CHART_TEXTS.colon[lang]}${words.join(CHART_TEXTS.comma[lang])}`;
  });
  const table = rows
    .slice(0, MAX_TABLE_ROWS)
    .map((row) => [
      said(row.label, lang),
      grouped(totalOf(row)),
      ...OUTCOME_KINDS.map((kind) => grouped(countOf(row, kind))),
    ]);
  const says = isOrdinary ? CHART_TEXTS.outcomesOrdinary : CHART_TEXTS.outcomesSays;
  const description = [says[lang], ...described].join(' ');
  const body = `${fillingDefs(kinds.map(fillingOf), id)}\n${picture.body}`;
  return chartOf({ title, description, table: { head, rows: table }, body, height: picture.height }, options);
}

const countOf = ({ outcomes, notJudged }: OutcomesRow, kind: OutcomeKind): number =>
  drawable(kind === 'not-judged' ? notJudged : outcomes[kind]);

const totalOf = (row: OutcomesRow): number => OUTCOME_KINDS.reduce((sum, kind) => sum + countOf(row, kind), 0);

interface BarWords {
  readonly id: string;
  readonly fillingOf: (kind: OutcomeKind) => OutcomeFilling;
  readonly name: (kind: OutcomeKind) => string;
  readonly nothing: string;
}

function drawBar(row: OutcomesRow, y: number, scale: ChartScale, { id, fillingOf, name, nothing }: BarWords): string {
  const total = totalOf(row);
  if (total === 0) return lettering(scale.from, y + 4, nothing, { size: 'minor', tone: 'zc-q' });
  let before = 0;
  return OUTCOME_KINDS.map((kind) => {
    const count = countOf(row, kind);
    if (count === 0) return '';
    const [from, to] = [scale.at(before / total), scale.at((before + count) / total)];
    before += count;
    // A gap between two parts, if there is room for one.
    const gap = to - from > 4 ? 1 : 0;
    const box = { x: from, y: y - BAR / 2, width: to - from - gap, height: BAR };
    const tip = element('title', {}, escaped(`${name(kind)} ${grouped(count)} (${percent(count / total)})`));
    const filling = fillingOf(kind);
    const isBold = filling !== 'answered' && complies(filling);
    return element('g', {}, tip, filledBox(filling, id, box), insideNumber(count, from, to, y, isBold));
  }).join('');
}

/**
 * Draws the count on its part of the bar, on a paper-coloured plate, so that it is legible on every filling. It is left
 * to the table if there is no room.
 */
function insideNumber(count: number, from: number, to: number, y: number, isBold: boolean): string {
  const words = grouped(count);
  const width = textWidth(words, 'minor') + 8;
  if (to - from < width + 4) return '';
  const middle = (from + to) / 2;
  const plate = { class: 'zc-paper', x: middle - width / 2, y: y - 8, width, height: 16, rx: 4 };
  const style = { size: 'minor', anchor: 'middle', tone: isBold ? 'zc-b' : '' } as const;
  return element('rect', plate) + lettering(middle, y + LETTERS.minor * 0.36, words, style);
}
