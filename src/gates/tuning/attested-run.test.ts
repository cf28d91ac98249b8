import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { attestTraining } from '../provenance/attest/attest-training.ts';
import { keySigner } from '../provenance/attest/statement-signer.ts';
import { newKeyPair } from '../provenance/keys/new-key-pair.ts';
import { readSigningKey } from '../provenance/keys/signing-key-file.ts';
import { attestedRun } from './attested-run.ts';
import { checkRun } from './check-run.ts';
import { addedSettings } from './setting-names.ts';

const place = mkdtempSync(join(tmpdir(), 'zenbun-attested-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** 70 steps in 7 epochs of 40 rows, four per step. */
const STATE = {
  epoch: 7,
  global_step: 70,
  max_steps: 70,
  num_train_epochs: 7,
  train_batch_size: 4,
  log_history: Array.from({ length: 70 }, (_, i) => ({ step: i + 1, epoch: (i + 1) / 10, loss: 2 - i / 100 })),
};

test('epochs that a supplier signs are not replaced by steps of the log', async () => {
  const run = join(place, 'run');
  mkdirSync(run);
  writeFileSync(join(run, 'trainer_state.json'), JSON.stringify(STATE));
  const [data, training, statement] = ['train.jsonl', 'training.yaml', 'train.attest.json'].map((n) => join(place, n));
  const rows = Array.from({ length: 40 }, (_, i) => ({ prompt: `Name city ${i}.`, completion: `City ${i}.` }));
  writeFileSync(data!, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await newKeyPair(join(place, 'key'), 'ecdsa-p256', null);
  const signer = keySigner((await readSigningKey(join(place, 'key'), null)).key);
  const parts = {
    signer,
    now: 0,
    ignore: [],
    allowSymlinks: false,
    base: [],
    data: [],
    byproducts: [],
    readsTrainer: true,
  };
  for (const name of ['epochs', 'num_train_epochs']) {
    writeFileSync(training!, `parameters: { ${name}: 3, accumulation: 1, devices: 1 }\n`);
    rmSync(statement!, { force: true });
    await attestTraining(run, { ...parts, training: training!, out: statement! });
    expect((await attestedRun([statement!]))!.declared).toMatchObject({ epochs: 3, maxSteps: null, deviceBatch: 4 });
    const { verdict, checks } = await checkRun(run, { data: [data!], statements: [statement!] });
    expect(verdict).toBe('block');
    expect(checks.flatMap(({ check, state }) => (state === 'inconsistent' ? [check] : []))).toEqual([
      'steps-fit-rows',
      'epochs-as-declared',
      'declared-agrees',
    ]);
  }
});

test('files of the trainer add what is not said, by whatever name it is said', () => {
  const found = { epochs: 7, maxSteps: 441, totalBatch: 8, warmupSteps: 10, learningRate: 1e-4, adapter: { rank: 8 } };
  const added = (stated: object) => Object.keys(addedSettings(found, { ...stated }));
  expect(added({})).toEqual(Object.keys(found));
  expect(added({ num_train_epochs: 3 })).toEqual(['totalBatch', 'warmupSteps', 'learningRate', 'adapter']);
  expect(added({ max_steps: 100 })).not.toContain('maxSteps');
  expect(added({ gradient_accumulation_steps: 4 })).not.toContain('totalBatch');
  expect(added({ warmup_ratio: 0.1, learning_rate: 2e-4 })).toEqual(['epochs', 'maxSteps', 'totalBatch', 'adapter']);
});
