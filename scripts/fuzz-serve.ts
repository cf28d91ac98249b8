/**
 * Sends more than a million damaged streams, bodies and requests through the gateway, and writes docs/fuzz-serve.md.
 *
 *     npm run fuzz:serve                        # a whole run, which takes minutes
 *     npm run fuzz:serve -- --share 50          # a 50th of the cases; the page states the number
 *     npm run fuzz:serve -- --case exchange:17  # one case
 *     npm run fuzz:serve -- --seed 7
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LEVELS, type Level, runCase, runLevel, WHOLE_RUN } from './fuzz-serve/levels.ts';
import { fuzzPage } from './fuzz-serve/page.ts';
import { runShare } from './fuzz-serve/run-share.ts';
import { type Counts, Tally } from './fuzz-serve/tally.ts';

const PROCESSES = 2;

const { values } = parseArgs({
  options: { seed: { type: 'string' }, share: { type: 'string' }, case: { type: 'string' } },
});
const seed = Number(values.seed ?? 19537);

async function one(name: string): Promise<void> {
  const [level, number] = name.split(':') as [Level, string];
  const tally = new Tally(level);
  if (level === 'http') await runLevel(level, seed, [Number(number), Number(number) + 1], tally);
  else await runCase(level, seed, Number(number), tally);
  process.stdout.write(`${JSON.stringify(tally.counts, null, 2)}\n`);
}

async function all(share: number): Promise<Counts[]> {
  const shares = Array.from({ length: PROCESSES }, (_, i) => {
    const ranges = LEVELS.map((level) => {
      const size = Math.ceil(WHOLE_RUN[level] / share / PROCESSES);
      return [level, [i * size, (i + 1) * size]];
    });
    return { seed, ranges: Object.fromEntries(ranges) };
  });
  const runs = shares.map((part) =>
    runShare(part, (level, number) => {
      if (number % 20_000 === 0) process.stderr.write(`${level} ${number}\n`);
    }),
  );
  return (await Promise.all(runs)).flat();
}

if (values.case !== undefined) await one(values.case);
else {
  const share = Number(values.share ?? 1);
  const since = performance.now();
  const counts = await all(share);
  const seconds = (performance.now() - since) / 1000;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const page = fuzzPage({ counts, seed, seconds, processes: PROCESSES, commit });
  writeFileSync(new URL('../docs/fuzz-serve.md', import.meta.url), page);
  process.exitCode = counts.some(({ defects }) => defects.length > 0) ? 1 : 0;
}
