import { type EvidenceOf, type Finding, type Lang, unreadIn } from '../../schema/index.ts';
import { findingsChart } from '../charts/index.ts';
import { excerpt, visible } from '../excerpt.ts';
import { grouped } from '../numbers.ts';
import { exceptionLines } from '../scan/exception-lines.ts';
import { fieldsLine } from '../scan/input-fields.ts';
import { measure } from '../scan/measure.ts';
import { lineOf, placeOf } from '../scan/place.ts';
import { bracketed, fill, TEXTS } from '../texts.ts';
import { figure, list } from './figure.ts';
import { badge } from './first-page.ts';
import { rowLetter } from './letter.ts';
import { html, type Markup } from './markup.ts';
import { maskedDetail } from './masked-detail.ts';
import { PAGE_TEXTS } from './page-texts.ts';

const MAX_EXAMPLES = 2;
const MAX_FINDINGS = 12;
const MAX_PLACES = 12;
const MAX_INPUTS = 20;

/**
 * Renders one scan for engineers: every finding with its count, its probability by chance, its rows, and two of them
 * part by part.
 */
export function dataSection({ result, source }: EvidenceOf<'scan'>, isMasked: boolean, lang: Lang): Markup {
  const { findings, coverage, inputs, verdict } = result;
  const counts = [
    fill(TEXTS.rowsRead[lang], { n: grouped(coverage.read) }),
    fill(TEXTS.rowsSkipped[lang], { n: grouped(coverage.skipped) }),
    fill(TEXTS.rowsFlagged[lang], { n: grouped(result.flagged.rows) }),
  ].join(' · ');
  const left = findings.length - MAX_FINDINGS;
  const read = inputs
    .slice(0, MAX_INPUTS)
    .map(
      (input) =>
        html`<li>${visible(input.path)}${bracketed(`${visible(input.format)}, ${grouped(input.rows)}; ${fieldsLine(input, lang)}`, lang)}</li>`,
    );
  return html`<h3 id="${source.id}-${lang}">${source.id} · ${visible(source.path)}</h3>
<p>${badge(verdict, lang)} ${counts}</p>
${findings.length === 0 ? html`<p>${PAGE_TEXTS.nothingFound[lang]}</p>` : figure(findingsChart({ findings }, { lang, id: `${source.id}-findings-${lang}` }), lang)}
${findings.slice(0, MAX_FINDINGS).map((finding) => findingPart(finding, isMasked, lang))}
${left > 0 ? html`<p>${fill(TEXTS.andMore[lang], { n: left })}</p>` : null}
${list(exceptionLines(result, lang))}
<details><summary>${PAGE_TEXTS.inputs[lang]}</summary><ul>${read}</ul>${inputs.length > MAX_INPUTS ? html`<p>${fill(PAGE_TEXTS.furtherFiles[lang], { n: inputs.length - MAX_INPUTS })}</p>` : null}</details>
${skippedPart(result.coverage, lang)}
<details><summary>${PAGE_TEXTS.toolNotes[lang]}</summary>${list(coverage.notChecked.map(({ what, why }) => `${visible(what)}${TEXTS.colon[lang]}${visible(why[lang])}`))}</details>
`;
}

function findingPart(finding: Finding, isMasked: boolean, lang: Lang): Markup {
  const { examples, count, detector, level, title, detail, explanation, advice } = finding;
  const letters = examples.filter(({ text }) => text !== undefined).slice(0, MAX_EXAMPLES);
  return html`<div class="finding">
<h3>${visible(title[lang])} <span class="badge ${level}">${TEXTS[level][lang]}</span> <code>${visible(detector)}</code></h3>
<p>${isMasked ? maskedDetail(visible(detail[lang])) : visible(detail[lang])} ${measure(finding, lang)}</p>
<p class="quiet">${visible(explanation[lang])}</p>
<p><b>${TEXTS.next[lang]}</b>${TEXTS.colon[lang]}${visible(advice[lang])}</p>
<p class="quiet">${PAGE_TEXTS.rowsShown[lang]}${TEXTS.colon[lang]}<span class="mono">${placesOf(examples)}</span>${count > shownRows(examples) ? html` ${fill(PAGE_TEXTS.moreRows[lang], { n: grouped(count - shownRows(examples)) })}` : null}</p>
${letters.length === 0 ? null : html`<details><summary>${PAGE_TEXTS.seeAll[lang]}</summary>${letters.map((example) => rowLetter(example, isMasked, lang))}</details>`}
</div>
`;
}

/** Returns the number of rows whose places are given. */
const shownRows = (examples: Finding['examples']): number => Math.min(MAX_PLACES, examples.length);

/** Formats "train.jsonl:8, 10, 15 · more.jsonl:3". */
function placesOf(examples: Finding['examples']): string {
  const shown = examples.slice(0, MAX_PLACES);
  const paths = [...new Set(shown.map(({ path }) => path))];
  const linesIn = (path: string) => shown.filter((one) => one.path === path).map(lineOf);
  return paths.map((path) => `${visible(path)}:${linesIn(path).join(', ')}`).join(' · ');
}

const MAX_SKIPPED = 10;

function skippedPart({ skipped, skippedRows }: EvidenceOf<'scan'>['result']['coverage'], lang: Lang): Markup | null {
  if (skipped === 0) return null;
  const shown = skippedRows
    .slice(0, MAX_SKIPPED)
    .map((row) => `${visible(placeOf(row))} ${excerpt(unreadIn(lang, row.reason), 160)}`);
  const more = skipped - shown.length;
  return html`<details><summary>${TEXTS.skipped[lang]}${bracketed(grouped(skipped), lang)}</summary>${list(more > 0 ? [...shown, fill(TEXTS.andMore[lang], { n: grouped(more) })] : shown)}</details>
`;
}
