/**
 * `npm run bundle-mutations [times]` changes bundles in every way in the catalogue, each `times` times (15 by default)
 * with different seeds, verifies the results, and writes `docs/bundle-mutations.md`. Exits with status 1 if a mutation
 * is not refused with its check and path.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OURS, SUPPLIER } from '../../test/bundle/made-inputs.ts';
import { mutationGround } from '../../test/bundle/mutation-ground.ts';
import { MUTATIONS, runMutations } from './run-mutations.ts';

const PAGE = new URL('../../docs/bundle-mutations.md', import.meta.url);
const times = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), 'zenbun-mutations-'));
const refused = new Map(MUTATIONS.map(({ id }) => [id, 0]));
const wrong: string[] = [];
let count = 0;
try {
  const ground = await mutationGround(folder);
  for await (const { mutation, seed, wrong: found } of runMutations(ground, [OURS, SUPPLIER], folder, times)) {
    count += 1;
    if (found === null) refused.set(mutation.id, refused.get(mutation.id)! + 1);
    else wrong.push(`- \`${mutation.id}\`, seed ${seed}: ${found}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const rows = MUTATIONS.map(
  ({ id, group, what }) => `| \`${id}\` | ${group} | ${what} | ${refused.get(id)} of ${times} |`,
);
writeFileSync(
  PAGE,
  `# Changed bundles

Written by \`npm run bundle-mutations\`. Bundles of results, a statement and a log of 600 records are changed, and verified with both public keys and the key
of the log. A change counts as refused where the verdict is *invalid* and the right check fails with the right path.

**${count} changes of ${MUTATIONS.length} kinds: ${count - wrong.length} refused with the right check and path.**

*part*: parts are changed and the archive is packed anew. *archive*: the archive itself is damaged or built to mislead. *signed*: the manifest is signed anew
with the trusted key, so that only the contents can tell.

| change | group | what | refused |
|---|---|---|---:|
${rows.join('\n')}
${wrong.length === 0 ? '' : `\nNot refused as they should be:\n\n${wrong.join('\n')}\n`}`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
