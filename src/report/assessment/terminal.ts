import { TEAM_NAMES } from '../checklist/texts.ts';
import { visible } from '../excerpt.ts';
import { gateTitle, STATE_WORDS } from '../gate-words.ts';
import { headline, howMany, isPartPass, isToy, verdictWord } from '../page/first-page.ts';
import { PAGE_TEXTS, STATE_SIGNS } from '../page/page-texts.ts';
import type { ReportContent } from '../page/report-content.ts';
import type { TerminalOptions } from '../scan/terminal.ts';
import { padEnd, wrap } from '../text-width.ts';

const NARROWEST = 40;
const WIDEST = 100;
const INDENT = '  ';
const GATE_WIDTH = 40;

/** Renders page one of a report for a person at a terminal. */
export function assessmentTerminalReport(
  { assessment, evidence }: Pick<ReportContent, 'assessment' | 'evidence'>,
  { lang, style, width }: TerminalOptions,
): string {
  const room = Math.min(WIDEST, Math.max(NARROWEST, width));
  const { verdict, gates, next, unchecked } = assessment;
  const level = verdict === 'not-checked' || isPartPass(assessment) ? 'review' : verdict;
  const indented = (text: string, by = INDENT) => wrap(text, room - by.length).map((line) => by + line);
  const lines = [
    style.bold(`zenbun 全文 · ${PAGE_TEXTS.title[lang]}`),
    '',
    ...(isToy(evidence) ? wrap(PAGE_TEXTS.toy[lang], room).map(style.yellow).concat('') : []),
    style.badge(` ${verdictWord(assessment, lang)} `, level),
    ...wrap(headline(assessment, lang), room).map(style.bold),
    ...wrap(howMany(assessment, lang), room),
    ...gates.flatMap(({ gate, state, because, errorRate }) => [
      '',
      `${STATE_SIGNS[state]} ${style.bold(padEnd(gateTitle(gate, lang), GATE_WIDTH))} ${STATE_WORDS[state][lang]}`,
      ...indented(visible(because[lang])),
      ...(errorRate === null ? [] : indented(errorRate[lang]).map(style.dim)),
    ]),
    '',
    style.bold(PAGE_TEXTS.next[lang]),
    ...(next.length === 0
      ? indented(PAGE_TEXTS.nothingNext[lang])
      : next.flatMap(({ team, what }) =>
          indented(`${TEAM_NAMES[team][lang]}${lang === 'ja' ? '：' : ': '}${what[lang]}`),
        )),
    '',
    style.bold(PAGE_TEXTS.unchecked[lang]),
    ...unchecked.flatMap((one) => indented(visible(one[lang])).map(style.dim)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
