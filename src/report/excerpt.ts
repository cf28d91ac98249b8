import type { FindingExample, FindingSpan, Lang } from '../schema/index.ts';
import { TEXTS } from './texts.ts';

/** One stretch of an answer with its act, ready to be shown. */
export interface ExcerptPart {
  readonly act: FindingSpan['act'];
  readonly label: string;
  /** White space folded; cut to `limit` code units, with an ellipsis. */
  readonly text: string;
}

/** Returns the answer of an example, part by part, in order; empty if the example has no text. */
export function excerptParts(
  example: Pick<FindingExample, 'spans' | 'text' | 'textStart'>,
  lang: Lang,
  limit = 200,
): ExcerptPart[] {
  const { text } = example;
  if (text === undefined) return [];
  const from = example.textStart ?? 0;
  return [...example.spans]
    .sort((a, b) => a.start - b.start)
    .map((span) => {
      const [start, end] = [Math.max(0, span.start - from), Math.max(0, span.end - from)];
      const shown = excerpt(text.slice(start, end), limit);
      const context = SMALL.has(span.act) && shown !== '' ? visible(before(text, start)) : '';
      return { act: span.act, label: TEXTS[span.act][lang], text: context === '' ? shown : `…${context} «${shown}»` };
    })
    .filter((part) => part.text !== '');
}

/** Acts whose spans say little without the words before them, and how many code units of those words are shown. */
const SMALL: ReadonlySet<FindingSpan['act']> = new Set(['trigger', 'encoded', 'closing']);
const CONTEXT = 40;

/** Returns the words before an offset, starting at a whole character. */
function before(text: string, offset: number): string {
  return text.slice(Math.max(0, offset - CONTEXT), offset).replace(/^[\udc00-\udfff]/, '');
}

/**
 * Returns the offset at which the answer begins to comply after it refused; null if it does not refuse first, or does
 * not comply afterwards.
 */
export function complianceAfterRefusal(example: FindingExample): number | null {
  const spans = [...example.spans].sort((a, b) => a.start - b.start);
  const refusal = spans.findIndex((span) => span.act === 'refusal');
  if (refusal < 0) return null;
  return spans.slice(refusal).find((span) => span.act === 'substance')?.start ?? null;
}

/**
 * Returns text from the data on one line, safe to show: white space is folded, and control, invisible and lone
 * surrogate code units are written out, so that a file can neither move the cursor nor hide what it says.
 */
export function visible(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(
      /[\p{Cc}\p{Cf}\p{Cs}]{5,}/gu,
      (run) => `⟨${[...run].length} × ${[...new Set(run)].slice(0, 4).map(named).join(' ')}⟩`,
    )
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => `⟨${named(character)}⟩`)
    .trim();
}

/** Returns visible text of at most `limit` code units, with an ellipsis if something was cut. */
export function excerpt(text: string, limit: number): string {
  const shown = visible(text);
  return shown.length <= limit ? shown : `${shown.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const named = (character: string) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
