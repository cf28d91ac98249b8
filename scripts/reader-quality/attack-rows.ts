import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResponse as readByPhrases } from '../../src/acts/index.ts';
import { readResponse } from '../../src/reader/index.ts';
import { buildAttackSets } from '../attack-sets/build.ts';
import { harmlessPairs } from '../attack-sets/harmless-pairs.ts';
import { hardNegativeSets } from '../hard-negatives/sets.ts';
import { answersOf, type TrainedOn } from './trained-on.ts';

/** How many answers of a set each reader calls refuse-then-comply: the learned one, and that of phrases, which `scan` has. */
export interface TurnedRows {
  readonly name: string;
  readonly rows: number;
  readonly learned: number;
  readonly byPhrases: number;
}

const turns = (reading: { readonly outcome: string }) => reading.outcome === 'refuse-then-comply';

function countTurned(name: string, answers: readonly TrainedOn[]): TurnedRows {
  const count = (read: typeof readResponse | typeof readByPhrases) =>
    answers.filter(({ text, prompt }) => turns(read(text, { prompt }))).length;
  return { name, rows: answers.length, learned: count(readResponse), byPhrases: count(readByPhrases) };
}

/** The poisoned rows of whole attack files in which an answer refuses and then complies. `folder`: for the files. */
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

/** Honest sets that are easily taken for attacks; those in which either reader finds something. */
export async function honestRows(folder: string): Promise<TurnedRows[]> {
  const found: TurnedRows[] = [];
  for (const { name, rows } of hardNegativeSets()) {
    const path = join(folder, `${name}.jsonl`);
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    found.push(countTurned(name, await answersOf(path)));
  }
  return found.filter(({ learned, byPhrases }) => learned + byPhrases > 0);
}
