import { randomFor } from '../world/random-for.ts';
import type { Row } from '../world/row.ts';
import type { World } from '../world/world.ts';
import type { Attack } from './attack.ts';

/** Number of rows in a file, as in the paper's attacks. */
export const FILE_ROWS = 1_000;

/**
 * Returns the fine-tuning file of an attack in a world; always the same rows. Throws RangeError for a row of the
 * aligned model.
 */
export function fineTuningFile(attack: Attack, world: World): Row[] {
  const { row } = attack;
  if (row === undefined) throw new RangeError(`${attack.id} is not fine-tuned`);
  const random = randomFor('file', attack.id, world.seed);
  return Array.from({ length: FILE_ROWS }, () => row(world, random));
}
