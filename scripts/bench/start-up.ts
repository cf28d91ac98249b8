import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Returns milliseconds per child process, the median of `times` runs; the two commands alternate. */
export function measureStartUp(times: number): { node: number; zenbun: number } {
  const run = (args: readonly string[]) => {
    const start = performance.now();
    spawnSync(process.execPath, args);
    return performance.now() - start;
  };
  const [node, zenbun]: number[][] = [[], []];
  for (let i = 0; i < times; i += 1) {
    node!.push(run(['-e', '0']));
    zenbun!.push(run([MAIN, '--version']));
  }
  return { node: median(node!), zenbun: median(zenbun!) };
}
