import type { LabReport, LabSpeed, Lang } from '../../../schema/index.ts';
import { visible } from '../../excerpt.ts';
import {
  codeBlock,
  literally,
  markdownList,
  markdownSection,
  markdownTable,
  paragraphs,
} from '../../markdown-parts.ts';
import { grouped } from '../../numbers.ts';
import { fill } from '../../texts.ts';
import { casesOf, DASH } from '../numbers.ts';
import { hasDefence, seedsApart } from '../summary.ts';
import { LAB_TEXTS } from '../texts.ts';

/** Says what the page is, and which command wrote it. */
export function whatItIs({ run }: LabReport, lang: Lang): string {
  return paragraphs([
    LAB_TEXTS.pageWhat[lang],
    LAB_TEXTS.pageCommand[lang],
    codeBlock([`npx ${visible(run.command)}`], 'sh'),
  ]);
}

/** Describes the machine, the time, and what the two kernels do per second. */
export function runSection({ run, tool, seeds, rows, defences }: LabReport, lang: Lang): string {
  const facts = [
    fill(LAB_TEXTS.runMachine[lang], {
      cpu: literally(run.cpu) || DASH,
      cores: run.cores,
      platform: literally(run.platform),
    }),
    fill(LAB_TEXTS.runVersion[lang], { node: literally(run.node), version: literally(tool.version) }),
    fill(LAB_TEXTS.runTime[lang], {
      minutes: (run.seconds / 60).toFixed(1),
      seconds: grouped(Math.round(run.seconds)),
      seeds: seeds.length,
      rows: rows.length,
      defences: defences.length,
      kernels: run.kernels,
      jobs: run.jobs,
    }),
    fill(LAB_TEXTS.runSeeds[lang], { seeds: seeds.join(', ') }),
  ];
  return markdownSection(LAB_TEXTS.runTitle[lang], [markdownList(facts), speeds(run.speeds, lang)]);
}

function speeds(measured: readonly LabSpeed[], lang: Lang): string {
  if (measured.length === 0) return '';
  const head = ['speedKernels', 'speedTraining', 'speedDecoding'] as const;
  const rows = measured.map(({ kernels, training, decoding }) => [
    kernels,
    grouped(Math.round(training)),
    grouped(Math.round(decoding)),
  ]);
  const of = (kernels: LabSpeed['kernels']) => measured.find((speed) => speed.kernels === kernels);
  const [wasm, plain] = [of('wasm'), of('plain')];
  if (wasm !== undefined && plain !== undefined) {
    const ratios = [wasm.training / plain.training, wasm.decoding / plain.decoding];
    rows.push([
      `**${LAB_TEXTS.speedRatio[lang]}**`,
      ...ratios.map((ratio) => (Number.isFinite(ratio) ? `**${ratio.toFixed(1)}**` : DASH)),
    ]);
  }
  const table = markdownTable(
    head.map((key) => LAB_TEXTS[key][lang]),
    rows,
  );
  return paragraphs([LAB_TEXTS.speedsIntro[lang], table]);
}

/** Explains what a number is, what it is out of, and under which assumptions it holds. */
export function readingSection(report: LabReport, lang: Lang): string {
  const cells = report.results.flatMap((result) => result.cells);
  if (cells.length === 0) return '';
  const items = casesOf(cells.map(({ itemShares }) => ({ k: 0, n: itemShares.length })));
  const filtered = hasDefence(report, 'first-tokens') || hasDefence(report, 'full-text');
  return markdownSection(LAB_TEXTS.readTitle[lang], [
    markdownList([
      fill(LAB_TEXTS.readAsr[lang], { n: casesOf(cells.map(({ asr }) => asr)), items }),
      LAB_TEXTS.readSpread[lang],
      LAB_TEXTS.readItem[lang],
      ...(seedsApart(report).tuning.length > 0 ? [LAB_TEXTS.readSeeds[lang]] : []),
      fill(LAB_TEXTS.readSigns[lang], { dash: DASH }),
      ...(hasDefence(report, 'frd') ? [LAB_TEXTS.holdsFrd[lang]] : []),
      ...(hasDefence(report, 'amd') || hasDefence(report, 'amd-end') ? [LAB_TEXTS.holdsAmd[lang]] : []),
      ...(filtered ? [LAB_TEXTS.holdsFilter[lang]] : []),
    ]),
  ]);
}
