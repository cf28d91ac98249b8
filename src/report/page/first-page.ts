import type { Assessment, Evidence, GateState, Lang } from '../../schema/index.ts';
import { TEAM_NAMES } from '../checklist/texts.ts';
import { costHeadline } from '../cost/cost-summary.ts';
import { excerpt } from '../excerpt.ts';
import { gateTitle, STATE_WORDS } from '../gate-words.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { list } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { PAGE_TEXTS, SOURCE_KINDS, STATE_SIGNS } from './page-texts.ts';
import type { ReportContent } from './report-content.ts';

/** Maximum number of unchecked points for which page one has room on A4. */
const MAX_UNCHECKED = 5;

/** Renders page one, for the decision: no text of a model, no jargon. */
export function firstPage({ assessment, evidence, cost, isMasked }: ReportContent, lang: Lang): Markup {
  const { verdict, at, tool, next } = assessment;
  const shown = isPartPass(assessment) ? 'not-checked' : verdict;
  const listed = assessment.evidence.map(({ id, kind }) => `${id} ${SOURCE_KINDS[kind][lang]}`);
  const made = {
    day: at.slice(0, 10),
    version: tool.version,
    n: evidence.length,
    list: listed.join(lang === 'ja' ? '、' : ', '),
  };
  return html`<section class="first">
<header><small>${fill(PAGE_TEXTS.made[lang], made)}</small>
<h1>${PAGE_TEXTS.title[lang]}</h1></header>
${isToy(evidence) ? html`<p class="warn">${PAGE_TEXTS.toy[lang]}</p>` : null}
${isMasked ? null : html`<p class="warn">${PAGE_TEXTS.unmasked[lang]}</p>`}
<div class="verdict ${shown}"><strong>${STATE_SIGNS[shown]} ${headline(assessment, lang)}</strong>
${howMany(assessment, lang)}</div>
<h2>${PAGE_TEXTS.gates[lang]}</h2>
<table class="stack gates"><tbody>${assessment.gates.map(
    ({ gate, state, because, errorRate }) => html`<tr>
<td class="name">${gateTitle(gate, lang)}</td><td>${badge(state, lang)}</td>
<td><p>${because[lang]}</p>${errorRate === null ? null : html`<p class="quiet">${errorRate[lang]}</p>`}</td></tr>
`,
  )}</tbody></table>
<div class="beside"><div><h2>${PAGE_TEXTS.next[lang]}</h2>
${next.length === 0 ? html`<p>${PAGE_TEXTS.nothingNext[lang]}</p>` : steps(next, lang)}
</div>
<div><h2>${PAGE_TEXTS.unchecked[lang]}</h2>
${list(uncheckedShown(assessment, lang))}</div></div>
<h2>${PAGE_TEXTS.cost[lang]}</h2>
${cost === null ? costOfRuns({ evidence }, lang) : html`<p>${[PAGE_TEXTS.notYearly[lang], ...costHeadline(cost, lang)].join(lang === 'ja' ? '' : ' ')}</p>`}
</section>
`;
}

/** Says what not to do if gates stop; otherwise the state in a sentence. */
export function headline(assessment: Assessment, lang: Lang): string {
  const { verdict, gates } = assessment;
  if (isPartPass(assessment)) return PAGE_TEXTS.partPass[lang];
  if (verdict !== 'block') return PAGE_TEXTS[verdict][lang];
  const isModel = gates.some(({ gate, state }) => state === 'block' && gate !== 'data');
  return PAGE_TEXTS[isModel ? 'blockModel' : 'blockData'][lang];
}

/** Reports whether one of the four gates was never checked, in which case nobody should take the verdict for a pass. */
export const isPartPass = ({ verdict, gates }: Assessment): boolean =>
  verdict === 'pass' && gates.some(({ state }) => state === 'not-checked');

/** Returns the verdict in a word, for a badge. */
export const verdictWord = (assessment: Assessment, lang: Lang): string =>
  (isPartPass(assessment) ? PAGE_TEXTS.incomplete : STATE_WORDS[assessment.verdict])[lang];

/**
 * Reports whether the evidence is about toy models of the lab. They speak a language of their own, and nobody should
 * take their report for that of a model in service.
 */
export const isToy = (evidence: readonly Evidence[]): boolean =>
  evidence.some(
    (one) =>
      (one.kind === 'comparison' &&
        [one.result.before, one.result.after].some(({ model }) => model.startsWith('toy:'))) ||
      (one.kind === 'ledger' && one.result.models.some(({ served }) => served.startsWith('toy:'))),
  );

/** Says that a report is about toy models, for documents that are sent on; null if it is not. */
export const demonstrationNote = (evidence: readonly Evidence[], lang: Lang): string | null =>
  isToy(evidence) ? PAGE_TEXTS.toy[lang] : null;

export const badge = (state: GateState, lang: Lang): Markup =>
  html`<span class="badge ${state}">${STATE_SIGNS[state]} ${STATE_WORDS[state][lang]}</span>`;

/** Returns "Of four checks: 3 say stop, 1 was not made." */
export function howMany({ gates }: Assessment, lang: Lang): string {
  const said = SAID.flatMap(([state, text]) => {
    const n = gates.filter((one) => one.state === state).length;
    return n === 0 ? [] : [fill(PAGE_TEXTS[text][lang], { n })];
  });
  return fill(PAGE_TEXTS.ofFour[lang], { list: said.join(lang === 'ja' ? '、' : ', ') });
}

const SAID = [
  ['block', 'saysBlock'],
  ['review', 'saysReview'],
  ['pass', 'saysPass'],
  ['not-checked', 'saysNotChecked'],
] as const;

/** Renders one row for each team, in the order of its most urgent step. */
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

/** Says what the runs themselves used, if nobody has estimated the costs. */
function costOfRuns({ evidence }: Pick<ReportContent, 'evidence'>, lang: Lang): Markup {
  const costs = evidence.flatMap((one) => (one.kind === 'comparison' ? [one.result.cost] : []));
  const requests = costs.reduce((sum, one) => sum + one.requests, 0);
  const known = costs.flatMap(({ usd }) => (usd === null ? [] : [usd]));
  const usd =
    known.length === 0 ? '' : fill(PAGE_TEXTS.costUsd[lang], { usd: known.reduce((a, b) => a + b, 0).toFixed(2) });
  const runs = costs.length === 0 ? '' : fill(PAGE_TEXTS.costRuns[lang], { requests: grouped(requests), usd });
  return html`<p>${[runs, PAGE_TEXTS.costNone[lang]].filter((part) => part !== '').join(lang === 'ja' ? '' : ' ')}</p>`;
}
