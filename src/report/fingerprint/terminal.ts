import type { FingerprintResult } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import type { TerminalOptions } from '../scan/terminal.ts';
import { displayWidth, padEnd, wrap } from '../text-width.ts';
import { FINGERPRINT_DECISIONS, FINGERPRINT_TEXTS, fingerprintLines } from './texts.ts';

/**
 * Renders a check of an endpoint for a person at a terminal: the decision, how it was reached, what differed, and what
 * it cannot show.
 */
export function fingerprintTerminalReport(result: FingerprintResult, options: TerminalOptions): string {
  const { lang, style } = options;
  const width = Math.min(100, Math.max(40, options.width));
  const { badge, word, sentence } = FINGERPRINT_DECISIONS[result.decision];
  const pairs = fingerprintLines(result, lang);
  const label = Math.max(...pairs.map(([name]) => displayWidth(name))) + 2;
  const labelled = pairs.flatMap(([name, text]) =>
    wrap(text, width - label).map((line, i) => `${style.dim(padEnd(i === 0 ? name : '', label))}${line}`),
  );
  const bullets = (texts: readonly string[]) =>
    texts.flatMap((text) => wrap(visible(text), width - 2).map((line, i) => `${i === 0 ? '·' : ' '} ${line}`));
  const differing =
    result.decision === 'same-within-margin'
      ? []
      : result.differing.flatMap(({ prompt, before, now }) => [
          ...wrap(visible(prompt), width - 2).map((line) => `  ${style.cyan(line)}`),
          ...wrap(visible(`${before} → ${now}`), width - 4).map((line) => `    ${line}`),
        ]);
  const titled = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', style.bold(title), ...lines];
  const lines = [
    style.bold(`zenbun 全文 · ${FINGERPRINT_TEXTS.title[lang]}`),
    '',
    style.badge(` ${word[lang]} `, badge),
    ...wrap(sentence[lang], width).map(style.bold),
    '',
    ...labelled,
    ...titled(FINGERPRINT_TEXTS.differing[lang], differing),
    ...titled(FINGERPRINT_TEXTS.notes[lang], bullets(result.notes.map((note) => note[lang])).map(style.dim)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
