import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import type { Stages } from './stages.ts';

/**
 * Measures the stages of a scan of `path` in a separate process, from a bundle like the one that ships: the test
 * runner's transformed source names every closure anew, which costs more than some stages. Linux only, because of the
 * per-thread clock.
 */
export async function bundledStages(root: string, path: string): Promise<Stages> {
  const file = join(root, 'dist/bench-stages.mjs');
  try {
    await build({
      cwd: root,
      input: join(root, 'scripts/bench/stages-once.ts'),
      platform: 'node',
      external: (id) => !id.startsWith('.') && !id.startsWith('/'),
      logLevel: 'warn',
      output: { file, format: 'esm', codeSplitting: false },
    });
    return JSON.parse(execFileSync(process.execPath, [file, path], { encoding: 'utf8' })) as Stages;
  } finally {
    rmSync(file, { force: true });
  }
}
