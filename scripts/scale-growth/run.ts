/**
 * `npm run scale-growth -- SIZES` makes so many gigabytes of invented rows each (0.1 and 1 unless given; `10x5`: answers five times as long),
 * scans them in parts, and writes `docs/scale-growth.md`: bytes of state by detector, of marks, and seconds.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { growthPage, type SizeResult } from './growth-page.ts';
import { rowMaker } from './made-rows.ts';
import { type PartSizes, partSizes } from './part-sizes.ts';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const PAGE = new URL('../../docs/scale-growth.md', import.meta.url);
/** Of the rows, an eighth is in files that are read whole. */
const SMALL_FILES = 8;
const SHARDS = 8;

/** Writes rows until there are so many bytes; returns how many. */
function writeRows(path: string, bytes: number, seed: number, sentences: number): number {
  const maker = rowMaker(seed, sentences);
  const file = openSync(path, 'w');
  let rows = 0;
  for (let written = 0; written < bytes; ) {
    let block = '';
    for (let i = 0; i < 500; i += 1) block += maker.next();
    written += writeSync(file, block);
    rows += 500;
  }
  closeSync(file);
  return rows;
}

/** Seconds that a command takes. Throws where it ends with another code than those. */
function run(args: readonly string[], codes: readonly number[] = [0]): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, 'scan', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (codes.includes(code ?? -1)) resolve((performance.now() - began) / 1000);
      else reject(new Error(`zenbun scan ${args.join(' ')}: exit code ${code}`));
    });
  });
}

/** As many at once as there are cores; the seconds of all together, and of the longest. */
async function eachShard(args: (shard: number) => readonly string[]): Promise<{ wall: number; longest: number }> {
  const began = performance.now();
  const left = Array.from({ length: SHARDS }, (_, index) => index + 1);
  let longest = 0;
  const lane = async () => {
    for (let shard = left.shift(); shard !== undefined; shard = left.shift())
      longest = Math.max(longest, await run(args(shard)));
  };
  await Promise.all(cpus().map(lane));
  return { wall: (performance.now() - began) / 1000, longest };
}

async function measure(text: string, folder: string): Promise<SizeResult> {
  const [, gigabytes, times = '1'] = /^([\d.]+)(?:x(\d+))?$/.exec(text) ?? [];
  if (gigabytes === undefined) throw new Error(`${text} is no size: 0.1, or 10x5`);
  const bytes = Number(gigabytes) * 1e9;
  const data = join(folder, 'data');
  mkdirSync(data);
  const sentences = 6 * Number(times);
  let rows = writeRows(join(data, 'large.jsonl'), (bytes * 7) / 8, 1, sentences);
  for (let i = 1; i <= SMALL_FILES; i += 1)
    rows += writeRows(join(data, `small-${i}.jsonl`), bytes / 8 / SMALL_FILES, 1 + i, sentences);
  const merged = join(folder, 'merged.state');
  const part = (kind: string) => (shard: number) => join(folder, `part-${shard}.${kind}`);
  const all = (kind: string) => Array.from({ length: SHARDS }, (_, index) => part(kind)(index + 1));
  const number = (shard: number) => ['--shard', `${shard}/${SHARDS}`, '--jobs', '1'];
  const shards = await eachShard((shard) => ['shard', ...number(shard), '-o', part('state')(shard), data]);
  const merge = await run(['merge', ...all('state'), '-o', merged]);
  const second = await eachShard((shard) => [
    ...['marks', ...number(shard), '--with', merged],
    ...['-o', part('marks')(shard), data],
  ]);
  const finish = await run(
    ['finish', merged, ...all('marks'), '--json', join(folder, 'result.json'), '--quiet'],
    [0, 1],
  );
  const marks: PartSizes[] = [];
  for (const path of all('marks')) marks.push(await partSizes(path));
  return {
    size: `${gigabytes} GB`,
    ...{ bytes, rows, shards, second, merge, finish },
    shard: await partSizes(part('state')(1)),
    merged: await partSizes(merged),
    secondMarks: marks.reduce((sum, own) => sum + own.marks, 0),
  };
}

const results: SizeResult[] = [];
for (const size of process.argv.length > 2 ? process.argv.slice(2) : ['0.1', '1']) {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-growth-'));
  try {
    results.push(await measure(size, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { rows, merged, shards } = results.at(-1)!;
  process.stdout.write(`${size} GB: ${rows} rows, shards ${shards.wall.toFixed(0)} s, merged ${merged.total} bytes\n`);
}
writeFileSync(
  PAGE,
  growthPage(results, SHARDS, cpus().length, `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`),
);
