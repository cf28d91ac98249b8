import type { Comparison, EvidenceOf, Lang } from '../../schema/index.ts';
import {
  categoriesChart,
  depthChart,
  evidenceChart,
  intervalChart,
  outcomesChart,
  transitionsChart,
  transitionsOfFlips,
} from '../charts/index.ts';
import { categoriesTable, conditionsTable } from '../comparison/breakdown.ts';
import { flipsNote, shownExcerpts } from '../comparison/excerpt.ts';
import { besideTable } from '../comparison/judges.ts';
import { maskExcerpt } from '../comparison/mask-excerpt.ts';
import { modelLines } from '../comparison/model-lines.ts';
import { modelsTable } from '../comparison/models-table.ts';
import { failureLines, leftOutLines, runLines } from '../comparison/run-lines.ts';
import type { ComparisonTable } from '../comparison/table.ts';
import { COMPARISON_TEXTS } from '../comparison/texts.ts';
import { comparisonVerdict } from '../comparison/verdict.ts';
import { visible } from '../excerpt.ts';
import { TEXTS } from '../texts.ts';
import { figure, list } from './figure.ts';
import { badge } from './first-page.ts';
import { flipLetter } from './letter.ts';
import { html, type Markup } from './markup.ts';
import { PAGE_TEXTS } from './page-texts.ts';

/**
 * Renders one comparison for engineers: the verdict and its evidence, what the models did, which answers flipped, and
 * how deep.
 */
export function behaviourSection({ result, source }: EvidenceOf<'comparison'>, isMasked: boolean, lang: Lang): Markup {
  const { sentences, resume } = comparisonVerdict(result, lang);
  return html`<h3 id="${source.id}-${lang}">${source.id} · ${visible(source.path)}</h3>
<p>${badge(result.verdict, lang)} ${sentences.join(lang === 'ja' ? '' : ' ')}</p>
${resume === null ? null : html`<p><code>${resume}</code></p>`}
${list(modelLines(result, lang).map(({ label, text }) => `${label}${TEXTS.colon[lang]}${visible(text)}`))}
<div class="figures">${chartsOf(result, source.id, lang).map((chart) => figure(chart, lang))}</div>
${[modelsTable(result, lang), besideTable(result, lang)].map((content) => (content === null ? null : tablePart(content)))}
${[conditionsTable(result, lang), categoriesTable(result, lang)].map((content) =>
  content === null ? null : html`<details><summary>${content.title}</summary>${tableBody(content)}</details>\n`,
)}
${excerptsPart(result, isMasked, lang)}
${folded(COMPARISON_TEXTS.failuresTitle[lang], failureLines(result, lang))}
${folded(COMPARISON_TEXTS.leftOutTitle[lang], leftOutLines(result, lang))}
${folded(
  PAGE_TEXTS.toolNotes[lang],
  result.coverage.notChecked.map((message) => visible(message[lang])),
)}
${folded(COMPARISON_TEXTS.runTitle[lang], runLines(result, lang))}
`;
}

const folded = (title: string, lines: readonly string[]): Markup | null =>
  lines.length === 0 ? null : html`<details><summary>${title}</summary>${list(lines)}</details>\n`;

function chartsOf(result: Comparison, name: string, lang: Lang) {
  const { before, after, conditions, paired, categories, depth, overRefusal } = result;
  const options = (figure: string) => ({ lang, id: `${name}-${figure}-${lang}` });
  const labels = {
    before: { en: `before: ${before.model}`, ja: `前：${before.model}` },
    after: { en: `after: ${after.model}`, ja: `後：${after.model}` },
  };
  const share = (of: Comparison['before']['asr']) => ({ count: of, interval: of.interval });
  return [
    outcomesChart(
      {
        rows: (['before', 'after'] as const).map((side) => ({
          label: labels[side],
          outcomes: result[side].outcomes,
          notJudged: Object.values(result[side].unjudged).reduce((sum, n) => sum + n, 0),
        })),
      },
      options('outcomes'),
    ),
    intervalChart(
      {
        rows: [
          { label: COMPARISON_TEXTS.harmful, before: share(before.asr), after: share(after.asr) },
          ...(overRefusal.before.n + overRefusal.after.n === 0
            ? []
            : [
                {
                  label: COMPARISON_TEXTS.overRefused,
                  before: share(overRefusal.before),
                  after: share(overRefusal.after),
                },
              ]),
        ],
        isWhole: true,
      },
      options('shares'),
    ),
    ...(result.flips.length === 0 ? [] : [transitionsChart(transitionsOfFlips(result.flips), options('flips'))]),
    ...(depth.length === 0 ? [] : [depthChart({ depth, whole: after.asr }, options('depth'))]),
    evidenceChart(
      {
        rows: conditions.map(({ id, logWorse, logNotWorse }) => ({ label: id, logWorse, logNotWorse })),
        alpha: paired.alpha,
      },
      options('evidence'),
    ),
    ...(categories.length < 2 ? [] : [categoriesChart({ categories }, options('categories'))]),
  ];
}

const tablePart = (content: ComparisonTable): Markup => html`<h3>${content.title}</h3>${tableBody(content)}`;

const headCell = (cell: string, i: number): Markup =>
  cell === '' ? html`<td></td>` : html`<th${i === 0 ? null : html` class="number"`} scope="col">${cell}</th>`;

function tableBody({ head, rows, notes }: ComparisonTable): Markup {
  return html`<div class="scroll" tabindex="0"><table>
<thead><tr>${head.map(headCell)}</tr></thead>
<tbody>${rows.map(
    ({ label, cells, stands }) =>
      html`<tr class="${stands ?? (cells.length === 0 ? 'head' : '')}"><td>${label.trim()}</td>${head.slice(1).map((_, i) => html`<td class="number">${(cells[i] ?? '').trim()}</td>`)}</tr>\n`,
  )}</tbody></table></div>
${notes.map((note) => html`<p class="quiet">${note}</p>`)}
`;
}

function excerptsPart(result: Comparison, isMasked: boolean, lang: Lang): Markup | null {
  // The run may have been told to keep its texts; this report was not.
  const letters = isMasked ? result.letters.map(maskExcerpt) : result.letters;
  const shown = shownExcerpts({ ...result, letters }, lang);
  if (shown.length === 0) return null;
  return html`<h3>${COMPARISON_TEXTS.examplesTitle[lang]}</h3>
${shown.map((one) => flipLetter(one, lang))}
${flipsNote(result, lang).map((note) => html`<p class="quiet">${note}</p>`)}
`;
}
