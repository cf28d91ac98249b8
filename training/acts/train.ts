import { writeFileSync } from 'node:fs';
import { corpora, otherCorpora } from './corpora.ts';
import { cueLiteralsSource } from './cue-literals-source.ts';
import { openingWeightsSource } from './opening-weights-source.ts';
import { weightsSource } from './weights-source.ts';

/**
 * `npm run train`: derives the literals of the cues, learns the models of units and the gate of openings from the
 * corpora, and writes them where `acts` reads them.
 */
const write = (name: string, source: string) =>
  writeFileSync(new URL(`../../src/acts/${name}.ts`, import.meta.url), source);

write('cue-literals', cueLiteralsSource());
write('weights', weightsSource({ main: corpora, others: otherCorpora }));
write('opening-weights', openingWeightsSource([...corpora, ...otherCorpora]));
