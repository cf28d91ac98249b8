import type { Lang } from '../../schema/index.ts';
import { CHART_CSS, tornadoChart } from '../charts/index.ts';
import { checklistHtml } from '../checklist/html.ts';
import { costHtml } from '../cost/cost-html.ts';
import { visible } from '../excerpt.ts';
import { notProven } from '../limits/not-proven.ts';
import { meetingSentences } from '../meeting/meeting-sentences.ts';
import { behaviourSection } from './behaviour-section.ts';
import { dataSection } from './data-section.ts';
import { figure, list, section } from './figure.ts';
import { firstPage } from './first-page.ts';
import { html, type Markup, trusted } from './markup.ts';
import { operationSection, watchSection } from './operation-section.ts';
import { PAGE_TEXTS, SOURCE_KINDS } from './page-texts.ts';
import { provenanceSection } from './provenance-section.ts';
import type { ReportContent } from './report-content.ts';
import { STYLE_SHEET } from './style-sheet.ts';

const LANGS: readonly Lang[] = ['en', 'ja'];
const NAMES: Readonly<Record<Lang, string>> = { en: 'English', ja: '日本語' };

/**
 * Renders the report for people as one file of HTML: no script, nothing fetched, both languages inside. `lang` is the
 * one that is shown first. Texts from data, models and people are escaped; control and bidi characters are written out.
 */
export function reportPage(content: ReportContent, lang: Lang): string {
  const choices = LANGS.map(
    (one) =>
      html`<label lang="${one}"><input type="radio" name="lang" id="lang-${one}"${one === lang ? html` checked` : null}>${NAMES[one]}</label>\n`,
  );
  return html`<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="zenbun ${content.assessment.tool.version}">
<title>${PAGE_TEXTS.title[lang]} · ${content.assessment.at.slice(0, 10)}</title>
<style>${trusted(STYLE_SHEET)}${trusted(CHART_CSS)}</style>
</head>
<body>
<nav class="bar" aria-label="${PAGE_TEXTS.language[lang]}">${choices}</nav>
${LANGS.map((one) => html`<main lang="${one}">\n${pageIn(content, one)}</main>\n`)}
</body>
</html>
`.markup;
}

function pageIn(content: ReportContent, lang: Lang): Markup {
  const { assessment, evidence, checklist, cost, isMasked } = content;
  const sentences = meetingSentences(assessment, evidence, cost);
  const id = (name: string) => `${name}-${lang}`;
  const parts = [
    section(id('meeting'), PAGE_TEXTS.meeting[lang], [
      html`<div class="three">${(['chair', 'engineer', 'supplier'] as const).map(
        (audience) =>
          html`<div><h3>${PAGE_TEXTS[audience][lang]}</h3>${list(sentences[audience].map((one) => visible(one[lang])))}</div>\n`,
      )}</div>`,
    ]),
    section(
      id('origin'),
      PAGE_TEXTS.origin[lang],
      evidence.map((one) => provenanceSection(one, lang)),
    ),
    section(
      id('data'),
      PAGE_TEXTS.data[lang],
      evidence.map((one) => (one.kind === 'scan' ? dataSection(one, isMasked, lang) : null)),
    ),
    section(
      id('behaviour'),
      PAGE_TEXTS.behaviour[lang],
      evidence.map((one) => (one.kind === 'comparison' ? behaviourSection(one, isMasked, lang) : null)),
    ),
    section(
      id('operation'),
      PAGE_TEXTS.operation[lang],
      evidence.map((one) =>
        one.kind === 'ledger' ? operationSection(one, lang) : one.kind === 'watch' ? watchSection(one, lang) : null,
      ),
    ),
    checklist === null
      ? null
      : section(id('checklist'), PAGE_TEXTS.checklist[lang], [trusted(checklistHtml(checklist, lang))]),
    cost === null
      ? null
      : section(id('costs'), PAGE_TEXTS.costs[lang], [
          trusted(
            costHtml(cost, lang, figure(tornadoChart({ estimate: cost }, { lang, id: id('tornado') }), lang).markup),
          ),
        ]),
    section(id('evidence'), PAGE_TEXTS.evidence[lang], [sourcesPart(content, lang)]),
    section(id('limits'), PAGE_TEXTS.limits[lang], [
      list(notProven(evidence).map((one) => visible(one[lang]))),
      html`<h3>${PAGE_TEXTS.unchecked[lang]}</h3>`,
      list(assessment.unchecked.map((one) => visible(one[lang]))),
      html`<p><b>${PAGE_TEXTS.noLegal[lang]}</b></p>`,
    ]),
  ];
  return html`${firstPage(content, lang)}${parts}`;
}

/** Lists what an auditor needs to find the same evidence. */
function sourcesPart({ assessment }: ReportContent, lang: Lang): Markup {
  const rows = assessment.evidence.map(({ id, kind, path, sha256, ledger }) => {
    const digest = ledger === null ? (sha256 ?? '') : `${visible(ledger.origin)} · ${ledger.size} · ${ledger.root}`;
    return html`<tr><td class="name"><a href="#${id}-${lang}">${id}</a></td><td>${SOURCE_KINDS[kind][lang]}</td><td>${visible(path)}</td><td class="mono">${digest}</td></tr>\n`;
  });
  return html`<table class="stack"><thead><tr><th scope="col">${PAGE_TEXTS.number[lang]}</th><th scope="col">${PAGE_TEXTS.kind[lang]}</th><th scope="col">${PAGE_TEXTS.file[lang]}</th><th scope="col">${PAGE_TEXTS.digest[lang]}</th></tr></thead><tbody>${rows}</tbody></table>
`;
}
