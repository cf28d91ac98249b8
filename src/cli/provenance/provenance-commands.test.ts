import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { TrainingResult, Verification } from '../../schema/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { workingFolder } from '../fixtures/own-folder.ts';
import { run } from '../run.ts';

/** Prepares a folder with a model and a key, as a newcomer has after the first command. */
async function place(): Promise<void> {
  workingFolder();
  mkdirSync('model');
  writeFileSync('model/weights.bin', 'w');
  expect(await run(['attest', 'key', '--out', 'k', '--quiet'])).toBe(0);
}

test('from a new key to a verdict, in both languages', async () => {
  const output = capturedOutput();
  await place();
  expect(await run(['attest', 'model', 'model', '--key', 'k'])).toBe(0);
  expect(await run(['verify', 'model', '--key', 'k.pub', '--json', 'v.json'])).toBe(0);
  expect(output.out).toContain('Verdict: valid');
  const result = JSON.parse(readFileSync('v.json', 'utf8')) as Verification;
  expect(result).toMatchObject({ schema: 'zenbun.verify/1', verdict: 'valid', subject: { path: 'model', files: 1 } });
  writeFileSync('model/\u001b[2Jnew', '');
  expect(await run(['verify', 'model', '--key', 'k.pub', '--lang', 'ja'])).toBe(1);
  expect(output.out).toContain('判定：無効');
  // A file name must not steer the terminal.
  expect(output.out).not.toContain('\u001b[2J');
});

test('exit codes: incomplete without a key, usage for what is not there or not well formed', async () => {
  const output = capturedOutput();
  await place();
  expect(await run(['verify', 'model', '--key', 'k.pub'])).toBe(2);
  expect(output.err).toContain('there is no signature of model');
  await run(['attest', 'model', 'model', '--key', 'k', '--quiet']);
  expect(await run(['verify', 'model'])).toBe(3);
  expect(await run(['verify', 'model', '--key', 'k'])).toBe(2);
  expect(output.err).toContain('k: holds a private key');
  expect(await run(['verify', 'model', '--at', 'yesterday'])).toBe(2);
  expect(await run(['verify', 'model', '--jobs', '0'])).toBe(2);
  expect(await run(['attest', 'model', 'model', '--key', 'k'])).toBe(2);
  expect(output.err).toContain('model.model.attest.json is already there');
  expect(await run(['attest', 'data', 'model'])).toBe(2);
  expect(await run(['attest', 'key', '--out', 'other', '--encrypt'])).toBe(2);
});

test('a path that is not there is said by every attestation', async () => {
  const output = capturedOutput();
  await place();
  for (const kind of ['data', 'base', 'model', 'train']) {
    for (const path of ['nosuch', 'model/weights.bin/nosuch']) {
      expect(await run(['attest', kind, path, '--key', 'k'])).toBe(2);
      expect(output.err).toContain(`${path} cannot be read: it is not there`);
    }
  }
  expect(output.err).not.toContain('this is a bug');
});

test('what cannot be signed is refused with what to do, and nothing is written', async () => {
  const output = capturedOutput();
  await place();
  mkdirSync('em');
  expect(await run(['attest', 'key', '--out', 'ed', '--type', 'ed25519', '--quiet'])).toBe(0);
  for (const path of ['model', 'model/weights.bin'])
    expect(await run(['attest', 'model', path, '--key', 'ed'])).toBe(2);
  expect(output.err).toContain('allows EC keys only\n  next: Sign with a key of P-256');
  for (const kind of ['data', 'train']) expect(await run(['attest', kind, 'em', '--key', 'k'])).toBe(2);
  expect(output.err.match(/em contains no files\n {2}next: Name the folder with the files/g)).toHaveLength(2);
  writeFileSync('t.yaml', 'startedOn: 2026-11-02T00:00:00+09:00\nfinishedOn: 2026-11-01T12:00:00Z\n');
  expect(await run(['attest', 'train', 'model', '--key', 'k', '--training', 't.yaml'])).toBe(2);
  expect(output.err).toContain('t.yaml: finishedOn is before startedOn');
  expect(readdirSync('.').filter((name) => name.endsWith('.attest.json'))).toEqual([]);
  writeFileSync('t.yaml', 'startedOn: 2026-11-02T00:00:00+09:00\nfinishedOn: 2026-11-01T16:00:00Z\n');
  expect(await run(['attest', 'train', 'model', '--key', 'ed', '--training', 't.yaml'])).toBe(0);
});

test('a day is its midnight in UTC, wherever a time is given', async () => {
  const output = capturedOutput();
  await place();
  await run(['attest', 'model', 'model', '--key', 'k', '--quiet']);
  expect(await run(['verify', 'model', '--key', 'k.pub', '--at', '2024-06-01', '--quiet'])).toBe(0);
  expect(await run(['bom', 'model', '--at', '2026-11-01', '--out', 'day.json', '--quiet'])).toBe(0);
  expect(await run(['bom', 'model', '--at', '2026-11-01T00:00:00Z', '--out', 'time.json', '--quiet'])).toBe(0);
  expect(readFileSync('day.json', 'utf8')).toContain('2026-11-01T00:00:00.000Z');
  expect(readFileSync('day.json', 'utf8')).toBe(readFileSync('time.json', 'utf8'));
  const inputs = ['model.model.attest.json', '--key', 'k', '--out', 'b.zip', '--quiet'];
  expect(await run(['bundle', ...inputs, '--at', '2026-11-01'])).toBe(0);
  for (const wrong of ['2026-11-31', '2026-11-01T09:00', 'yesterday'])
    for (const command of [
      ['verify', 'model', '--key', 'k.pub'],
      ['bom', 'model'],
      ['bundle', ...inputs],
    ])
      expect(await run([...command, '--at', wrong])).toBe(2);
  expect(output.err).toContain('or a day such as 2026-11-30 (its midnight in UTC)');
});

test('hand-overs are numbered, and training names what it was made from', async () => {
  const output = capturedOutput();
  await place();
  writeFileSync('train.jsonl', '{}\n');
  expect(await run(['attest', 'train', 'model', '--key', 'k', '--data', 'train.jsonl'])).toBe(0);
  for (const [from, to] of [
    ['A', 'B'],
    ['B', 'C'],
  ] as const)
    expect(await run(['attest', 'handover', 'model', '--key', 'k', '--from', from, '--to', to])).toBe(0);
  expect(output.out).toContain('model.handover-2.attest.json');
  expect(await run(['attest', 'model', 'model', '--key', 'k', '--quiet'])).toBe(0);
  expect(await run(['verify', 'model', '--key', 'k.pub', '--with', 'train.jsonl'])).toBe(0);
  expect(output.out).toContain('A → B → C');
});

/** Prepares a folder of data, signed as the data of a run. */
async function tunedOnFolder(): Promise<void> {
  await place();
  mkdirSync('data');
  writeFileSync('data/train.jsonl', '{"prompt": "a", "completion": "b"}\n');
  writeFileSync(
    'model/trainer_state.json',
    JSON.stringify({ global_step: 1, log_history: [{ step: 1, epoch: 1, loss: 1 }] }),
  );
  await run(['attest', 'train', 'model', '--key', 'k', '--data', 'data', '--quiet']);
}

test('a digest that was compared is no longer only the supplier’s word', async () => {
  capturedOutput();
  await tunedOnFolder();
  await run(['attest', 'model', 'model', '--key', 'k', '--quiet']);
  const digests = async (...more: string[]) => {
    await run(['verify', 'model', '--key', 'k.pub', '--json', 'v.json', ...more]);
    const { checks } = JSON.parse(readFileSync('v.json', 'utf8')) as Verification;
    return checks.filter(({ state, detail }) => state === 'claimed' && detail.en.includes('digest.sha256'));
  };
  expect(await digests()).toHaveLength(1);
  expect(await digests('--with', 'data')).toEqual([]);
});

test('training: a folder of data that was attested fits itself and its files, and no other', async () => {
  capturedOutput();
  await tunedOnFolder();
  const state = async (data: string) => {
    await run(['training', 'model', '--data', data, '--statement', 'model.train.attest.json', '--json', 't.json']);
    const { checks } = JSON.parse(readFileSync('t.json', 'utf8')) as TrainingResult;
    return checks.find(({ check }) => check === 'data-digest')?.state;
  };
  expect(await state('data')).toBe('consistent');
  expect(await state('data/train.jsonl')).toBe('consistent');
  mkdirSync('other');
  writeFileSync('other/train.jsonl', '{"prompt": "a", "completion": "c"}\n');
  expect(await state('other')).toBe('inconsistent');
  // A single file may or may not belong to the attested folder.
  expect(await state('other/train.jsonl')).toBe('cannot-tell');
  writeFileSync('data/more.jsonl', '{"prompt": "a", "completion": "c"}\n');
  expect(await state('data')).toBe('inconsistent');
});

test('a manifest beside signed files is not compared with them, which is no fault; what to do next is said', async () => {
  const output = capturedOutput();
  await tunedOnFolder();
  await run(['attest', 'data', 'data', '--key', 'k', '--quiet']);
  await run(['attest', 'data', 'data', '--key', 'k', '--manifest', '--quiet']);
  expect(await run(['verify', 'data', '--key', 'k.pub', '--statement', 'data.manifest.json'])).toBe(3);
  expect(output.out).toContain('zenbun prove makes a proof');
  expect(await run(['verify', 'data'])).toBe(3);
  expect(output.out).toContain('Get the public key from whoever signed');
});

test('a base in a Hugging Face cache is read by training, by bom and by attest', async () => {
  const output = capturedOutput();
  await place();
  const base = 'models--org--base/snapshots/abc';
  for (const folder of [base, 'models--org--base/blobs', 'run']) mkdirSync(folder, { recursive: true });
  const header = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  writeFileSync('models--org--base/blobs/b', Buffer.concat([length, Buffer.from(header), Buffer.alloc(4)]));
  symlinkSync('../../blobs/b', `${base}/model.safetensors`);
  writeFileSync('run/trainer_state.json', JSON.stringify({ global_step: 1, log_history: [{ step: 1, loss: 1 }] }));
  expect(await run(['training', 'run', '--base', base, '--quiet'])).toBe(3);
  expect(await run(['bom', 'model', '--base', base, '--out', 'bom.json'])).toBe(2);
  expect(output.err).toContain('add --allow-symlinks');
  for (const command of [
    ['bom', 'model', '--base', base, '--out', 'bom.json'],
    ['attest', 'base', base, '--key', 'k', '--out', 'base.json'],
  ])
    expect(await run([...command, '--allow-symlinks'])).toBe(0);
  expect(readFileSync('bom.json', 'utf8')).toContain('"abc"');
});
