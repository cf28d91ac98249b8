import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Install {
  readonly packages: number;
  readonly mebibytes: number;
}

/** Packs the built package, installs the tarball into a new folder, and counts what it installed. */
export function measureInstall(root: string, folder: string): Install {
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, filename)], folder);
  const modules = join(folder, 'node_modules');
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' });
  const bytes = files.reduce((sum, name) => sum + lstatSync(join(modules, name)).size, 0);
  const lock = JSON.parse(npm(['ls', '--all', '--parseable', '--json'], folder)) as object;
  return { packages: countPackages(lock), mebibytes: bytes / 2 ** 20 };
}

/** Counts the distinct name and version pairs of an `npm ls --json` tree, without the root. */
function countPackages(tree: { dependencies?: Record<string, { version?: string }> }): number {
  const seen = new Set<string>();
  const visit = (node: typeof tree) => {
    for (const [name, child] of Object.entries(node.dependencies ?? {})) {
      seen.add(`${name}@${child.version}`);
      visit(child as typeof tree);
    }
  };
  visit(tree);
  return seen.size;
}
