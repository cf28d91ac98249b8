import type { Comparison, FlipExcerpt, Lang } from '../../schema/index.ts';
import { type ExcerptPart, excerpt, excerptParts, visible } from '../excerpt.ts';
import { grouped } from '../numbers.ts';
import { fill, TEXTS } from '../texts.ts';
import { withMasks } from './mask-excerpt.ts';
import { COMPARISON_TEXTS } from './texts.ts';

/** An excerpt in the form in which it is shown: visible texts, not escaped. */
export interface ShownExcerpt {
  readonly probe: string;
  readonly condition: string;
  readonly question: string;
  readonly parts: readonly (Omit<ExcerptPart, 'act'> & { readonly act: ExcerptPart['act'] | null })[];
  /** The place where it begins to comply; empty if unknown. */
  readonly depth: string;
}

/** Maximum numbers of excerpts, and of parts of one, that are shown. */
const MAX_EXCERPTS = 3;
const MAX_PARTS = 8;

export function shownExcerpts({ letters, flips }: Comparison, lang: Lang): ShownExcerpt[] {
  return letters.slice(0, MAX_EXCERPTS).map((flipped) => {
    const { probe, condition, question } = flipped;
    const flip = flips.find((one) => one.probe === probe && one.condition === condition);
    return {
      probe: visible(probe),
      condition: visible(condition),
      question: excerpt(question, 160),
      parts: partsOf(flipped, lang),
      depth: depthWords(flip?.depth ?? null, lang),
    };
  });
}

/** Says how many answers changed, if the excerpts do not show all of them. */
export function flipsNote({ flips, letters }: Comparison, lang: Lang): string[] {
  if (flips.length <= letters.length) return [];
  return [fill(COMPARISON_TEXTS.moreFlips[lang], { n: grouped(flips.length) })];
}

function partsOf({ answer, acts, masked }: FlipExcerpt, lang: Lang): ShownExcerpt['parts'] {
  const worded = (n: number) => fill(COMPARISON_TEXTS.masked[lang], { n: grouped(n) });
  const parts = excerptParts({ text: answer, spans: joined(acts) }, lang);
  const read = parts.length > 0 ? parts : [{ act: null, label: TEXTS.answer[lang], text: excerpt(answer, 200) }];
  const shown = read
    .slice(0, MAX_PARTS)
    .map((part) => (masked ? { ...part, text: withMasks(part.text, worded) } : part));
  const more = read.length - shown.length;
  if (more === 0) return shown;
  return [...shown, { act: null, label: '', text: fill(COMPARISON_TEXTS.moreParts[lang], { n: more }) }];
}

/** Joins neighbours with the same act, which are one stretch to a reader. */
function joined(acts: FlipExcerpt['acts']): FlipExcerpt['acts'] {
  return acts.reduce<FlipExcerpt['acts'][number][]>((stretches, act) => {
    const last = stretches.at(-1);
    if (last?.act === act.act) stretches[stretches.length - 1] = { ...last, end: act.end };
    else stretches.push(act);
    return stretches;
  }, []);
}

function depthWords(depth: number | null, lang: Lang): string {
  if (depth === null) return '';
  if (depth === 0) return COMPARISON_TEXTS.complianceAtOnce[lang];
  return fill(COMPARISON_TEXTS.complianceAt[lang], { n: grouped(depth) });
}
