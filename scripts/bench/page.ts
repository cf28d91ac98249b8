import { cpus, release } from 'node:os';
import { table, targetsTable } from '../quality/markdown.ts';
import type { Target } from '../quality/target.ts';
import type { CurvePoint, Curves } from './curves.ts';
import type { Install } from './install.ts';
import { type Curve, SIZES } from './linearity.ts';
import { median } from './median.ts';
import type { FormatRate } from './other-formats.ts';
import type { Speed } from './speed.ts';
import type { Stages } from './stages.ts';

export interface Measured {
  /** False if the rows come from invented pairs because the data folder is missing. */
  readonly real: boolean;
  /** Below 1 in a trial run: all files are smaller. */
  readonly scale: number;
  readonly speed: { readonly rows: Speed; readonly mix: Speed };
  /** Bytes of text per second; null if the package could not be installed. */
  readonly guards: { readonly vard: number; readonly guardrail: number | null };
  /** Distribution of time over the stages, for the mix and for safety rows alone. */
  readonly stages: { readonly mix: Stages; readonly safety: Stages };
  readonly curves: Curves;
  readonly formats: readonly FormatRate[];
  readonly startUp: { readonly node: number; readonly zenbun: number };
  /** null if the tarball could not be installed. */
  readonly install: Install | null;
  readonly linearity: readonly Curve[];
}

/** From this size in bytes, two workers should be half as fast again as one; below it, no slower. */
const LARGE = 400e6;
/** Twice `WORTH_A_THREAD`: smaller files are read by one worker unless told otherwise. */
const TWO_FROM = 96 * 2 ** 20;

const mega = (bytes: number) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
const rates = (values: readonly number[]) => `${mega(median(values))} (${values.map(mega).join(', ')})`;
const gain = ({ one, two }: CurvePoint) => (two === null ? 0 : one.seconds / two.seconds);

function targets({ scale, speed, guards, stages, curves, startUp, install }: Measured): Target[] {
  const share = ({ parse, one }: Speed) => median(one) / median(parse);
  const mix = median(speed.mix.one);
  const least = (what: string, measured: number | null, bound: number): Target => ({
    what,
    measured: measured === null ? 'could not be measured' : measured.toFixed(2),
    target: `≥ ${bound}`,
    met: measured === null ? null : measured >= bound,
  });
  const most = (what: string, measured: number | undefined, bound: number, unit = ''): Target => ({
    what,
    measured: measured === undefined ? 'could not be measured' : `${measured.toFixed(measured < 10 ? 2 : 0)}${unit}`,
    target: `≤ ${bound}${unit}`,
    met: measured === undefined ? null : measured <= bound,
  });
  const large = curves.size.filter(({ bytes }) => bytes >= LARGE * scale);
  const byDefault = curves.size.map((point) => (point.bytes < TWO_FROM * scale ? 1 : gain(point)));
  const readings = [...curves.size, ...curves.rowLength, ...curves.telling].flatMap(({ one, two }) => [
    one,
    two ?? one,
  ]);
  return [
    least('one worker on the mix, times the rate of bare `JSON.parse`', share(speed.mix), 0.15),
    least("one worker on the bench's rows, times the rate of bare `JSON.parse`", share(speed.rows), 0.28),
    least('two workers times one, from 400 MB on', Math.min(...large.map(gain)), 1.5),
    least('workers by default times one, at the worst size', Math.min(...byDefault), 1),
    most('`zenbun scan` of 10 MB, the whole process', curves.tenMegabytes, 1.2, ' s'),
    most('peak memory, at the worst size', Math.max(...readings.map(({ mebibytes }) => mebibytes)), 350, ' MiB'),
    most('safety data, one worker', stages.safety.nanosecondsPerByte, 60, ' ns a byte'),
    least('one worker on the mix, times the rate of `@andersmyrmel/vard`', mix / guards.vard, 10),
    least(
      'one worker on the mix, times the rate of `llm_guardrail`',
      guards.guardrail === null ? null : mix / guards.guardrail,
      500,
    ),
    most('`zenbun --version`, times `node -e 0`', startUp.zenbun / startUp.node, 3),
    most('packages installed', install?.packages, 25),
    most('size installed', install?.mebibytes, 30, ' MiB'),
  ];
}

const curveTable = (head: string, points: readonly CurvePoint[], at: (point: CurvePoint) => string) =>
  table(
    [head, 'MB', '1 worker, MB/s', '2 workers, MB/s', 'times', 'peak, MiB'],
    points.map((point) => {
      const { bytes, one, two } = point;
      const rate = (seconds: number) => mega(bytes / seconds);
      const peak = Math.max(one.mebibytes, two?.mebibytes ?? 0).toFixed(0);
      return [
        at(point),
        mega(bytes),
        rate(one.seconds),
        two ? rate(two.seconds) : '',
        two ? gain(point).toFixed(2) : '',
        peak,
      ];
    }),
    true,
  );

const speedRows = (name: string, { parse, one, two }: Speed) => [
  [`bare \`JSON.parse\` on ${name}: read in blocks, split at line feeds, decode UTF-8, parse, discard`, rates(parse)],
  [`\`scan\` on ${name}, jobs 1 (this thread): hash, parse, recognise, read every answer, all detectors`, rates(one)],
  [`\`scan\` on ${name}, jobs 2`, rates(two)],
];

export function benchmarksPage(measured: Measured): string {
  const { real, scale, speed, guards, stages, curves, formats, startUp, install, linearity } = measured;
  return `# Benchmarks

Written by \`npm run bench\` in one run on ${cpus().length} × ${cpus()[0]?.model.trim() || 'unknown processor'}, Node ${process.version}, Linux ${release()}. Method and
reasons: [design/measuring.md](design/measuring.md), [design/scan-speed.md](design/scan-speed.md). Rates are in MB/s (10^6 bytes of JSON Lines).
${real ? '' : '\n**The data folder is missing: the rows are recombined from invented pairs, which are shorter than real ones.**\n'}${scale === 1 ? '' : `\n**A trial: all files are ${scale} times the size that the page says.**\n`}
${targetsTable(targets(measured))}

## Speed

Two generated files. The bench's rows (${mega(speed.rows.bytes)} MB, ${speed.rows.rows} rows): real harmless prompts and answers with a third of their
sentences swapped, 15 % Japanese, 25 % code and sums. The mix (${mega(speed.mix.bytes)} MB, ${speed.mix.rows} rows): a fifth each of ordinary, role-play,
code, safety and Japanese rows, made in the same way. A third of the rows of both are chats of two to four questions. Each of
${speed.rows.parse.length} rounds reads a file three times in this process. Median, and every round in brackets:

${table(
  ['reading', 'MB/s'],
  [
    ...speedRows('the mix', speed.mix),
    ...speedRows("the bench's rows", speed.rows),
    ['`@andersmyrmel/vard` on the texts of the first rows of the mix, parsed in advance', mega(guards.vard)],
    [
      '`llm_guardrail` (all three models) on the texts of the first rows of the mix, parsed in advance',
      guards.guardrail === null ? 'could not be installed' : (guards.guardrail / 1e6).toFixed(3),
    ],
  ],
)}

## Where the time goes

One worker, processor time of its thread, after a warm-up, in µs a row. On the mix ${(100 * stages.mix.readClosely).toFixed(0)} % of the answers are read to their end and
a byte takes ${stages.mix.nanosecondsPerByte.toFixed(0)} ns; on safety rows alone ${(100 * stages.safety.readClosely).toFixed(0)} % and ${stages.safety.nanosecondsPerByte.toFixed(0)} ns.

${table(
  ['stage', 'mix', 'safety rows'],
  stages.mix.stages.map(({ name, microsecondsPerRow }, i) => [
    name,
    microsecondsPerRow.toFixed(1),
    stages.safety.stages[i]!.microsecondsPerRow.toFixed(1),
  ]),
  true,
)}

## Curves

![MB/s of zenbun scan by size of the file, length of the rows and share of safety rows](benchmarks.svg)

Each file of the mix in fresh processes, so start-up time is included.

${curveTable('size, MB', curves.size, ({ at }) => mega(at))}

${curveTable('questions in a row', curves.rowLength, ({ at }) => String(at))}

Ordinary rows with a growing share of safety rows:

${curveTable('share, %', curves.telling, ({ at }) => (100 * at).toFixed(0))}

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
