import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  CALIBRATION_VOICES,
  languageAnswers,
  learntAnswers,
  loadAnswers,
  loadSentences,
  TEST_VOICES,
} from './answers.ts';
import { openingSource, trainOpening } from './train-opening.ts';
import { priorSource, trainPrior } from './train-prior.ts';
import { trainReader } from './train-reader.ts';
import { packReader, weightsSource } from './weights-source.ts';

const committed = (name: string) =>
  readFileSync(new URL(`../../src/reader/weights/${name}.ts`, import.meta.url), 'utf8');

it('gives the committed weights, byte for byte, when trained again', { timeout: 1_800_000 }, () => {
  const answers = learntAnswers();
  const sentences = loadSentences();
  expect(openingSource(trainOpening([...answers, ...sentences])) === committed('opening')).toBe(true);
  expect(priorSource(trainPrior(answers)) === committed('prior')).toBe(true);
  expect(
    weightsSource(packReader(trainReader(answers, sentences, { languageAnswers: languageAnswers() }))) ===
      committed('reader'),
  ).toBe(true);
});

it('fits into three megabytes', () => {
  const bytes = ['reader', 'opening', 'prior'].reduce((sum, name) => sum + committed(name).length, 0);
  expect(bytes).toBeLessThan(3 * 1024 * 1024);
});

it('sets apart whole voices that are there', () => {
  const voices = new Set(loadAnswers().map(({ voice }) => voice));
  for (const voice of [...TEST_VOICES, ...CALIBRATION_VOICES]) expect(voices, voice).toContain(voice);
});
