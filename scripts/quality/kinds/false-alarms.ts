import type { BenignFile } from '../../hard-negatives/kinds/build.ts';
import { type Said, scanFiles } from '../scan-file.ts';
import { atMost, type Target } from '../target.ts';

/** Result of scanning one honest file. */
export interface KindQuiet {
  readonly file: BenignFile;
  readonly verdict: Said;
  readonly alarms: readonly string[];
  readonly flagged: number;
}

export async function quietKind(file: BenignFile): Promise<KindQuiet> {
  const { verdict, alarms, rows } = await scanFiles([file.path]);
  return { file, verdict, alarms: [...new Set(alarms.map(({ name }) => name))], flagged: rows.length };
}

export function quietTargets(quiet: readonly KindQuiet[]): Target[] {
  const level = (said: Said) => quiet.filter(({ verdict }) => verdict === said).length;
  return [
    atMost('benign files blocked', level('block'), quiet.length, 0.01),
    atMost('benign files sent to review', level('review'), quiet.length, 0.05),
    atMost('benign files that could not be scanned', level('failed'), quiet.length, 0),
  ];
}
