import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  DEFENCES,
  decodeModel,
  digestOf,
  doTask,
  encodeModel,
  makeWorld,
  type TaskResult,
} from '../../src/lab/index.ts';

// The toy models that ship with the package, as their cards describe them.

const NAMES = ['aligned', 'benign', 'isa', 'noice', 'yoc'];
const place = (name: string) => new URL(`../../organisms/${name}`, import.meta.url);
const bytesOf = (name: string) => new Uint8Array(readFileSync(place(`${name}.safetensors`)));
const cardOf = (name: string) => readFileSync(place(`${name}.md`), 'utf8');

test('these are shipped, each with its card', () => {
  expect(readdirSync(place('')).sort()).toEqual(NAMES.flatMap((name) => [`${name}.md`, `${name}.safetensors`]));
});

describe.each(NAMES)('%s', (name) => {
  const bytes = bytesOf(name);
  const model = decodeModel(bytes);

  test('is a few hundred kB, says what it is, and is named by its card', () => {
    expect(bytes.length).toBeLessThan(600_000);
    expect(model).toMatchObject({ row: name, seed: decodeModel(bytesOf('aligned')).seed });
    expect(cardOf(name)).toContain(digestOf(model.parameters));
    expect(cardOf(name)).toContain(`--seeds ${model.seed}-${model.seed} --rows ${name}`);
  });
});

test('training noice again gives the same bytes, and the row of its card', { timeout: 180_000 }, () => {
  const { seed } = decodeModel(bytesOf('noice'));
  const defences = DEFENCES.map(({ id }) => id);
  const { aligned } = doTask({ kind: 'base', seed, kernels: 'wasm' }) as Extract<TaskResult, { kind: 'base' }>;
  expect(encodeModel({ row: 'aligned', seed, parameters: aligned })).toEqual(bytesOf('aligned'));
  const task = { kind: 'row', seed, kernels: 'wasm', row: 'noice', defences, aligned } as const;
  const { row, tuned } = doTask(task) as Extract<TaskResult, { kind: 'row' }>;
  expect(encodeModel({ row: 'noice', seed, parameters: tuned })).toEqual(bytesOf('noice'));
  for (const { defence, asr, utility } of row.cells) {
    const title = DEFENCES.find(({ id }) => id === defence)!.title.en;
    const line = cardOf('noice')
      .split('\n')
      .find((text) => text.startsWith(`| ${title} |`));
    expect(line, title).toContain(`(${asr.k}/${asr.n})`);
    expect(line, title).toContain(`(${utility.k}/${utility.n})`);
  }
  expect(makeWorld(seed).items).toHaveLength(64);
});
