import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../cli/command.ts';
import { benignRows, jsonLines } from '../cli/training-rows.ts';
import { bundledPackage, ROOT, textOf } from './bundled-package.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Record<string, unknown>;
  readonly env?: Record<string, string>;
}

const action = parse(textOf('action.yml')) as {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
};
const { steps } = action.runs;
const manifest = JSON.parse(textOf('package.json'));
const scanStep = steps.find(({ id }) => id === 'scan')!;
const lastStep = steps.at(-1)!;

describe('action.yml', () => {
  test('is a composite action with the inputs and outputs that people are told of', () => {
    expect(action.runs.using).toBe('composite');
    const page = textOf('docs/ci.md');
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(description).not.toBe('');
      expect(page).toContain(`\n| \`${name}\` |`);
    }
    expect(Object.keys(action.outputs)).toEqual(['verdict', 'sarif', 'json']);
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.scan.outputs.${name} }}`);
  });

  test('runs the package of this version by default', () => {
    expect(action.inputs.package!.default).toBe(`zenbun@${manifest.version}`);
  });

  test('puts no expression into the text of a script', () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    expect(scripts).toHaveLength(3);
    for (const script of scripts) expect(script).not.toContain('${{');
    for (const { run, shell } of steps) expect(shell).toBe(run === undefined ? undefined : 'bash');
  });

  test('hands every input on, and every variable that it hands on is read', () => {
    const used = JSON.stringify(steps);
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name}`);
    const script = textOf('ci/action-scan.sh');
    for (const name of Object.keys(scanStep.env!)) expect(script).toMatch(new RegExp(`\\$\\{?${name}\\b`));
  });

  test('names the actions of others by their major version', () => {
    const others = steps.flatMap(({ uses }) => uses ?? []);
    expect(others).toHaveLength(2);
    for (const uses of others) expect(uses).toMatch(/^[\w-]+\/[\w/-]+@v\d+$/);
  });

  test('uploads before it decides, and decides whatever became of the upload', () => {
    const upload = steps.findIndex(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@'));
    expect(upload).toBeGreaterThan(steps.indexOf(scanStep));
    expect(upload).toBe(steps.length - 2);
    expect(steps[upload]!.if).toContain("inputs.upload-sarif == 'true'");
    expect(lastStep.if).toContain('!cancelled()');
  });

  test('sets up Node only where there is none that will do', () => {
    expect(steps.find(({ uses }) => uses?.startsWith('actions/setup-node@'))!.if).toContain("usable != 'true'");
    const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(manifest.engines.node)!;
    const script = textOf('ci/action-node.sh');
    expect(script).toContain(`major > ${major} || (major === ${major} && minor >= ${minor})`);
    expect(Number(action.inputs['node-version']!.default)).toBeGreaterThan(Number(major));
  });
});

const has = (command: string) => spawnSync(command, ['--version']).status === 0;
const runnable = process.platform !== 'win32' && ['bash', 'npm', 'npx', 'tar'].every(has);

/**
 * Stands in for npx in tests that are not about it, since installing takes many seconds. Accepts only the arguments
 * that the script passes to npx, and runs the built command.
 */
const STAND_IN = `#!/usr/bin/env bash
[ "$1 $3 $5 $6" = "--prefix --yes -- zenbun" ] && [ -d "$2" ] && [[ "$4" = --package=* ]] || exit 9
printf '%s' "\${4#*=}" >package-asked-for
shift 6
exec '${process.execPath}' '${join(ROOT, 'dist/cli/main.js')}' "$@"
`;

describe.skipIf(!runnable)(
  'the scripts of the action (skipped without bash, npm and tar)',
  { timeout: 180_000 },
  () => {
    let folder: string;
    let tarball: string;
    let standIn: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'zenbun-action-'));
      tarball = bundledPackage(folder);
      standIn = join(folder, 'stand-in');
      mkdirSync(standIn);
      writeFileSync(join(standIn, 'npx'), STAND_IN, { mode: 0o755 });
    }, 180_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /**
     * Runs a script of the action as a runner does, with a checkout to work in and files for outputs and the summary.
     */
    function ran(script: string, workspace: string, inputs: Record<string, string>, env: Record<string, string> = {}) {
      const runner = folderWith({ output: '', summary: '' });
      const temporary = join(runner, 'temporary');
      mkdirSync(temporary);
      const ended = spawnSync('bash', [join(ROOT, script)], {
        cwd: workspace,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH ?? '',
          HOME: runner,
          LANG: 'C',
          RUNNER_TEMP: temporary,
          GITHUB_OUTPUT: join(runner, 'output'),
          GITHUB_STEP_SUMMARY: join(runner, 'summary'),
          npm_config_cache: join(folder, 'cache'),
          npm_config_offline: 'true',
          npm_config_update_notifier: 'false',
          ...inputs,
          ...env,
        },
      });
      const outputs = Object.fromEntries(
        readFileSync(join(runner, 'output'), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      ) as Record<string, string>;
      return { ...ended, outputs, summary: readFileSync(join(runner, 'summary'), 'utf8') };
    }

    /**
     * Runs the scan with these inputs and otherwise the action's own defaults; returns also the exit code that the last
     * step gives the job.
     */
    function scanned(workspace: string, given: Record<string, string>, npx: 'real' | 'stand-in' = 'stand-in') {
      const inputs: Record<string, string> = {};
      for (const [variable, expression] of Object.entries(scanStep.env!)) {
        const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)![1]!;
        inputs[variable] = given[name] ?? action.inputs[name]!.default ?? '';
      }
      const path = npx === 'real' ? {} : { PATH: `${standIn}:${process.env.PATH}` };
      const step = ran('ci/action-scan.sh', workspace, inputs, path);
      const code = step.outputs['exit-code'] ?? '';
      const job = spawnSync('bash', ['-e', '-c', lastStep.run!], {
        env: { PATH: process.env.PATH ?? '', ...(code === '' ? {} : { ZENBUN_EXIT_CODE: code }) },
      });
      return { ...step, job: job.status };
    }

    const clean = () => folderWith({ 'train.jsonl': jsonLines(benignRows) });
    const poisoned = () => folderWith({ 'train.jsonl': textOf('demo/train.jsonl') });

    test('a clean set passes, with result, SARIF and summary', () => {
      const workspace = clean();
      const { status, job, outputs, summary } = scanned(workspace, { paths: 'train.jsonl' });
      expect({ status, job, verdict: outputs.verdict }).toEqual({ status: 0, job: 0, verdict: 'pass' });
      expect(JSON.parse(readFileSync(outputs.json!, 'utf8'))).toMatchObject({
        schema: 'zenbun.scan/1',
        verdict: 'pass',
      });
      expect(JSON.parse(readFileSync(outputs.sarif!, 'utf8')).runs[0].properties.verdict).toBe('pass');
      expect(summary).toContain('zenbun');
      expect(readFileSync(join(workspace, 'package-asked-for'), 'utf8')).toBe(action.inputs.package!.default);
    });

    test('a poisoned set fails the job, and only after everything was written', () => {
      const given = { paths: 'train.jsonl', lang: 'ja', package: tarball };
      const { status, job, outputs, summary, stdout } = scanned(poisoned(), given, 'real');
      expect({ status, job, verdict: outputs.verdict }).toEqual({ status: 0, job: 1, verdict: 'block' });
      const sarif = JSON.parse(readFileSync(outputs.sarif!, 'utf8'));
      const found = sarif.runs[0].results;
      expect(found.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('refuse-then-comply');
      // Code scanning identifies a file by its path in the repository.
      expect(found.at(-1).locations[0].physicalLocation.artifactLocation.uri).toBe('train.jsonl');
      expect(summary).toContain('refuse-then-comply');
      expect(summary).toMatch(/\p{Script=Hiragana}/u);
      expect(stdout).toContain('refuse-then-comply');
    });

    test('what a row says is no command to the runner', () => {
      const { stdout } = scanned(poisoned(), { paths: 'train.jsonl' });
      const [, pause, report] = /^::stop-commands::([\w-]{20,})\n([\s\S]*)$/.exec(stdout)!;
      expect(report!.trimEnd().endsWith(`\n::${pause}::`)).toBe(true);
    });

    test('paths stand one a line, with spaces, dashes and globs; files are named as the inputs say', () => {
      const rows = jsonLines(benignRows);
      const workspace = folderWith({
        'a set.jsonl': rows,
        '--json=x.jsonl': rows,
        'part-1.jsonl': rows,
        'mine.yaml': 'lang: ja',
      });
      const paths = '  a set.jsonl\r\n\n--json=x.jsonl\n\tpart-*.jsonl  ';
      const { job, outputs, summary } = scanned(workspace, {
        paths,
        sarif: 'a report.sarif',
        config: 'mine.yaml',
        'max-skipped': '5%',
        'fail-on': 'review',
      });
      const { inputs } = JSON.parse(readFileSync(outputs.json!, 'utf8'));
      expect(inputs.map(({ path }: { path: string }) => path)).toEqual([
        '--json=x.jsonl',
        'a set.jsonl',
        'part-1.jsonl',
      ]);
      // Three copies of a set may or may not be reported as such; verdict and exit code must agree.
      expect(job).toBe(outputs.verdict === 'pass' ? 0 : 1);
      expect(outputs.sarif).toBe('a report.sarif');
      expect(existsSync(join(workspace, 'a report.sarif'))).toBe(true);
      expect(summary).toMatch(/\p{Script=Hiragana}/u);
    });

    test('no input becomes script text', () => {
      const workspace = clean();
      const evil = '$(touch owned)`touch owned`"; touch owned; \'';
      for (const name of ['paths', 'fail-on', 'config', 'max-skipped', 'lang', 'job-summary']) {
        const { job, outputs } = scanned(workspace, { paths: 'train.jsonl', [name]: evil });
        expect({ name, job, sarif: outputs.sarif }).toEqual({ name, job: 2, sarif: undefined });
      }
      expect(scanned(workspace, { paths: 'train.jsonl', package: evil })).toMatchObject({ job: 0 });
      expect(readFileSync(join(workspace, 'package-asked-for'), 'utf8')).toBe(evil);
      expect(existsSync(join(workspace, 'owned'))).toBe(false);
    });

    test('what cannot be read, and what was not read, fail the job with their own codes', () => {
      const workspace = folderWith({
        'note.jsonl': '{"colour":"red"}\n',
        'left.jsonl': `${jsonLines(benignRows)}{"broken\n`,
      });
      const unreadable = scanned(workspace, { paths: 'note.jsonl' });
      expect(unreadable).toMatchObject({ job: 2, outputs: { verdict: '' } });
      expect(unreadable.summary).toContain('exit code 2');
      expect(scanned(workspace, { paths: 'left.jsonl' })).toMatchObject({ job: 3, outputs: { verdict: 'review' } });
      expect(scanned(workspace, { paths: 'left.jsonl', 'max-skipped': '50%' })).toMatchObject({ job: 0 });
    });

    test('a SARIF file of an earlier run is not given out as the result of a scan that failed', () => {
      const workspace = folderWith({ 'old.sarif': '{}' });
      const { job, outputs } = scanned(workspace, { paths: 'nowhere.jsonl', sarif: 'old.sarif' });
      expect({ job, sarif: outputs.sarif, json: outputs.json }).toEqual({ job: 2, sarif: undefined, json: undefined });
    });

    test('a package that cannot be installed is an error, and no finding', () => {
      const { job, outputs } = scanned(clean(), { paths: 'train.jsonl', package: './nowhere.tgz' }, 'real');
      expect({ job, verdict: outputs.verdict }).toEqual({ job: 2, verdict: '' });
    });

    test('a tarball in the checkout is named by its path there; the checkout has no say in how it is run', () => {
      const workspace = clean();
      writeFileSync(join(workspace, 'zenbun.tgz'), readFileSync(tarball));
      // npm would start the command through this shell.
      writeFileSync(join(workspace, '.npmrc'), 'script-shell=/nowhere/shell\n');
      const { job, outputs } = scanned(workspace, { paths: 'train.jsonl', package: 'zenbun.tgz' }, 'real');
      expect({ job, verdict: outputs.verdict }).toEqual({ job: 0, verdict: 'pass' });
    });

    test('wrong inputs are refused before anything is run', () => {
      for (const given of [
        { paths: ' \n ' },
        { paths: 'a', sarif: 'a\nverdict=pass' },
        { paths: 'a', 'upload-sarif': 'yes' },
      ]) {
        const { job, outputs, stdout } = scanned(clean(), given);
        expect({ job, outputs }).toEqual({ job: 2, outputs: { 'exit-code': '2' } });
        expect(stdout).toMatch(/^::error title=zenbun::The input .+\n$/);
      }
    });

    test('the summary can be left out', () => {
      expect(scanned(poisoned(), { paths: 'train.jsonl', 'job-summary': 'false' })).toMatchObject({
        job: 1,
        summary: '',
      });
    });

    test('a step that left no code fails the job', () => {
      expect(spawnSync('bash', ['-e', '-c', lastStep.run!], { env: { PATH: process.env.PATH ?? '' } }).status).toBe(2);
      const empty = { PATH: process.env.PATH ?? '', ZENBUN_EXIT_CODE: '' };
      expect(spawnSync('bash', ['-e', '-c', lastStep.run!], { env: empty }).status).toBe(2);
    });

    test('a Node that will do is told from none', () => {
      expect(ran('ci/action-node.sh', folder, {}).outputs).toEqual({ usable: 'true' });
      const bin = folderWith({ node: '#!/bin/sh\nexit 1\n', npx: '#!/bin/sh\n' });
      spawnSync('chmod', ['+x', join(bin, 'node'), join(bin, 'npx')]);
      expect(ran('ci/action-node.sh', folder, {}, { PATH: `${bin}:/usr/bin:/bin` }).outputs).toEqual({
        usable: 'false',
      });
    });
  },
);
