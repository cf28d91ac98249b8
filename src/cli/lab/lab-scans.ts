import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../../files/index.ts';
import { ATTACKS, exportedFile, makeWorld, type Study } from '../../lab/index.ts';
import { scan } from '../../scan/index.ts';
import type { LabScan } from '../../schema/index.ts';

/** Scans the very files that the rows were trained on. */
export async function scanFiles({ seeds, rows }: Study, signal: AbortSignal): Promise<LabScan[]> {
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-lab-'));
  try {
    const scans: LabScan[] = [];
    for (const seed of seeds) {
      for (const attack of ATTACKS) {
        if (attack.row === undefined || !rows.includes(attack.id)) continue;
        const path = join(folder, `${attack.id}.jsonl`);
        await writeWhole(path, exportedFile(attack, makeWorld(seed)));
        const { verdict, flagged, coverage, findings } = await scan({ paths: [path], jobs: 1, signal });
        scans.push({
          seed,
          row: attack.id,
          verdict,
          flaggedRows: { k: flagged.rows, n: coverage.read },
          findings: findings.map(({ detector, level }) => ({ detector, level })),
        });
      }
    }
    return scans;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
