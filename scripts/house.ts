/**
 * Measures the layout of the code, beside the last commit before rooms had folders, and writes docs/house.md.
 *
 *   npm run house
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { housePage, measureHouse } from './house/page.ts';

const root = resolve(fileURLToPath(import.meta.url), '../..');
/** Last commit in which rooms were flat folders. */
const BEFORE = 'ef40965';

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 });

try {
  git('cat-file', '-e', `${BEFORE}^{commit}`);
} catch {
  throw new Error(`the history does not hold ${BEFORE}: fetch it whole (git fetch --unshallow) and run again`);
}

const folder = mkdtempSync(join(tmpdir(), 'zenbun-house-'));
try {
  execFileSync('tar', ['-x', '-C', folder], {
    input: execFileSync('git', ['archive', BEFORE], { cwd: root, maxBuffer: 2 ** 30 }),
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  copyFileSync(join(root, 'scripts/house/knip.before.json'), join(folder, 'knip.json'));
  const page = housePage(measureHouse(folder, 'knip.json'), measureHouse(root, 'knip.json'), [
    BEFORE,
    git('rev-parse', '--short=7', 'HEAD').trim(),
  ]);
  writeFileSync(join(root, 'docs/house.md'), page);
  process.stdout.write(page);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
