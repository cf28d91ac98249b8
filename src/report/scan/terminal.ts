import type { Finding, FindingExample, FindingSpan, Lang, Message, ScanResult } from '../../schema/index.ts';
import { unreadIn } from '../../schema/index.ts';
import { complianceAfterRefusal, excerpt, excerptParts, visible } from '../excerpt.ts';
import { grouped } from '../numbers.ts';
import type { Style } from '../style.ts';
import { displayWidth, padEnd, truncate, wrap } from '../text-width.ts';
import { bracketed, fill, TEXTS } from '../texts.ts';
import { exceptionLines } from './exception-lines.ts';
import { fieldsLine } from './input-fields.ts';
import { measure } from './measure.ts';
import { lineOf, placeOf } from './place.ts';

export interface TerminalOptions {
  readonly lang: Lang;
  readonly style: Style;
  /** Columns; clamped to 40..100, so that lines stay readable. */
  readonly width: number;
  /** Number of rows shown whole for each finding; the rest are named by file and line. 2 by default. */
  readonly show?: number;
}

const SHOWN_EXAMPLES = 2;
const LABEL = 10;
/** Number of inputs whose fields are listed; the rest are counted. */
const SHOWN_FILES = 5;

/**
 * Renders the result of a scan for a person at a terminal: verdict, examples, counts, what to do, and what was not
 * seen.
 */
export function terminalReport(result: ScanResult, options: TerminalOptions): string {
  const width = Math.min(100, Math.max(40, options.width));
  const view = { ...options, width };
  const lines = [
    ...header(result, view),
    ...result.findings.filter((finding) => finding.level !== 'info').flatMap((finding) => block(finding, view)),
    ...information(result, view),
    ...exceptions(result, view),
    ...unread(result, view),
    ...fieldsRead(result, view),
    ...notChecked(result, view),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function header(result: ScanResult, { lang, style, width }: TerminalOptions): string[] {
  const left = `zenbun 全文 · ${TEXTS.gate[lang]}`;
  const right = result.tool.version;
  const gap = ' '.repeat(Math.max(1, width - displayWidth(left) - right.length));
  const verdict = {
    block: [TEXTS.block, TEXTS.verdictBlock],
    review: [TEXTS.review, isForWhatWasFound(result) ? TEXTS.verdictReview : TEXTS.verdictUnread],
    pass: [TEXTS.pass, passText(result)],
  }[result.verdict] as [typeof TEXTS.block, typeof TEXTS.verdictBlock];
  const { coverage, inputs, flagged } = result;
  const counts = [
    fill(TEXTS.files[lang], { n: grouped(inputs.length) }),
    fill(TEXTS.rowsRead[lang], { n: grouped(coverage.read) }),
    fill(TEXTS.rowsSkipped[lang], { n: grouped(coverage.skipped) }),
    fill(TEXTS.rowsFlagged[lang], { n: grouped(flagged.rows) }),
  ];
  return [
    style.bold(left) + gap + style.dim(right),
    '',
    `${style.badge(` ${verdict[0][lang]} `, result.verdict)}  ${style.bold(verdict[1][lang])}`,
    ...wrap(counts.join(' · '), width).map(style.dim),
    '',
    ...whyUnread(result, lang).flatMap((why) => [...wrap(why, width), '']),
  ];
}

/** Returns why too little was read, if nothing else holds the set. */
export const whyUnread = (result: ScanResult, lang: Lang): string[] =>
  result.verdict !== 'review' || isForWhatWasFound(result)
    ? []
    : result.coverage.notChecked.filter(({ decides }) => decides).map(({ why }) => visible(why[lang]));

/** Returns what a set that passes is told: findings that a person has accepted are still there. */
export const passText = ({ exceptions }: ScanResult): Message =>
  exceptions.some(({ status }) => status === 'applied') ? TEXTS.verdictAccepted : TEXTS.verdictPass;

/** Reports whether a review is due for what was found, and not only for what was not read. */
export const isForWhatWasFound = ({ findings }: ScanResult): boolean =>
  findings.some(({ level }) => level === 'review');

function block(finding: Finding, view: TerminalOptions): string[] {
  const { lang, style, width } = view;
  const paint = finding.level === 'block' ? style.red : style.yellow;
  const level = finding.level === 'block' ? TEXTS.block[lang] : TEXTS.review[lang];
  const title = `${paint('■')} ${style.bold(finding.title[lang])}  ${style.dim(`${level} · ${finding.detector}`)}`;
  const body = [visible(finding.detail[lang]), measure(finding, lang), finding.explanation[lang]];
  return [
    title,
    ...body.flatMap((text) => wrap(text, width - 2)).map((line) => `  ${line}`),
    '',
    ...finding.examples.slice(0, view.show ?? SHOWN_EXAMPLES).flatMap((example) => excerptOf(example, view)),
    ...others(finding, view),
    ...wrap(finding.advice[lang], width - 2 - LABEL).map(
      (line, i) => `  ${i === 0 ? style.cyan(padEnd(`→ ${TEXTS.next[lang]}`, LABEL)) : ' '.repeat(LABEL)}${line}`,
    ),
    '',
  ];
}

function excerptOf(example: FindingExample, { lang, style, width }: TerminalOptions): string[] {
  const room = width - 4 - LABEL;
  const side = example.turn < 0 ? TEXTS.rejectedSide[lang] : fill(TEXTS.turn[lang], { n: example.turn + 1 });
  const lines = [`  ${style.dim(truncate(`${visible(placeOf(example))} · ${side}`, width - 2))}`];
  const add = (label: string, text: string, paint: (text: string) => string) => {
    const wrapped = wrap(text, room);
    for (const [i, line] of wrapped.entries()) {
      lines.push(`    ${style.dim(i === 0 ? padEnd(label, LABEL) : ' '.repeat(LABEL))}${paint(line)}`);
    }
  };
  if (example.prompt) add(TEXTS.asked[lang], excerpt(example.prompt, 120), (text) => text);
  for (const part of excerptParts(example, lang)) add(part.label, part.text, paintOf(part.act, style));
  const depth = complianceAfterRefusal(example);
  if (depth !== null) add('', fill(TEXTS.depth[lang], { n: grouped(depth) }), style.dim);
  return [...lines, ''];
}

/** Returns the colour for a part of an excerpt, whatever the gate. */
export function paintOf(act: FindingSpan['act'], style: Style): (text: string) => string {
  if (act === 'refusal') return style.red;
  if (act === 'substance') return style.green;
  return act === 'pivot' ? style.yellow : style.cyan;
}

/** Returns "also train.jsonl:23, 31, 44 and 17 more". */
function others(finding: Finding, { lang, style, width, show = SHOWN_EXAMPLES }: TerminalOptions): string[] {
  const rest = finding.examples.slice(show);
  if (rest.length === 0) return [];
  const text = `${TEXTS.alsoAt[lang]} ${placesOf(finding, rest, lang)}`;
  return [...wrap(text, width - 2).map((line) => `  ${style.dim(line)}`), ''];
}

/** Returns "train.jsonl:23, 31, 44 and 17 more". */
function placesOf(finding: Finding, shown: readonly FindingExample[], lang: Lang): string {
  const places = [...groupLines(shown)].map(([path, lines]) => `${visible(path)}:${lines.join(', ')}`).join('; ');
  const more = finding.count - finding.examples.length;
  return more > 0 ? `${places} ${fill(TEXTS.andMore[lang], { n: grouped(more) })}` : places;
}

function groupLines(examples: readonly FindingExample[]): Map<string, number[]> {
  const byPath = new Map<string, number[]>();
  for (const example of examples) {
    const { path } = example;
    const line = lineOf(example);
    const lines = byPath.get(path);
    if (lines === undefined) byPath.set(path, [line]);
    else if (!lines.includes(line)) lines.push(line);
  }
  return byPath;
}

function information(result: ScanResult, { lang, style, width }: TerminalOptions): string[] {
  const findings = result.findings.filter(({ level, accepted }) => level === 'info' && accepted === undefined);
  if (findings.length === 0) return [];
  const lines = findings.flatMap((finding) => {
    // There may be too few rows to mean anything on their own, but they are named all the same.
    const places = finding.examples.length === 0 ? '' : bracketed(placesOf(finding, finding.examples, lang), lang);
    const text = `${finding.title[lang]}${TEXTS.colon[lang]}${visible(finding.detail[lang])} ${measure(finding, lang)}${places}`;
    return wrap(text, width - 4).map((line, i) => `  ${i === 0 ? '·' : ' '} ${line}`);
  });
  return [style.bold(TEXTS.info[lang]), ...lines, ''];
}

function exceptions(result: ScanResult, { lang, style, width }: TerminalOptions): string[] {
  const texts = exceptionLines(result, lang);
  if (texts.length === 0) return [];
  const lines = texts.flatMap((text) => wrap(text, width - 4).map((line, i) => `  ${i === 0 ? '·' : ' '} ${line}`));
  return [style.bold(TEXTS.exceptions[lang]), ...lines, ''];
}

function unread(result: ScanResult, { lang, style, width }: TerminalOptions): string[] {
  const { skipped, skippedRows } = result.coverage;
  if (skipped === 0) return [];
  const shown = skippedRows
    .slice(0, 5)
    .map((row) => `${visible(placeOf(row))} ${excerpt(unreadIn(lang, row.reason), 160)}`);
  const more = skipped - shown.length;
  if (more > 0) shown.push(fill(TEXTS.andMore[lang], { n: grouped(more) }));
  const lines = shown.flatMap((text) => wrap(text, width - 4).map((line, i) => `  ${i === 0 ? '·' : ' '} ${line}`));
  return [style.bold(style.yellow(TEXTS.skipped[lang])), ...lines, ''];
}

/** Shows what was taken for the request and for the answer, so that a person can see whether it was right. */
function fieldsRead({ inputs }: ScanResult, { lang, style, width }: TerminalOptions): string[] {
  const shown = inputs.slice(0, SHOWN_FILES);
  const texts = shown.map(
    (input) => `${visible(input.path)}${bracketed(input.format, lang)}${TEXTS.colon[lang]}${fieldsLine(input, lang)}`,
  );
  if (inputs.length > SHOWN_FILES) texts.push(fill(TEXTS.andMore[lang], { n: grouped(inputs.length - SHOWN_FILES) }));
  const lines = texts.flatMap((text) => wrap(text, width - 4).map((line, i) => `  ${i === 0 ? '·' : ' '} ${line}`));
  return [style.bold(TEXTS.fieldsRead[lang]), ...lines.map(style.dim), ''];
}

function notChecked(result: ScanResult, { lang, style, width }: TerminalOptions): string[] {
  const lines = result.coverage.notChecked.flatMap(({ what, why }) =>
    wrap(`${what}${TEXTS.colon[lang]}${why[lang]}`, width - 4).map((line, i) => `  ${i === 0 ? '·' : ' '} ${line}`),
  );
  return lines.length === 0 ? [] : [style.bold(TEXTS.cannotSee[lang]), ...lines.map(style.dim)];
}
