import { writeFileSync } from 'node:fs';
import { corpora, otherCorpora } from './corpora.ts';
import { openingWeightsSource } from './opening-weights-source.ts';
import { weightsSource } from './weights-source.ts';

/** `npm run train`: learns the unit classifier and the opening gate from the corpus and writes their weights. */
writeFileSync(
  new URL('../../src/acts/weights.ts', import.meta.url),
  weightsSource({ main: corpora, others: otherCorpora }),
);
writeFileSync(
  new URL('../../src/acts/opening-weights.ts', import.meta.url),
  openingWeightsSource([...corpora, ...otherCorpora]),
);
