import { expect, test } from 'vitest';
import { MUTATIONS, runMutations } from '../../scripts/bundle-mutations/run-mutations.ts';
import { folderWith } from '../cli/command.ts';
import { bundleInputs, failures, verified } from './bundle-fixture.ts';
import { bundled, OURS, SUPPLIER } from './made-inputs.ts';
import { mutationGround } from './mutation-ground.ts';

test('every mutation is refused, with the right check and path', { timeout: 120_000 }, async () => {
  const folder = folderWith({});
  const ground = await mutationGround(folder);
  const wrong: string[] = [];
  let count = 0;
  for await (const result of runMutations(ground, [OURS, SUPPLIER], folder, 2)) {
    count += 1;
    if (result.wrong !== null) wrong.push(`${result.mutation.id} (seed ${result.seed}): ${result.wrong}`);
  }
  expect(wrong).toEqual([]);
  expect(count).toBe(2 * MUTATIONS.length);
});

test('and what they are made of is valid', async () => {
  const found = await verified(await bundled(await bundleInputs(300)));
  expect([found.verdict, ...failures(found)]).toEqual(['valid']);
});
