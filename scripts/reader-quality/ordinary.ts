import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readResponse } from '../../src/reader/index.ts';
import type { Outcome } from '../../src/schema/index.ts';
import { answersOf } from './trained-on.ts';

/** Outcomes that the reader assigns to the answers of one public set of ordinary data. */
export interface OrdinarySet {
  readonly name: string;
  readonly outcomes: ReadonlyMap<Outcome, number>;
}

/** Reads every training answer of the sets under `datasets/`. Most of them simply answer; they are unlabelled. */
export async function readOrdinarySets(dataFolder: string): Promise<OrdinarySet[]> {
  const folder = join(dataFolder, 'datasets');
  if (!existsSync(folder)) return [];
  const sets: OrdinarySet[] = [];
  for (const name of readdirSync(folder).sort()) {
    const outcomes = new Map<Outcome, number>();
    for (const { text, prompt } of await answersOf(join(folder, name))) {
      const { outcome } = readResponse(text, { prompt });
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    sets.push({ name, outcomes });
  }
  return sets;
}
