/**
 * Measures the learnt wordings (framings of requests, vows, courtesies) on texts from which they were not
 * learnt and on ordinary public sets, and writes docs/quality-wording.md.
 *
 *     npm run quality:wording [data folder]        default: ../shared/data
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIKELY_VOW, vowOfAnswer } from '../../src/detectors/identity-shift/vow.ts';
import { framing, LIKELY_FRAMING } from '../../src/detectors/wrapped-prompt/framing.ts';
import { isCourtesy, SURE_COURTESY } from '../../src/reader/features/courtesy.ts';
import { CharacterModel, DECLINING, fold } from '../../src/reader/index.ts';
import { COURTESIES } from '../../src/reader/weights/courtesies.ts';
import { loadAnswers, TEST_VOICES } from '../../training/reader/answers.ts';
import { type LabelledText, loadTexts, type Wording } from '../../training/wording/texts.ts';
import { answersFor, trainWording } from '../../training/wording/train-wording.ts';
import { answersOf } from '../reader-quality/trained-on.ts';
import { table } from './markdown.ts';
import { percent } from './target.ts';

const FOLDS = 5;
const data = join(process.argv[2] ?? '../shared/data', 'datasets');

/** Counts for one language: texts of the kind with those found, and other texts with those mistaken for the kind. */
interface Counts {
  kind: number;
  found: number;
  others: number;
  taken: number;
}

/** Classifies each text by a model that learnt from the other four fifths of the texts. */
function leftOut(wording: Wording, bar: number): Map<string, Counts> {
  const texts = loadTexts(wording);
  const answers = answersFor(wording);
  const counts = new Map<string, Counts>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = new CharacterModel(
      trainWording(
        wording,
        texts.filter((_, i) => i % FOLDS !== fold),
        answers,
      ),
    );
    for (const text of texts.filter((_, i) => i % FOLDS === fold)) count(counts, text, tells(model, text) >= bar);
  }
  return counts;
}

const tells = (model: CharacterModel, { text }: LabelledText): number => model.of(fold(text).trim());

function count(counts: Map<string, Counts>, { language, label }: LabelledText, taken: boolean): void {
  const one = counts.get(language) ?? { kind: 0, found: 0, others: 0, taken: 0 };
  if (label === 1) {
    one.kind += 1;
    if (taken) one.found += 1;
  } else {
    one.others += 1;
    if (taken) one.taken += 1;
  }
  counts.set(language, one);
}

const share = (part: number, all: number): string => (all === 0 ? '–' : `${percent(part / all)} (${part}/${all})`);

function leftOutTable(counts: ReadonlyMap<string, Counts>): string {
  const rows = [...counts].map(([language, { kind, found, others, taken }]) => [
    language,
    share(found, kind),
    share(taken, others),
  ]);
  return table(['language', 'of the kind, recognised', 'near-misses and others, taken for it'], rows);
}

async function publicTable(): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const name of readdirSync(data).sort()) {
    const read = await answersOf(join(data, name));
    const framed = read.filter(({ prompt }) => prompt !== '' && framing(prompt).likely >= LIKELY_FRAMING).length;
    const vowed = read.filter(({ text }) => vowOfAnswer(text)?.likely === true).length;
    rows.push([name, read.length, framed, vowed]);
  }
  return table(['set', 'answers', 'requests taken for framed', 'answers taken for a vow'], rows, true);
}

/** Declining sentences of the voices that are set apart for test, and those that pass for a courtesy. */
function decliningTable(): string {
  const model = new CharacterModel(COURTESIES);
  const test = loadAnswers().filter(({ voice }) => TEST_VOICES.has(voice));
  const said = test.flatMap(({ language, answer }) =>
    answer.flatMap(([act, text]) => (DECLINING.has(act) ? [{ language, text }] : [])),
  );
  const languages = [...new Set(said.map(({ language }) => language))].sort();
  const rows = languages.map((language) => {
    const own = said.filter((one) => one.language === language);
    return [language, share(own.filter(({ text }) => isCourtesy(text, model)).length, own.length)];
  });
  return table(['language', 'declining stretches taken for a courtesy'], rows);
}

const page = `# Learned wordings: framings, vows and courtesies

Written by \`npm run quality:wording\`; identical on every run. What \`wrapped-prompt\`, \`identity-shift\` and the reader learn, and why:
[design/detectors.md](design/detectors.md), [design/reader.md](design/reader.md). Detectors count many rows, so that a part of them is enough.

## Framings of requests by which anything goes (from ${LIKELY_FRAMING})

Each text told by a model that has not seen it (five parts).

${leftOutTable(leftOut('framings', LIKELY_FRAMING))}

## Vows to do whatever is asked (from ${LIKELY_VOW})

${leftOutTable(leftOut('vows', LIKELY_VOW))}

## Courtesies that open an answer (from ${SURE_COURTESY})

${leftOutTable(leftOut('courtesies', SURE_COURTESY))}

A declining sentence that passes for a courtesy would be overlooked. Of the voices set apart for test:

${decliningTable()}

## Ordinary public sets

With the models as they ship.

${await publicTable()}
`;
writeFileSync(new URL('../../docs/quality-wording.md', import.meta.url), page);
