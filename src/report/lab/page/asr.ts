import type { LabReport, Lang } from '../../../schema/index.ts';
import { literally, markdownSection, markdownTable } from '../../markdown-parts.ts';
import { fill } from '../../texts.ts';
import { assumptions } from '../caveats.ts';
import { casesOf, plusMinus, rate } from '../numbers.ts';
import { cellsOf, type Spread, seedsApart, shareOf, spreadOf, sumOf } from '../summary.ts';
import { LAB_TEXTS } from '../texts.ts';

/** Shows every row behind every defence. */
export function asrSection(report: LabReport, lang: Lang): string {
  const { rows, defences, seeds, results } = report;
  const asrs = results.flatMap(({ cells }) => cells.map(({ asr }) => asr));
  if (asrs.length === 0) return '';
  const head = [LAB_TEXTS.row[lang], ...defences.map(({ title }) => literally(title[lang]))];
  const body = rows.map(({ id, title }) => [
    literally(title[lang]),
    ...defences.map((defence) => bold(spreadOf(cellsOf(report, id, defence.id).map(({ asr }) => asr)))),
  ]);
  return markdownSection(LAB_TEXTS.asrTableTitle[lang], [
    fill(LAB_TEXTS.asrTableIntro[lang], {
      list: seeds.map((seed) => marked(report, seed)).join(', '),
      n: casesOf(asrs),
    }),
    markdownTable(head, body),
    assumptions(
      report,
      defences.map(({ id }) => id),
      lang,
    ),
  ]);
}

function bold(spread: Spread | null): string {
  const text = plusMinus(spread);
  return spread !== null && spread.mean >= 0.5 ? text.replace(/^\S+/, '**$&**') : text;
}

const marked = ({ tuningSeeds }: LabReport, seed: number): string =>
  tuningSeeds.includes(seed) ? `${seed} †` : `${seed}`;

const ROWS = ['benign', 'harm', 'yoc', 'isa', 'noice'];
const DEFENCES = ['none', 'frd', 'amd'];

/** Shows the rows and defences of the paper in every world: tuning seeds first and marked, then fresh ones. */
export function seedSection(report: LabReport, lang: Lang): string {
  const { tuning, fresh } = seedsApart(report);
  const rows = report.rows.filter(({ id }) => ROWS.includes(id));
  const defences = report.defences.filter(({ id }) => DEFENCES.includes(id));
  if (rows.length === 0 || defences.length === 0) return '';
  const groups = [
    { seeds: tuning, title: LAB_TEXTS.meanTuning[lang] },
    { seeds: fresh, title: LAB_TEXTS.meanFresh[lang] },
  ].filter(({ seeds }) => seeds.length > 0);
  const head = [
    LAB_TEXTS.row[lang],
    LAB_TEXTS.defence[lang],
    ...groups.flatMap(({ seeds, title }) => [
      ...seeds.map((seed) => fill(LAB_TEXTS.seed[lang], { n: marked(report, seed) })),
      ...(seeds.length > 1 ? [title] : []),
    ]),
  ];
  const asrs = (row: string, defence: string, seeds: readonly number[]) =>
    cellsOf(report, row, defence, seeds).map(({ asr }) => asr);
  const body = rows.flatMap((row) =>
    defences.map((defence) => [
      literally(row.title[lang]),
      literally(defence.title[lang]),
      ...groups.flatMap(({ seeds }) => [
        ...seeds.map((seed) => rate(shareOf(sumOf(asrs(row.id, defence.id, [seed]))))),
        ...(seeds.length > 1 ? [`**${rate(spreadOf(asrs(row.id, defence.id, seeds))?.mean ?? null)}**`] : []),
      ]),
    ]),
  );
  const all = rows.flatMap((row) => defences.flatMap(({ id }) => asrs(row.id, id, report.seeds)));
  return markdownSection(LAB_TEXTS.seedTitle[lang], [
    fill(LAB_TEXTS.seedIntro[lang], { n: casesOf(all) }),
    markdownTable(head, body, { left: 2 }),
    assumptions(report, DEFENCES, lang),
  ]);
}
