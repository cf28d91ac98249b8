import { writeFileSync } from 'node:fs';
import { corpora } from './corpora.ts';
import { weightsSource } from './weights-source.ts';

/** `npm run train`: learns the unit classifier from the corpus and writes its weights. */
writeFileSync(new URL('../../src/acts/weights.ts', import.meta.url), weightsSource(corpora));
