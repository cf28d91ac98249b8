import type { LabReport, Lang } from '../../../schema/index.ts';
import { literally, markdownSection, markdownTable } from '../../markdown-parts.ts';
import { fill } from '../../texts.ts';
import { assumptions } from '../caveats.ts';
import { casesOf, withInterval } from '../numbers.ts';
import { cellsOf, itemSpreadOf } from '../summary.ts';
import { LAB_TEXTS } from '../texts.ts';

const DEFENCES = ['none', 'frd', 'amd', 'latch'];

/**
 * Shows the ASR of every row with the items of all seeds as its cases: alone, behind the paper's defences, and behind
 * the latch.
 */
export function itemSection(report: LabReport, lang: Lang): string {
  const defences = report.defences.filter(({ id }) => DEFENCES.includes(id));
  const sharesOf = (row: string, defence: string) =>
    cellsOf(report, row, defence).flatMap(({ itemShares }) => itemShares);
  const table = report.rows.map(({ id, title }) => ({ title, shares: defences.map((own) => sharesOf(id, own.id)) }));
  const counts = table.flatMap(({ shares }) => shares.map(({ length }) => ({ k: 0, n: length })));
  const counted = counts.filter(({ n }) => n > 0);
  if (counted.length === 0) return '';
  return markdownSection(LAB_TEXTS.itemTitle[lang], [
    fill(LAB_TEXTS.itemIntro[lang], { n: casesOf(counted) }),
    markdownTable(
      [LAB_TEXTS.row[lang], ...defences.map(({ title }) => literally(title[lang]))],
      table.map(({ title, shares }) => [
        literally(title[lang]),
        ...shares.map((own) => withInterval(itemSpreadOf(own))),
      ]),
    ),
    LAB_TEXTS.itemLimits[lang],
    assumptions(report, DEFENCES, lang),
  ]);
}
