import { expect, test } from 'vitest';
import { shardNumberOf } from './shard-number.ts';

/** Variables as Slurm sets them for a task of an array. */
const slurm = (id: number, count: number, first: number, last: number, step: number) => ({
  SLURM_ARRAY_TASK_ID: `${id}`,
  SLURM_ARRAY_TASK_COUNT: `${count}`,
  SLURM_ARRAY_TASK_MIN: `${first}`,
  SLURM_ARRAY_TASK_MAX: `${last}`,
  SLURM_ARRAY_TASK_STEP: `${step}`,
});

test.each([
  ['3/8', {}, 3, 8],
  ['env', { SLURM_ARRAY_TASK_ID: '0', SLURM_ARRAY_TASK_COUNT: '8', SLURM_ARRAY_TASK_MIN: '0' }, 1, 8],
  ['env', { SLURM_ARRAY_TASK_ID: '8', SLURM_ARRAY_TASK_COUNT: '8', SLURM_ARRAY_TASK_MIN: '1' }, 8, 8],
  ['env/8', { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_COUNT: '1', SLURM_ARRAY_TASK_MIN: '3' }, 4, 8],
  ['env/5', { JOB_COMPLETION_INDEX: '4' }, 5, 5],
  ['env', { AWS_BATCH_JOB_ARRAY_INDEX: '2', AWS_BATCH_JOB_ARRAY_SIZE: '3' }, 3, 3],
  ['env', slurm(5, 4, 1, 7, 2), 3, 4],
  ['env', { CLOUD_RUN_TASK_INDEX: '0', CLOUD_RUN_TASK_COUNT: '3' }, 1, 3],
  ['env/4', { JOB_COMPLETION_INDEX: '2', RANK: '2' }, 3, 4],
  ['env', { RANK: '1', WORLD_SIZE: '2' }, 2, 2],
])('%s with %j', (text, env, shard, of) => {
  expect(shardNumberOf(text, env)).toEqual({ shard, of });
});

test.each([
  ['0/8', {}, /names no shard/],
  ['9/8', {}, /names no shard/],
  ['1/100001', {}, /names no shard/],
  ['3', {}, /names no shard/],
  ['3 of 8', {}, /names no shard/],
  ['-1/8', {}, /names no shard/],
  ['env', {}, /none of SLURM_ARRAY_TASK_ID/],
  ['env', { JOB_COMPLETION_INDEX: '0' }, /JOB_COMPLETIONS is not/],
  ['env/8', { JOB_COMPLETION_INDEX: '8' }, /JOB_COMPLETION_INDEX=8/],
  ['env', slurm(2, 2, 2, 3, 1), /not all of the shards/],
  ['env', slurm(5, 2, 1, 5, 1), /not all of the shards/],
  ['env', { JOB_COMPLETION_INDEX: '2', RANK: '1' }, /both set/],
  ['env', { SLURM_ARRAY_TASK_ID: 'x', SLURM_ARRAY_TASK_COUNT: '8' }, /not a whole number/],
])('%s with %j is refused', (text, env, said) => {
  expect(() => shardNumberOf(text, env)).toThrow(said);
});
