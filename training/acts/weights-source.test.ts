import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { corpora, otherCorpora } from './corpora.ts';
import { cueLiteralsSource } from './cue-literals-source.ts';
import { openingWeightsSource } from './opening-weights-source.ts';
import { weightsSource } from './weights-source.ts';

const committed = (name: string) => readFileSync(new URL(`../../src/acts/${name}.ts`, import.meta.url), 'utf8');

it('gives the committed weights, byte for byte, when trained again', { timeout: 120_000 }, () => {
  expect(weightsSource({ main: corpora, others: otherCorpora }) === committed('weights')).toBe(true);
  expect(cueLiteralsSource() === committed('cue-literals')).toBe(true);
  expect(openingWeightsSource([...corpora, ...otherCorpora]) === committed('opening-weights')).toBe(true);
});

it('fits into two megabytes', () => {
  expect(committed('weights').length + committed('opening-weights').length).toBeLessThan(2 * 1024 * 1024);
});
