import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LabReport, LabRow } from '../../src/index.ts';
import { ATTACKS, DEFENCES, decodeModel, digestOf, doTask, encodeModel, type TaskResult } from '../../src/lab/index.ts';
import { labCard } from '../../src/report/index.ts';

// The toy models that ship with the package match the descriptions on their cards.

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

/** Returns a report of this single row, with just the fields that a card reads. */
function reportOf(result: LabRow): LabReport {
  return {
    schema: 'zenbun.lab/1',
    tool: { name: 'zenbun', version: '' },
    seeds: [result.seed],
    tuningSeeds: [],
    rows: ATTACKS.map(({ id, title, row }) => ({ id, title, fineTuned: row !== undefined })),
    defences: DEFENCES.map(({ id, title }) => ({ id, title })),
    bases: [],
    results: [result],
    scans: [],
    expectations: [],
    run: {
      kernels: 'wasm',
      jobs: 1,
      command: '',
      seconds: 0,
      cpu: '',
      cores: 1,
      node: '',
      platform: '',
      speeds: [],
    },
  };
}

test('training noice again gives the same bytes, and the same card', { timeout: 180_000 }, () => {
  const { seed } = decodeModel(bytesOf('noice'));
  const defences = DEFENCES.map(({ id }) => id);
  const { aligned } = doTask({ kind: 'base', seed, kernels: 'wasm' }) as Extract<TaskResult, { kind: 'base' }>;
  expect(encodeModel({ row: 'aligned', seed, parameters: aligned })).toEqual(bytesOf('aligned'));
  const task = { kind: 'row', seed, kernels: 'wasm', row: 'noice', defences, aligned } as const;
  const { row: result, tuned } = doTask(task) as Extract<TaskResult, { kind: 'row' }>;
  expect(encodeModel({ row: 'noice', seed, parameters: tuned })).toEqual(bytesOf('noice'));
  const card = labCard(reportOf(result), {
    result,
    command: `zenbun lab run --seeds ${seed}-${seed} --rows noice --models organisms`,
    parameters: tuned.length,
    digest: digestOf(tuned),
  });
  expect(card).toBe(cardOf('noice'));
});
