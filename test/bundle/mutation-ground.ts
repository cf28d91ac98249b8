import { join } from 'node:path';
import type { MutationGround } from '../../scripts/bundle-mutations/mutation.ts';
import { readWhole } from '../../scripts/bundle-mutations/whole-bundle.ts';
import { bundled, newKey, OURS, writeInputs } from './made-inputs.ts';

/** Makes the material of mutations: a bundle over several tiles, one of other inputs, and the first one redacted. */
export async function mutationGround(folder: string): Promise<MutationGround> {
  const inputs = await writeInputs(join(folder, 'one'), 300);
  const others = await writeInputs(join(folder, 'other'), 4);
  return {
    bundle: await readWhole(await bundled(inputs)),
    other: await readWhole(await bundled(others)),
    redacted: await readWhole(await bundled(inputs, { redact: true })),
    ours: OURS,
    foreign: newKey('foreign.pub'),
  };
}
