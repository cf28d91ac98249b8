import { writeFileSync } from 'node:fs';
import { loadTexts } from './texts.ts';
import { answersFor, trainWording, wordingSource } from './train-wording.ts';

/**
 * The second half of `npm run train`: learns the wordings that the detectors and the reader look for, and writes them
 * where they are loaded.
 */
const detectors = new URL('../../src/detectors/', import.meta.url);
const reader = new URL('../../src/reader/', import.meta.url);
writeFileSync(
  new URL('wrapped-prompt/framing-weights.ts', detectors),
  wordingSource('FRAMINGS', trainWording('framings', loadTexts('framings'), answersFor('framings'))),
);
writeFileSync(
  new URL('identity-shift/vow-weights.ts', detectors),
  wordingSource('VOWS', trainWording('vows', loadTexts('vows'), answersFor('vows'))),
);
writeFileSync(
  new URL('weights/courtesies.ts', reader),
  wordingSource(
    'COURTESIES',
    trainWording('courtesies', loadTexts('courtesies'), answersFor('courtesies')),
    '../features/character-model.ts',
  ),
);
