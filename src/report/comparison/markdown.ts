import type { Comparison, Lang } from '../../schema/index.ts';
import { codeBlock, markdownList, markdownTable, paragraphs } from '../markdown-parts.ts';
import { escaped, folded, labelled } from '../scan/markdown.ts';
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

const SIGNS = { block: '🛑', review: '⚠️', pass: '✅' } as const;

/** Columns of the depth curve, which is in a block of code. */
const CURVE = 72;

/**
 * Renders a comparison as GitHub-flavoured Markdown, for a pull request, with the details folded. Texts from models and
 * files are escaped.
 */
export function comparisonMarkdown(comparison: Comparison, { lang }: { readonly lang: Lang }): string {
  const { badge, sentences, resume } = comparisonVerdict(comparison, lang);
  const models = modelLines(comparison, lang).map(({ label, text }) => `**${label}** ${escaped(text)}`);
  const items = (texts: readonly string[]) => markdownList(texts.map(escaped));
  return `${paragraphs([
    `## zenbun · ${COMPARISON_TEXTS.gate[lang]}`,
    `${SIGNS[comparison.verdict]} **${badge}**`,
    sentences.map(escaped).join(lang === 'ja' ? '' : ' '),
    resume === null ? '' : fill(COMPARISON_TEXTS.resume[lang], { command: `\`${resume}\`` }),
    models.join('  \n'),
    ...[modelsTable(comparison, lang), besideTable(comparison, lang)].map((content) =>
      content === null ? '' : `### ${content.title}\n\n${table(content)}`,
    ),
    ...[conditionsTable(comparison, lang), categoriesTable(comparison, lang)].map((content) =>
      content === null ? '' : folded(content.title, table(content)),
    ),
    folded(COMPARISON_TEXTS.examplesTitle[lang], excerpts(comparison, lang)),
    folded(COMPARISON_TEXTS.depthTitle[lang], codeBlock(comparedDepth(comparison, lang, CURVE))),
    folded(COMPARISON_TEXTS.failuresTitle[lang], items(failureLines(comparison, lang))),
    folded(COMPARISON_TEXTS.leftOutTitle[lang], items(leftOutLines(comparison, lang))),
    folded(TEXTS.cannotSee[lang], items(comparison.coverage.notChecked.map((message) => message[lang]))),
    folded(COMPARISON_TEXTS.runTitle[lang], items(runLines(comparison, lang))),
  ])}\n`;
}

function table({ head, rows, notes }: ComparisonTable): string {
  const bold = (cells: readonly string[]) => cells.map((cell) => (cell.trim() === '' ? cell : `**${cell.trim()}**`));
  const lines = rows.map(({ label, cells, stands }) => {
    const texts = [label, ...cells].map(escaped);
    if (cells.length === 0) return [`*${texts[0]}*`, ...head.slice(1).map(() => '')];
    return stands === 'out' ? bold(texts) : texts;
  });
  return paragraphs([markdownTable(head.map(escaped), lines), ...notes.map(escaped)]);
}

function excerpts(comparison: Comparison, lang: Lang): string {
  return paragraphs([
    ...shownExcerpts(comparison, lang).map((excerpt) => excerptMarkdown(excerpt, lang)),
    ...flipsNote(comparison, lang),
  ]);
}

function excerptMarkdown({ probe, condition, question, parts, depth }: ShownExcerpt, lang: Lang): string {
  const asked = `> ${labelled('*', TEXTS.asked[lang], lang)}${escaped(question)}`;
  const said = parts.map(({ label, text }) => `> ${label === '' ? '' : labelled('**', label, lang)}${escaped(text)}`);
  return paragraphs([
    `**${escaped(probe)}**${condition === 'plain' ? '' : ` · ${COMPARISON_TEXTS.condition[lang]} ${escaped(condition)}`}`,
    [asked, ...said].join('  \n'),
    depth === '' ? '' : `*${depth}*`,
  ]);
}
