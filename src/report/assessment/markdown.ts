import type { Lang } from '../../schema/index.ts';
import { TEAM_NAMES } from '../checklist/texts.ts';
import { gateTitle, STATE_WORDS } from '../gate-words.ts';
import { notProven } from '../limits/not-proven.ts';
import { markdownList, markdownSection, markdownTable, paragraphs } from '../markdown-parts.ts';
import { meetingSentences } from '../meeting/meeting-sentences.ts';
import { headline, howMany, isPartPass, isToy } from '../page/first-page.ts';
import { PAGE_TEXTS, STATE_SIGNS } from '../page/page-texts.ts';
import type { ReportContent } from '../page/report-content.ts';
import { escaped } from '../scan/markdown.ts';

/**
 * Renders the report as Markdown, for a ticket or a wiki: page one, the sentences for the meeting, the evidence, and
 * what it does not prove. The details of a scan or a comparison are in their own reports.
 */
export function assessmentMarkdown({ assessment, evidence, cost, isMasked }: ReportContent, lang: Lang): string {
  const { verdict, gates, next, unchecked } = assessment;
  const sentences = meetingSentences(assessment, evidence, cost);
  return `${paragraphs([
    `# ${PAGE_TEXTS.title[lang]}`,
    isToy(evidence) ? `**${PAGE_TEXTS.toy[lang]}**` : '',
    isMasked ? '' : `**${PAGE_TEXTS.unmasked[lang]}**`,
    `**${STATE_SIGNS[isPartPass(assessment) ? 'not-checked' : verdict]} ${headline(assessment, lang)}** ${howMany(assessment, lang)}`,
    markdownTable(
      ['', '', PAGE_TEXTS.gates[lang]],
      gates.map(({ gate, state, because, errorRate }) => [
        `**${gateTitle(gate, lang)}**`,
        `${STATE_SIGNS[state]} ${STATE_WORDS[state][lang]}`,
        [because, errorRate]
          .map((text) => (text === null ? '' : escaped(text[lang])))
          .join(' ')
          .trim(),
      ]),
      { left: 3 },
    ),
    markdownSection(PAGE_TEXTS.next[lang], [
      next.length === 0
        ? PAGE_TEXTS.nothingNext[lang]
        : markdownTable(
            [PAGE_TEXTS.who[lang], PAGE_TEXTS.what[lang]],
            next.map(({ team, what }) => [TEAM_NAMES[team][lang], escaped(what[lang])]),
            { left: 2 },
          ),
    ]),
    markdownSection(PAGE_TEXTS.unchecked[lang], [markdownList(unchecked.map((one) => escaped(one[lang])))]),
    markdownSection(
      PAGE_TEXTS.meeting[lang],
      (['chair', 'engineer', 'supplier'] as const).flatMap((audience) => [
        `### ${PAGE_TEXTS[audience][lang]}`,
        markdownList(sentences[audience].map((one) => escaped(one[lang]))),
      ]),
    ),
    markdownSection(PAGE_TEXTS.evidence[lang], [
      markdownTable(
        ['', PAGE_TEXTS.file[lang], PAGE_TEXTS.digest[lang]],
        assessment.evidence.map(({ id, path, sha256, ledger }) => [
          id,
          escaped(path),
          ledger === null ? `\`${sha256 ?? ''}\`` : `${escaped(ledger.origin)} · ${ledger.size} · \`${ledger.root}\``,
        ]),
        { left: 3 },
      ),
    ]),
    markdownSection(PAGE_TEXTS.limits[lang], [
      markdownList(notProven(evidence).map((one) => escaped(one[lang]))),
      PAGE_TEXTS.noLegal[lang],
    ]),
  ])}\n`;
}
