import type { LabReport, LabScan, Lang, Verdict } from '../../../schema/index.ts';
import { visible } from '../../excerpt.ts';
import { codeBlock, literally, markdownSection, markdownTable } from '../../markdown-parts.ts';
import { displayWidth, padEnd, wrap } from '../../text-width.ts';
import { fill } from '../../texts.ts';
import { depthCurves } from '../depth.ts';
import { rate, rateOutOf } from '../numbers.ts';
import { compliedWithin, depthOf, resultsOf, shareOf, sumOf } from '../summary.ts';
import { LAB_TEXTS } from '../texts.ts';

/** Numbers of tokens for which the table of depth has a column; the last column is the whole answer. */
const DEPTHS = [1, 4, 8, 12, 16, 20, 24, 32, 48];
/** Columns of a block of text. */
const WIDTH = 96;

/** Shows how much compliance is visible within the first k tokens, as a table and as curves. */
export function depthSection(report: LabReport, lang: Lang): string {
  const deepest = depthOf(report);
  const depths = DEPTHS.filter((k) => k < deepest);
  const rows = report.rows
    .filter(({ id, fineTuned }) => fineTuned && compliedWithin(report, id, 0).n > 0)
    .map(({ id, title }) => [
      literally(title[lang]),
      ...[...depths, deepest].map((k) => rate(shareOf(compliedWithin(report, id, k)))),
      String(compliedWithin(report, id, deepest).n),
    ]);
  if (rows.length === 0) return '';
  const head = [LAB_TEXTS.row[lang], ...depths.map((k) => `k=${k}`), LAB_TEXTS.depthAll[lang], 'n'];
  return markdownSection(LAB_TEXTS.depthTitle[lang], [
    LAB_TEXTS.depthIntro[lang],
    markdownTable(head, rows),
    LAB_TEXTS.depthScale[lang],
    codeBlock(depthCurves(report, WIDTH)),
  ]);
}

/** Shows what `scan` says about the fine-tuning files. */
export function dataSection({ rows, scans }: LabReport, lang: Lang): string {
  const head = ['row', 'dataVerdict', 'dataDetectors', 'dataFlagged'] as const;
  const body = rows.flatMap(({ id, title }) => {
    const own = scans.filter((scan) => scan.row === id);
    if (own.length === 0) return [];
    const flagged = rateOutOf(sumOf(own.map(({ flaggedRows }) => flaggedRows)));
    return [[literally(title[lang]), verdicts(own, lang), detectors(own, lang), flagged]];
  });
  if (body.length === 0) return '';
  return markdownSection(LAB_TEXTS.dataTitle[lang], [
    LAB_TEXTS.dataIntro[lang],
    markdownTable(
      head.map((key) => LAB_TEXTS[key][lang]),
      body,
      { left: 3 },
    ),
  ]);
}

function verdicts(scans: readonly LabScan[], lang: Lang): string {
  const names = { block: LAB_TEXTS.scanBlock, review: LAB_TEXTS.scanReview, pass: LAB_TEXTS.scanPass };
  return (Object.keys(names) as Verdict[])
    .map((verdict) => ({ verdict, k: scans.filter((scan) => scan.verdict === verdict).length }))
    .filter(({ k }) => k > 0)
    .map(({ verdict, k }) => `${names[verdict][lang]} ${k}/${scans.length}`)
    .join(LAB_TEXTS.comma[lang]);
}

/** Lists the detectors that found something, and in how many seeds. */
function detectors(scans: readonly LabScan[], lang: Lang): string {
  const levels = { block: LAB_TEXTS.scanBlock, review: LAB_TEXTS.scanReview, info: LAB_TEXTS.scanInfo };
  const names = scans.map(
    ({ findings }) => new Set(findings.map(({ detector, level }) => `\`${detector}\` ${levels[level][lang]}`)),
  );
  const all = [...new Set(names.flatMap((own) => [...own]))].sort();
  return all
    .map((name) => `${name} ${names.filter((own) => own.has(name)).length}/${scans.length}`)
    .join(LAB_TEXTS.comma[lang]);
}

/** Shows one undefended exchange of every row, in one world. */
export function examplesSection(report: LabReport, lang: Lang): string {
  const seed = report.seeds.find((one) => report.results.some((result) => result.seed === one));
  const labels = [LAB_TEXTS.asked[lang], LAB_TEXTS.answered[lang]];
  const room = Math.max(...labels.map(displayWidth)) + 2;
  const lines = report.rows.flatMap(({ id, title }) => {
    const result = resultsOf(report, id).find((one) => one.seed === seed);
    if (result === undefined) return [];
    const { prompt, answer } = result.example;
    const said = [prompt, answer].flatMap((text, i) =>
      wrap(visible(text), WIDTH - 2 - room).map((line, l) =>
        `  ${l === 0 ? padEnd(labels[i]!, room) : ' '.repeat(room)}${line}`.trimEnd(),
      ),
    );
    return ['', visible(title[lang]), ...said];
  });
  if (seed === undefined || lines.length === 0) return '';
  return markdownSection(LAB_TEXTS.examplesTitle[lang], [
    fill(LAB_TEXTS.examplesIntro[lang], { seed }),
    codeBlock(lines.slice(1)),
  ]);
}
