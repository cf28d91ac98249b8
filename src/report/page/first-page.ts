import type { Assessment, GateState, Lang } from '../../schema/index.ts';
import { TEAM_NAMES } from '../checklist/texts.ts';
import { costHeadline } from '../cost/cost-summary.ts';
import { excerpt } from '../excerpt.ts';
import { gateTitle, STATE_WORDS } from '../gate-words.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { list } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { PAGE_TEXTS, STATE_SIGNS } from './page-texts.ts';
import type { ReportContent } from './report-content.ts';

/** Lines that page one has room for on A4. */
const MAX_UNCHECKED = 6;

/** Page one, for the decision: no text of a model, no word of the trade. */
export function firstPage({ assessment, evidence, cost, isMasked }: ReportContent, lang: Lang): Markup {
  const { verdict, at, tool, next } = assessment;
  const made = { day: at.slice(0, 10), version: tool.version, n: evidence.length };
  return html`<section class="first">
<header><small>${fill(PAGE_TEXTS.made[lang], made)}</small>
<h1>${PAGE_TEXTS.title[lang]}</h1></header>
${isMasked ? null : html`<p class="warn">${PAGE_TEXTS.unmasked[lang]}</p>`}
<div class="verdict ${verdict}"><strong>${STATE_SIGNS[verdict]} ${PAGE_TEXTS[`${verdict}Headline`][lang]}</strong>
${howMany(assessment, lang)}</div>
<h2>${PAGE_TEXTS.gates[lang]}</h2>
<table class="stack"><tbody>${assessment.gates.map(
    ({ gate, state, because, errorRate }) => html`<tr>
<td class="name">${gateTitle(gate, lang)}</td><td>${badge(state, lang)}</td>
<td>${because[lang]}${errorRate === null ? null : html` <span class="quiet">${errorRate[lang]}</span>`}</td></tr>
`,
  )}</tbody></table>
<h2>${PAGE_TEXTS.next[lang]}</h2>
${next.length === 0 ? html`<p>${PAGE_TEXTS.nothingNext[lang]}</p>` : steps(next, lang)}
<h2>${PAGE_TEXTS.unchecked[lang]}</h2>
${list(uncheckedShown(assessment, lang))}
<h2>${PAGE_TEXTS.cost[lang]}</h2>
${cost === null ? costOfRuns({ evidence }, lang) : costHeadline(cost, lang).map((sentence) => html`<p>${sentence}</p>`)}
</section>
`;
}

export const badge = (state: GateState, lang: Lang): Markup =>
  html`<span class="badge ${state}">${STATE_SIGNS[state]} ${STATE_WORDS[state][lang]}</span>`;

function howMany({ gates }: Assessment, lang: Lang): string {
  const left = gates.filter(({ state }) => state === 'not-checked').length;
  return left === 0 ? PAGE_TEXTS.checkedAll[lang] : fill(PAGE_TEXTS.checkedOf[lang], { n: gates.length - left, left });
}

/** One row for each team, in the order of its most urgent step. */
function steps(next: Assessment['next'], lang: Lang): Markup {
  const teams = [...new Set(next.map(({ team }) => team))];
  return html`<table class="stack"><tbody>${teams.map(
    (team) => html`<tr><td class="name">${TEAM_NAMES[team][lang]}</td><td>${next
      .filter((step) => step.team === team)
      .map(({ what }) => html`<p>${what[lang]}</p>`)}</td></tr>
`,
  )}</tbody></table>
`;
}

function uncheckedShown({ unchecked }: Assessment, lang: Lang): string[] {
  const shown = unchecked.slice(0, MAX_UNCHECKED).map((one) => excerpt(one[lang], 240));
  const more = unchecked.length - shown.length;
  return more === 0 ? shown : [...shown, fill(PAGE_TEXTS.furtherUnchecked[lang], { n: more })];
}

/** What the runs themselves used, where nobody has weighed it. */
function costOfRuns({ evidence }: Pick<ReportContent, 'evidence'>, lang: Lang): Markup {
  const costs = evidence.flatMap((one) => (one.kind === 'comparison' ? [one.result.cost] : []));
  const requests = costs.reduce((sum, one) => sum + one.requests, 0);
  const known = costs.flatMap(({ usd }) => (usd === null ? [] : [usd]));
  const usd =
    known.length === 0 ? '' : fill(PAGE_TEXTS.costUsd[lang], { usd: known.reduce((a, b) => a + b, 0).toFixed(2) });
  const runs = costs.length === 0 ? '' : fill(PAGE_TEXTS.costRuns[lang], { requests: grouped(requests), usd });
  return html`<p>${[runs, PAGE_TEXTS.costNone[lang]].filter((part) => part !== '').join(lang === 'ja' ? '' : ' ')}</p>`;
}
