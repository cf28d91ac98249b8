import { mkdirSync, writeFileSync } from 'node:fs';
import { languageAnswers, learntAnswers, loadSentences } from './answers.ts';
import { openingSource, trainOpening } from './train-opening.ts';
import { priorSource, trainPrior } from './train-prior.ts';
import { trainReader } from './train-reader.ts';
import { packReader, weightsSource } from './weights-source.ts';

/**
 * `npm run train`: trains the reader, and the gate before it, on the corpus, and writes them where the room `reader`
 * loads them.
 */
const answers = learntAnswers();
const sentences = loadSentences();
const folder = new URL('../../src/reader/weights/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('opening.ts', folder), openingSource(trainOpening([...answers, ...sentences])));
writeFileSync(new URL('prior.ts', folder), priorSource(trainPrior(answers)));
const trained = trainReader(answers, sentences, {
  languageAnswers: languageAnswers(),
  tell: (epoch, loss) => process.stderr.write(`epoch ${epoch + 1}: loss ${loss.toFixed(3)}\n`),
});
writeFileSync(new URL('reader.ts', folder), weightsSource(packReader(trained)));
