import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Verification } from '../../schema/index.ts';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { workingFolder } from '../fixtures/own-folder.ts';
import { run } from '../run.ts';

/** A folder with a model and a key, as a newcomer has them after the first command. */
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
  // A name of a file must not steer the terminal.
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
