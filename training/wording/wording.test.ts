import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadTexts } from './texts.ts';
import { answersFor, trainWording, wordingSource } from './train-wording.ts';

test.each([
  ['framings', 'FRAMINGS', 'wrapped-prompt/framing-weights'],
  ['vows', 'VOWS', 'identity-shift/vow-weights'],
  ['courtesies', 'COURTESIES', '../reader/weights/courtesies', '../features/character-model.ts'],
] as const)(
  '%s: gives the committed weights, byte for byte, when trained again',
  { timeout: 600_000 },
  (wording, name, path, from?: string) => {
    const committed = readFileSync(new URL(`../../src/detectors/${path}.ts`, import.meta.url), 'utf8');
    expect(
      wordingSource(name, trainWording(wording, loadTexts(wording), answersFor(wording)), from) === committed,
    ).toBe(true);
  },
);

test.each(['framings', 'vows', 'courtesies'] as const)('%s: no text is there twice', (wording) => {
  const texts = loadTexts(wording).filter(({ kind }) => kind !== 'system prompt');
  expect(new Set(texts.map(({ text }) => text)).size).toBe(texts.length);
});
