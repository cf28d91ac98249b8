/**
 * Measures the reader on answers from which it did not learn, and writes docs/reader-quality.md and
 * docs/reader-errors.md.
 *
 *     npm run quality:reader [data folder]        default: ../shared/data
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALIBRATION_VOICES, loadAnswers, loadSetApart, TEST_VOICES } from '../training/reader/answers.ts';
import { calibrationCases, devCases } from '../training/reader/calibration-cases.ts';
import { loadDevAnswers } from '../training/reader/dev-answers.ts';
import { attackRows, honestRows } from './reader-quality/attack-rows.ts';
import { leftOutReadings } from './reader-quality/left-out.ts';
import { readOrdinarySets } from './reader-quality/ordinary.ts';
import { readerErrorsPage, readerPage } from './reader-quality/page.ts';
import { streamedAnswers } from './reader-quality/streamed.ts';
import { readVoices } from './reader-quality/voices.ts';

const dataFolder = process.argv[2] ?? '../shared/data';
const dev = devCases(loadDevAnswers(dataFolder));
const answers = loadAnswers();
const english = calibrationCases(
  answers.filter(({ voice, language }) => CALIBRATION_VOICES.has(voice) && language === 'en'),
);
const test = answers.filter(({ voice }) => TEST_VOICES.has(voice));
const folder = mkdtempSync(join(tmpdir(), 'zenbun-reader-quality-'));
try {
  const measured = {
    learnt: answers.length - test.length,
    leftOut: leftOutReadings(dev, english),
    voices: readVoices(test),
    unusual: readVoices(loadSetApart()),
    streamed: streamedAnswers(test),
    ordinary: await readOrdinarySets(dataFolder),
    attacks: await attackRows(dataFolder, folder),
    honest: await honestRows(folder),
  };
  writeFileSync(new URL('../docs/reader-quality.md', import.meta.url), readerPage(measured));
  writeFileSync(new URL('../docs/reader-errors.md', import.meta.url), readerErrorsPage(measured));
} finally {
  rmSync(folder, { recursive: true });
}
