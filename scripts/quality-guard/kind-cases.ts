import { harmlessPairs } from '../attack-sets/harmless-pairs.ts';
import { buildAttackKinds } from '../attack-sets/kinds/build.ts';
import { answersOf } from '../reader-quality/trained-on.ts';
import type { GuardCase } from './guard-case.ts';

/** Prefix of the names of these sets. */
export const NEWER = 'newer: ';
/** Maximum number of guarded answers per kind and language. */
const MOST = 100;

/**
 * Returns poisoned rows of the newer kinds of attack files that refuse and then comply within their only answer; kinds
 * whose rows have several answers are left out. `folder` receives the files.
 */
export async function kindCases(dataFolder: string, folder: string): Promise<GuardCase[]> {
  const cases: GuardCase[] = [];
  for (const { kind, language, size, path, labels } of buildAttackKinds(folder, harmlessPairs(dataFolder))) {
    if (kind.group !== 'refuse-then-comply' || size !== '100 %') continue;
    const answers = (await answersOf(path)).filter(({ line }) => labels[line - 1] === 'poison');
    if (new Set(answers.map(({ line }) => line)).size < answers.length) continue;
    for (const { prompt, text } of answers.slice(0, MOST)) {
      cases.push({ kind: 'refuse-then-comply', set: NEWER + kind.id, language, prompt, text });
    }
  }
  return cases;
}
