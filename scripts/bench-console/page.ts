import { cpus } from 'node:os';
import { median } from '../bench/median.ts';
import type { PageMeasures } from './measure-page.ts';
import type { Sizes } from './sizes.ts';

export interface ConsoleMeasures {
  readonly rounds: readonly PageMeasures[];
  readonly sizes: Sizes;
  readonly commit: string;
  readonly load: readonly [before: number, after: number];
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Returns the value below which the given share of the values lies. */
const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;

export function consolePage({ rounds, sizes, commit, load }: ConsoleMeasures): string {
  const of = (pick: (one: PageMeasures) => number) => rounds.map(pick);
  const frames = rounds.flatMap((one) => one.frames);
  const row = (what: string, values: readonly number[], shown: (value: number) => string, target: number) => {
    const middle = median(values);
    const all = values.length === 1 ? '' : ` (${shown(Math.min(...values))} to ${shown(Math.max(...values))})`;
    return `| ${what} | ${shown(middle)}${all} | ${shown(target)} | ${middle <= target ? '' : '**MISSED**'} |`;
  };
  const seconds = frames.reduce((sum, one) => sum + one, 0) / 1000;
  return `# Report and console: sizes, and a million records

Written by \`npm run bench:console\` on ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.version}, commit ${commit}. Load average before and after:
${load.map((one) => one.toFixed(1)).join(' and ')}.

${rounds.length} rounds over a ledger of ${rounds[0]?.records.toLocaleString('en') ?? 0} records; \`zenbun view\` and Chromium (headless, drawing without a graphics card)
start anew for each. Medians, with the least and the largest of the rounds. The files of the page are in the browser's cache, as on
every visit but the first.

| what | measured | target |  |
| --- | --- | --- | --- |
${[
  row(
    'first answer of the server with 100 rows, after its start',
    of((one) => one.serverFirst),
    ms,
    200,
  ),
  row(
    'the same again',
    of((one) => one.serverAgain),
    ms,
    200,
  ),
  row(
    'first row in the page, from the start of the navigation',
    of((one) => one.firstRow),
    ms,
    200,
  ),
  row(
    'first row after a jump to another part of the list',
    rounds.flatMap((one) => one.jumps),
    ms,
    200,
  ),
  row('time between two frames while scrolling, median', [quantile(frames, 0.5)], ms, 1000 / 60 + 0.5),
  row('time between two frames while scrolling, 95 %', [quantile(frames, 0.95)], ms, 1000 / 60 + 0.5),
  row(
    'memory of the scripts of the page',
    of((one) => one.heapMiB),
    (value) => `${value.toFixed(1)} MiB`,
    150,
  ),
  row(
    'memory of the renderer of the page, private',
    of((one) => one.privateMiB),
    (value) => `${value.toFixed(0)} MiB`,
    150,
  ),
  row('the page of the console, gzipped', [sizes.app], kB, 60_000),
  row('a report of four results with checklist and costs', [sizes.report], kB, 300_000),
].join('\n')}

While scrolling, ${frames.length.toLocaleString('en')} frames came in ${seconds.toFixed(1)} s: ${(frames.length / seconds).toFixed(1)} a second. Private memory is
what the renderer shares with no other process (\`/proc/PID/smaps_rollup\`).

Checked by tests, not here: no violation found by axe and none of the content security policy in every view, in both languages, at three widths, light and dark;
hostile texts run nothing (\`test/console\`, \`test/report\`).
`;
}
