import type { LabReport, Lang, Verdict } from '../../schema/index.ts';
import type { Style } from '../style.ts';
import { displayWidth, padEnd, wrap } from '../text-width.ts';
import { fill } from '../texts.ts';
import { outOf, tight } from './numbers.ts';
import { cellsOf, shareOf, sumOf } from './summary.ts';
import { LAB_TEXTS, SHORT_DEFENCES } from './texts.ts';

interface View {
  readonly lang: Lang;
  readonly style: Style;
  readonly width: number;
}

/** Number of rows that are named for a defence; the rest are counted. */
const NAMED = 5;
const LABEL = 10;

/**
 * Returns a line for each defence that took right answers away, the rows that lost most first, and one line for all
 * that took none.
 */
export function costLines(report: LabReport, view: View): string[] {
  const { lang } = view;
  const costs = report.defences
    .filter(({ id }) => id !== 'none')
    .map(({ id }) => ({
      name: SHORT_DEFENCES[id]?.[lang] ?? id,
      rows: report.rows
        .map((row) => ({ id: row.id, lost: sumOf(cellsOf(report, row.id, id).map(({ overBlocked }) => overBlocked)) }))
        .filter(({ lost }) => lost.n > 0),
    }))
    .filter(({ rows }) => rows.length > 0);
  const free = costs.filter(({ rows }) => rows.every(({ lost }) => lost.k === 0));
  const dear = costs.filter((cost) => !free.includes(cost));
  const lines = dear.flatMap(({ name, rows }) => {
    const losing = rows
      .filter(({ lost }) => lost.k > 0)
      .sort((a, b) => b.lost.k / b.lost.n - a.lost.k / a.lost.n)
      .map(({ id, lost }) => `${id} ${tight(shareOf(lost))} (${outOf(lost)})`);
    const rest = losing.length - NAMED;
    const more = rest > 0 ? [fill(LAB_TEXTS.andMore[lang], { n: rest })] : [];
    return labelled(name, [...losing.slice(0, NAMED), ...more].join(LAB_TEXTS.comma[lang]), view);
  });
  if (free.length === 0) return lines;
  const defences = free.map(({ name }) => name).join(LAB_TEXTS.comma[lang]);
  return [...lines, ...wrap(fill(LAB_TEXTS.costsNothing[lang], { defences }), view.width)];
}

/** Returns a line for each verdict, with the rows whose files got it; the seeds are counted if they do not agree. */
export function scanLines({ rows, scans }: LabReport, view: View): string[] {
  const { lang, style } = view;
  const lineOf = (verdict: Verdict, name: string, paint: (text: string) => string) => {
    const given = rows.flatMap(({ id }) => {
      const own = scans.filter((scan) => scan.row === id);
      const k = own.filter((scan) => scan.verdict === verdict).length;
      if (k === 0) return [];
      return [k === own.length ? id : fill(LAB_TEXTS.ofSeeds[lang], { row: id, k, n: own.length })];
    });
    return given.length === 0 ? [] : labelled(name, given.join(LAB_TEXTS.comma[lang]), view, paint);
  };
  return [
    ...lineOf('block', LAB_TEXTS.scanBlock[lang], style.red),
    ...lineOf('review', LAB_TEXTS.scanReview[lang], style.yellow),
    ...lineOf('pass', LAB_TEXTS.scanPass[lang], style.green),
  ];
}

function labelled(label: string, text: string, { style, width }: View, paint = style.cyan): string[] {
  const room = Math.max(LABEL, displayWidth(label) + 1);
  return wrap(text, width - room).map((line, i) => (i === 0 ? paint(padEnd(label, room)) : ' '.repeat(room)) + line);
}
