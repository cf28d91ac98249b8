import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { describeWith } from '../optional.ts';
import { ended, FaultyRun, SHARDS } from './faulty-run.ts';

// Recipes of engines that are not here: what they would run is run.

const FOLDER = fileURLToPath(new URL('../../examples/scale/', import.meta.url));
const manifest = readFileSync(join(FOLDER, 'kubernetes.yaml'), 'utf8');

function faultyRun(): FaultyRun {
  const run = new FaultyRun(mkdtempSync(join(tmpdir(), 'zenbun-scale-')));
  onTestFinished(() => run.remove());
  return run;
}

test.each(readdirSync(FOLDER))('%s is short', (name) => {
  expect(readFileSync(join(FOLDER, name), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(20);
});

/** Without the slow one: nothing runs beside it here. */
const ONE_BY_ONE = JSON.stringify({ slow: {}, killed: ['part-2.state'], twice: ['part-3.state', 'part-1.marks'] });

test('aws-batch.sh: the commands that it submits give the result of one process', { timeout: 120_000 }, async () => {
  const run = faultyRun();
  symlinkSync(fileURLToPath(new URL('./aws-stand-in.mjs', import.meta.url)), join(run.folder, 'bin/aws'));
  const env = { AWS_FAILED: join(run.folder, 'failed'), ZENBUN_FAULTS: ONE_BY_ONE };
  const { whole, inParts, missed, last } = await run.compareWith(() =>
    ended('bash', [join(FOLDER, 'aws-batch.sh'), 'queue', run.data, run.state, String(SHARDS)], { ...run.env, ...env }),
  );
  expect(missed).toEqual(['slow: waits for part-3.state']);
  expect(last).toMatchObject({ code: 0, err: '' });
  expect(inParts).toBe(whole);
});

test('kubernetes.yaml: its command, tried again as it says, gives the result of one process', {
  timeout: 120_000,
}, async () => {
  const run = faultyRun();
  const job = parse(manifest).spec;
  const [container] = job.template.spec.containers;
  const [rule] = job.podFailurePolicy.rules;
  expect(container.command[4]).toBe(`env/${job.completions}`);
  const env = { ...run.env, ZENBUN_FAULTS: ONE_BY_ONE };
  /** As the kubelet puts variables in, and with folders in the place of a bucket. */
  const pods = async (changed: readonly string[]) => {
    for (let index = 0; index < SHARDS; index += 1) {
      const command = changed.map((part) =>
        part
          .replaceAll('$(JOB_COMPLETION_INDEX)', String(index))
          .replace(`env/${job.completions}`, `env/${SHARDS}`)
          .replace('s3://bucket/scan/', `${run.state}/`)
          .replace('s3://bucket/data/', run.data),
      );
      for (let failures = 0; failures <= job.backoffLimitPerIndex; failures += 1) {
        const { code } = await ended(command[0]!, command.slice(1), { ...env, JOB_COMPLETION_INDEX: String(index) });
        if (code === 0) break;
        expect(rule.onExitCodes.values).not.toContain(code);
      }
    }
  };
  const merged = join(run.state, 'merged.state');
  const all = (kind: string) => Array.from({ length: SHARDS }, (_, i) => join(run.state, `part-${i}.${kind}`));
  const scan = (args: readonly string[]) => ended('zenbun', ['scan', ...args], env);
  const { whole, inParts, missed } = await run.compareWith(async () => {
    await pods(container.command);
    await scan(['merge', ...all('state'), '-o', merged]);
    await pods(
      container.command.flatMap((part: string) =>
        part === 'shard' ? ['marks', '--with', merged] : [part.replace('.state', '.marks')],
      ),
    );
    return scan(['finish', merged, ...all('marks'), '--json', join(run.state, 'result.json')]);
  });
  expect(missed).toEqual(['slow: waits for part-3.state']);
  expect(inParts).toBe(whole);
});

const PYTHON = process.env.DEPLOY_PYTHON ?? '';
const missing = PYTHON !== '' && existsSync(PYTHON) ? '' : 'DEPLOY_PYTHON names no Python with kubernetes-validate';

describeWith('examples/scale/kubernetes.yaml, by the schema', missing, { timeout: 60_000 }, () => {
  const CHECK = `
import sys, yaml, kubernetes_validate
kubernetes_validate.validate(yaml.safe_load(sys.stdin), '1.34', strict=True)`;

  test('is a Job', () => {
    const valid = (input: string) => spawnSync(PYTHON, ['-c', CHECK], { input, encoding: 'utf8' });
    expect(valid(manifest)).toMatchObject({ status: 0, stderr: '' });
    expect(valid(manifest.replace('backoffLimitPerIndex', 'backoffLimitPerShard')).status).toBe(1);
  });
});
