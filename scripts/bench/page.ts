import { cpus, release } from 'node:os';
import { table, targetsTable } from '../quality/markdown.ts';
import type { Target } from '../quality/target.ts';
import type { Install } from './install.ts';
import { type Curve, SIZES } from './linearity.ts';
import { median } from './median.ts';
import type { ScannedOnce } from './memory.ts';
import type { FormatRate } from './other-formats.ts';
import type { Speed } from './speed.ts';

export interface Measured {
  /** False where the rows are made of invented pairs because the data folder is missing. */
  readonly real: boolean;
  readonly speed: Speed;
  /** Bytes per second of the npm guard, and of one worker on the same file. */
  readonly vard: number;
  readonly memory: readonly { readonly bytes: number; readonly jobs: number; readonly scanned: ScannedOnce }[];
  readonly formats: readonly FormatRate[];
  readonly startUp: { readonly node: number; readonly zenbun: number };
  /** null where the tarball could not be installed. */
  readonly install: Install | null;
  readonly linearity: readonly Curve[];
}

const mega = (bytes: number) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
const rates = (values: readonly number[]) => `${mega(median(values))} (${values.map(mega).join(', ')})`;

function targets({ speed, vard, memory, startUp, install }: Measured): Target[] {
  const [parse, one, two] = [median(speed.parse), median(speed.one), median(speed.two)];
  const small = Math.min(...memory.map(({ bytes }) => bytes));
  const peak = (big: boolean) =>
    Math.max(...memory.filter(({ bytes }) => bytes > small === big).map(({ scanned }) => scanned.mebibytes));
  const least = (what: string, measured: number, bound: number): Target => ({
    what,
    measured: measured.toFixed(2),
    target: `≥ ${bound}`,
    met: measured >= bound,
  });
  const most = (what: string, measured: number | undefined, bound: number, unit = ''): Target => ({
    what,
    measured: measured === undefined ? 'could not be measured' : `${measured.toFixed(measured < 10 ? 2 : 0)}${unit}`,
    target: `≤ ${bound}${unit}`,
    met: measured === undefined ? null : measured <= bound,
  });
  return [
    least('one worker, times the rate of bare `JSON.parse`', one / parse, 0.35),
    least('one worker, times the rate of `@andersmyrmel/vard`', one / vard, 8),
    least('two workers, times one', two / one, 1.7),
    most('peak memory, smaller file', peak(false), 350, ' MiB'),
    most('peak memory, file four times as large', peak(true), 350, ' MiB'),
    most('peak memory, larger file times smaller', peak(true) / peak(false), 1.1),
    most('`zenbun --version`, times `node -e 0`', startUp.zenbun / startUp.node, 3),
    most('packages installed', install?.packages, 25),
    most('size installed', install?.mebibytes, 30, ' MiB'),
  ];
}

export function benchmarksPage(measured: Measured): string {
  const { real, speed, vard, memory, formats, startUp, install, linearity } = measured;
  return `# Benchmarks

Written by \`npm run bench\` in one run on ${cpus().length} × ${cpus()[0]?.model.trim() || 'unknown processor'}, Node ${process.version}, Linux ${release()}. Method and
reasons: [design/measuring.md](design/measuring.md). Rates are in MB/s (10^6 bytes of JSON Lines).
${real ? '' : '\n**The data folder is missing: the rows are recombined from invented pairs, which are shorter than real ones.**\n'}
${targetsTable(targets(measured))}

## Speed

One generated file, ${mega(speed.bytes)} MB, ${speed.rows} rows: real harmless prompts and answers with a third of their sentences swapped, 15 %
Japanese, 25 % code and sums; a third of the rows are chats of two to four questions. Each of ${speed.parse.length} rounds reads it three times
in this process. Median, and every round in brackets:

${table(
  ['reading', 'MB/s'],
  [
    ['bare `JSON.parse`: read in blocks, split at line feeds, decode UTF-8, parse, discard', rates(speed.parse)],
    ['`scan`, jobs 1 (this thread): hash, parse, recognise, read every answer, all detectors', rates(speed.one)],
    ['`scan`, jobs 2', rates(speed.two)],
    ['`@andersmyrmel/vard` on the texts of the first rows, parsed in advance', mega(vard)],
  ],
)}

## Memory

Peak resident memory of a fresh process that only scans.

${table(
  ['file, MB', 'jobs', 'peak, MiB', 'MB/s'],
  memory.map(({ bytes, jobs, scanned }) => [
    mega(bytes),
    jobs,
    scanned.mebibytes.toFixed(0),
    mega(bytes / scanned.seconds),
  ]),
  true,
)}

## Other formats

The first rows of the same file, jobs 1, each in a fresh process (so start-up time is included).

${table(
  ['format', 'MB on disk', 'rows', 'MB/s of JSON lines'],
  formats.map((one) => [one.name, mega(one.bytes), one.rows, mega(one.plainBytes / one.seconds)]),
  true,
)}

## Start and size

\`node -e 0\` ${startUp.node.toFixed(0)} ms, \`zenbun --version\` ${startUp.zenbun.toFixed(0)} ms (medians of 15, alternating).
${install === null ? 'The tarball could not be installed here (no registry).' : `The packed tarball installs ${install.packages} packages, ${install.mebibytes.toFixed(1)} MiB.`}

## One long line

Milliseconds per MiB for a one-line response, read in full; constant values in a row mean linear time.

${table(
  ['response of', ...SIZES.map((size) => `${size} MiB`)],
  linearity.map(({ text, perMebi }) => [text, ...perMebi.map((time) => time.toFixed(0))]),
  true,
)}
`;
}
