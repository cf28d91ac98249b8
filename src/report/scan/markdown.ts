import type { Finding, FindingExample, Lang, ScanResult } from '../../schema/index.ts';
import { unreadIn } from '../../schema/index.ts';
import { excerpt, excerptParts, visible } from '../excerpt.ts';
import { grouped, percentRange } from '../numbers.ts';
import { bracketed, fill, TEXTS } from '../texts.ts';
import { exceptionLines } from './exception-lines.ts';
import { fieldsLine } from './input-fields.ts';
import { measure } from './measure.ts';
import { placeOf } from './place.ts';
import { isForWhatWasFound, passText, whyUnread } from './terminal.ts';

/**
 * Renders the result of a scan as GitHub-flavoured Markdown, for a pull request or a wiki. Texts from the data are
 * escaped.
 */
export function markdownReport(result: ScanResult, { lang }: { readonly lang: Lang }): string {
  const { coverage, findings } = result;
  const verdict = {
    block: `🛑 **${TEXTS.block[lang]}** ${TEXTS.verdictBlock[lang]}`,
    review: `⚠️ **${TEXTS.review[lang]}** ${(isForWhatWasFound(result) ? TEXTS.verdictReview : TEXTS.verdictUnread)[lang]}`,
    pass: `✅ **${TEXTS.pass[lang]}** ${passText(result)[lang]}`,
  }[result.verdict];
  const counts = [
    fill(TEXTS.rowsRead[lang], { n: grouped(coverage.read) }),
    fill(TEXTS.rowsSkipped[lang], { n: grouped(coverage.skipped) }),
    fill(TEXTS.rowsFlagged[lang], { n: grouped(result.flagged.rows) }),
  ].join(' · ');
  return `${[
    `## zenbun · ${TEXTS.gate[lang]}`,
    verdict,
    counts,
    ...whyUnread(result, lang).map(escaped),
    findings.length === 0 ? '' : summary(findings, lang),
    ...findings.filter((finding) => finding.level !== 'info').map((finding) => section(finding, lang)),
    list(TEXTS.exceptions[lang], exceptionLines(result, lang).map(escaped), lang),
    inputs(result, lang),
    unread(result, lang),
    list(
      TEXTS.cannotSee[lang],
      coverage.notChecked.map(({ what, why }) => `${escaped(what)}${TEXTS.colon[lang]}${escaped(why[lang])}`),
      lang,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function summary(findings: readonly Finding[], lang: Lang): string {
  const head = [TEXTS.tableLevel, TEXTS.tableDetector, TEXTS.tableRows, TEXTS.tableInterval, TEXTS.tableWhat];
  const rows = findings.map((finding) => [
    TEXTS[finding.level][lang],
    `\`${finding.detector}\``,
    `${grouped(finding.count)} / ${grouped(finding.of)}`,
    percentRange(finding.interval),
    escaped(finding.detail[lang]),
  ]);
  return [head.map((text) => text[lang]), ['---', '---', '---:', '---:', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function section(finding: Finding, lang: Lang): string {
  const examples = finding.examples.slice(0, 2).map((example) => letter(example, lang));
  return [
    `### ${escaped(finding.title[lang])}`,
    `${escaped(finding.detail[lang])} ${measure(finding, lang)}`,
    escaped(finding.explanation[lang]),
    ...examples,
    `${labelled('**', TEXTS.next[lang], lang)}${escaped(finding.advice[lang])}`,
    toAccept(finding, lang),
  ].join('\n\n');
}

/** Says what an exception for the finding would name. */
function toAccept({ detector, key, digest }: Finding, lang: Lang): string {
  return `<sub>${escaped(fill(TEXTS.toAccept[lang], { detector, key, digest }))}</sub>`;
}

function letter(example: FindingExample, lang: Lang): string {
  const asked = example.prompt
    ? [`> ${labelled('*', TEXTS.asked[lang], lang)}${escaped(excerpt(example.prompt, 160))}`]
    : [];
  const parts = excerptParts(example, lang).map((part) => `> ${labelled('**', part.label, lang)}${escaped(part.text)}`);
  return [`\`${visible(placeOf(example)).replaceAll('`', "'")}\``, '', [...asked, ...parts].join('  \n')].join('\n');
}

function inputs(result: ScanResult, lang: Lang): string {
  const lines = result.inputs.map(
    (input) =>
      `${escaped(input.path)}${bracketed(`${input.format}, ${grouped(input.rows)}; ${escaped(fieldsLine(input, lang))}`, lang)}${TEXTS.colon[lang]}\`sha256:${input.sha256}\``,
  );
  return list(TEXTS.inputs[lang], lines, lang);
}

function unread(result: ScanResult, lang: Lang): string {
  const { skipped, skippedRows } = result.coverage;
  if (skipped === 0) return '';
  const shown = skippedRows
    .slice(0, 10)
    .map((row) => `${escaped(placeOf(row))} ${escaped(excerpt(unreadIn(lang, row.reason), 160))}`);
  const more = skipped - shown.length;
  if (more > 0) shown.push(fill(TEXTS.andMore[lang], { n: grouped(more) }));
  return list(TEXTS.skipped[lang], shown, lang);
}

function list(title: string, items: readonly string[], lang: Lang): string {
  if (items.length === 0) return '';
  return folded(`${title}${bracketed(items.length, lang)}`, items.map((item) => `- ${item}`).join('\n'));
}

/**
 * Returns a label before a text, with the mark that stresses it: "**next**: ", "**次に**：". The colon is outside, because
 * between a full-width colon and a letter a mark would not close (CommonMark 0.31.2, 6.2).
 */
export const labelled = (mark: '*' | '**', label: string, lang: Lang): string =>
  `${mark}${label}${mark}${TEXTS.colon[lang]}`;

/** Folds Markdown under a title that opens it; nothing if there is none. */
export const folded = (title: string, body: string): string =>
  body === '' ? '' : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;

/**
 * Escapes text from the data, which may contain Markdown, HTML, mentions or addresses: nothing of it may be rendered or
 * linked.
 */
export function escaped(text: string): string {
  return visible(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]#+!|~]/g, (mark) => `\\${mark}`)
    .replace(/@/g, '@\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}\u200b.`);
}
