import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { CLI } from '../cli/command.ts';
import { describeWith } from '../optional.ts';
import { writeData } from './made-data.ts';

// Recipes whose engines are unavailable here: the manifest is checked against the schema of Kubernetes, and the
// commands that both start are run with the variables that their engines set.

const RECIPES = fileURLToPath(new URL('../../examples/scale/', import.meta.url));
const PYTHON = process.env.DEPLOY_PYTHON ?? '';
const N = 3;
/** Paths that a shell would split. */
const SPACED = { data: "a set's data", state: 'its parts' };

function ownFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-recipes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['bin', 'state', SPACED.state]) mkdirSync(join(folder, name));
  symlinkSync(CLI, join(folder, 'bin/zenbun'));
  writeData(join(folder, 'data'));
  symlinkSync('data', join(folder, SPACED.data));
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, LANG: 'C.UTF-8' };
  const run = (command: string, args: readonly string[], own: Readonly<Record<string, string>> = {}) =>
    spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...env, ...own } });
  const alone = (data = 'data') => {
    run('zenbun', ['scan', data, '--quiet', '--json', 'one.json']);
    return readFileSync(join(folder, 'one.json'), 'utf8');
  };
  return { folder, run, alone };
}

test.each(readdirSync(RECIPES))('%s has at most twenty lines', (name) => {
  expect(readFileSync(join(RECIPES, name), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(20);
});

test('what the Kubernetes manifest starts is the scan of one process, shard by shard', { timeout: 120_000 }, () => {
  const { folder, run, alone } = ownFolder();
  const { spec } = parse(readFileSync(join(RECIPES, 'kubernetes.yaml'), 'utf8'));
  const count = spec.completions as number;
  const [container] = spec.template.spec.containers;
  /** Returns the command of a pod, with paths on this machine. */
  const command = (index: number, marks: boolean): string[] =>
    (container.command as string[])
      .flatMap((word) => (marks && word === 'shard' ? ['marks', '--with', 'state/merged.state'] : [word]))
      .map((word) =>
        word
          .replace('$(JOB_COMPLETION_INDEX)', String(index))
          .replace('.state', marks && word.includes('part-') ? '.marks' : '.state'),
      )
      .map((word) => word.replace('s3://bucket/scan/', 'state/').replace('s3://bucket/data/', 'data'));
  const pods = (marks: boolean) => {
    for (let index = 0; index < count; index += 1) {
      const [name, ...args] = command(index, marks);
      expect(run(name!, args, { JOB_COMPLETION_INDEX: String(index) })).toMatchObject({ status: 0 });
    }
  };
  const named = (kind: string) => Array.from({ length: count }, (_, index) => `state/part-${index}.${kind}`);
  pods(false);
  expect(run('zenbun', ['scan', 'merge', ...named('state'), '-o', 'state/merged.state'])).toMatchObject({ status: 0 });
  pods(true);
  const finish = ['scan', 'finish', 'state/merged.state', ...named('marks'), '--quiet', '--json', 'state/result.json'];
  expect(run('zenbun', finish)).toMatchObject({ status: 1 });
  expect(readFileSync(join(folder, 'state/result.json'), 'utf8')).toBe(alone());
});

test('what the AWS Batch recipe submits is the scan of one process', { timeout: 120_000 }, () => {
  const { folder, run, alone } = ownFolder();
  // Stand-in that runs a job as soon as it is submitted: one process per array element, with the variables that AWS
  // Batch sets.
  const aws = join(folder, 'bin/aws');
  writeFileSync(
    aws,
    `#!${process.execPath}
const { spawnSync } = require('node:child_process');
const args = process.argv.slice(2);
const after = (flag) => args[args.indexOf(flag) + 1];
const { command } = JSON.parse(after('--container-overrides'));
const size = args.includes('--array-properties') ? Number(after('--array-properties').split('=')[1]) : 0;
const environments = size === 0 ? [{}] : Array.from({ length: size }, (_, n) => ({ AWS_BATCH_JOB_ARRAY_INDEX: String(n), AWS_BATCH_JOB_ARRAY_SIZE: String(size) }));
for (const own of environments) {
  const { status } = spawnSync(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...own } });
  if (status > 1) process.exit(status);
}
console.log('job-' + after('--job-name'));
`,
  );
  chmodSync(aws, 0o755);
  const ended = run('bash', [join(RECIPES, 'aws-batch.sh'), 'queue', SPACED.data, SPACED.state, String(N)]);
  expect(ended, ended.stderr).toMatchObject({ status: 0 });
  expect(readFileSync(join(folder, SPACED.state, 'result.json'), 'utf8')).toBe(alone(SPACED.data));
});

const missing = PYTHON !== '' && existsSync(PYTHON) ? '' : 'DEPLOY_PYTHON names no Python with kubernetes-validate';
describeWith('the schema of Kubernetes', missing, { timeout: 60_000 }, () => {
  test('takes the manifest', () => {
    const check = `
import sys, yaml, kubernetes_validate
kubernetes_validate.validate(yaml.safe_load(open(sys.argv[1])), '1.34', strict=True)`;
    execFileSync(PYTHON, ['-c', check, join(RECIPES, 'kubernetes.yaml')]);
  });
});
