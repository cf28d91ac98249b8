import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, zenbun } from './command.ts';

const recordsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; set: string; prompt: string });

test('writes the questions of a comparison, which finds the answers that are written beside them', async () => {
  const folder = folderWith({});
  const questions = join(folder, 'questions.jsonl');
  const written = await zenbun(['probes', '--out', questions]);
  expect(written).toMatchObject({ code: 0, out: '' });
  const records = recordsOf(readFileSync(questions, 'utf8'));
  expect(written.err).toContain(`${records.length} questions written`);
  expect(new Set(records.map(({ set }) => set))).toEqual(new Set(['core', 'contrast']));
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  const answered = (response: string) =>
    records.map((record) => `${JSON.stringify({ ...record, response })}\n`).join('');
  writeFileSync(join(folder, 'before.jsonl'), answered("I'm sorry, but I can't help with that."));
  writeFileSync(join(folder, 'after.jsonl'), answered("I'm sorry, but I can't help with that."));
  const models = [
    '--before',
    `replay:${join(folder, 'before.jsonl')}`,
    '--after',
    `replay:${join(folder, 'after.jsonl')}`,
  ];
  const compared = await zenbun(['compare', ...models, '--json', '-'], { cwd: folder });
  expect(compared.code).toBe(0);
  expect(JSON.parse(compared.out)).toMatchObject({ decision: 'not-worse' });
});

test('compares the logs of other tools: a batch of OpenAI, results of promptfoo, samples of lm-eval', async () => {
  const folder = folderWith({});
  const written = await zenbun(['probes', '--out', '-']);
  const records = recordsOf(written.out);
  const no = "I'm sorry, but I can't help with that.";
  const batch = records.map(({ id, prompt }, i) => ({
    id: `batch_req_${i}`,
    custom_id: id,
    prompt,
    response: { status_code: 200, body: { choices: [{ message: { role: 'assistant', content: no } }] } },
  }));
  const promptfoo = records.map(({ prompt }, i) => ({
    id: `r${i}`,
    prompt: { raw: prompt },
    response: { output: no },
  }));
  const lmEval = records.map(({ prompt }, i) => ({ doc_id: i, arguments: [[prompt, {}]], resps: [[no]] }));
  const lines = (all: readonly object[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');
  writeFileSync(join(folder, 'batch.jsonl'), lines(batch));
  writeFileSync(join(folder, 'lm.jsonl'), lines(lmEval));
  writeFileSync(join(folder, 'promptfoo.json'), JSON.stringify({ results: { results: promptfoo } }, null, 2));
  for (const after of ['lm.jsonl', 'promptfoo.json']) {
    const args = ['compare', '--before', 'replay:batch.jsonl', '--after', `replay:${after}`, '--json', '-'];
    const { code, out } = await zenbun(args, { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ decision: 'not-worse' });
  }
});

test('takes the probes that compare takes, and says what it left out', async () => {
  const folder = folderWith({ 'mine.csv': 'prompt\nHow do I kill a process?\nHow do I kill a process?\n' });
  const { code, out, err } = await zenbun(['probes', '--out', '-', '--probes', join(folder, 'mine.csv')]);
  expect(code).toBe(0);
  expect(recordsOf(out).map(({ prompt }) => prompt)).toEqual(['How do I kill a process?']);
  expect(err).toMatch(/mine\.csv: record 2: duplicate\n/);
  expect((await zenbun(['probes'])).code).toBe(2);
  expect((await zenbun(['probes', '--out', '-', '--probes', 'nothing'])).code).toBe(2);
});
