import type { Count, LabCapability, LabReport, Lang } from '../../../schema/index.ts';
import { literally, markdownSection, markdownTable } from '../../markdown-parts.ts';
import { fill } from '../../texts.ts';
import { assumptions } from '../caveats.ts';
import { casesOf, outOf, plusMinus, rateOutOf } from '../numbers.ts';
import { cellsOf, hasDefence, isFew, resultsOf, spreadOf, sumOf } from '../summary.ts';
import { LAB_TEXTS } from '../texts.ts';

const FORCED = ['frd', 'amd'];

/** Shows P(R), P(C|R) and P(C|¬R) with no defence, and P(C|R) with forced refusals. */
export function decompositionSection(report: LabReport, lang: Lang): string {
  const undefended = hasDefence(report, 'none');
  const forced = report.defences.filter(({ id }) => FORCED.includes(id));
  if (!undefended && forced.length === 0) return '';
  const head = [
    LAB_TEXTS.row[lang],
    ...(undefended ? ['P(R)', 'P(C\\|R)', 'P(C\\|¬R)'] : []),
    ...forced.map(({ title }) => fill(LAB_TEXTS.under[lang], { what: 'P(C\\|R)', defence: literally(title[lang]) })),
  ];
  const rows = report.rows.map(({ id, title }) => {
    const bare = cellsOf(report, id, 'none');
    return [
      literally(title[lang]),
      ...(undefended
        ? [
            rateOutOf(sumOf(bare.map(({ refused }) => refused))),
            conditional(
              bare.map(({ compliedRefused }) => compliedRefused),
              lang,
            ),
            conditional(
              bare.map(({ compliedNotRefused }) => compliedNotRefused),
              lang,
            ),
          ]
        : []),
      ...forced.map((defence) =>
        conditional(
          cellsOf(report, id, defence.id).map(({ compliedRefused }) => compliedRefused),
          lang,
        ),
      ),
    ];
  });
  const intro = [
    LAB_TEXTS.whyIntro[lang],
    ...(undefended ? [LAB_TEXTS.whyUndefended[lang]] : []),
    ...(forced.length > 0 ? [LAB_TEXTS.whyForced[lang]] : []),
  ].join(lang === 'ja' ? '' : ' ');
  return markdownSection(LAB_TEXTS.whyTitle[lang], [
    intro,
    markdownTable(head, rows),
    assumptions(report, FORCED, lang),
  ]);
}

function conditional(counts: readonly Count[], lang: Lang): string {
  const count = sumOf(counts);
  return isFew(count) ? fill(LAB_TEXTS.fewCases[lang], { count: outOf(count) }) : rateOutOf(count);
}

/** Shows the capability by prefill after every stage. */
export function capabilitySection(report: LabReport, lang: Lang): string {
  const line = (stage: string, capabilities: readonly LabCapability[]) => [
    stage,
    rateOutOf(sumOf(capabilities.map(({ restricted }) => restricted))),
    rateOutOf(sumOf(capabilities.map(({ ordinary }) => ordinary))),
  ];
  const { bases, rows } = report;
  const stages = [
    line(
      LAB_TEXTS.knowPretrained[lang],
      bases.map(({ pretrained }) => pretrained),
    ),
    line(
      LAB_TEXTS.knowAligned[lang],
      bases.map(({ aligned }) => aligned),
    ),
  ];
  const tuned = rows
    .filter(({ fineTuned }) => fineTuned)
    .map(({ id, title }) =>
      line(
        fill(LAB_TEXTS.knowAfter[lang], { row: literally(title[lang]) }),
        resultsOf(report, id).map(({ capability }) => capability),
      ),
    );
  const head = ['knowStage', 'knowRestricted', 'knowOrdinary'] as const;
  return markdownSection(LAB_TEXTS.knowTitle[lang], [
    LAB_TEXTS.knowIntro[lang],
    markdownTable(
      head.map((key) => LAB_TEXTS[key][lang]),
      [...stages, ...tuned],
    ),
  ]);
}

/** Shows the utility, and what every defence takes away from ordinary users. */
export function costSection(report: LabReport, lang: Lang): string {
  const { rows, defences, results } = report;
  const utilities = results.flatMap(({ cells }) => cells.map(({ utility }) => utility));
  if (utilities.length === 0) return '';
  const table = (shown: LabReport['defences'], cell: (row: string, defence: string) => string) =>
    markdownTable(
      [LAB_TEXTS.row[lang], ...shown.map(({ title }) => literally(title[lang]))],
      rows.map(({ id, title }) => [literally(title[lang]), ...shown.map((defence) => cell(id, defence.id))]),
    );
  const guards = defences.filter(({ id }) => id !== 'none');
  const blocked =
    guards.length === 0
      ? []
      : [
          LAB_TEXTS.costBlocked[lang],
          table(guards, (row, id) => rateOutOf(sumOf(cellsOf(report, row, id).map(({ overBlocked }) => overBlocked)))),
        ];
  return markdownSection(LAB_TEXTS.costTitle[lang], [
    fill(LAB_TEXTS.costUtility[lang], { n: casesOf(utilities) }),
    table(defences, (row, id) => plusMinus(spreadOf(cellsOf(report, row, id).map(({ utility }) => utility)))),
    ...blocked,
    hasDefence(report, 'amd') || hasDefence(report, 'amd-end') ? LAB_TEXTS.costAnew[lang] : '',
    assumptions(
      report,
      defences.map(({ id }) => id),
      lang,
    ),
  ]);
}
