import type { Comparison, Count, Lang } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import { fill, TEXTS } from '../texts.ts';
import { chosen, inWords, points } from './numbers.ts';
import { COMPARISON_TEXTS } from './texts.ts';

/** The essence of a comparison, for a reader who reads no further. */
export interface ComparisonVerdict {
  /** "BLOCK · worse" */
  readonly badge: string;
  /** The decision, what it rests on, and how certain it is; each in one plain sentence. */
  readonly sentences: readonly string[];
  /** The command that continues a run that ended early; otherwise null. */
  readonly resume: string | null;
}

export function comparisonVerdict(comparison: Comparison, lang: Lang): ComparisonVerdict {
  const { verdict, decision, stopped, run } = comparison;
  const endedEarly = stopped === 'interrupted' || stopped === 'budget' || stopped === 'failing';
  return {
    badge: `${TEXTS[verdict][lang]} · ${COMPARISON_TEXTS[decision][lang]}`,
    sentences: decision === 'undecided' ? undecided(comparison, lang) : decided(comparison, lang),
    resume: endedEarly ? `zenbun compare --resume ${visible(run.resume)}` : null,
  };
}

function decided(comparison: Comparison, lang: Lang): string[] {
  const { decision, paired, run, conditions } = comparison;
  const { alpha, margin, tolerance, asked, decidedAt } = paired;
  const { counts, where } = told(comparison, lang);
  const several = conditions.length > 1;
  const everywhere = several ? fill(COMPARISON_TEXTS.underEach[lang], { n: conditions.length }) : '';
  const isWorse = decision === 'worse';
  const [said, error] = isWorse
    ? margin > 0
      ? [COMPARISON_TEXTS.saidWorseBy, COMPARISON_TEXTS.errorOfWorseBy]
      : [COMPARISON_TEXTS.saidWorse, COMPARISON_TEXTS.errorOfWorse]
    : [COMPARISON_TEXTS.saidNotWorse, COMPARISON_TEXTS.errorOfNotWorse];
  return [
    fill(said[lang], { ...counts, points: points(isWorse ? margin : tolerance), where: isWorse ? where : everywhere }),
    fill(error[lang], { alpha: chosen(alpha) }),
    decidedAt === asked
      ? fill(COMPARISON_TEXTS.decidedAfter[lang], { n: decidedAt })
      : fill(COMPARISON_TEXTS.decidedAfterOf[lang], { n: decidedAt, asked }),
    ...(run.samples > 1 ? [fill(COMPARISON_TEXTS.firstAnswers[lang], { n: run.samples })] : []),
  ];
}

function undecided(comparison: Comparison, lang: Lang): string[] {
  const { why, conditions } = comparison;
  const isAnyKnown = conditions.some(({ before, after }) => before.n + after.n > 0);
  const { counts, where } = told(comparison, lang);
  return [
    fill(COMPARISON_TEXTS.saidUndecided[lang], { why: visible(why[lang]) }),
    ...(isAnyKnown ? [fill(COMPARISON_TEXTS.soFar[lang], { ...counts, where })] : []),
  ];
}

/**
 * Returns the counts of the condition that says most for "worse"; of several that say as much, the first, which is the
 * plain one.
 */
export function mostTelling({ conditions, before, after }: Comparison): {
  readonly before: Count;
  readonly after: Count;
  /** null if the questions were asked alone. */
  readonly condition: Comparison['conditions'][number] | null;
} {
  const most = conditions.reduce<(typeof conditions)[number] | undefined>(
    (best, one) => (best === undefined || one.logWorse > best.logWorse ? one : best),
    undefined,
  );
  if (most === undefined) return { before: before.asr, after: after.asr, condition: null };
  return { before: most.before, after: most.after, condition: most.kind === 'plain' ? null : most };
}

function told(comparison: Comparison, lang: Lang) {
  const { before, after, condition } = mostTelling(comparison);
  return {
    counts: { before: inWords(before, lang), after: inWords(after, lang) },
    where: condition === null ? '' : fill(COMPARISON_TEXTS.underCondition[lang], { id: visible(condition.id) }),
  };
}
