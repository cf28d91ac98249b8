import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { capturedOutput } from './fixtures/captured-output.ts';
import { workingFolder } from './fixtures/own-folder.ts';
import { run } from './run.ts';

const FILES = { 'a.jsonl': '{"prompt":"How do I fold a boat?","completion":"In half."}\n', 'model/weights.bin': 'w' };

test.each([
  ['attest', 'key', '--out', '-'],
  ['attest', 'model', 'model', '--key', 'k', '--out', '-'],
  ['attest', 'data', 'a.jsonl', '--manifest', '--key', 'k', '--out', '-'],
  ['fingerprint', 'toy:aligned', '--save', '-'],
  ['fingerprint', 'toy:aligned', '--against', 'a', '--series', '-'],
  ['watch', 'reference', '--log', 'a.jsonl', '-o', '-'],
  ['checklist', '--init', '-'],
  ['cost', '--init', '-'],
  ['checklist', '--md', '-', '--json', '-'],
])('what is no output of a stream makes no file of the name -: %s %s', async (...argv) => {
  workingFolder(FILES);
  const output = capturedOutput();
  expect(await run(['attest', 'key', '--out', 'k', '--quiet'])).toBe(0);
  expect(await run([...argv, '--lang', 'en'])).toBe(2);
  expect(output.err).toContain('standard output (-)');
  expect(existsSync('-')).toBe(false);
});

test('a checklist in Markdown goes to standard output, alone', async () => {
  workingFolder();
  const output = capturedOutput();
  expect(await run(['checklist', '--md', '-', '--lang', 'en'])).toBe(0);
  expect(output.out).toMatch(/^# /);
  expect(output.out.match(/^## Development$/gm)).toHaveLength(1);
  expect(existsSync('-')).toBe(false);
});
