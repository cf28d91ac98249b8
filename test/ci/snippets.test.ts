import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { EXIT } from '../../src/cli/exit-code.ts';
import { folderWith, zenbun } from '../cli/command.ts';
import { benignRows, jsonLines } from '../cli/training-rows.ts';
import { ROOT, textOf } from './bundled-package.ts';

const manifest = JSON.parse(textOf('package.json'));
const PAGES = ['docs/ci.md', 'docs/ci.ja.md'];
const blocks = (page: string, kind: string) =>
  [...textOf(page).matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1]!);

const [hook] = parse(textOf('.pre-commit-hooks.yaml'));
const gitlab = parse(textOf('ci/gitlab.yml'))['zenbun-scan'];
const action = parse(textOf('action.yml'));

/** Returns the zenbun flags in a text; those of docker and npx precede the word `scan`. */
const flagsIn = (text: string) => [...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag);
const afterScan = (line: string) => line.slice(line.search(/\bscan\b/));

test('every flag that is used stands in the help', async () => {
  const { out } = await zenbun(['scan', '--help']);
  const known = new Set(flagsIn(out));
  const script = textOf('ci/action-scan.sh')
    .split('\n')
    .filter((line) => /^(?:option |arguments)/.test(line))
    .join('\n');
  const lines = PAGES.flatMap((page) => blocks(page, 'sh').join('').split('\n')).filter((line) =>
    /\bscan\b/.test(line),
  );
  const texts = [script, hook.args.join(' '), gitlab.script.map(afterScan).join(' '), ...lines.map(afterScan)];
  for (const text of texts) for (const flag of flagsIn(text)) expect(known, flag).toContain(flag);
  expect(flagsIn(script)).toHaveLength(7);
  // Flags that the pages mention in passing.
  const spoken = PAGES.flatMap((page) => [...textOf(page).matchAll(/`(--[a-z-]+)`/g)].map((match) => match[1]!));
  for (const flag of spoken) expect(known.has(flag) || ['--user', '--tmpfs'].includes(flag), flag).toBe(true);
});

describe('.pre-commit-hooks.yaml', () => {
  const files = new RegExp(hook.files.replace('(?i)', ''), 'i');

  test('runs the command of the package on the files of a commit', () => {
    expect(hook).toMatchObject({ language: 'node', pass_filenames: true, require_serial: true });
    const [command, verb] = hook.entry.split(' ');
    expect(Object.keys(manifest.bin)).toContain(command);
    expect(verb).toBe('scan');
    // pre-commit packs the repository, so the command has to be built by then.
    expect(manifest.scripts.prepare).toBe('node scripts/build/prepare.mjs');
  });

  test('takes data, and leaves settings and texts alone', () => {
    const suffixes = [
      'jsonl',
      'ndjson',
      'csv',
      'tsv',
      'parquet',
      'arrow',
      'feather',
      'jsonl.gz',
      'csv.zst',
      'JSONL.bz2',
    ];
    for (const suffix of suffixes) expect(`data/train.${suffix}`).toMatch(files);
    for (const name of ['package.json', 'README.md', 'train.jsonl.py', 'csv', 'a.tar.gz'])
      expect(name).not.toMatch(files);
  });

  test('its arguments go before the names', async () => {
    const folder = folderWith({ 'a.jsonl': jsonLines(benignRows), 'b.jsonl': textOf('demo/train.jsonl') });
    const words = [...hook.entry.split(' ').slice(1), ...hook.args];
    expect(await zenbun([...words, 'a.jsonl'], { cwd: folder })).toMatchObject({ code: 0 });
    const blocked = await zenbun([...words, 'a.jsonl', 'b.jsonl'], { cwd: folder });
    expect(blocked).toMatchObject({ code: 1, out: expect.stringContaining('refuse-then-comply') });
  });
});

describe('ci/gitlab.yml', () => {
  test('runs the package of this version on the base of the image', () => {
    expect(gitlab.variables.ZENBUN_PACKAGE).toBe(`zenbun@${manifest.version}`);
    expect(textOf('Dockerfile')).toContain(`FROM ${gitlab.image}\n`);
  });

  test('keeps what the command writes, also when the job fails', () => {
    const [line] = gitlab.script as string[];
    const { paths, reports, when } = gitlab.artifacts;
    for (const file of [...paths, reports.junit])
      expect(line).toMatch(new RegExp(`--\\w+=${file.replaceAll('.', '\\.')} `));
    expect(when).toBe('always');
  });

  test.skipIf(process.platform === 'win32')(
    'its line scans what the variables name (skipped without a POSIX shell)',
    () => {
      // Replaces npx, which needs a registry: the words after the package are those of the command.
      const npx = `#!/bin/sh\n[ "$1 $2 $3 $4" = "--yes --package=zenbun@${manifest.version} -- zenbun" ] || exit 9\nshift 4\nexec '${process.execPath}' '${join(ROOT, 'dist/cli/main.js')}' "$@"\n`;
      const bin = folderWith({ npx });
      spawnSync('chmod', ['+x', join(bin, 'npx')]);
      const folder = folderWith({ 'a.jsonl': jsonLines(benignRows), 'b.jsonl': textOf('demo/train.jsonl') });
      const run = (paths: string) =>
        spawnSync('sh', ['-e', '-c', gitlab.script.join('\n')], {
          cwd: folder,
          env: { PATH: `${bin}:${process.env.PATH}`, LANG: 'C', ...gitlab.variables, ZENBUN_PATHS: paths },
        }).status;
      expect(run('a.jsonl')).toBe(0);
      expect(run('a.jsonl b.jsonl')).toBe(1);
      for (const file of [...gitlab.artifacts.paths, gitlab.artifacts.reports.junit])
        expect(existsSync(join(folder, file)), file).toBe(true);
    },
  );
});

describe.each(PAGES)('%s', (page) => {
  test('its YAML can be read, and names what there is', () => {
    const [workflow, precommit, included] = blocks(page, 'yaml').map((text) => parse(text));
    const used = workflow.jobs.scan.steps.find(({ uses }: { uses?: string }) => uses?.startsWith('OWNER/zenbun@'));
    expect(used.uses).toBe(`OWNER/zenbun@v${manifest.version}`);
    for (const name of Object.keys(used.with)) expect(Object.keys(action.inputs)).toContain(name);
    expect(workflow.permissions['security-events']).toBe('write');
    const [repo] = precommit.repos;
    expect(repo.rev).toBe(`v${manifest.version}`);
    expect(repo.hooks[0].id).toBe(hook.id);
    expect('data/sub/train.json').toMatch(new RegExp(repo.hooks[0].files));
    expect(existsSync(join(ROOT, included.include[0].local))).toBe(true);
    for (const name of Object.keys(included['zenbun-scan'].variables))
      expect(Object.keys(gitlab.variables)).toContain(name);
  });

  test('tells every exit code, and its links lead somewhere', () => {
    for (const code of Object.values(EXIT)) expect(textOf(page)).toContain(`\n| ${code} |`);
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1]!);
    for (const link of links) expect(existsSync(join(ROOT, 'docs', link)), link).toBe(true);
  });

  test('is named by its README', () => {
    expect(textOf(page.endsWith('.ja.md') ? 'README.ja.md' : 'README.md')).toContain(`](${page})`);
  });

  test('no version of the package but this one', () => {
    const versions = [...textOf(page).matchAll(/zenbun@v?(\d+\.\d+\.\d+)/g)].map((match) => match[1]);
    expect(new Set(versions)).toEqual(new Set([manifest.version]));
  });
});
