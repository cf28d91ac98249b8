import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Locked {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

/**
 * Packs the package together with its dependencies, so that `npx` can install it without a registry. Returns the
 * tarball.
 */
export function bundledPackage(folder: string): string {
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync('npm', [...args, '--ignore-scripts', '--silent'], { cwd, encoding: 'utf8', stdio: 'pipe' });
  const plain = join(folder, 'plain');
  const unpacked = join(folder, 'unpacked');
  for (const path of [plain, unpacked]) mkdirSync(path);
  npm(['pack', '--pack-destination', plain], ROOT);
  const [tarball] = readdirSync(plain);
  execFileSync('tar', ['-xzf', join(plain, tarball!), '-C', unpacked, '--strip-components=1']);
  const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> };
  for (const [path, { dev, optional, devOptional, peer }] of Object.entries(packages))
    if (path !== '' && !dev && !optional && !devOptional && !peer)
      cpSync(join(ROOT, path), join(unpacked, path), { recursive: true, dereference: true });
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
  writeFileSync(join(unpacked, 'package.json'), JSON.stringify({ ...manifest, bundleDependencies: true }));
  npm(['pack', '--pack-destination', folder], unpacked);
  return join(folder, tarball!);
}
