import { table } from '../quality/markdown.ts';
import { FOUND } from './found.ts';
import type { Counts, Defect } from './tally.ts';

/** Result of a run. */
export interface Run {
  readonly counts: readonly Counts[];
  readonly seed: number;
  readonly seconds: number;
  readonly processes: number;
  readonly commit: string;
}

const number = (count: number) => count.toLocaleString('en-US');
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
const casesOf = (counts: readonly Counts[]) => sum(counts.flatMap(({ cases }) => Object.values(cases)));

/** Returns the text of docs/fuzz-serve.md. */
export function fuzzPage({ counts, seed, seconds, processes, commit }: Run): string {
  const at = (level: string) => counts.filter((one) => one.level === level);
  const defects = counts.flatMap((one) => one.defects);
  const growth = Math.max(...counts.map(({ heap: [before, after] }) => (before === 0 ? 0 : after - before)));
  const slowest = Math.max(...counts.map((one) => one.slowest));
  return `# Fuzzing the gateway

Written by \`npm run fuzz:serve\` (seed ${seed}, commit ${commit}, ${processes} processes, ${Math.round(seconds)} s): ${number(casesOf(counts))} cases, ${number(sum(defects.map((one) => one.cases)))} broken.
A case is repeated by \`npm run fuzz:serve -- --case wire:17\`.

Streams and bodies of all four endpoints in the manner of several servers, with bytes overwritten, cut off, taken out and repeated; events
dropped, repeated, moved, foreign, renamed or without JSON; values of other types, nested up to 12,000 levels, numbers of any size, \`__proto__\`,
half characters, bytes that are not UTF-8, every mix of CR and LF, comments, errors under 200, texts in places where none belong.

**Whatever comes**: nothing is thrown, no rejection is left alone, every case ends. The bytes of the events, joined, are the input. Without a cut, the
bytes forwarded are the server's. Every request that reached a server has one intent and one response in the log, of which the ledger takes
every field; a record says complete only if the server's stream was, and only then does the client's look so. What stands behind a refusal
under the policy \`final\` is not in the client's bytes, in whatever field it stood. A text that passes was read, or its place is named. A client
that shares no code with \`wire\` can parse what it gets.

| level | cases | what runs |
| --- | ---: | --- |
| wire | ${number(casesOf(at('wire')))} | decoder, streams and bodies of the endpoints, called as the gateway does and in any order |
| exchange | ${number(casesOf(at('exchange')))} | a whole request: scripted server, log in memory, a client that may be slow or leave, a log that may fail |
| http | ${number(casesOf(at('http')))} | connections on loopback: half requests, bad headers, pipelining, clients that leave |

Longest case ${Math.round(slowest)} ms. Heap after the last case, less that after the first fifth: ${(growth / 2 ** 20).toFixed(1)} MiB at most.

## Broken

${
  defects.length === 0
    ? 'None.'
    : table(
        ['level', 'endpoint', 'what does not hold', 'first', 'cases'],
        merged(defects).map(({ level, endpoint, what, first, cases }) => [level, endpoint, what, first, cases]),
      )
}

## Found and mended

${FOUND.length} defects of \`wire\` and \`gateway\` that these cases found while they were written.

${table(
  ['where', 'what was wrong'],
  FOUND.map(({ where, what }) => [where, what]),
)}

## Cases

${casesTable(counts)}
`;
}

function merged(defects: readonly Defect[]): Defect[] {
  const all = new Map<string, Defect>();
  for (const one of defects) {
    const key = `${one.level}|${one.endpoint}|${one.what}`;
    const known = all.get(key);
    all.set(
      key,
      known === undefined ? one : { ...known, first: Math.min(known.first, one.first), cases: known.cases + one.cases },
    );
  }
  return [...all.values()].sort((a, b) => b.cases - a.cases);
}

function casesTable(counts: readonly Counts[]): string {
  const rows = new Map<string, number>();
  for (const { level, cases } of counts)
    for (const [key, count] of Object.entries(cases))
      rows.set(`${level}|${key}`, (rows.get(`${level}|${key}`) ?? 0) + count);
  const cells = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => [...key.split('|'), number(count)]);
  return table(['level', 'endpoint', 'direction', 'kind', 'cases'], cells);
}
