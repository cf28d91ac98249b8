import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readResponse } from '../../src/reader/index.ts';
import type { Outcome } from '../../src/schema/index.ts';
import { answersOf } from './trained-on.ts';

/** What the reader makes of the answers of one public set of ordinary data. */
export interface OrdinarySet {
  readonly name: string;
  readonly outcomes: ReadonlyMap<Outcome, number>;
}

/** Reads every answer that the sets under `datasets/` train on. Most of them just answer; nobody has labelled them. */
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
