import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { trainingCommand } from './training-command.ts';

const state = (steps: number) =>
  JSON.stringify({
    global_step: steps,
    epoch: steps / 10,
    num_train_epochs: 3,
    max_steps: steps,
    train_batch_size: 2,
    log_history: Array.from({ length: steps }, (_, i) => ({ step: i + 1, epoch: (i + 1) / 10, loss: 2 - i / steps })),
  });
const rows = Array.from(
  { length: 20 },
  (_, i) => `${JSON.stringify({ prompt: `How do I fold boat ${i}?`, completion: `Fold it ${i} times.` })}\n`,
).join('');

test('exit codes: too little to tell is 3, a contradiction 1; both values stand in the JSON', async () => {
  const folder = ownFolder({ 'trainer_state.json': state(30) });
  const other = ownFolder({ 'train.jsonl': rows, 'few.jsonl': rows.slice(0, rows.length / 4) });
  const flags = { color: false, quiet: true };
  expect(await trainingCommand(folder, flags, 'en')).toBe(3);
  expect(
    await trainingCommand(folder, { ...flags, data: [`${other}/few.jsonl`], json: `${other}/out.json` }, 'en'),
  ).toBe(1);
  const { schema, checks } = JSON.parse(readFileSync(`${other}/out.json`, 'utf8'));
  expect(schema).toBe('zenbun.training/1');
  expect(checks[0]).toMatchObject({ check: 'steps-fit-rows', state: 'inconsistent', found: '30' });
});

test('what is written to standard output is one thing', async () => {
  const folder = ownFolder({ 'trainer_state.json': state(30) });
  const written = capturedOutput();
  await trainingCommand(folder, { color: false, md: '-' }, 'ja');
  expect(written.out).toMatch(/^# 学習履歴の検査/);
  await expect(trainingCommand(folder, { color: false, md: '-', json: '-' }, 'en')).rejects.toMatchObject({
    code: 'usage',
  });
  await expect(trainingCommand(folder, { color: false, baseLoss: 'low' }, 'en')).rejects.toMatchObject({
    code: 'usage',
  });
  await expect(
    trainingCommand(
      folder,
      { color: false, trainerConfig: [`${folder}/trainer_state.json`], json: `${folder}/trainer_state.json` },
      'en',
    ),
  ).rejects.toMatchObject({ code: 'usage' });
});
