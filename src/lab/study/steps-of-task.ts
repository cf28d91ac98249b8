import { ATTACKS } from '../attacks/catalogue.ts';
import { named, ROW } from './named.ts';
import { ALIGN, FINE_TUNE, PRETRAIN } from './settings.ts';

/** Returns the number of training steps in a task, for progress. */
export function stepsOfTask(kind: 'base' | 'row', row = ''): number {
  if (kind === 'base') return PRETRAIN.steps + ALIGN.steps;
  return named(ATTACKS, row, ROW).row === undefined ? 0 : FINE_TUNE.steps;
}
