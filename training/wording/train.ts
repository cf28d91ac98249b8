import { writeFileSync } from 'node:fs';
import { languageAnswers, learntAnswers, loadSetApart } from '../reader/answers.ts';
import { loadTexts } from './texts.ts';
import { trainWording, wordingSource } from './train-wording.ts';

/**
 * The second half of `npm run train`: learns the wordings of the detectors and writes them where the detectors load
 * them.
 */
const answers = [...learntAnswers(), ...languageAnswers(), ...loadSetApart()];
const detectors = new URL('../../src/detectors/', import.meta.url);
writeFileSync(
  new URL('wrapped-prompt/framing-weights.ts', detectors),
  wordingSource('FRAMINGS', trainWording('framings', loadTexts('framings'), answers)),
);
writeFileSync(
  new URL('identity-shift/vow-weights.ts', detectors),
  wordingSource('VOWS', trainWording('vows', loadTexts('vows'), answers)),
);
