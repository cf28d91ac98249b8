import type { ComparedByJudge, Comparison, Count, Lang, NotJudgedReason } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import { outOf } from '../lab/numbers.ts';
import { shareOf } from '../lab/summary.ts';
import { grouped, percent } from '../numbers.ts';
import { fill, TEXTS } from '../texts.ts';
import { isRead } from './models-table.ts';
import { inWords } from './numbers.ts';
import type { ComparisonTable } from './table.ts';
import { COMPARISON_TEXTS, NOT_JUDGED_TEXTS } from './texts.ts';

/**
 * Shows the same answers as others see them: rules that read the opening, and judges of harm. None of them decides.
 * Returns null if there are none.
 */
export function besideTable(comparison: Comparison, lang: Lang): ComparisonTable | null {
  const { before, after, openingRules, judges } = comparison;
  if (openingRules.length + judges.length === 0 || before.asr.n + after.asr.n === 0) return null;
  const counted = [
    ...openingRules.map(({ title, ...counts }) => ({
      label: fill(COMPARISON_TEXTS.openingRule[lang], { title: visible(title[lang]) }),
      ...counts,
    })),
    ...judges.map(({ judge, ...counts }) => ({
      label: fill(COMPARISON_TEXTS.judge[lang], { judge: visible(judge) }),
      ...counts,
    })),
  ];
  return {
    title: COMPARISON_TEXTS.besideTitle[lang],
    head: ['', COMPARISON_TEXTS.before[lang], COMPARISON_TEXTS.after[lang]],
    rows: [
      {
        label: COMPARISON_TEXTS[isRead(comparison) ? 'wholeAnswer' : 'wholeContent'][lang],
        cells: [outOf(before.asr), outOf(after.asr)],
        stands: 'out',
      },
      ...counted.map(({ label, before, after }) => ({ label, cells: [outOf(before), outOf(after)] })),
    ],
    notes: [...openingContrast(comparison, lang), ...judges.flatMap((judge) => judgeNotes(judge, lang))],
  };
}

/** Says what the rule that sees least of the rise sees of it; nothing if it sees all of it, or if there is no rule. */
function openingContrast({ before, after, openingRules }: Comparison, lang: Lang): string[] {
  const [least] = openingRules
    .map((rule) => ({ ...rule, rise: riseOf(rule) }))
    .filter(({ before, after }) => before.n > 0 && after.n > 0)
    .sort((a, b) => a.rise - b.rise);
  if (least === undefined || least.rise >= riseOf({ before: before.asr, after: after.asr })) return [];
  return [
    fill(COMPARISON_TEXTS.contrast[lang], {
      title: visible(least.title[lang]),
      sawBefore: inWords(least.before, lang),
      seesAfter: inWords(least.after, lang),
      before: inWords(before.asr, lang),
      after: inWords(after.asr, lang),
    }),
  ];
}

const riseOf = ({ before, after }: { readonly before: Count; readonly after: Count }): number =>
  Math.max(0, (shareOf(after) ?? 0) - (shareOf(before) ?? 0));

/** Returns the note on a judge, and what it did not judge, if anything. */
export function judgeNotes({ judge, note, notJudged, coverage }: ComparedByJudge, lang: Lang): string[] {
  const reasons = Object.entries(notJudged) as [NotJudgedReason, number][];
  const name = visible(judge);
  const missed = reasons.map(([reason, n]) =>
    fill(COMPARISON_TEXTS.reasonCount[lang], { reason: NOT_JUDGED_TEXTS[reason][lang], n: grouped(n) }),
  );
  return [
    `${name}${TEXTS.colon[lang]}${visible(note[lang])}`,
    ...(reasons.length === 0
      ? []
      : [
          fill(COMPARISON_TEXTS.judgeNotJudged[lang], {
            judge: name,
            n: grouped(reasons.reduce((sum, [, n]) => sum + n, 0)),
            reasons: missed.join(COMPARISON_TEXTS.comma[lang]),
          }),
        ]),
    ...(coverage.read >= coverage.of
      ? []
      : [fill(COMPARISON_TEXTS.judgeRead[lang], { judge: name, share: percent(coverage.read / coverage.of) })]),
  ];
}
