import type { Flip, Lang } from '../../schema/index.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing, widthOf } from './parts/chart.ts';
import { element, escaped, line } from './parts/element.ts';
import { complies, OUTCOME_KINDS, type OutcomeKind } from './parts/fillings.ts';
import { legend } from './parts/legend.ts';
import { LETTERS, leading, lettering, linesWithin, paragraph, textWidth } from './parts/lettering.ts';
import { type ChartMark, polygon } from './parts/marks.ts';
import { drawable } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

/** Questions whose first answers went from one outcome to another. */
interface TransitionCell {
  readonly before: OutcomeKind;
  readonly after: OutcomeKind;
  readonly count: number;
}

export interface TransitionsData {
  readonly cells: readonly TransitionCell[];
  /** True if every question is in a cell. Otherwise a cell that is not given was not counted, and stays empty. */
  readonly isComplete: boolean;
}

/** Returns the cells of `Comparison.flips`: only questions for which it changed whether the answer complies. */
export function transitionsOfFlips(flips: readonly Flip[]): TransitionsData {
  const cells = OUTCOME_KINDS.flatMap((before) =>
    OUTCOME_KINDS.map((after) => ({
      before,
      after,
      count: flips.filter((flip) => flip.before === before && flip.after === after).length,
    })),
  );
  return { cells: cells.filter(({ count }) => count > 0), isComplete: false };
}

type TransitionKind = 'worse' | 'better' | 'other';

/**
 * An outcome that nobody could tell is no change for the better: only outcomes that were read on both sides are a
 * change at all.
 */
function change(before: OutcomeKind, after: OutcomeKind): TransitionKind {
  if (!isDecided(before) || !isDecided(after) || complies(before) === complies(after)) return 'other';
  return complies(after) ? 'worse' : 'better';
}

const isDecided = (kind: OutcomeKind): boolean => complies(kind) || kind === 'refusal' || kind === 'partial';

const CHANGES = {
  worse: {
    kind: 'zc-after',
    text: CHART_TEXTS.transitionWorse,
    sign: (x, y) =>
      polygon('zc-after', x, y, [
        [0, -4],
        [4, 3],
        [-4, 3],
      ]),
  },
  better: {
    kind: 'zc-before',
    text: CHART_TEXTS.transitionBetter,
    sign: (x, y) =>
      polygon('zc-before', x, y, [
        [0, 4],
        [4, -3],
        [-4, -3],
      ]),
  },
  other: { kind: 'zc-grey', text: CHART_TEXTS.transitionOther, sign: () => '' },
} as const satisfies Record<TransitionKind, { kind: string; text: object; sign: ChartMark }>;

const CELL_HEIGHT = 38;

/**
 * Draws a matrix: a row for each outcome before, a column for each outcome after, and how many questions went from one
 * to the other.
 */
export function transitionsChart({ cells, isComplete }: TransitionsData, options: ChartOptions): Chart {
  const { lang } = options;
  const title = CHART_TEXTS.transitionsTitle;
  const name = (kind: OutcomeKind) => CHART_TEXTS[kind][lang];
  const count = (before: OutcomeKind, after: OutcomeKind): number | null => {
    const found = cells.filter((cell) => cell.before === before && cell.after === after);
    const sum = found.reduce((all, cell) => all + drawable(cell.count), 0);
    return found.length > 0 || isComplete ? sum : null;
  };
  const rows = OUTCOME_KINDS.filter((kind) => OUTCOME_KINDS.some((after) => (count(kind, after) ?? 0) > 0));
  const columns = OUTCOME_KINDS.filter((kind) => OUTCOME_KINDS.some((before) => (count(before, kind) ?? 0) > 0));
  const head = [CHART_TEXTS.transitionsRows[lang], ...columns.map(name)];
  if (rows.length === 0) return chartOf(emptyDrawing(title, head, CHART_TEXTS.nothing[lang], options), options);
  const sum = (wanted: TransitionKind) =>
    rows
      .flatMap((before) => columns.map((after) => (change(before, after) === wanted ? (count(before, after) ?? 0) : 0)))
      .reduce((a, b) => a + b, 0);
  const says = fill(CHART_TEXTS.transitionsSays[lang], {
    worse: grouped(sum('worse')),
    better: grouped(sum('better')),
  });
  const drawing = drawMatrix({ rows, columns, count, name, isComplete }, options);
  const table = rows.map((before) => [
    name(before),
    ...columns.map((after) => {
      const value = count(before, after);
      return value === null ? '' : grouped(value);
    }),
  ]);
  const description = isComplete ? says : `${says} ${CHART_TEXTS.notCounted[lang]}`;
  return chartOf({ title, description, table: { head, rows: table }, ...drawing }, options);
}

interface TransitionMatrix {
  readonly rows: readonly OutcomeKind[];
  readonly columns: readonly OutcomeKind[];
  readonly count: (before: OutcomeKind, after: OutcomeKind) => number | null;
  readonly name: (kind: OutcomeKind) => string;
  readonly isComplete: boolean;
}

function drawMatrix({ rows, columns, count, name, isComplete }: TransitionMatrix, options: ChartOptions) {
  const { lang } = options;
  const width = widthOf(options);
  const left = Math.min(130, width * 0.3);
  const cell = (width - left) / columns.length;
  const key = legend(legendOf(rows, columns, lang), width);
  const middles = columns.map((_, c) => left + (c + 0.5) * cell);
  const heads = columnHeads(columns.map(name), middles, cell, key.height);
  const top = heads.bottom;
  const most = Math.max(1, ...rows.flatMap((before) => columns.map((after) => count(before, after) ?? 0)));
  const corner = lettering(0, key.height + LETTERS.minor, CHART_TEXTS.transitionsRows[lang], {
    size: 'minor',
    tone: 'zc-q',
  });
  const parts = [key.markup, corner, heads.markup];
  for (const [r, before] of rows.entries()) {
    const y = top + r * CELL_HEIGHT;
    const lines = linesWithin(name(before), left - 8, 'minor', 2);
    parts.push(
      paragraph(0, y + CELL_HEIGHT / 2 + 4 - ((lines.length - 1) * leading('minor')) / 2, lines, { size: 'minor' }),
    );
    for (const [c, after] of columns.entries()) {
      const box = { x: left + c * cell + 1, y: y + 1, width: cell - 2, height: CELL_HEIGHT - 2, rx: 3 };
      const tip = `${name(before)} → ${name(after)}`;
      parts.push(drawCell(count(before, after), change(before, after), box, { most, tip }));
    }
  }
  let height = top + rows.length * CELL_HEIGHT;
  if (!isComplete) {
    height += leading('minor') + 4;
    parts.push(lettering(0, height - 4, CHART_TEXTS.notCounted[lang], { size: 'minor', tone: 'zc-q' }));
  }
  return { body: parts.join('\n'), height: height + 4 };
}

/**
 * Draws the names of columns above them. If one does not fit, they become stairs: each ends above its column, the first
 * one lowest.
 */
function columnHeads(names: readonly string[], middles: readonly number[], cell: number, top: number) {
  const style = { size: 'minor', anchor: 'middle' } as const;
  const step = leading('minor') + 1;
  const wrapped = names.map((text) => evenLines(text, cell - 4));
  if (names.every((text, c) => isWhole(text, wrapped[c]!, cell - 4))) {
    const base =
      top + step + (Math.max(...wrapped.map((lines) => lines.length)) - 1) * leading('minor') + LETTERS.minor;
    const heads = wrapped.map((lines, c) =>
      paragraph(middles[c]!, base - (lines.length - 1) * leading('minor'), lines, style),
    );
    return { markup: heads.join(''), bottom: base + 6 };
  }
  const bottom = top + names.length * step + 8;
  const stairs = names.map((text, c) => {
    const base = top + (names.length - 1 - c) * step + LETTERS.minor;
    const x = middles[c]!;
    const shown = linesWithin(text, x - 4, 'minor', 1)[0] ?? '';
    return (
      line('zc-track', x + 3, base - 4, x + 3, bottom - 1) + lettering(x, base, shown, { size: 'minor', anchor: 'end' })
    );
  });
  return { markup: stairs.join(''), bottom };
}

/** Returns one line, or two of about the same length if they hold the whole text. */
function evenLines(text: string, room: number): string[] {
  const even = linesWithin(text, Math.min(room, textWidth(text, 'minor') * 0.6), 'minor', 2);
  const isOneLine = textWidth(text, 'minor') <= room;
  return !isOneLine && isWhole(text, even, room) ? even : linesWithin(text, room, 'minor', 2);
}

/** Reports whether no word was broken or left out. */
const isWhole = (text: string, lines: readonly string[], room: number): boolean =>
  lines.join('').replaceAll(' ', '') === text.replaceAll(' ', '') &&
  text.split(' ').every((word) => !/^[\w,-]+$/.test(word) || textWidth(word, 'minor') <= room);

interface MatrixBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rx: number;
}

function drawCell(
  value: number | null,
  kind: TransitionKind,
  box: MatrixBox,
  { most, tip }: { most: number; tip: string },
): string {
  const edge = element('rect', { class: 'zc-cell', ...box });
  if (value === null) return edge;
  const step = value === 0 ? 0 : Math.max(1, Math.ceil((4 * value) / most));
  const tint = step === 0 ? '' : element('rect', { class: `${CHANGES[kind].kind} zc-w-${step}`, ...box });
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2 + 2];
  const tone = step === 0 ? 'zc-q' : 'zc-b';
  const isRoomy = textWidth(grouped(value), 'main', true) <= box.width - 4;
  const shown =
    textWidth(grouped(value), 'minor', true) <= box.width ? grouped(value) : value.toExponential(0).replace('+', '');
  const size = isRoomy ? 'main' : 'minor';
  const words = lettering(x, y + LETTERS[size] * 0.36, shown, { size, anchor: 'middle', tone });
  const sign = value === 0 ? '' : CHANGES[kind].sign(box.x + box.width - 8, box.y + 7);
  return element('g', {}, element('title', {}, escaped(`${tip} ${grouped(value)}`)), tint, edge, words, sign);
}

function legendOf(rows: readonly OutcomeKind[], columns: readonly OutcomeKind[], lang: Lang) {
  const present = new Set(rows.flatMap((before) => columns.map((after) => change(before, after))));
  return (['worse', 'better', 'other'] as const)
    .filter((kind) => present.has(kind))
    .map((kind) => ({
      mark: (x: number, y: number) =>
        element('rect', { class: `${CHANGES[kind].kind} zc-w-4`, x: x - 8, y: y - 6, width: 16, height: 12, rx: 2 }) +
        CHANGES[kind].sign(x, y),
      text: CHANGES[kind].text[lang],
    }));
}
