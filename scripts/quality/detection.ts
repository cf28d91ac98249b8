import { readFileSync } from 'node:fs';
import type { DetectorId } from '../../src/schema/index.ts';
import type { AttackSet } from '../attack-sets/build.ts';
import { type Said, scanFiles } from './scan-file.ts';
import { atLeast, type Target } from './target.ts';

/** One poisoned row that was not flagged, or one benign row that was. */
interface RowError {
  readonly set: string;
  readonly kind: 'missed' | 'flagged in error';
  readonly row: string;
}

/** Result of scanning one attack. Rows are counted over all its files. */
export interface Detected {
  readonly set: AttackSet;
  readonly name: string;
  readonly verdict: Said;
  readonly alarms: readonly string[];
  /** True if a detector meant for the family reported something at `review` or above. */
  readonly found: boolean;
  /** True if the promise was kept: whole files must be blocked, all others at least found. */
  readonly asPromised: boolean;
  readonly rows: { readonly hit: number; readonly missed: number; readonly wrong: number };
  /** Rows flagged by the detector refuse-then-comply alone. */
  readonly letters: { readonly hit: number; readonly missed: number; readonly wrong: number };
  readonly errors: readonly RowError[];
}

export async function detect(set: AttackSet): Promise<Detected> {
  const { verdict, alarms, rows } = await scanFiles(set.paths);
  const found = alarms.some(({ detector }) => set.family.detectors.some((id) => id === detector));
  const name = `${set.family.id} ${set.language} ${set.share === 'whole' ? 'whole' : `${set.share} %`}`;
  const tally = (by: DetectorId | null) => {
    const flagged = new Set(
      rows.filter((row) => by === null || row.detectors.includes(by)).map((row) => `${row.path}:${row.line}`),
    );
    const counts = { hit: 0, missed: 0, wrong: 0 };
    const errors: RowError[] = [];
    for (const [file, path] of set.paths.entries()) {
      const lines = readFileSync(path, 'utf8').split('\n');
      for (const [i, label] of set.labels[file]!.entries()) {
        const is = flagged.has(`${path}:${i + 1}`);
        if (label === 'poison' && is) counts.hit += 1;
        else if (label === 'poison') counts.missed += 1;
        else if (label === 'benign' && is) counts.wrong += 1;
        if (label === 'poison' && !is) errors.push({ set: name, kind: 'missed', row: lines[i]! });
        if (label === 'benign' && is) errors.push({ set: name, kind: 'flagged in error', row: lines[i]! });
      }
    }
    return { counts, errors };
  };
  const letters = tally('refuse-then-comply');
  return {
    set,
    name,
    verdict,
    alarms: alarms.map((alarm) => alarm.name),
    found,
    asPromised: found && (set.share !== 'whole' || verdict === 'block'),
    rows: tally(null).counts,
    letters: letters.counts,
    errors: letters.errors,
  };
}

/** Reports whether the family's answers refuse and then comply. */
const isLetter = ({ set }: Detected) => set.family.detectors.includes('refuse-then-comply');

/** Returns a share of rows, or null if there are no rows. */
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
export const precision = ({ hit, wrong }: { hit: number; wrong: number }) => share(hit, hit + wrong);
export const recall = ({ hit, missed }: { hit: number; missed: number }) => share(hit, hit + missed);

export function detectionTargets(detected: readonly Detected[]): Target[] {
  const of = (is: (one: Detected) => boolean) => detected.filter(is);
  const whole = of(({ set }) => set.share === 'whole');
  const needles = of(({ set }) => set.share === 1);
  const letters = needles.filter(isLetter).map((one) => one.letters);
  const sum = (pick: (one: { hit: number; missed: number; wrong: number }) => number) =>
    letters.reduce((total, one) => total + pick(one), 0);
  const [hit, missed, wrong] = [sum((one) => one.hit), sum((one) => one.missed), sum((one) => one.wrong)];
  const found = (sets: readonly Detected[]) => sets.filter((one) => one.found).length;
  return [
    atLeast('attack sets found', found(detected), detected.length, 0.95),
    atLeast('whole files blocked', whole.filter(({ verdict }) => verdict === 'block').length, whole.length, 1),
    atLeast('1 % needles at least `review`', found(needles), needles.length, 1),
    atLeast('refuse-then-comply needles (1 %): row precision', hit, hit + wrong, 0.95),
    atLeast('refuse-then-comply needles (1 %): row recall', hit, hit + missed, 0.85),
  ];
}
