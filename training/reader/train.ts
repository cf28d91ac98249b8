import { mkdirSync, writeFileSync } from 'node:fs';
import { learntAnswers, loadSentences } from './answers.ts';
import { trainReader } from './train-reader.ts';
import { packReader, weightsSource } from './weights-source.ts';

/** `npm run train`: learns the reader from the answers of the corpus and writes it where `reader` reads it. */
const answers = learntAnswers();
const folder = new URL('../../src/reader/weights/', import.meta.url);
mkdirSync(folder, { recursive: true });
const trained = trainReader(answers, loadSentences(), {
  tell: (epoch, loss) => process.stderr.write(`epoch ${epoch + 1}: loss ${loss.toFixed(3)}\n`),
});
writeFileSync(new URL('reader.ts', folder), weightsSource(packReader(trained)));
