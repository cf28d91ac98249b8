import { describe, expect, test } from 'vitest';
import { OWN_FILES, TRAINER_CARD, TRAINER_STATE } from '../../../test/fixtures/trainers/own-files.ts';
import { readText, recordOf } from '../../../test/fixtures/trainers/read-text.ts';
import type { TrainingRecord } from '../training-record.ts';
import { joinRecords } from './join-records.ts';

const own = (path: string): TrainingRecord => {
  const { text } = OWN_FILES.find((file) => file.path === path)!;
  return recordOf(path, text);
};

describe('trainer_state.json', () => {
  test('training lines are steps, evaluations and the sum at the end are not', () => {
    const record = own('out/checkpoint-20/trainer_state.json');
    expect(record.steps).toEqual([
      { step: 10, epoch: 1, loss: 2.5, learningRate: 1e-5, gradNorm: 1.25, time: null, tokens: null },
      { step: 20, epoch: 2, loss: null, learningRate: 0, gradNorm: null, time: null, tokens: 4096 },
    ]);
    expect(record).toMatchObject({
      checkpoint: 20,
      totals: { steps: 20, epochs: 2, rows: 320, tokens: 4096, seconds: 40 },
    });
    expect(record.unread.map(({ en }) => en)).toEqual([expect.stringContaining('NaN, infinite or not a number: 1')]);
  });

  test('intervals that the log does not bear out are not taken: 500 stands there also for runs by epoch', () => {
    const record = recordOf('trainer_state.json', TRAINER_STATE.replace('"logging_steps": 10', '"logging_steps": 500'));
    expect(record.declared).toMatchObject({ logEvery: null, saveEvery: null });
  });

  test('a run without a number of steps, and lines of a form that is not known', () => {
    const record = recordOf('trainer_state.json', {
      global_step: 1,
      max_steps: -1,
      log_history: [{ loss: 1 }, 3, { step: 1, loss: 2 }],
    });
    expect(record.declared?.maxSteps).toBeNull();
    expect(record.steps).toHaveLength(1);
    expect(record.unread.map(({ en }) => en)).toEqual([expect.stringContaining('not known: 2')]);
  });
});

test('the loss of preference training is no cross-entropy, and is not taken', () => {
  const line = { step: 1, loss: 0.69, learning_rate: 1e-7, 'rewards/chosen': 0.1 };
  const record = recordOf('trainer_state.json', { global_step: 1, log_history: [line, { step: 1, eval_loss: 0.6 }] });
  expect(record.steps).toMatchObject([{ step: 1, loss: null, learningRate: 1e-7 }]);
  expect(record.unread.map(({ en }) => en)).toEqual([expect.stringContaining('preference or reward training')]);
});

test('lines that two processes wrote of one step count once; a restart stays', () => {
  const line = (step: number, loss: number, epoch: number) =>
    JSON.stringify({ current_steps: step, loss, lr: 1e-5, epoch });
  const record = recordOf(
    'trainer_log.jsonl',
    [line(1, 2, 0.1), line(1, 2.1, 0.1), line(2, 1, 0.2), line(1, 2, 0.1)].join('\n'),
  );
  expect(record.steps.map(({ step, loss }) => [step, loss])).toEqual([
    [1, 2],
    [2, 1],
    [1, 2],
  ]);
  expect(record.unread.map(({ en }) => en)).toEqual([expect.stringContaining('they were left out: 1')]);
});

describe('adapters', () => {
  test('a regular expression, all-linear, and options that the record has no place for', () => {
    const of = (parts: object) =>
      recordOf('adapter_config.json', { peft_type: 'LORA', task_type: 'CAUSAL_LM', ...parts });
    expect(of({ target_modules: '.*\\.(q|v)_proj' }).adapter?.targetModules).toEqual(['.*\\.(q|v)_proj']);
    expect(of({ target_modules: 'all-linear' }).adapter?.targetModules).toEqual(['all-linear']);
    const narrowed = of({ target_modules: ['q_proj'], layers_to_transform: [0, 1], rank_pattern: {} });
    expect(narrowed.unread.map(({ en }) => en)).toEqual([expect.stringMatching(/: layers_to_transform\.$/)]);
  });

  test('`all` of LLaMA-Factory and `lora_target_linear` of Axolotl are all-linear', () => {
    expect(own('out/training_args.yaml').declared?.adapter?.targetModules).toEqual(['all-linear']);
    expect(own('axolotl.yml').declared?.adapter).toMatchObject({
      kind: 'qlora',
      targetModules: ['all-linear'],
      savedModules: ['lm_head'],
    });
  });

  test('a configuration without an adapter is full training where its trainer means that', () => {
    expect(recordOf('a.yaml', 'base_model: own\nmicro_batch_size: 1\nadapter:').declared?.adapter?.kind).toBe('full');
    expect(
      recordOf('a.yaml', 'model_name_or_path: own\ndataset_name: own\nmax_steps: 2\nlearning_rate: 1e-4').declared
        ?.adapter,
    ).toBeNull();
  });
});

describe('values', () => {
  test('numbers as text, shares as steps, names as Python prints them', () => {
    expect(own('args.json').declared).toMatchObject({
      learningRate: 5e-5,
      scheduler: 'cosine',
      warmupSteps: null,
      warmupRatio: 0.05,
    });
    expect(own('out/llamaboard_config.yaml').declared).toMatchObject({ epochs: 3, learningRate: 5e-5, deviceBatch: 2 });
  });

  test('saving by epoch says nothing of steps', () => {
    const text = 'per_device_train_batch_size: 1\nsave_strategy: epoch\nsave_steps: 500\nlogging_steps: 0.1';
    expect(recordOf('a.yaml', text).declared).toMatchObject({ saveEvery: null, logEvery: null });
  });

  test('a model card lists devices and the whole batch', () => {
    expect(recordOf('README.md', TRAINER_CARD)).toMatchObject({
      trainer: { name: 'llama-factory' },
      declared: { baseModel: 'own/base', devices: 7, deviceBatch: 2, accumulation: 8, totalBatch: 112, epochs: 3 },
    });
    expect(own('trl/README.md').trainer).toEqual({ name: 'trl', version: '0.15.1' });
    expect(own('axolotl/README.md')).toMatchObject({
      trainer: { version: '0.9.1' },
      declared: { maxLength: 2048, devices: 2, totalBatch: 16 },
    });
  });
});

describe('hosted jobs', () => {
  test('`auto` is not said; the settings of the method come first; times are milliseconds', () => {
    expect(own('job.json').jobs).toEqual([
      {
        id: 'ftjob-own1',
        provider: 'openai',
        status: 'succeeded',
        baseModel: 'toy-model-2026',
        tunedModel: 'ft:toy-model-2026:own::1',
        trainingFile: 'file-train',
        validationFile: null,
        trainedTokens: 12345,
        method: 'dpo',
        epochs: 3,
        totalBatch: 8,
        learningRateMultiplier: 1.8,
        createdAt: 1_760_000_000_000,
        finishedAt: 1_760_003_600_000,
      },
    ]);
    expect(own('jobs.jsonl').jobs.map(({ provider }) => provider)).toEqual(['openai', 'azure-openai']);
    expect(own('together.json').jobs[0]?.createdAt).toBe(Date.parse('2026-01-02T03:04:05.678Z'));
  });

  test.each(['2024-02-29T23:59:59Z', '2026-12-31T00:00:00.5+09:00', '1999-03-01', '2100-03-01T12:00:00-03:30'])(
    'the time %s',
    (text) => {
      const [job] = recordOf('together.json', { id: 'ft-1', training_file: 'f', n_epochs: 1, created_at: text }).jobs;
      expect(job?.createdAt).toBe(Date.parse(text));
    },
  );

  test('events are in the order of time, whichever way the file has them', () => {
    const steps = [1.5, 0.5].map((loss, i) => ({ step: i + 1, loss, time: 1_760_000_100_000 + i * 100_000 }));
    expect(own('events.json').steps).toMatchObject(steps);
    const turned = {
      data: [
        ...(JSON.parse(OWN_FILES.find(({ path }) => path === 'events.json')!.text) as { data: unknown[] }).data,
      ].reverse(),
    };
    expect(recordOf('events.json', turned).steps).toMatchObject(steps);
  });

  test('a result file, also as base64', () => {
    expect(own('result-as-sent.txt').steps).toEqual(own('result.csv').steps);
    expect(own('result.csv').steps.map(({ step, loss }) => [step, loss])).toEqual([
      [1, 1.5],
      [2, 0.5],
    ]);
  });
});

describe('trackers', () => {
  test('a history counts optimizer steps, and says where it has only its own count', () => {
    expect(own('wandb-export.csv').steps.map(({ step, loss }) => [step, loss])).toEqual([
      [10, 2.5],
      [20, 2],
    ]);
    const bare = recordOf('wandb.csv', '_step,loss,eval_loss\n1,2.5,\n2,,2.4\n');
    expect(bare.steps.map(({ step }) => step)).toEqual([1]);
    expect(bare.unread.map(({ en }) => en)).toEqual([expect.stringContaining("tracker's own count was taken: 1")]);
  });

  test('several runs in one table are not mixed', () => {
    expect(readText('chart.csv', '"Step","a - train/loss","b - train/loss"\n1,2,3\n')).toMatchObject({
      state: 'failed',
      kind: 'metric-table',
    });
    expect(readText('runs.csv', 'run_id,params.seed\na,1\nb,2\n')).toMatchObject({
      state: 'failed',
      kind: 'mlflow-runs',
    });
    expect(readText('h.csv', 'run_id,key,value,step\na,loss,1,1\nb,loss,2,1\n')).toMatchObject({
      state: 'failed',
      kind: 'mlflow-history',
    });
  });

  test('the files of an MLflow run become one record', () => {
    const files = [
      ['mlruns/0/r1/meta.yaml', 'run_id: r1\nstart_time: 1000\nend_time: 61000'],
      ['mlruns/0/r1/metrics/loss', '1760000000000 2.5 10\n1760000010000 2.0 20\n'],
      ['mlruns/0/r1/metrics/learning_rate', '1760000000000 1e-05 10\n'],
      ['mlruns/0/r1/metrics/eval_loss', '1760000000000 9 10\n'],
      ['mlruns/0/r1/params/num_train_epochs', '3'],
      ['mlruns/0/r1/params/seed', '7'],
      ['mlruns/0/r2/params/seed', '8'],
    ] as const;
    const [first, second, ...others] = joinRecords(files.map(([path, text]) => readText(path, text)));
    expect(others).toEqual([]);
    expect(first).toMatchObject({ kind: 'mlflow', path: 'mlruns/0/r1', declared: { epochs: 3, seed: 7 } });
    expect(first?.steps.map(({ step, loss, learningRate }) => [step, loss, learningRate])).toEqual([
      [10, 2.5, 1e-5],
      [20, 2, null],
    ]);
    expect(second).toMatchObject({ path: 'mlruns/0/r2', declared: { seed: 8 } });
  });
});

test('two configurations in one folder that differ both stay, and each names the other', () => {
  const text = (rate: string, epochs: number) =>
    `base_model: own\nmicro_batch_size: 1\nlearning_rate: ${rate}\nnum_epochs: ${epochs}`;
  const records = joinRecords([
    readText('run/a.yaml', text('1e-4', 3)),
    readText('run/b.yaml', text('2e-4', 3)),
    readText('c.yaml', text('9e-4', 9)),
  ]);
  expect(records.map(({ unread }) => unread.map(({ en }) => en))).toEqual([
    ['Another configuration in the same folder, run/b.yaml, declares other values: learningRate 0.0001 / 0.0002.'],
    ['Another configuration in the same folder, run/a.yaml, declares other values: learningRate 0.0002 / 0.0001.'],
    [],
  ]);
});
