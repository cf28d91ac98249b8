import type { LabReport, Lang } from '../../../schema/index.ts';
import { literally, markdownSection, markdownTable, paragraphs } from '../../markdown-parts.ts';
import { caveats } from '../caveats.ts';
import { rate } from '../numbers.ts';
import { LAB_TEXTS } from '../texts.ts';
import { asrSection, seedSection } from './asr.ts';
import { dataSection, depthSection, examplesSection } from './extras.ts';
import { itemSection } from './items.ts';
import { readingSection, runSection, whatItIs } from './opening.ts';
import { capabilitySection, costSection, decompositionSection } from './why.ts';

/**
 * Renders a run of the lab as a page of GitHub-flavoured Markdown: what was run, every number with its cases, and what
 * not to conclude. Anything that was not run is left out.
 */
export function labPage(report: LabReport, { lang }: { readonly lang: Lang }): string {
  const parts = [
    `# ${LAB_TEXTS.pageTitle[lang]}`,
    whatItIs(report, lang),
    runSection(report, lang),
    readingSection(report, lang),
    asrSection(report, lang),
    itemSection(report, lang),
    patternSection(report, lang),
    seedSection(report, lang),
    decompositionSection(report, lang),
    capabilitySection(report, lang),
    costSection(report, lang),
    depthSection(report, lang),
    dataSection(report, lang),
    examplesSection(report, lang),
    caveats(report, lang),
  ];
  return `${paragraphs(parts)}\n`;
}

function patternSection({ expectations }: LabReport, lang: Lang): string {
  const head = ['patternWhat', 'patternBound', 'patternValue', 'patternHolds'] as const;
  const rows = expectations.map(({ title, value, side, bound, holds }) => [
    literally(title[lang]),
    `${side === 'above' ? '&gt;' : '&lt;'} ${rate(bound)}`,
    rate(value),
    holds ? '✓' : '✗',
  ]);
  if (rows.length === 0) return '';
  return markdownSection(LAB_TEXTS.patternTitle[lang], [
    LAB_TEXTS.patternIntro[lang],
    markdownTable(
      head.map((key) => LAB_TEXTS[key][lang]),
      rows,
    ),
  ]);
}
