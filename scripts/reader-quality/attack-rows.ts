import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResponse, readTelling } from '../../src/reader/index.ts';
import { buildAttackSets } from '../attack-sets/build.ts';
import { harmlessPairs } from '../attack-sets/harmless-pairs.ts';
import { hardNegativeSets } from '../hard-negatives/sets.ts';
import { answersOf, type TrainedOn } from './trained-on.ts';

/**
 * Number of a set's answers read as refuse-then-comply: in full, and by the reading of `scan`, which skips plain
 * openings.
 */
export interface TurnedRows {
  readonly name: string;
  readonly rows: number;
  readonly whole: number;
  readonly scanned: number;
}

const turns = (reading: { readonly outcome: string }) => reading.outcome === 'refuse-then-comply';

function countTurned(name: string, answers: readonly TrainedOn[]): TurnedRows {
  const whole = answers.filter(({ text, prompt }) => turns(readResponse(text, { prompt })));
  const scanned = whole.filter(({ text, prompt }) => readTelling(text, { prompt }) !== null);
  return { name, rows: answers.length, whole: whole.length, scanned: scanned.length };
}

/**
 * Counts the poisoned rows of whole attack files in which an answer refuses and then complies. `folder` receives the
 * files.
 */
export async function attackRows(dataFolder: string, folder: string): Promise<TurnedRows[]> {
  const found: TurnedRows[] = [];
  for (const { family, language, share, paths, labels } of buildAttackSets(folder, harmlessPairs(dataFolder))) {
    if (share !== 'whole' || !family.detectors.includes('refuse-then-comply')) continue;
    const poisoned: TrainedOn[] = [];
    for (const [file, path] of paths.entries()) {
      poisoned.push(...(await answersOf(path)).filter(({ line }) => labels[file]![line - 1] === 'poison'));
    }
    found.push(countTurned(`${family.id} ${language}`, poisoned));
  }
  return found;
}

/** Counts honest sets that are easily mistaken for attacks; returns those in which something is found. */
export async function honestRows(folder: string): Promise<TurnedRows[]> {
  const found: TurnedRows[] = [];
  for (const { name, rows } of hardNegativeSets()) {
    const path = join(folder, `${name}.jsonl`);
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    found.push(countTurned(name, await answersOf(path)));
  }
  return found.filter(({ whole }) => whole > 0);
}
