/**
 * Runs the recipes of examples/scale on their engines, with one part killed, one run twice and one slow, compares each
 * result with that of one process, and writes docs/scale-engines.md: `npm run scale-engines`. Engines that are not
 * installed are listed as not run. RAY_PYTHON and SPARK_PYTHON name a Python with `ray` and `pyspark`. Exits with
 * status 1 if a result differs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES } from '../../test/scale/engines.ts';
import { FaultyRun, SHARDS } from '../../test/scale/faulty-run.ts';

const PAGE = new URL('../../docs/scale-engines.md', import.meta.url);
const rows: string[] = [];
let differ = 0;
for (const engine of ENGINES) {
  const missing = engine.missing();
  const recipe = `[${engine.recipe}](../examples/scale/${engine.recipe})`;
  if (missing !== '') {
    rows.push(`| ${engine.name} | | ${engine.from} | ${recipe} | **not run**: ${missing} | |`);
    continue;
  }
  const run = new FaultyRun(mkdtempSync(join(tmpdir(), 'zenbun-scale-')));
  try {
    const began = performance.now();
    const { whole, inParts, missed, starts } = await engine.compare(run);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const isSame = whole !== '' && whole === inParts && missed.length === 0;
    if (!isSame) differ += 1;
    const told = isSame
      ? 'the same, byte for byte'
      : `**another**${missed.length > 0 ? `; did not happen: ${missed.join(', ')}` : ''}`;
    rows.push(
      `| ${engine.name} | ${engine.version()} | ${engine.from} | ${recipe} | ${told}; started ${starts} × | ${seconds} s |`,
    );
    process.stderr.write(`${engine.name}: ${told}\n`);
  } finally {
    run.remove();
  }
}
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
writeFileSync(
  PAGE,
  `# Scans in parts, on engines

Written by \`npm run scale-engines\` on commit ${commit}, ${availableParallelism()} cores, Node ${process.version}. Six files in two folders, one of them divided
into ranges, in ${SHARDS} parts. In every run the process of one part was killed (SIGKILL) in the middle, one part was run twice at once, and one was so slow that it
ended behind the next but one. The result is held against that of \`zenbun scan\` in one process. "Started": how often the recipe was; some engines try a killed
part again by themselves, of others their user starts the recipe again, which does only what is missing.

| engine | version | from | recipe | result | time |
| --- | --- | --- | --- | --- | ---: |
${rows.join('\n')}

Not run, since it needs a cluster or an account: the recipes for a Kubernetes Indexed Job ([kubernetes.yaml](../examples/scale/kubernetes.yaml), checked by the
schema of Kubernetes) and for AWS Batch ([aws-batch.sh](../examples/scale/aws-batch.sh)). Both start the same commands, which tests run with the variables that these
engines set.
`,
);
process.exitCode = differ > 0 ? 1 : 0;
