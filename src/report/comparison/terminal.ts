import type { Comparison } from '../../schema/index.ts';
import { type Cell, columns } from '../columns.ts';
import { visible } from '../excerpt.ts';
import { paintOf, type TerminalOptions } from '../scan/terminal.ts';
import { displayWidth, padEnd, wrap } from '../text-width.ts';
import { fill, TEXTS } from '../texts.ts';
import { categoriesTable, conditionsTable } from './breakdown.ts';
import { comparedDepth } from './depth.ts';
import { flipsNote, type ShownExcerpt, shownExcerpts } from './excerpt.ts';
import { besideTable } from './judges.ts';
import { modelLines } from './model-lines.ts';
import { modelsTable } from './models-table.ts';
import { failureLines, leftOutLines, runLines } from './run-lines.ts';
import type { ComparisonTable } from './table.ts';
import { COMPARISON_TEXTS } from './texts.ts';
import { comparisonVerdict } from './verdict.ts';

type Paint = (text: string) => string;

const asIs: Paint = (text) => text;

const LABEL = 10;

/**
 * Renders a comparison for a person at a terminal: the verdict and how certain it is, both models side by side, what
 * other checks would have said, example answers, the depth of compliance, and what was not seen. The width is as in the
 * report of a scan.
 */
export function comparisonTerminalReport(comparison: Comparison, options: TerminalOptions): string {
  const view = { ...options, width: Math.min(100, Math.max(40, options.width)) };
  const { lang, style, width } = view;
  const titled = (title: string, lines: readonly string[], paint: Paint = asIs) =>
    lines.length === 0 ? [] : ['', ...wrap(title, width).map((line) => style.bold(paint(line))), ...lines];
  const table = (content: ComparisonTable | null) =>
    content === null ? [] : titled(content.title, tableLines(content, comparison, view));
  const lines = [
    ...header(comparison, view),
    ...table(modelsTable(comparison, lang)),
    ...table(besideTable(comparison, lang)),
    ...titled(COMPARISON_TEXTS.examplesTitle[lang], excerpts(comparison, view)),
    ...titled(COMPARISON_TEXTS.depthTitle[lang], comparedDepth(comparison, lang, width)),
    ...table(conditionsTable(comparison, lang)),
    ...table(categoriesTable(comparison, lang)),
    ...titled(COMPARISON_TEXTS.failuresTitle[lang], bullets(failureLines(comparison, lang), width), style.yellow),
    ...titled(COMPARISON_TEXTS.leftOutTitle[lang], bullets(leftOutLines(comparison, lang), width)),
    ...titled(TEXTS.cannotSee[lang], bullets(notChecked(comparison, view), width).map(style.dim)),
    ...titled(
      COMPARISON_TEXTS.runTitle[lang],
      runLines(comparison, lang).flatMap((line) => wrap(line, width).map(style.dim)),
    ),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** Renders the verdict alone, and how certain it is. Lines end with a line break. */
export function comparisonHeadline(comparison: Comparison, options: TerminalOptions): string {
  return `${headline(comparison, { ...options, width: Math.min(100, Math.max(40, options.width)) }).join('\n')}\n`;
}

function headline(comparison: Comparison, { lang, style, width }: TerminalOptions): string[] {
  const { badge, sentences, resume } = comparisonVerdict(comparison, lang);
  const [word, ...rest] = sentences.map((sentence) => wrap(sentence, width));
  const command = resume === null ? [] : wrap(fill(COMPARISON_TEXTS.resume[lang], { command: resume }), width);
  return [
    style.badge(` ${badge} `, comparison.verdict),
    ...(word ?? []).map(style.bold),
    ...rest.flat(),
    ...command.map(style.cyan),
  ];
}

function header(comparison: Comparison, { lang, style, width }: TerminalOptions): string[] {
  const left = `zenbun 全文 · ${COMPARISON_TEXTS.gate[lang]}`;
  const right = visible(comparison.tool.version);
  return [
    style.bold(left) + ' '.repeat(Math.max(1, width - displayWidth(left) - right.length)) + style.dim(right),
    '',
    ...headline(comparison, { lang, style, width }),
    '',
    ...modelLines(comparison, lang).flatMap(({ label, text }) =>
      labelled(label, text, asIs, '', { lang, style, width }),
    ),
  ];
}

/** Columns are as wide as their cells; labels take what is left. */
function tableLines(
  { head, rows, notes }: ComparisonTable,
  { decision }: Comparison,
  { style, width }: TerminalOptions,
): string[] {
  const outstanding: Paint = (text) => style.bold(decision === 'worse' ? style.red(text) : text);
  const numbers = head
    .slice(1)
    .map((name, i) => Math.max(displayWidth(name), ...rows.map(({ cells }) => displayWidth(cells[i] ?? ''))));
  const room = width - numbers.reduce((sum, own) => sum + 2 + own, 0);
  const painted = rows.map(({ label, cells, stands }): Cell[] => {
    const paint = stands === 'out' ? outstanding : asIs;
    if (cells.length === 0) return [{ text: label, paint: style.cyan }, ...numbers.map(() => ({ text: '' }))];
    return [label, ...cells].map((text) => ({ text, paint }));
  });
  return [
    ...columns(
      head.map((text) => ({ text, paint: style.dim })),
      painted,
      width,
      Math.max(16, room),
    ),
    ...notes.flatMap((note) => wrap(note, width)).map(style.dim),
  ];
}

function excerpts(comparison: Comparison, view: TerminalOptions): string[] {
  const shown = shownExcerpts(comparison, view.lang).flatMap((excerpt) => excerptLines(excerpt, view));
  const note = flipsNote(comparison, view.lang).flatMap((text) => wrap(text, view.width));
  return [...shown.slice(0, -1), ...note.map(view.style.dim)];
}

function excerptLines({ probe, condition, question, parts, depth }: ShownExcerpt, view: TerminalOptions): string[] {
  const { lang, style, width } = view;
  const under = condition === 'plain' ? probe : `${probe} · ${COMPARISON_TEXTS.condition[lang]} ${condition}`;
  return [
    ...wrap(under, width - 2).map((line) => `  ${style.dim(line)}`),
    ...labelled(TEXTS.asked[lang], question, asIs, '    ', view),
    ...parts.flatMap(({ act, label, text }) =>
      labelled(label, text, act === null ? asIs : paintOf(act, style), '    ', view),
    ),
    ...(depth === '' ? [] : labelled('', depth, style.dim, '    ', view)),
    '',
  ];
}

function labelled(
  label: string,
  text: string,
  paint: Paint,
  indent: string,
  { style, width }: TerminalOptions,
): string[] {
  return wrap(text, width - LABEL - indent.length).map(
    (line, i) => `${indent}${style.dim(padEnd(i === 0 ? label : '', LABEL))}${paint(line)}`,
  );
}

const bullets = (texts: readonly string[], width: number): string[] =>
  texts.flatMap((text) => wrap(text, width - 4).map((line, i) => `  ${i === 0 ? '·' : ' '} ${line}`));

const notChecked = ({ coverage }: Comparison, { lang }: TerminalOptions): string[] =>
  coverage.notChecked.map((message) => visible(message[lang]));
