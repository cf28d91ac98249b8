import type { PartSizes } from './part-sizes.ts';

/** What one size came to. Times in seconds. */
export interface SizeResult {
  readonly size: string;
  readonly bytes: number;
  readonly rows: number;
  readonly shards: { readonly wall: number; readonly longest: number };
  readonly second: { readonly wall: number; readonly longest: number };
  readonly merge: number;
  readonly finish: number;
  /** The first part, and all of them merged. */
  readonly shard: PartSizes;
  readonly merged: PartSizes;
  /** Bytes of rows that the second pass marked. */
  readonly secondMarks: number;
}

const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
const kilo = (bytes: number): string => grouped(bytes / 1000);
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** By what power of the rows a size grows between two of them: 0 is bounded, 1 is in proportion. */
const power = (from: number, to: number, rows: number): string =>
  from === 0 || to === 0 ? '' : (Math.log(to / from) / Math.log(rows)).toFixed(2);

export function growthPage(results: readonly SizeResult[], shards: number, cores: number, machine: string): string {
  const [first, last] = [results[0]!, results.at(-1)!];
  const sizes = results.map(({ size }) => size);
  const ratio = last.rows / first.rows;
  const line = (name: string, of: (result: SizeResult) => number) => [
    name,
    ...results.map((result) => kilo(of(result))),
    power(of(first), of(last), ratio),
  ];
  const detectors = [...last.merged.states.keys()].map((id) =>
    line(`\`${id}\``, ({ merged }) => merged.states.get(id) ?? 0),
  );
  const sum = ({ states }: PartSizes) => [...states.values()].reduce((total, bytes) => total + bytes, 0);
  const seconds = (of: (result: SizeResult) => number) => results.map((result) => of(result).toFixed(1));
  return `# Growth of a scan in parts

Written by \`npm run scale-growth\` on ${machine}: ${results.map(({ size, rows }) => `${size} (${grouped(rows)} rows)`).join(', ')}, invented
rows of seven kinds, each size in ${shards} parts. The last column is the power of the number of rows with which a size grows from the first
to the last: 0 is bounded, 1 is in proportion. What follows from it: [design/scan-parts-100tb.md](design/scan-parts-100tb.md).

## States, kB

Of all parts merged, as written.

${table(
  ['detector', ...sizes, 'power'],
  [
    ...detectors,
    line('all states, merged', ({ merged }) => sum(merged)),
    line(`all states, one of ${shards} parts`, ({ shard }) => sum(shard)),
  ],
)}

## Marked rows, kB

${table(
  ['pass', ...sizes, 'power'],
  [line('first', ({ merged }) => merged.marks), line('second', ({ secondMarks }) => secondMarks)],
)}

Of the rows, ${results.map(({ size, merged, rows }) => `${((100 * merged.marked) / rows).toFixed(1)} % (${size})`).join(', ')} are marked in the first
pass; whether a mark stands is decided at the end.

## Seconds

${table(
  ['step', ...sizes],
  [
    [`shards, as many at once as cores`, ...seconds((result) => result.shards.wall)],
    ['longest shard', ...seconds((result) => result.shards.longest)],
    ['merge', ...seconds((result) => result.merge)],
    ['second pass', ...seconds((result) => result.second.wall)],
    ['finish', ...seconds((result) => result.finish)],
    ['MB a second and core, first pass', ...seconds((result) => result.bytes / 1e6 / result.shards.wall / cores)],
  ],
)}
`;
}
