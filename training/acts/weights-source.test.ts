import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { corpora } from './corpora.ts';
import { weightsSource } from './weights-source.ts';

const committed = readFileSync(new URL('../../src/acts/weights.ts', import.meta.url), 'utf8');

it('gives the committed weights, byte for byte, when trained again', { timeout: 60_000 }, () => {
  expect(weightsSource(corpora) === committed).toBe(true);
});

it('fits into two megabytes', () => {
  expect(committed.length).toBeLessThan(2 * 1024 * 1024);
});
