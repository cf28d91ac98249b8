import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyBundle } from '../../src/gates/index.ts';
import { sha256 } from '../../src/ledger/index.ts';
import type { VerifyingKey } from '../../src/provenance/index.ts';
import { formatVerifierKey, parseVerifierKey } from '../../src/tlog/index.ts';
import { ARCHIVE_MUTATIONS } from './archive-mutations.ts';
import type { Mutation, MutationGround } from './mutation.ts';
import { PART_MUTATIONS } from './part-mutations.ts';
import { SIGNED_MUTATIONS } from './signed-mutations.ts';
import { dice } from './whole-bundle.ts';

export const MUTATIONS: readonly Mutation[] = [...PART_MUTATIONS, ...ARCHIVE_MUTATIONS, ...SIGNED_MUTATIONS];

/**
 * Result of one mutation. `wrong`: the verifier's actual output, or null if it refused with the right check and path.
 */
export interface MutationResult {
  readonly mutation: Mutation;
  readonly seed: number;
  readonly wrong: string | null;
}

/** Applies every mutation `times` times, each time with a different seed, and verifies the result. */
export async function* runMutations(
  ground: MutationGround,
  keys: readonly VerifyingKey[],
  folder: string,
  times: number,
): AsyncGenerator<MutationResult> {
  const file = join(folder, 'mutated.zenbun.zip');
  const ledgerKeys = ground.bundle.manifest.ledgers.map(({ vkey }) =>
    formatVerifierKey(parseVerifierKey(sha256, vkey)),
  );
  let seed = 0;
  for (const mutation of MUTATIONS)
    for (let i = 0; i < times; i++) {
      seed += 1;
      const { bytes, check, path } = await mutation.apply(ground, dice(seed));
      await writeFile(file, bytes);
      // A fixed time instead of the clock: the fixture's statements are dated around it.
      const found = await verifyBundle(file, { keys, ledgerKeys, now: () => NOW });
      const failed = found.checks.filter(({ state }) => state === 'failed');
      const isSaid = failed.some((one) => one.check === check && one.path === path);
      const said = failed
        .map((one) => `${one.check} ${one.path}`)
        .slice(0, 5)
        .join(', ');
      const wrong =
        found.verdict === 'invalid' && isSaid ? null : `${check} ${path} expected: ${found.verdict}: ${said}`;
      yield { mutation, seed, wrong };
    }
  await rm(file, { force: true });
}

const NOW = Date.UTC(2026, 10, 30, 9);
