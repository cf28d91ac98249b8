import type { BoundedShare, ComparedModel, Comparison, Lang } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import { DASH } from '../lab/numbers.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { bounds, countAndShare, enough, evidence, levelOf } from './numbers.ts';
import type { ComparisonRow, ComparisonTable } from './table.ts';
import { COMPARISON_TEXTS } from './texts.ts';

interface ModelColumn extends ComparedModel {
  readonly overRefused: BoundedShare;
}

/**
 * Shows what both models did, side by side: with harmful questions asked plainly, and with harmless ones; null if
 * nothing was asked.
 */
export function modelsTable(comparison: Comparison, lang: Lang): ComparisonTable | null {
  if (comparison.coverage.answers === 0) return null;
  const { before, after, overRefusal, paired, decision, conditions, run } = comparison;
  const sides: readonly ModelColumn[] = [
    { ...before, overRefused: overRefusal.before },
    { ...after, overRefused: overRefusal.after },
  ];
  const text = (key: keyof typeof COMPARISON_TEXTS) => COMPARISON_TEXTS[key][lang];
  const interval = fill(text('interval'), { level: levelOf(comparison) });
  const row = (label: string, of: (side: ModelColumn) => string): ComparisonRow => ({ label, cells: sides.map(of) });
  const shown = (count: number | null) => (count === null ? '–' : grouped(count));
  const tallies = (title: string, entries: readonly (readonly [string, (side: ModelColumn) => number | null])[]) => {
    const rows = entries
      .filter(([, of]) => sides.some((side) => (of(side) ?? 0) > 0))
      .map(([label, of]) => row(label, (side) => shown(of(side))));
    return rows.length === 0 ? [] : [heading(title), ...rows];
  };
  const asr = row(text('asr'), (side) => countAndShare(side.asr));
  return {
    title: text('modelsTitle'),
    head: ['', text('before'), text('after')],
    rows: [
      heading(text(conditions.length > 1 ? 'harmfulAlone' : 'harmful')),
      decision === 'worse' ? { ...asr, stands: 'out' } : asr,
      row(interval, (side) => range(side.asr)),
      row(text('pRefuse'), (side) => countAndShare(side.pRefuse)),
      row(text('pComplyGivenRefuse'), (side) => countAndShare(side.pComplyGivenRefuse)),
      row(text('pComplyGivenNoRefuse'), (side) => countAndShare(side.pComplyGivenNoRefuse)),
      ...tallies(text('outcomes'), [
        [text('refusal'), ({ outcomes }) => outcomes.refusal],
        [text('compliance'), ({ outcomes }) => outcomes.compliance],
        [text('partial'), ({ outcomes }) => outcomes.partial],
        [text('refuse-then-comply'), ({ outcomes }) => outcomes['refuse-then-comply']],
        [text('empty'), ({ outcomes }) => outcomes.empty],
      ]),
      ...tallies(text('notJudged'), [
        [text('unjudgedFailed'), ({ unjudged }) => unjudged.failed],
        [text('unjudgedEmpty'), ({ unjudged }) => unjudged.empty],
        [text('unjudgedFiltered'), ({ unjudged }) => unjudged.filtered],
        [text('unjudgedCut'), ({ unjudged }) => unjudged.cut],
        [text('unjudgedUnread'), ({ unjudged }) => unjudged.unread],
        [text('unjudgedUnclear'), ({ unjudged }) => unjudged.unclear],
      ]),
      ...tallies(text('style'), [
        [text('safety'), ({ refusalStyle }) => refusalStyle.grounds.safety],
        [text('premise'), ({ refusalStyle }) => refusalStyle.grounds.premise],
        [text('capability'), ({ refusalStyle }) => refusalStyle.grounds.capability],
        [text('bare'), ({ refusalStyle }) => refusalStyle.grounds.bare],
        [text('medianLength'), ({ refusalStyle }) => refusalStyle.medianLength],
      ]),
      heading(text('harmless')),
      row(text('overRefused'), (side) => countAndShare(side.overRefused)),
      row(interval, (side) => range(side.overRefused)),
    ],
    notes: [
      text('anytimeValid'),
      fill(text('pairs'), {
        worse: grouped(paired.worse),
        better: grouped(paired.better),
        e: evidence(paired.logEValue),
        f: evidence(paired.logEValueNotWorse),
        enough: enough(comparison),
      }),
      ...(isRead(comparison) ? [] : [fill(text('compliedBy'), { judge: visible(run.compliedBy) })]),
    ],
  };
}

/** Reports whether compliance was read, and not known from the content of answers. */
export const isRead = ({ run }: Comparison): boolean => run.compliedBy === 'reading';

const heading = (label: string): ComparisonRow => ({ label, cells: [] });

const range = ({ n, interval }: BoundedShare): string => (n === 0 ? DASH : bounds(interval));
