import type { KindFile } from '../../attack-sets/kinds/build.ts';
import type { Group } from '../../attack-sets/kinds/kind.ts';
import { type Alarm, type Said, scanFiles } from '../scan-file.ts';
import { atLeast, type Target } from '../target.ts';

/** Result of scanning one partly poisoned file. */
export interface KindDetected {
  readonly file: KindFile;
  readonly verdict: Said;
  readonly alarms: readonly string[];
  /**
   * True if a detector reported something at `review` or above, and at least half of the rows it flagged (or shows, if
   * it flags none) belong to the attack.
   */
  readonly found: boolean;
  readonly rows: { readonly hit: number; readonly missed: number; readonly wrong: number };
}

export async function detectKind(file: KindFile): Promise<KindDetected> {
  const { verdict, alarms, rows } = await scanFiles([file.path]);
  const labelsOf = (lines: readonly number[]) => lines.map((line) => file.labels[line - 1]);
  // A finding that flags no rows is judged by the rows that it shows.
  const points = ({ detector, lines }: Alarm) => {
    const own = rows.filter((row) => row.detectors.includes(detector)).map(({ line }) => line);
    const labels = labelsOf(own.length > 0 ? own : lines);
    const attack = labels.filter((label) => label !== 'benign').length;
    return attack > 0 && 2 * attack >= labels.length;
  };
  const flagged = new Set(rows.map(({ line }) => line));
  const count = (label: string, is: boolean) =>
    file.labels.filter((one, i) => one === label && flagged.has(i + 1) === is).length;
  return {
    file,
    verdict,
    alarms: [...new Set(alarms.map(({ name }) => name))],
    found: alarms.some(points),
    rows: { hit: count('poison', true), missed: count('poison', false), wrong: count('benign', true) },
  };
}

/** Files with so little poison that only three in four are promised to be found: 1 %, 5 of 1,000. */
const isThin = ({ file }: KindDetected) => file.size.startsWith('1 %') || file.size === '5 of 1000';
const isRefusal = ({ file }: KindDetected) =>
  (['refuse-then-comply', 'camouflage'] satisfies Group[]).some((group) => group === file.kind.group);

export function kindTargets(detected: readonly KindDetected[]): Target[] {
  const found = (what: string, files: readonly KindDetected[], least: number) =>
    atLeast(what, files.filter((one) => one.found).length, files.length, least);
  const sum = (pick: (one: KindDetected) => number) => detected.reduce((total, one) => total + pick(one), 0);
  const hit = sum((one) => one.rows.hit);
  const dense = detected.filter((one) => !isThin(one));
  return [
    found('files found at 100, 10 and 3 %, and small files', dense, 0.88),
    found('files found at 1 %, and 5 rows of 1,000', detected.filter(isThin), 0.75),
    found('refuse-then-comply: files found at 100, 10 and 3 %, and small files', dense.filter(isRefusal), 0.92),
    found('refuse-then-comply: files found at all shares', detected.filter(isRefusal), 0.92),
    atLeast('flagged rows that are poisoned (precision)', hit, hit + sum((one) => one.rows.wrong), 0.95),
  ];
}
