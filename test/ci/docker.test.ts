import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../cli/command.ts';
import { ROOT, textOf } from './bundled-package.ts';

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

const instructions: Instruction[] = textOf('Dockerfile')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ', 1)[0]!, rest: line.slice(line.indexOf(' ') + 1).trim() }));

const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const build = instructions.slice(0, instructions.length - lastStage.length);
const named = (stage: readonly Instruction[], wanted: string) =>
  stage.filter(({ name }) => name === wanted).map(({ rest }) => rest);
const manifest = JSON.parse(textOf('package.json'));

/** Returns what a COPY takes from the context, and its destination. */
function copied(rest: string): { from: string[]; to: string } {
  const words = rest.split(' ');
  return { from: words.slice(0, -1), to: words.at(-1)! };
}
const taken = named(build, 'COPY').flatMap((rest) => copied(rest).from);

const ignored = textOf('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('Dockerfile', () => {
  test('has one instruction a line, all of which are known', () => {
    for (const { name, rest } of instructions) {
      expect(['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'ENTRYPOINT', 'CMD']).toContain(name);
      expect(rest.endsWith('\\')).toBe(false);
    }
  });

  test('pins its base by full version and fetches nothing by address', () => {
    const bases = named(instructions, 'FROM').map((rest) => rest.split(' ')[0]!);
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toMatch(/^node:\d+\.\d+\.\d+-\w+-slim$/);
    expect(new Set(bases).size).toBe(1);
    expect(named(instructions, 'ADD')).toEqual([]);
    for (const command of named(instructions, 'RUN'))
      expect(command).not.toMatch(/https?:|\b(?:curl|wget|npm install|npx)\b/);
  });

  test('runs as a user that is not root, named by number, after the last change', () => {
    const [user, ...others] = named(lastStage, 'USER');
    expect(others).toEqual([]);
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const after = lastStage.slice(lastStage.findIndex(({ name }) => name === 'USER'));
    expect(after.map(({ name }) => name)).toEqual(['USER', 'WORKDIR', 'ENTRYPOINT', 'CMD']);
    expect(named(lastStage, 'ENTRYPOINT').map((rest) => JSON.parse(rest))).toEqual([['zenbun']]);
  });

  test('takes everything that the package ships, and installs by the lock file without running scripts', () => {
    for (const file of manifest.files.filter((name: string) => name !== 'dist')) expect(taken).toContain(file);
    const installs = named(build, 'RUN').filter((command) => command.startsWith('npm ci'));
    expect(installs).toHaveLength(2);
    for (const command of installs) expect(command).toContain('--ignore-scripts');
    expect(installs[1]).toContain('--omit=dev');
    expect(named(lastStage, 'COPY')).toEqual(['--from=build /opt/zenbun /opt/zenbun']);
  });

  test('the context is closed, and open to just what is copied', () => {
    expect(ignored[0]).toBe('*');
    const open = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(open.toSorted()).toEqual(taken.toSorted());
    for (const path of open) expect(existsSync(join(ROOT, path)), path).toBe(true);
    expect(ignored.slice(1 + open.length)).toEqual(['**/*.test.ts', '**/fixtures']);
  });
});

const runnable = process.platform !== 'win32' && spawnSync('tar', ['--version']).status === 0;

/** Only `npm ci` is skipped, as it needs a registry: this checkout's modules stand in for what it installs. */
test.skipIf(!runnable)(
  'its commands, but for npm ci, make a package that scans (skipped without tar)',
  { timeout: 180_000 },
  () => {
    const machine = folderWith({});
    const inside = (path: string) => path.replaceAll(/\/(?:build|opt)\b/g, (place) => `${machine}${place}`);
    mkdirSync(join(machine, 'opt'));
    let place = machine;
    for (const { name, rest } of build) {
      if (name === 'WORKDIR') {
        place = inside(rest);
        mkdirSync(place, { recursive: true });
      }
      if (name === 'COPY') copyInto(place, copied(rest));
      if (name === 'RUN' && !rest.startsWith('npm ci'))
        execFileSync('sh', ['-ec', inside(rest)], { cwd: place, stdio: 'pipe' });
      if (name === 'RUN' && rest.startsWith('npm ci'))
        symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'));
    }
    const command = join(machine, 'opt/zenbun/dist/cli/main.js');
    const scan = spawnSync(command, ['scan', 'demo/train.jsonl', '--quiet'], { cwd: ROOT, encoding: 'utf8' });
    expect(scan).toMatchObject({ status: 1, stdout: '', stderr: '' });
    expect(readdirSync(join(machine, 'opt/zenbun'))).toContain('package-lock.json');
    expect(readdirSync(join(machine, 'build/src/cli')).filter((name) => name.endsWith('.test.ts'))).toEqual([]);
  },
);

/**
 * Copies as COPY does: a folder is replaced by its content, files go into a folder. Files excluded from the context are
 * left out.
 */
function copyInto(place: string, { from, to }: { from: string[]; to: string }): void {
  const folder = to === './' || to.endsWith('/');
  for (const source of from)
    cpSync(join(ROOT, source), join(place, folder ? join(to, basename(source)) : to), {
      recursive: true,
      filter: (path) => !path.endsWith('.test.ts') && basename(path) !== 'fixtures',
    });
}
