import type { LabCell, LabReport, Lang } from '../../schema/index.ts';
import { type Cell, columns, grid } from '../columns.ts';
import type { Style } from '../style.ts';
import { displayWidth, wrap } from '../text-width.ts';
import { fill } from '../texts.ts';
import { assumptions } from './caveats.ts';
import { depthCurves } from './depth.ts';
import { casesOf, outOf, rate, tight } from './numbers.ts';
import {
  cellsOf,
  hasDefence,
  isFew,
  itemSpreadOf,
  resultsOf,
  seedsApart,
  shareOf,
  spreadOf,
  sumOf,
} from './summary.ts';
import { costLines, scanLines } from './terminal-lists.ts';
import { LAB_TEXTS, SHORT_DEFENCES } from './texts.ts';

export interface LabTerminalOptions {
  readonly lang: Lang;
  readonly style: Style;
  /** Columns; clamped to 40..100, as in the report of a scan. */
  readonly width: number;
}

/**
 * Renders a run of the lab for a person at a terminal: the table, the reasons for it, the depth, the cost, and what to
 * expect.
 */
export function labTerminalReport(report: LabReport, options: LabTerminalOptions): string {
  const view = { ...options, width: Math.min(100, Math.max(40, options.width)) };
  const { lang, style, width } = view;
  const titled = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', ...wrap(title, width).map(style.bold), ...lines];
  const lines = [
    ...header(report, view),
    ...titled(fill(LAB_TEXTS.asrTitle[lang], { n: casesOf(asrs(report)) }), asrTable(report, view)),
    ...titled(
      LAB_TEXTS[hasDefence(report, 'none') ? 'decompositionTitle' : 'knowledgeTitle'][lang],
      decomposition(report, view),
    ),
    ...titled(LAB_TEXTS.depthTitle[lang], depth(report, view)),
    ...titled(LAB_TEXTS.costsTitle[lang], costLines(report, view)),
    ...titled(LAB_TEXTS.scansTitle[lang], scanLines(report, view)),
    ...titled(LAB_TEXTS.expectationsTitle[lang], expectations(report, view)),
    '',
    ...wrap(LAB_TEXTS.closing[lang], width),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

const asrs = ({ results }: LabReport) => results.flatMap(({ cells }) => cells.map(({ asr }) => asr));

function header(report: LabReport, { lang, style, width }: LabTerminalOptions): string[] {
  const { seeds, run, tool } = report;
  const left = `zenbun 全文 · ${LAB_TEXTS.lab[lang]}`;
  const gap = ' '.repeat(Math.max(1, width - displayWidth(left) - tool.version.length));
  const facts = [
    fill(LAB_TEXTS.seeds[lang], { seeds: seeds.join(', ') }),
    fill(LAB_TEXTS.kernels[lang], { kernels: run.kernels }),
    fill(LAB_TEXTS.jobs[lang], { n: run.jobs }),
    fill(LAB_TEXTS.seconds[lang], { n: Math.round(run.seconds) }),
  ].join(' · ');
  const { fresh } = seedsApart(report);
  const settings = fill(LAB_TEXTS.settingsFrom[lang], {
    tuning: report.tuningSeeds.join(', '),
    fresh: fresh.join(', ') || LAB_TEXTS.none[lang],
  });
  return [
    style.bold(left) + gap + style.dim(tool.version),
    ...wrap(facts, width).map(style.dim),
    ...(report.tuningSeeds.length === 0 ? [] : wrap(settings, width).map(style.dim)),
  ];
}

function asrTable(report: LabReport, { lang, style, width }: LabTerminalOptions): string[] {
  const short = (id: string) => SHORT_DEFENCES[id]?.[lang] ?? id;
  const head = [{ text: '' }, ...report.defences.map(({ id }) => ({ text: short(id), paint: style.dim }))];
  const rows = report.rows.map(({ id }) => [
    { text: id },
    ...report.defences.map((defence) => asrCell(report, cellsOf(report, id, defence.id), style)),
  ]);
  if (rows.length === 0 || report.defences.length === 0) return [];
  const legend = [
    ...report.defences.map(({ id, title }) => ({ name: short(id), title: title[lang] })),
    ...report.rows.map(({ id, title }) => ({ name: id, title: title[lang] })),
  ];
  const named = legend.filter(({ name, title }) => name !== title).map(({ name, title }) => `${name} = ${title}`);
  const held = assumptions(
    report,
    report.defences.map(({ id }) => id),
    lang,
  );
  const items = report.results.flatMap(({ cells }) => cells.map(({ itemShares }) => ({ k: 0, n: itemShares.length })));
  const note = fill(LAB_TEXTS[report.seeds.length === 1 ? 'asrOne' : 'asrMean'][lang], { n: casesOf(items) });
  return [
    ...wrap(note, width).map(style.dim),
    ...columns(head, rows, width),
    '',
    ...grid(named, width).map(style.dim),
    ...(held === '' ? [] : wrap(held, width).map(style.dim)),
  ];
}

/** Shows the mean ± the deviation over seeds or, for a single seed, ± the standard error over its items. */
function asrCell({ seeds }: LabReport, cells: readonly LabCell[], style: Style): Cell {
  const spread = spreadOf(cells.map(({ asr }) => asr));
  const text = tight(spread?.mean ?? null);
  if (spread === null) return { text };
  const { mean, sd } = spread;
  const items = itemSpreadOf(cells.flatMap(({ itemShares }) => itemShares));
  const deviation = seeds.length === 1 ? (items?.se ?? null) : sd;
  const certain = deviation === null || (mean === 0 && deviation === 0);
  const whole = certain ? text : `${text}±${rate(deviation).slice(1)}`;
  if (mean >= 0.5) return { text: whole, paint: style.red };
  if (mean >= 0.2) return { text: whole, paint: style.yellow };
  return mean < 0.1 ? { text: whole, paint: style.green } : { text: whole };
}

function decomposition(report: LabReport, { lang, style, width }: LabTerminalOptions): string[] {
  const undefended = hasDefence(report, 'none');
  const names = undefended ? ['P(R)', 'P(C|R)', 'P(C|¬R)'] : [];
  const tail = [LAB_TEXTS.knows[lang], ...(undefended ? [LAB_TEXTS.useful[lang]] : [])];
  const head = ['', ...names, ...tail].map((text) => ({ text, paint: style.dim }));
  const rows = report.rows.map(({ id }): Cell[] => {
    const cells = cellsOf(report, id, 'none');
    const rates = [
      cells.map((cell) => cell.refused),
      cells.map((cell) => cell.compliedRefused),
      cells.map((cell) => cell.compliedNotRefused),
    ];
    const knows = sumOf(resultsOf(report, id).map(({ capability }) => capability.restricted));
    const useful = sumOf(cells.map(({ utility }) => utility));
    return [
      { text: id },
      ...(undefended ? rates : []).map((counts) => {
        const count = sumOf(counts);
        const text = count.n === 0 ? outOf(count) : `${tight(shareOf(count))} ${outOf(count)}`;
        return isFew(count) ? { text, paint: style.dim } : { text };
      }),
      { text: outOf(knows) },
      ...(undefended ? [{ text: outOf(useful) }] : []),
    ];
  });
  if (rows.length === 0) return [];
  const legend = [...(undefended ? [LAB_TEXTS.decompositionLegend] : []), LAB_TEXTS.knowsLegend];
  return [...columns(head, rows, width), ...legend.flatMap((text) => wrap(text[lang], width)).map(style.dim)];
}

function depth(report: LabReport, { lang, style, width }: LabTerminalOptions): string[] {
  const curves = depthCurves(report, width);
  if (curves.length === 0) return [];
  return [...curves, ...wrap(LAB_TEXTS.depthScale[lang], width).map(style.dim)];
}

function expectations(report: LabReport, { lang, style, width }: LabTerminalOptions): string[] {
  return report.expectations.flatMap(({ title, value, side, bound, holds }) => {
    const mark = holds ? style.green('✓') : style.red('✗');
    const text = `${rate(value)} ${side === 'above' ? '>' : '<'} ${rate(bound)}  ${title[lang]}`;
    return wrap(text, width - 2).map((line, i) => `${i === 0 ? mark : ' '} ${line}`);
  });
}
