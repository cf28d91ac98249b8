#!/usr/bin/env node
// In the place of the command `aws`: takes `batch submit-job`, and runs the command of the job at once, as often as the array is large, with
// the variables that AWS Batch sets. A job is tried again as its retry strategy says; jobs behind one that failed do not run.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const args = process.argv.slice(2);
const flag = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const failed = existsSync(process.env.AWS_FAILED) ? readFileSync(process.env.AWS_FAILED, 'utf8').split('\n') : [];
const name = flag('--job-name');
const { command } = JSON.parse(flag('--container-overrides'));
const size = Number(/^size=(\d+)$/.exec(flag('--array-properties') ?? 'size=0')[1]);
const [, attempts, conditions] = /^attempts=(\d+),evaluateOnExit=\[(.+)\]$/.exec(flag('--retry-strategy'));
const final = [...conditions.matchAll(/\{onExitCode=(\d+),action=EXIT\}/g)].map(([, code]) => Number(code));
if (`${args[0]} ${args[1]}` !== 'batch submit-job' || flag('--job-queue') === undefined) process.exit(252);

function isDone(env) {
  for (let attempt = 0; attempt < Number(attempts); attempt += 1) {
    const { status } = spawnSync(command[0], command.slice(1), { env: { ...process.env, ...env }, stdio: 'ignore' });
    if (status === 0) return true;
    if (final.includes(status)) return false;
  }
  return false;
}

if (!failed.includes(flag('--depends-on')?.replace('jobId=', ''))) {
  const all = Array.from({ length: size }, (_, index) => ({
    AWS_BATCH_JOB_ARRAY_INDEX: String(index),
    AWS_BATCH_JOB_ARRAY_SIZE: String(size),
  }));
  const done = (size === 0 ? [{}] : all).map(isDone);
  if (done.includes(false)) appendFileSync(process.env.AWS_FAILED, `${name}\n`);
}
process.stdout.write(`${name}\n`);
