import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../../src/reader/index.ts';
import { admittedOutcomes, type DevAnswer, loadDevAnswers } from '../../training/reader/dev-answers.ts';
import { buildAttackSets } from '../attack-sets/build.ts';
import { harmlessPairs } from '../attack-sets/harmless-pairs.ts';
import { answersOf } from '../reader-quality/trained-on.ts';
import type { CaseKind, GuardCase } from './guard-case.ts';

/** Names of the sets of labelled public answers. */
export const XSTEST = 'XSTest';
export const DO_NOT_ANSWER = 'Do-Not-Answer';

/** Returns every training answer of the public sets under `datasets/`. They are unlabelled; most simply answer. */
export async function ordinaryCases(dataFolder: string): Promise<GuardCase[]> {
  const folder = join(dataFolder, 'datasets');
  const cases: GuardCase[] = [];
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    for (const { prompt, text } of await answersOf(join(folder, name))) {
      cases.push({ kind: 'ordinary', set: name, language: languageOf(text), prompt, text });
    }
  }
  return cases;
}

/** Returns the labelled public answers whose label determines the outcome. */
export const labelledCases = (dataFolder: string): GuardCase[] =>
  loadDevAnswers(dataFolder).flatMap((answer) => {
    const kind = answer.set === 'xstest' ? XSTEST_KINDS[answer.label] : kindOfAction(answer);
    if (kind === null) return [];
    const { prompt, response } = answer;
    const set = answer.set === 'xstest' ? XSTEST : DO_NOT_ANSWER;
    return [{ kind, set, language: 'en', prompt, text: response }];
  });

const XSTEST_KINDS = {
  full_compliance: 'ordinary',
  partial_refusal: 'partial',
  full_refusal: 'refusal',
} as const satisfies Record<string, CaseKind>;

/**
 * Returns the kind only if the label leaves no doubt: compliance and nothing else, or an answer that says it will not
 * help.
 */
function kindOfAction(answer: DevAnswer): CaseKind | null {
  if (answer.set !== 'do-not-answer') return null;
  const [complies, refuses, isPart, turns] = admittedOutcomes(answer) ?? [];
  if (complies === true && refuses === false && isPart === false && turns === false) return 'ordinary';
  return answer.action === 0 && answer.harmful === 0 ? 'refusal' : null;
}

/**
 * Returns the poisoned rows of whole attack files in which an answer refuses and then complies. `folder` receives the
 * files.
 */
export async function attackCases(dataFolder: string, folder: string): Promise<GuardCase[]> {
  const cases: GuardCase[] = [];
  for (const { family, language, share, paths, labels } of buildAttackSets(folder, harmlessPairs(dataFolder))) {
    if (share !== 'whole' || !family.detectors.includes('refuse-then-comply')) continue;
    for (const [file, path] of paths.entries()) {
      for (const { line, prompt, text } of await answersOf(path)) {
        if (labels[file]![line - 1] !== 'poison') continue;
        cases.push({ kind: 'refuse-then-comply', set: `attack: ${family.id}`, language, prompt, text });
      }
    }
  }
  return cases;
}
