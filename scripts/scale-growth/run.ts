/**
 * Measures the size of the parts of a scan by megabytes of data: npm run scale-growth [-- MEGABYTES...], 100 and 1000
 * by default. Makes harmless rows, scans them in parts with the built command, and writes docs/scale-growth.md. Needs
 * twice that much space in the temporary folder, and about two minutes per gigabyte and core.
 */
import { execFile, execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { rowMaker } from './made-rows.ts';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const PAGE = new URL('../../docs/scale-growth.md', import.meta.url);
const SHARDS = 8;
const sizes = process.argv.slice(2).length > 0 ? process.argv.slice(2).map(Number) : [100, 1000];

/** Results for one size. In bytes, except for `seconds` and `rows`. */
interface Growth {
  readonly megabytes: number;
  readonly rows: number;
  /** Bytes of one shard and of the merged part, by detector. */
  readonly shard: ReadonlyMap<string, number>;
  readonly merged: ReadonlyMap<string, number>;
  /** Marked rows and notes in the merged part. */
  readonly rest: number;
  readonly mergedFile: number;
  readonly marksFiles: number;
  readonly seconds: Readonly<Record<'shards' | 'merge' | 'marks' | 'finish', number>>;
  /** Peak memory of the largest process, in MiB. */
  readonly peakMiB: number;
}

const folder = mkdtempSync(join(tmpdir(), 'zenbun-growth-'));
const place = (name: string) => join(folder, name);
let peakMiB = 0;

/**
 * Runs the command in a separate process and records its peak memory; returns seconds. Exit codes 0 and 1 are both
 * valid results.
 */
async function zenbun(...args: string[]): Promise<number> {
  const began = performance.now();
  const { stdout } = await run('python3', ['-c', PEAK, process.execPath, CLI, 'scan', ...args, '--quiet']);
  peakMiB = Math.max(peakMiB, Number(stdout) / 1024);
  return (performance.now() - began) / 1000;
}

const run = promisify(execFile);

/** Prints the peak memory of a command in KiB; fails if the command fails. */
const PEAK = `
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(0 if status in (0, 1) else 1)
`;

async function make(megabytes: number): Promise<number> {
  const rows = rowMaker(megabytes);
  const file = await open(place('data.jsonl'), 'w');
  let bytes = 0;
  let count = 0;
  while (bytes < megabytes * 1e6) {
    let block = '';
    for (; block.length < 1 << 20; count += 1) block += rows.next();
    bytes += (await file.write(block)).bytesWritten;
  }
  await file.close();
  return count;
}

/** Counts the bytes of each state in a part, and of everything else in it. */
async function bytesIn(part: string): Promise<{ states: Map<string, number>; rest: number }> {
  const states = new Map<string, number>();
  let rest = 0;
  let detectors: [string, string][] = [];
  for await (const line of createInterface({ input: createReadStream(part) })) {
    if (line.startsWith('{"header"')) detectors = JSON.parse(line).header.detectors;
    const bytes = Buffer.byteLength(line) + 1;
    const found = /^\{"state":\[(\d+),/.exec(line);
    if (found === null) rest += bytes;
    else states.set(detectors[Number(found[1])]![0], bytes);
  }
  return { states, rest };
}

async function measure(megabytes: number): Promise<Growth> {
  const rows = await make(megabytes);
  const shards = Array.from({ length: SHARDS }, (_, index) => index + 1);
  const data = place('data.jsonl');
  const limit = pLimit(availableParallelism());
  /** Returns the total seconds of all shards; as many run at a time as there are cores. */
  const each = async (work: (shard: number) => Promise<number>) => {
    const seconds = await Promise.all(shards.map((shard) => limit(() => work(shard))));
    return seconds.reduce((sum, one) => sum + one, 0);
  };
  const inShards = await each((n) =>
    zenbun('shard', '--shard', `${n}/${SHARDS}`, '--jobs', '1', '-o', place(`s${n}`), data),
  );
  const merge = await zenbun('merge', ...shards.map((n) => place(`s${n}`)), '-o', place('m'));
  const marks = await each((n) =>
    zenbun('marks', '--shard', `${n}/${SHARDS}`, '--jobs', '1', '--with', place('m'), '-o', place(`k${n}`), data),
  );
  const finish = await zenbun('finish', place('m'), ...shards.map((n) => place(`k${n}`)));
  const merged = await bytesIn(place('m'));
  const result: Growth = {
    ...{ megabytes, rows, shard: (await bytesIn(place('s1'))).states, merged: merged.states, rest: merged.rest },
    mergedFile: statSync(place('m')).size,
    marksFiles: shards.reduce((sum, n) => sum + statSync(place(`k${n}`)).size, 0),
    seconds: { shards: inShards, merge, marks, finish },
    peakMiB,
  };
  peakMiB = 0;
  for (const name of [...shards.flatMap((n) => [`s${n}`, `k${n}`]), 'm', 'data.jsonl']) rmSync(place(name));
  return result;
}

const kB = (bytes: number) => (bytes / 1000).toLocaleString('en', { maximumFractionDigits: 0 });
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

function page(all: readonly Growth[]): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const sizesRow = all.map(({ megabytes }) => `${megabytes} MB`);
  const line = `| --- |${' ---: |'.repeat(all.length)}`;
  const detectors = [...all[0]!.merged.keys()];
  const total = (states: ReadonlyMap<string, number>) => [...states.values()].reduce((sum, bytes) => sum + bytes, 0);
  const one = (name: string, of: (growth: Growth) => string | number) => row([name, ...all.map(of)]);
  return `# How the parts of a scan grow

Written by \`npm run scale-growth\` on commit ${commit}, ${availableParallelism()} cores, Node ${process.version}. Invented rows of seven kinds (ordinary, Japanese, code,
conversations, refusals, prompts asked again, refused and then answered), one file divided into ${SHARDS} ranges, as many processes of one thread at a time as there are cores.
kB are thousands of bytes.

## States of detectors

What one part carries, whatever the data. A state grows until its samples are full, and then only by the digits of its counts.

${row(['merged state, kB', ...sizesRow])}
${line}
${detectors.map((name) => one(`\`${name}\``, ({ merged }) => kB(merged.get(name) ?? 0))).join('\n')}
${one('all', ({ merged }) => kB(total(merged)))}
${one('one shard of eight, all', ({ shard }) => kB(total(shard)))}

## Marked rows

What grows with the data: one line for each row that a detector marked, before it is known whether a finding stands.

${row(['', ...sizesRow])}
${line}
${one('rows', ({ rows }) => rows.toLocaleString('en'))}
${one('marked rows, notes and pieces, kB', ({ rest }) => kB(rest))}
${one('bytes of them per byte of data', ({ rest, megabytes }) => (rest / (megabytes * 1e6)).toFixed(4))}
${one('merged part, kB', ({ mergedFile }) => kB(mergedFile))}
${one('marks of the second pass, kB', ({ marksFiles }) => kB(marksFiles))}

## Time and memory

${row(['', ...sizesRow])}
${line}
${one('shards, s of one core', ({ seconds }) => seconds.shards.toFixed(1))}
${one('MB a second and core', ({ seconds, megabytes }) => (megabytes / seconds.shards).toFixed(1))}
${one('merge, s', ({ seconds }) => seconds.merge.toFixed(1))}
${one('marks, s of one core', ({ seconds }) => seconds.marks.toFixed(1))}
${one('finish, s', ({ seconds }) => seconds.finish.toFixed(1))}
${one('largest process, MiB', ({ peakMiB: peak }) => peak.toFixed(0))}
`;
}

try {
  const all: Growth[] = [];
  for (const megabytes of sizes) {
    all.push(await measure(megabytes));
    process.stderr.write(`${megabytes} MB measured\n`);
    writeFileSync(PAGE, page(all));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
