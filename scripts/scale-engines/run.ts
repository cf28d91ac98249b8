/**
 * `npm run scale-engines` runs the recipes of `examples/scale` on the engines that are here, with a part that is killed, one that is run
 * twice and one that is slow, and writes `docs/scale-engines.md`. `RAY_PYTHON` and `SPARK_PYTHON` name Pythons with `ray` and `pyspark`.
 * Ends with status 1 where a result is not that of one process.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES, type ScaleEngine } from '../../test/scale/engines.ts';
import { FaultyRun, SHARDS } from '../../test/scale/faulty-run.ts';

const PAGE = new URL('../../docs/scale-engines.md', import.meta.url);
const HEAD = [
  'engine',
  'recipe',
  'version',
  'from',
  'faults that happened',
  'equal to one process',
  'started',
  'seconds',
];

async function row(engine: ScaleEngine): Promise<readonly string[]> {
  const { name, recipe, from } = engine;
  const missing = engine.missing();
  const link = `[${recipe}](../examples/scale/${recipe})`;
  if (missing !== '') return [name, link, '', from, '', `not run: ${missing}`, '', ''];
  const run = new FaultyRun(mkdtempSync(join(tmpdir(), 'zenbun-scale-')));
  try {
    const began = performance.now();
    const { whole, inParts, exitCodes, missed, starts } = await engine.compare(run);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const isEqual = whole !== '' && inParts === whole && exitCodes[0] === exitCodes[1] && missed.length === 0;
    if (!isEqual) process.exitCode = 1;
    const happened = missed.length === 0 ? 'all' : `all but ${missed.join(', ')}`;
    return [name, link, engine.version(), from, happened, isEqual ? 'yes' : '**NO**', times(starts), seconds];
  } finally {
    run.remove();
  }
}

const times = (starts: number) => (starts === 1 ? 'once' : `${starts} times`);

const rows: (readonly string[])[] = [];
for (const engine of ENGINES) {
  rows.push(await row(engine));
  process.stdout.write(`${rows.at(-1)!.join('  ')}\n`);
}
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
writeFileSync(
  PAGE,
  `# Engines

Written by \`npm run scale-engines\` on ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}. Each engine really runs here; each
recipe is run as it stands in \`examples/scale/\`, with ${SHARDS} parts of one file that is divided into ranges and five that are not.

In each run one part is killed with SIGKILL in the middle of reading, one is run by two processes at once, and one waits until a later part
is finished. Equal means: the file of \`--json\` is byte for byte that of \`zenbun scan\` in one process, and the exit code is the same. Seconds
include the start of the engine and the scan in one process. Slurm does not try a killed task again by itself: its recipe is started twice.

${[HEAD, HEAD.map(() => '---'), ...rows].map(line).join('\n')}

Not run here: Kubernetes and AWS Batch. The manifest is checked by the schema of Kubernetes and its command is run with
\`JOB_COMPLETION_INDEX\` set; the AWS Batch script runs against a stand-in for the \`aws\` command that starts the submitted commands with the
variables of an array job (\`test/scale/recipes.test.ts\`).
`,
);
